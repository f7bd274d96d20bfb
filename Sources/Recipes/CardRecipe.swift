import Hashing

/// All that a card's scene is made from, in one language and format, as a sum.
public struct CardRecipe: Sendable, Hashable {
  /// Two cards of the same sum look the same.
  public var sum: Digest
  /// Of what only messages depend on: where things are written.
  public var places: Digest
  /// The names of the fit groups that its texts are in.
  public var groups: [String]
  /// Its pictures, and their sums when the recipe was written; `nil` for a file that is not there.
  public var pictures: [Picture]
  /// The font families that its texts name, in small letters, by name.
  public var families: [String]
  /// Whether its texts hold emoji, for which fonts are looked for that no text names.
  public var hasEmoji: Bool

  public struct Picture: Sendable, Hashable {
    /// Absolute.
    public var path: String
    public var sum: Digest?
  }
}
