import Caching

/// Sets text: chooses fonts, shapes, breaks lines, aligns them.
///
/// Pango resolves directions, scripts and break opportunities; HarfBuzz shapes. Text is shaped once whatever the sizes
/// and widths that are tried afterwards. Not `Sendable`: give each worker its own.
public final class Typesetter {
  let library: FontLibrary
  private let hyphenation: HyphenationLibrary
  private let preparation: Preparation?
  private var prepared = RecentCache<StyledText, PreparedText>(limit: 250_000)
  private var shaped = RecentCache<ShapedKey, ShapedText>(limit: 60_000)

  private struct ShapedKey: Hashable {
    var text: StyledText
    var width: Double?
  }

  /// What an entry costs a cache beside its text, in bytes of text.
  private static let entryCost = 200

  public init(fonts: FontLibrary, hyphenation: HyphenationLibrary = HyphenationLibrary()) {
    library = fonts
    self.hyphenation = hyphenation
    preparation = (try? ItemShaping()).map {
      Preparation(library: fonts, shaping: $0, hyphenation: hyphenation)
    }
  }

  /// Sets the text in lines no wider than `width` px; `nil` breaks lines only where breaks are forced.
  ///
  /// White space collapses as in CSS `white-space: normal`. Words wider than `width` overflow.
  public func shape(_ text: StyledText, width: Double?) throws(TypesettingError) -> ShapedText {
    try Self.validate(text)
    if let width, width.isNaN { throw .invalidValue(property: "the width of a text", value: width) }
    let width = width.flatMap { $0.isFinite ? max(0, $0) : nil }
    let key = ShapedKey(text: text, width: width)
    if let known = shaped[key] { return known }
    let prepared = try prepare(text)
    let result = try lay(out: prepared, text, width: width)
    shaped.insert(result, for: key, cost: Self.entryCost + prepared.bytes)
    return result
  }

  /// The narrowest and the widest that the text can usefully be, without laying it out.
  public func intrinsicWidths(_ text: StyledText) throws(TypesettingError) -> IntrinsicWidths {
    try Self.validate(text)
    var widths = IntrinsicWidths(minContent: 0, maxContent: 0)
    let prepared = try prepare(text)
    for index in prepared.paragraphs.indices {
      let own = try breaking(index, of: prepared, text).intrinsicWidths(wraps: text.wraps)
      widths.minContent = max(widths.minContent, own.minContent)
      widths.maxContent = max(widths.maxContent, own.maxContent)
    }
    return widths
  }

  /// The measures of the style's primary font: the first family of its stack that is installed.
  public func metrics(of style: FontStyle) throws(TypesettingError) -> FontMetrics {
    try Self.validate(style)
    return try metrics(face: library.faces(for: style)[0], size: style.size)
  }

  /// The features that the style switches on and that no font of its stack has, sorted.
  public func unsupportedFeatures(of style: FontStyle) throws(TypesettingError) -> [String] {
    var faces: [OpenFace] = []
    for face in try library.faces(for: style) { faces.append(try library.openFace(face)) }
    return style.features.filter { tag, value in value != 0 && !faces.contains { $0.hasFeature(tag) } }.keys.sorted()
  }

  /// Whether a family of this name is installed. Upper and lower case do not matter, as in CSS.
  public func hasFamily(_ name: String) -> Bool { library.hasFamily(name) }

  /// The languages of the text whose words should be broken by patterns that are not here, in order, each once.
  public func languagesWithoutPatterns(_ text: StyledText) -> [String] {
    guard text.hyphenation.mode == .auto else { return [] }
    var result: [String] = []
    for language in text.spans.map({ $0.language ?? text.language }) where !result.contains(language) {
      if !hyphenation.hasPatterns(for: language) { result.append(language) }
    }
    return result
  }

  private func metrics(face: Int, size: Double) throws(TypesettingError) -> FontMetrics {
    try library.openFace(face).metrics.scaled(by: size)
  }

