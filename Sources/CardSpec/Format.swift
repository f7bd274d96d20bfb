/// A named size in which cards are rendered.
public struct Format: Sendable, Hashable {
  public enum Medium: String, Sendable, Hashable, CaseIterable { case screen, paper }

  public var name: String
  public var medium: Medium
  /// The trim size in px, 1/96 in (for screens: pixels at 1x).
  public var width: Double
  public var height: Double
  /// px on every side.
  public var bleed: Double
  /// Keys that `variants` may name, besides the format's own name: `landscape`, `portrait`, `square`, `story`, `print`, `screen`.
  public var traits: [String]
  /// A plain sentence for `placard formats`.
  public var summary: String

  public init(
    name: String, medium: Medium, width: Double, height: Double, bleed: Double = 0, traits: [String],
    summary: String = ""
  ) {
    self.name = name
    self.medium = medium
    self.width = width
    self.height = height
    self.bleed = bleed
    self.traits = traits
    self.summary = summary
  }

  /// Whether its files are for a printing press, which needs bleed; paper without bleed is the accessible document.
  public var isPress: Bool { medium == .paper && bleed > 0 }
}
