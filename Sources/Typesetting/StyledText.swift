/// What is to be typeset: one text node with its spans. Lengths are px, 1/96 in.
public struct StyledText: Sendable, Hashable {
  public enum Alignment: Sendable, Hashable { case start, end, left, right, center, justify }
  public enum Direction: Sendable, Hashable { case leftToRight, rightToLeft }
  /// How strict the rules are that keep characters from the beginning and the end of a line (CSS Text 3, §5.3).
  /// `auto` is strict.
  public enum LineBreak: Sendable, Hashable { case auto, loose, normal, strict, anywhere }
  /// Where words may be broken that have no spaces between them (CSS Text 3, §5.2).
  public enum WordBreak: Sendable, Hashable { case normal, keepAll, breakAll }

  public var spans: [TextSpan]
  /// The paragraph's strut: the font and line height of the text node itself (CSS Inline 3, §4).
  public var strut: FontStyle
  /// BCP 47.
  public var language: String
  public var direction: Direction
  public var alignment: Alignment
  /// `false` breaks lines only at forced breaks (U+2028). Spaces, tabs and newlines collapse as in CSS.
  public var wraps: Bool
  public var lineBreak: LineBreak
  public var wordBreak: WordBreak

  public init(
    spans: [TextSpan], strut: FontStyle, language: String, direction: Direction = .leftToRight,
    alignment: Alignment = .start, wraps: Bool = true, lineBreak: LineBreak = .auto, wordBreak: WordBreak = .normal
  ) {
    self.spans = spans
    self.strut = strut
    self.language = language
    self.direction = direction
    self.alignment = alignment
    self.wraps = wraps
    self.lineBreak = lineBreak
    self.wordBreak = wordBreak
  }
}

/// A stretch of text in one style.
public struct TextSpan: Sendable, Hashable {
  public var text: String
  public var style: FontStyle
  /// BCP 47, where it differs from the paragraph's. If it also runs the other way, the spans beside each other that share
  /// it are isolated: they order among themselves, whatever stands around them (UAX #9, §2.4).
  public var language: String?

  public init(_ text: String, _ style: FontStyle, language: String? = nil) {
    self.text = text
    self.style = style
    self.language = language
  }
}

/// Everything that chooses and shapes glyphs.
public struct FontStyle: Sendable, Hashable {
  /// Families, best first; a character is taken from the first that has it, and from no others.
  public var families: [String]
  /// px.
  public var size: Double
  /// 1…1000.
  public var weight: Int
  public var italic: Bool
  /// Distance between baselines in px; `nil` is CSS's `normal` (the font's own).
  public var lineHeight: Double?
  /// px added after each cluster.
  public var letterSpacing: Double
  /// OpenType features by tag, sorted when shaped.
  public var features: [String: Int]

  public init(
    families: [String], size: Double, weight: Int = 400, italic: Bool = false, lineHeight: Double? = nil,
    letterSpacing: Double = 0, features: [String: Int] = [:]
  ) {
    self.families = families
    self.size = size
    self.weight = weight
    self.italic = italic
    self.lineHeight = lineHeight
    self.letterSpacing = letterSpacing
    self.features = features
  }
}
