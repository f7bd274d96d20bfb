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
  public var lineBreak = LineBreak.auto
  public var wordBreak = WordBreak.normal
  /// Which of the possible breaks are taken (CSS Text 4, §6.4.2).
  public var wrapStyle = WrapStyle.auto
  public var hyphenation = Hyphenation()
  /// The most lines that are shown; the last of them ends in an ellipsis where text is left out (CSS Overflow 4, §5.1).
  public var lineClamp: Int?
  /// How far the spaces of justified lines may change; `nil` widens them without limit.
  public var justifyLimits: JustifyLimits?
  public var hangingPunctuation: HangingPunctuation = []
  /// The sides at which the ink of each line stands on the margin, without its glyph's side bearing.
  public var opticalAlignment: LineSides = []

  public init(
    spans: [TextSpan], strut: FontStyle, language: String, direction: Direction = .leftToRight,
    alignment: Alignment = .start, wraps: Bool = true
  ) {
    self.spans = spans
    self.strut = strut
    self.language = language
    self.direction = direction
    self.alignment = alignment
    self.wraps = wraps
  }
}

extension StyledText {
  public enum WrapStyle: Sendable, Hashable {
    /// As much on each line as fits.
    case auto
    /// The lines that are most alike and no more in number; up to six.
    case balance
    /// The best of all ways to break the paragraph into no more lines.
    case pretty
  }

  /// Multiples of a space's own width.
  public struct JustifyLimits: Sendable, Hashable {
    /// 0…1.
    public var smallest: Double
    /// 1 or more. A line that would need more stays ragged.
    public var largest: Double

    public init(smallest: Double, largest: Double) {
      self.smallest = smallest
      self.largest = largest
    }
  }

  /// Punctuation that stands outside of the lines (CSS Text 3, §8.3.1).
  public struct HangingPunctuation: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// An opening quote or bracket at the start of the text.
    public static let first = HangingPunctuation(rawValue: 1)
    /// A closing quote or bracket at the end of the text.
    public static let last = HangingPunctuation(rawValue: 2)
    /// A stop or comma at a line's end that would not fit otherwise.
    public static let allowEnd = HangingPunctuation(rawValue: 4)
  }

  public struct LineSides: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let start = LineSides(rawValue: 1)
    public static let end = LineSides(rawValue: 2)
  }
}

/// Where words may be broken (CSS Text 3, §5.3, and CSS Text 4, §6.3.2).
public struct Hyphenation: Sendable, Hashable {
  public enum Mode: Sendable, Hashable {
    /// Nowhere, not even at soft hyphens.
    case none
    /// At soft hyphens, U+00AD.
    case manual
    /// Also where the language's patterns allow it.
    case auto
  }

  public var mode = Mode.manual
  /// The fewest letters of a word that patterns may break, and of its parts before and after the break.
  public var shortestWord = 5
  public var shortestBefore = 2
  public var shortestAfter = 2
  /// Words that patterns never break, whatever their capitals.
  public var neverBroken: [String] = []

  public init() {}
}

/// A stretch of text in one style.
public struct TextSpan: Sendable, Hashable {
  public var text: String
  public var style: FontStyle
  /// BCP 47, where it differs from the paragraph's. If it also runs the other way, the spans beside each other that share
  /// it are isolated: they order among themselves, whatever stands around them (UAX #9, §2.4).
  public var language: String?
  /// Whether patterns may break its words.
  public var hyphenates = true

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
  /// px that glyphs stand above the baseline. It leaves the line's height alone, as CSS Fonts 4, §6.5 asks of
  /// superscripts and subscripts.
  public var baselineShift = 0.0

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