  /// Shaping does not depend on sizes, line heights and alignment, so texts that differ only in those share one result.
  private func prepare(_ text: StyledText) throws(TypesettingError) -> PreparedText {
    guard let preparation else { throw .outOfMemory }
    func normalised(_ style: FontStyle) -> FontStyle {
      var style = style
      style.size = 1
      style.lineHeight = nil
      style.letterSpacing = style.letterSpacing == 0 ? 0 : 1
      style.baselineShift = 0
      return style
    }
    var key = text
    key.alignment = .start
    key.wraps = true
    key.wrapStyle = .auto
    key.lineClamp = nil
    key.justifyLimits = nil
    key.hangingPunctuation = []
    key.opticalAlignment = []
    key.strut = normalised(key.strut)
    for index in key.spans.indices { key.spans[index].style = normalised(key.spans[index].style) }
    if let known = prepared[key] { return known }
    let result = try preparation.prepare(text)
    prepared.insert(result, for: key, cost: Self.entryCost + result.bytes)
    return result
  }

  private func breaking(_ index: Int, of prepared: PreparedText, _ text: StyledText) throws(TypesettingError)
    -> LineBreaking
  {
    let paragraph = prepared.paragraphs[index]
    var faces: [OpenFace] = []
    for item in paragraph.items { faces.append(try library.openFace(item.attributes.face)) }
    return LineBreaking(
      paragraph, text, faces: faces, isFirst: index == 0, isLast: index == prepared.paragraphs.count - 1)
  }
}

// MARK: - Layout

extension Typesetter {
  private func lay(out prepared: PreparedText, _ text: StyledText, width: Double?) throws(TypesettingError)
    -> ShapedText
  {
    var lines: [ShapedLine] = []
    var isClamped = false
    for (index, paragraph) in prepared.paragraphs.enumerated() {
      let breaking = try breaking(index, of: prepared, text)
      var broken = breaking.lines(width: text.wraps ? width : nil)
      let isLastParagraph = index == prepared.paragraphs.count - 1
      let room = text.lineClamp.map { max(0, $0 - lines.count) } ?? Int.max
      if broken.count > room || (broken.count == room && !isLastParagraph) {
        isClamped = true
        broken = try LineClamp(breaking: breaking, paragraph: paragraph, library: library)
          .clamp(broken, to: room, width: text.wraps ? width : nil)
      }
      try compose(broken, paragraph, prepared, text, width, isClamped: isClamped, into: &lines)
      if isClamped { break }
    }
    let widest = lines.reduce(0) { max($0, $1.width) }
    align(&lines, text, width: width ?? widest)
    var result = ShapedText(
      lines: lines, width: width ?? widest, height: lines.last.map { $0.y + $0.height } ?? 0, inkWidth: widest,
      missing: prepared.missing)
    result.isClamped = isClamped
    return result
  }

  /// Composes a paragraph's lines below those that are there.
  private func compose(
    _ broken: [LineBreaking.Line], _ paragraph: PreparedText.Paragraph, _ prepared: PreparedText, _ text: StyledText,
    _ width: Double?, isClamped: Bool, into lines: inout [ShapedLine]
  ) throws(TypesettingError) {
    let composition = LineComposition(text: text, paragraph: paragraph, library: library)
    var y = lines.last.map { $0.y + $0.height } ?? 0
    var cursor = ItemCursor()
    for (index, line) in broken.enumerated() {
      let isLast = index == broken.count - 1
      let items = try self.items(of: paragraph, on: line.clusters, text, &cursor)
      let isCut = isLast && isClamped
      let composed = try composition.compose(
        items, of: line, isCut ? .ellipsis : line.isHyphenated ? .hyphen : .plain,
        justification(text, width, isLast: isLast, isCut: isCut))
      let box = try lineBox(composed, prepared, text, paragraph)
      lines.append(
        ShapedLine(
          y: y, height: box.above + box.below, baseline: y + box.above, x: 0, width: composed.width,
          runs: composed.runs, endsParagraph: isLast))
      y += box.above + box.below
    }
  }

  private func justification(_ text: StyledText, _ width: Double?, isLast: Bool, isCut: Bool)
    -> LineComposition.Justification
  {
    guard text.alignment == .justify, let width, text.wraps || !isLast, !isCut else { return .none }
    return isLast ? .shrink(to: width) : .fill(width)
  }

  /// The first item that may still be on a line, and the number of clusters before it. Lines are read in order.
  private struct ItemCursor {
    var item = 0
    var clusters = 0
  }

