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

  private let markup: [MarkupSpan]
  /// What the language's typographic rules changed.
  let typography: TypographicRules.Result?
  /// The span of the markup that each styled span comes from.
  private var sources: [Int]
  /// What the markup asks for and cannot have.
  let problems: [MarkupText.Problem]
  let computed: ComputedText
  let direction: BoxProperties.Direction
  let trim: TextProperties.BoxTrim
  /// The fit group that the text is in, and what it came to, if that is known.
  let group: FitDecision.Group?
  /// What the text may do to fit.
  let ladder: FitLadder
  private let typesetter: Typesetter
  /// How many steps down the ladder the text is set.
  private(set) var position = 0
  private(set) var styled: StyledText
  private static let mostKnown = 8
  /// The first thing that typesetting refused.
  private(set) var failure: TypesettingError?
  /// What the text came to at its present size, by width: layout, checks and drawing ask for the same widths.
  private var known: [Double?: ShapedText] = [:]
  private var knownIntrinsic: IntrinsicWidths?

  init(
    source: String, computed: ComputedText, direction: BoxProperties.Direction, trim: TextProperties.BoxTrim,
    ladder: FitLadder, group: FitDecision.Group? = nil, typesetter: Typesetter
  ) {
    let read = Markup.read(source)
    typography =
      computed.typography == .language ? TypographicRules(language: computed.language).apply(to: read.spans) : nil
    markup = typography?.spans ?? read.spans
    problems = read.problems
    self.computed = computed
    self.direction = direction
    self.trim = trim
    self.group = group
    self.ladder = group?.settlement.map { ladder.settled(at: $0.share) } ?? ladder
    self.typesetter = typesetter
    (styled, sources) = Self.style(markup, computed, direction, self.ladder.setting(at: 0), typesetter)
  }

  /// The size that the text is set in, px.
  var size: Double { styled.strut.size }

  /// The most lines that it is set in.
  var lineClamp: Int? { styled.lineClamp }

  var canStepDown: Bool { position < ladder.count }

  /// Goes to a step of the ladder; the last one where there are fewer.
  func setPosition(_ wanted: Int) {
    position = min(max(0, wanted), ladder.count)
    known = [:]
    knownIntrinsic = nil
    (styled, sources) = Self.style(markup, computed, direction, ladder.setting(at: position), typesetter)
  }

  /// What was done so that the text fits; `nil` for one that may do nothing.
  func decision(allowed: FitProperties) -> FitDecision? {
    guard group != nil || ladder.count > 0 else { return nil }
    let setting = ladder.setting(at: position)
    return FitDecision(
      allowed: allowed.steps ?? (group == nil ? [] : [.shrink]), done: ladder.done(at: position),
      minFontSize: ladder.floorShare * ladder.size, specifiedLetterSpacing: computed.letterSpacing / computed.size,
      letterSpacing: setting.letterSpacing / setting.size, lineClamp: setting.lineClamp, group: group)
  }

  var meanings: [SpanMeaning] {
    sources.map { source in
      let span = markup[source]
      let color = span.link == nil ? nil : computed.linkColor
      return SpanMeaning(color: color?.resolved(current: computed.color) ?? computed.color, link: span.link)
    }
  }

  private static func style(
    _ markup: [MarkupSpan], _ computed: ComputedText, _ direction: BoxProperties.Direction,
    _ setting: FitLadder.Setting, _ typesetter: Typesetter
  ) -> (StyledText, [Int]) {
    let styling = SpanStyling(markup: markup, computed: computed, typesetter: typesetter).styled(setting)
    var text = StyledText(
      spans: styling.spans, strut: styling.strut, language: computed.language,
      direction: direction == .rtl ? .rightToLeft : .leftToRight, alignment: computed.align.typeset,
      wraps: computed.wraps)
    let lines = computed.lines
    text.wrapStyle = lines.wrapStyle
    text.hyphenation = lines.hyphenation
    if setting.hyphenates { text.hyphenation.mode = .auto }
    text.lineClamp = setting.lineClamp
    text.justifyLimits = lines.justifyLimits
    text.hangingPunctuation = lines.hangingPunctuation
    text.opticalAlignment = lines.opticalAlignment
    text.lineBreak = computed.lineBreak
    text.wordBreak = computed.wordBreak
    return (text, styling.sources)
  }

  /// The text broken to `width` px, `nil` for no limit. Remembers the first failure and gives nothing for it.
  func shaped(width: Double?) -> ShapedText {
    if let shaped = known[width] { return shaped }
    do throws(TypesettingError) {
      // A hair of tolerance, so that a box as wide as its text never breaks it by rounding.
      let shaped = try typesetter.shape(styled, width: width.map { $0 + 0.01 })
      if known.count >= Self.mostKnown { known = [:] }
      known[width] = shaped
      return shaped
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

  /// The first family asked for where it is not installed: another stands in for it, which changes how the text looks.
  var missingFamily: String? { computed.families.first.flatMap { typesetter.hasFamily($0) ? nil : $0 } }

  /// The OpenType features asked for that no font of the stack has.
  var unsupportedFeatures: [String] {
    do throws(TypesettingError) {
      return try typesetter.unsupportedFeatures(of: styled.strut)
    } catch {
      if failure == nil { failure = error }
      return []
    }
  }

  /// Why a run is not in the first family asked for.
  func fallback(of run: GlyphRun) -> FontFallback? {
    do throws(TypesettingError) {
      return try typesetter.fallback(of: run, in: styled.spans[run.span].style)
    } catch {
      if failure == nil { failure = error }
      return nil
    }
  }

  /// The languages of the text that should be hyphenated and have no patterns here.
  var languagesWithoutPatterns: [String] { typesetter.languagesWithoutPatterns(styled) }

  /// The line under a run as the font of `span` places it, px from the text's top left. A link has one line throughout,
  /// also where it changes its weight (CSS Text Decoration 3, §2).
  func underline(_ run: GlyphRun, _ line: ShapedLine, like span: Int) -> Rect {
    let style = styled.spans[span].style
    do throws(TypesettingError) {
      let metrics = try typesetter.metrics(of: style)
      let thickness = metrics.underlineThickness > 0 ? metrics.underlineThickness : style.size / 16
      let offset = metrics.underlineOffset > 0 ? metrics.underlineOffset : style.size / 10
      return Rect(run.x, line.baseline + offset, run.width, thickness)
    } catch {
      if failure == nil { failure = error }
      return Rect(run.x, line.baseline, 0, 0)
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
    let widest = widest
    switch available {
    case .maxContent: return widest
    case .minContent: return narrowest
    case .definite(let space): return space >= widest ? widest : max(narrowest, space)
    }
  }

  /// The width of the widest line where only forced breaks end one, px. What hangs, is aligned by its ink, or is cut
  /// off is known of composed lines alone.
  private var widest: Double {
    let isPlain = styled.hangingPunctuation.isEmpty && styled.opticalAlignment.isEmpty && styled.lineClamp == nil
    return isPlain ? intrinsic.maxContent : shaped(width: nil).inkWidth
  }

  /// The width of the widest piece that cannot be broken, px.
  var narrowest: Double { intrinsic.minContent }

  private var intrinsic: IntrinsicWidths {
    if let knownIntrinsic { return knownIntrinsic }
    do throws(TypesettingError) {
      let widths = try typesetter.intrinsicWidths(styled)
      knownIntrinsic = widths
      return widths
    } catch {
      if failure == nil { failure = error }
      return IntrinsicWidths(minContent: 0, maxContent: 0)
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

extension TextProperties.LineBreak {
  var typeset: StyledText.LineBreak {
    switch self {
    case .auto: .auto
    case .loose: .loose
    case .normal: .normal
    case .strict: .strict
    case .anywhere: .anywhere
    }
  }
}

extension TextProperties.WordBreak {
  var typeset: StyledText.WordBreak {
    switch self {
    case .normal: .normal
    case .keepAll: .keepAll
    case .breakAll: .breakAll
    }
  }
}
