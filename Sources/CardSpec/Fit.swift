/// What a text may do where it does not fit, and which texts have its size. Nothing of it is inherited.
public struct FitProperties: Sendable, Hashable {
  /// One kind of concession.
  public enum Step: String, Sendable, Hashable, CaseIterable {
    /// Less tracking.
    case tighten
    /// A smaller size.
    case shrink
    /// Words broken by the language's patterns.
    case hyphenate
    /// Fewer lines, the last of them ending in an ellipsis.
    case clamp
  }

  /// Which texts of a group's name belong together, in one format.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// Those of all cards and languages.
    case deck
    /// Those of one card in all languages.
    case card
    /// Those of all cards in one language.
    case language
  }

  /// In the order in which they are made; `nil` where nothing is said: `shrink` in a group, else none.
  public var steps: [Step]?
  /// The smallest size; percentages are of the text's own.
  public var minFontSize: Length?
  /// How much smaller each step is than the one before it; percentages are of the text's own size.
  public var sizeStep: Length?
  /// The least tracking.
  public var minLetterSpacing: Length?
  /// The name that texts of one size share.
  public var group: String?
  public var scope = Scope.deck

  public init() {}
}
