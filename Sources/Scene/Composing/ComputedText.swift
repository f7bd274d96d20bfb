import CardSpec
import Typesetting

/// The inherited text properties of one node with every relative value resolved. Lengths in px.
struct ComputedText: Sendable, Hashable {
  var color: Color
  var linkColor: ColorValue?
  var families: [String]
  /// The families of code in a text; the text's own where `nil`.
  var codeFamilies: [String]?
  var size: Double
  var weight: Int
  var italic: Bool
  var lineHeight: LineHeight
  /// Computed where it was written and inherited as px (CSS Text 3, §8.2).
  var letterSpacing: Double
  var align: TextProperties.Align
  var transform: TextProperties.Transform
  var features: [String: Int]
  var language: String
  var wraps: Bool
  var lineBreak: StyledText.LineBreak
  var wordBreak: StyledText.WordBreak
  /// The first on top.
  var shadows: [TextShadow]
  /// The values of properties that are inherited as they are.
  var lines = LineRules()
  /// What CSS's `font-variant` properties stand for; `features` win over them (CSS Fonts 4, §7.2).
  var variants = FontVariants()
  var typography = TextProperties.Typography.none

  enum LineHeight: Sendable, Hashable {
    case normal
    case number(Double)
    /// Computed where it was written and inherited as px (CSS Inline 3, §4.2).
    case pixels(Double)
  }

  /// CSS's initial values; the family is the theme's `$font.body` where it has one.
  init(language: String, families: [String], codeFamilies: [String]? = nil) {
    color = .black
    self.families = families
    self.codeFamilies = codeFamilies
    size = 16
    weight = 400
    italic = false
    lineHeight = .normal
    letterSpacing = 0
    align = .start
    transform = .none
    features = [:]
    self.language = language
    wraps = true
    lineBreak = .auto
    wordBreak = .normal
    shadows = []
  }

  /// What a child of `self` computes to, where the child's own properties are `properties`.
  ///
  /// `units` resolves against the parent for `fontSize` (CSS Fonts 4, §2.5) and against the new size for the rest.
  func inheriting(_ properties: TextProperties, units: LengthContext) -> ComputedText {
    var result = self
    if let fontSize = properties.fontSize {
      result.size = max(0.01, units.with(em: size).pixels(fontSize, percentBase: size))
    }
    let own = units.with(em: result.size)
    if let value = properties.color { result.color = value.resolved(current: color) }
    if let value = properties.linkColor { result.linkColor = value }
    if let value = properties.fontFamily { result.families = value }
    if let value = properties.fontWeight { result.weight = value }
    if let value = properties.italic { result.italic = value }
    switch properties.lineHeight {
    case nil: break
    case .normal: result.lineHeight = .normal
    case .number(let factor): result.lineHeight = .number(factor)
    case .length(let length): result.lineHeight = .pixels(own.pixels(length, percentBase: result.size))
    }
    if let value = properties.letterSpacing {
      result.letterSpacing = own.pixels(value, percentBase: result.size)
    }
    if let value = properties.textAlign { result.align = value }
    if let value = properties.textTransform { result.transform = value }
    if let value = properties.fontFeatures { result.features.merge(value) { _, new in new } }
    if let value = properties.language { result.language = value }
    if let value = properties.wrap { result.wraps = value }
    if let value = properties.lineBreak { result.lineBreak = value.typeset }
    if let value = properties.wordBreak { result.wordBreak = value.typeset }
    if let value = properties.textShadow { result.shadows = value.map { TextShadow($0, units: own) } }
    if let value = properties.textWrap { result.wraps = value != .nowrap }
    result.lines = lines.inheriting(properties)
    result.variants = variants.inheriting(properties)
    if let value = properties.typography { result.typography = value }
    return result
  }

  /// As it was asked for.
  var unfitted: FitLadder.Setting { FitLadder.Setting(size: size, letterSpacing: letterSpacing) }

  /// The style that chooses and shapes glyphs, at the size and tracking that a fit step asks for.
  func fontStyle(_ setting: FitLadder.Setting) -> FontStyle {
    let lineHeight: Double? =
      switch self.lineHeight {
      case .normal: nil
      case .number(let factor): factor * setting.size
      case .pixels(let pixels): pixels * setting.size / size
      }
    return FontStyle(
      families: families, size: setting.size, weight: weight, italic: italic, lineHeight: lineHeight,
      letterSpacing: setting.letterSpacing, features: variants.features.merging(features) { _, new in new })
  }
}

/// A shadow of text whose lengths are computed where it was written and inherited as px.
struct TextShadow: Sendable, Hashable {
  var offset: Point
  /// The standard deviation, px.
  var blur: Double
  var color: ColorValue

  init(_ style: ShadowStyle, units: LengthContext) {
    offset = Point(units.pixels(style.x, percentBase: 0), units.pixels(style.y, percentBase: 0))
    blur = units.pixels(style.blur, percentBase: 0) / 2
    color = style.color
  }
}

extension ColorValue {
  func resolved(current: Color) -> Color {
    switch self {
    case .color(let color): color
    case .currentColor: current
    }
  }
}
