import BoxLayout
import CardSpec
import Typesetting

/// The text of one node: its spans, the size that it is set in, and its measurements.
final class TextContent {
  /// What a span means beyond its glyphs.
  struct SpanMeaning: Sendable, Hashable {
    var color: Color
    var link: String?
  }

  let markup: [MarkupSpan]
  let computed: ComputedText
  let direction: BoxProperties.Direction
  let trim: TextProperties.BoxTrim
  /// The smallest size that the author allows, px; the computed size where the text may not shrink.
  let floor: Double
  private let typesetter: Typesetter
  /// The size that the text is set in, px. Fit steps lower it.
  private(set) var size: Double
  private(set) var styled: StyledText
  /// The first thing that typesetting refused.
  private(set) var failure: TypesettingError?
  private var trims: (top: Double, bottom: Double)?

  init(
    source: String, computed: ComputedText, direction: BoxProperties.Direction, trim: TextProperties.BoxTrim,
    floor: Double, typesetter: Typesetter
  ) {
    markup = Markup.parse(source)
    self.computed = computed
    self.direction = direction
    self.trim = trim
    self.floor = floor
    self.typesetter = typesetter
    size = computed.size
    styled = Self.style(markup, computed, direction, size)
  }

  var canShrink: Bool { size > floor }

  func setSize(_ newSize: Double) {
    size = min(computed.size, max(floor, newSize))
    styled = Self.style(markup, computed, direction, size)
    trims = nil
  }

  var meanings: [SpanMeaning] {
    markup.map { span in
      let color = span.link == nil ? nil : computed.linkColor
      return SpanMeaning(color: color?.resolved(current: computed.color) ?? computed.color, link: span.link)
    }
  }

  private static func style(
    _ markup: [MarkupSpan], _ computed: ComputedText, _ direction: BoxProperties.Direction, _ size: Double
  ) -> StyledText {
    let strut = computed.fontStyle(size: size)
    let spans = markup.map { span in
      var style = strut
      // CSS Fonts 4, §2.2: what `bolder` means from each weight.
      if span.isStrong { style.weight = style.weight < 350 ? 400 : style.weight < 550 ? 700 : 900 }
      if span.isEmphasis { style.italic.toggle() }
      return TextSpan(computed.transform.apply(to: span.text, language: computed.language), style)
    }
    return StyledText(
      spans: spans, strut: strut, language: computed.language,
      direction: direction == .rtl ? .rightToLeft : .leftToRight, alignment: computed.align.typeset,
      wraps: computed.wraps)
  }

  /// The text broken to `width` px, `nil` for no limit. Remembers the first failure and gives nothing for it.
  func shaped(width: Double?) -> ShapedText {
    do throws(TypesettingError) {
      // A hair of tolerance, so that a box as wide as its text never breaks it by rounding.
      return try typesetter.shape(styled, width: width.map { $0 + 0.01 })
    } catch {
      if failure == nil { failure = error }
      return ShapedText(lines: [], width: 0, height: 0, inkWidth: 0, missing: [])
    }
  }

  /// What `textBoxTrim` takes off the first and last line: down to the capitals, up to the baseline (CSS Inline 3, §5).
  func trimmed(of text: ShapedText) -> (top: Double, bottom: Double) {
    guard trim != .none, let first = text.lines.first, let last = text.lines.last else { return (0, 0) }
    do throws(TypesettingError) {
      let metrics = try typesetter.metrics(of: styled.strut)
      return (
        trim == .end ? 0 : first.baseline - first.y - metrics.capHeight,
        trim == .start ? 0 : last.y + last.height - last.baseline
      )
    } catch {
      if failure == nil { failure = error }
      return (0, 0)
    }
  }

  func measure(_ request: MeasureRequest) -> MeasuredSize {
    let width = request.knownWidth ?? width(for: request.availableWidth)
    let text = shaped(width: width)
    let trim = trimmed(of: text)
    let height = request.knownHeight ?? max(0, text.height - trim.top - trim.bottom)
    let lines = !text.lines.isEmpty
    return MeasuredSize(
      width: width, height: height, firstBaseline: lines ? text.firstBaseline - trim.top : nil,
      lastBaseline: lines ? text.lastBaseline - trim.top : nil)
  }

  /// CSS Sizing 3, §5.1: `fit-content` between the min-content and max-content widths.
  private func width(for available: AvailableSpace) -> Double {
    let widest = shaped(width: nil).inkWidth
    switch available {
    case .maxContent: return widest
    case .minContent: return narrowest
    case .definite(let space): return space >= widest ? widest : max(narrowest, space)
    }
  }

  /// The width of the widest piece that cannot be broken, px.
  var narrowest: Double {
    do throws(TypesettingError) {
      return try typesetter.intrinsicWidths(styled).minContent
    } catch {
      if failure == nil { failure = error }
      return 0
    }
  }
}

extension TextProperties.Align {
  var typeset: StyledText.Alignment {
    switch self {
    case .start: .start
    case .end: .end
    case .left: .left
    case .right: .right
    case .center: .center
    case .justify: .justify
    }
  }
}

extension TextProperties.Transform {
  /// CSS Text 3, §2.1. The Turkic dotted i is the one rule that depends on the language.
  func apply(to text: String, language: String) -> String {
    let isTurkic = language.hasPrefix("tr") || language.hasPrefix("az")
    switch self {
    case .none: return text
    case .uppercase:
      return isTurkic ? String(text.map { $0 == "i" ? "İ" : $0 }).uppercased() : text.uppercased()
    case .lowercase:
      return isTurkic ? String(text.map { $0 == "I" ? "ı" : $0 }).lowercased() : text.lowercased()
    case .capitalize:
      var result = ""
      var atStart = true
      for character in text {
        result += atStart && character.isLetter ? character.uppercased() : String(character)
        atStart = character.isWhitespace
      }
      return result
    }
  }
}
