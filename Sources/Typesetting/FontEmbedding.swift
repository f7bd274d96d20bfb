/// What a font's licence bits say about documents that hold the font: OpenType `OS/2`, field `fsType`.
public enum FontEmbedding: Sendable, Hashable {
  case allowed
  /// Bit 1 alone: "restricted licence embedding".
  case forbidden
  /// Bit 9: bitmaps may be embedded, outlines not.
  case bitmapsOnly
  /// Bit 8: the whole font may be embedded, not some of its letters.
  case wholeOnly
  /// The font has no `OS/2` table.
  case unstated

  init(flags: UInt16) {
    if flags & 0x000F == 0x0002 {
      self = .forbidden
    } else if flags & 0x0200 != 0 {
      self = .bitmapsOnly
    } else {
      self = flags & 0x0100 != 0 ? .wholeOnly : .allowed
    }
  }

  /// Whether outlines may be embedded; `nil` where the font does not say.
  public var isAllowed: Bool? {
    switch self {
    case .allowed, .wholeOnly: true
    case .forbidden, .bitmapsOnly: false
    case .unstated: nil
    }
  }
}