  /// The parts of a paragraph's items on a line. Where a cut would change glyphs, the part is shaped anew.
  private func items(
    of paragraph: PreparedText.Paragraph, on line: Range<Int>, _ text: StyledText, _ cursor: inout ItemCursor
  ) throws(TypesettingError) -> [ShapedItem] {
    guard let preparation else { throw .outOfMemory }
    var items: [ShapedItem] = []
    while cursor.item < paragraph.items.count, cursor.clusters < line.upperBound {
      let item = paragraph.items[cursor.item]
      let first = cursor.clusters
      let range = line.clamped(to: first..<first + item.clusters.count)
      // An item that reaches beyond this line is met again on the next.
      if range.upperBound == first + item.clusters.count {
        cursor.item += 1
        cursor.clusters += item.clusters.count
      }
      let local = range.lowerBound - first..<range.upperBound - first
      let isUnsafe =
        (local.lowerBound > 0 && item.clusters[local.lowerBound].isUnsafeToBreakBefore)
        || (local.upperBound < item.clusters.count && item.clusters[local.upperBound].isUnsafeToBreakBefore)
      if isUnsafe {
        let start = paragraph.text.scalarIndex(item.clusters[local.lowerBound].bytes.lowerBound)
        let end = paragraph.text.scalarIndex(item.clusters[local.upperBound - 1].bytes.upperBound)
        items.append(try preparation.shape(start..<end, item.attributes, of: paragraph.text, in: text))
      } else {
        items.append(item.slice(local))
      }
      if range.upperBound == line.upperBound { break }
    }
    return items
  }

  /// The highest reach of the strut and of the spans on the line. Other fonts than a span's primary one count only
  /// where its line height is `normal`.
  private func lineBox(
    _ line: LineComposition.Line, _ prepared: PreparedText, _ text: StyledText, _ paragraph: PreparedText.Paragraph
  ) throws(TypesettingError) -> LineHeight {
    var box = LineHeight(
      try metrics(face: prepared.strutFace, size: text.strut.size), lineHeight: text.strut.lineHeight)
    var inlineBoxes = line.inlineBoxes
    if inlineBoxes.isEmpty, text.spans.indices.contains(paragraph.firstSpan) {
      inlineBoxes.insert(.init(span: paragraph.firstSpan, face: prepared.primaryFaces[paragraph.firstSpan]))
    }
    for inline in inlineBoxes {
      let style = text.spans[inline.span].style
      let primary = prepared.primaryFaces[inline.span]
      box.include(LineHeight(try metrics(face: primary, size: style.size), lineHeight: style.lineHeight))
      if style.lineHeight == nil, inline.face != primary {
        box.include(LineHeight(try metrics(face: inline.face, size: style.size), lineHeight: nil))
      }
    }
    return box
  }

  /// Moves lines to their side. One that is too wide begins at the start side (CSS Text 3, §7.1).
  private func align(_ lines: inout [ShapedLine], _ text: StyledText, width: Double) {
    let isRightToLeft = text.direction == .rightToLeft
    for index in lines.indices {
      let free = width - lines[index].width
      let share: Double =
        switch text.alignment {
        case _ where free < 0: isRightToLeft ? 1 : 0
        case .start, .justify: isRightToLeft ? 1 : 0
        case .end: isRightToLeft ? 0 : 1
        case .left: 0
        case .right: 1
        case .center: 0.5
        }
      lines[index].move(right: free * share)
    }
  }

  private static func validate(_ text: StyledText) throws(TypesettingError) {
    try validate(text.strut)
    for span in text.spans { try validate(span.style) }
  }

  private static func validate(_ style: FontStyle) throws(TypesettingError) {
    func check(_ property: String, _ value: Double, _ range: ClosedRange<Double>) throws(TypesettingError) {
      // NaN is in no range.
      guard range.contains(value) else { throw .invalidValue(property: property, value: value) }
    }
    try check("a font size", style.size, Double.leastNonzeroMagnitude...1e5)
    try check("a line height", style.lineHeight ?? 0, 0...1e6)
    try check("letter spacing", style.letterSpacing, -1e5...1e5)
    try check("a font weight", Double(style.weight), 1...1000)
    try check("a baseline shift", style.baselineShift, -1e5...1e5)
  }
}

extension ShapedLine {
  /// Places the line's runs: sideways by `right`, and down to the baseline.
  fileprivate mutating func move(right: Double) {
    x = right
    for run in runs.indices {
      runs[run].x += right
      for glyph in runs[run].glyphs.indices {
        runs[run].glyphs[glyph].x += right
        runs[run].glyphs[glyph].y += baseline
      }
    }
  }
}
