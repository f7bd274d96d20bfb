/// How much time the encoder may spend to make a PNG file smaller.
///
/// The picture is the same at every effort: PNG loses nothing. Only the time and the number of bytes differ.
public enum Effort: String, Sendable, CaseIterable {
  /// As fast as possible; files are somewhat larger. Meant for previews.
  case fast
  /// Files about as small as those of Cairo's own writer, in a fraction of the time.
  case balanced
  /// Smaller files for publication.
  case small
}
