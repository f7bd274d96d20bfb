import Foundation
import PDFSyntax

/// Interprets one content stream (ISO 32000-1 §7.8.2), as far as colours, sizes and marks go.
struct ContentWalk {
  let builder: ReportBuilder
  let bytes: [UInt8]
  let resources: PDFObject?
  var state: GraphicsState
  var context: WalkContext

  var file: QPDFFile { builder.file }
  private var saved: [GraphicsState] = []
  private var deepest = 0
  private var marks: [Mark] = []
  private var artifactDepth = 0
  private var markDepth = 0
  /// What names of the resources stand for, found once.
  private var spaceNumbers: [String: Int] = [:]
  private var stateParameters: [String: StateParameters] = [:]
  private var fontNumbers: [String: Int?] = [:]
  private var lastFontKey: String?
  /// Within glyphs that have no colour of their own, colours are not told (§9.6.5).
  private var isUncolored = false

  private enum Mark { case artifact, content, other }

  init(
    _ builder: ReportBuilder, _ bytes: [UInt8], resources: PDFObject?, state: GraphicsState, context: WalkContext
  ) {
    self.builder = builder
    self.bytes = bytes
    self.resources = resources
    self.state = state
    self.context = context
    artifactDepth = context.isInArtifact ? 1 : 0
    markDepth = context.isInMark ? 1 : 0
  }

  mutating func run() {
    var scanner = ContentScanner(bytes)
    while let operation = scanner.next() {
      builder.operations += 1
      guard builder.operations <= builder.mostOperations else {
        return builder.note(
          "the content goes on beyond \(builder.mostOperations) operators, which is where reading stopped")
      }
      perform(operation)
    }
    if context.isPage { page { $0.deepestState = max($0.deepestState, deepest) } }
  }

  func page(_ change: (inout PageFacts) -> Void) { change(&builder.report.pages[context.page - 1].facts) }

  // MARK: Operators

  private mutating func perform(_ operation: ContentOperation) {
    switch operation.name {
    // Paths are most of content, and of no interest here.
    case "l", "m", "c", "h", "re", "v", "y", "n", "W", "W*", "Td", "Tm", "BT", "ET", "TD", "T*", "Tc", "Tw", "Tz", "TL",
      "Ts", "J", "j", "M", "d", "i", "d0", "MP", "DP", "BX", "EX":
      break
    case "q":
      // More than any content needs, so that memory stays bounded.
      if saved.count < 100_000 { saved.append(state) }
      deepest = max(deepest, saved.count)
    case "Q": if let last = saved.popLast() { state = last }
    case "cm": if let matrix = Transform(operation.numbers) { state.transform = matrix.then(state.transform) }
    case "w": if let width = operation.numbers.first, width.isFinite { state.lineWidth = abs(width) }
    case "gs": apply(parameters(operation.lastName))
    case "ri": note(intent: operation.lastName)
    case "BDC", "BMC": beginMark(operation)
    case "EMC": endMark()
    case "g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN": setColor(operation)
    case "f", "F", "f*": fill()
    case "S", "s": stroke()
    case "B", "B*", "b", "b*":
      fill()
      stroke()
    case "sh": shade(operation)
    case "Do": draw(operation)
    case "BI": drawInline(operation)
    case "Tf": setFont(operation)
    case "Tr": state.textMode = operation.numbers.first.flatMap { Int(exactly: $0) } ?? 0
    case "Tj", "TJ", "'", "\"": show(operation)
    case "d1": isUncolored = true
    default: page { if $0.unknownOperators.count < 8 { $0.unknownOperators.insert(operation.name) } }
    }
  }

  // MARK: Marks

  private mutating func beginMark(_ operation: ContentOperation) {
    guard marks.count < 100_000 else { return }
    guard case .name(let tag)? = operation.operands.first else { return marks.append(.other) }
    if tag == "/Artifact" {
      marks.append(.artifact)
      if markDepth > 0 { page { $0.artifactInMark += 1 } }
      artifactDepth += 1
      return
    }
    guard let number = identifier(operation) else { return marks.append(.other) }
    marks.append(.content)
    if artifactDepth > 0 { page { $0.markInArtifact += 1 } }
    markDepth += 1
    if context.isPage { page { $0.marks.append(number) } }
  }

  private mutating func endMark() {
    switch marks.popLast() {
    case .artifact: artifactDepth -= 1
    case .content: markDepth -= 1
    case .other, nil: break
    }
  }

  /// The mark's number, from a dictionary in the stream or in the resources.
  private func identifier(_ operation: ContentOperation) -> Int? {
    guard operation.name == "BDC", operation.operandCount > 1 else { return nil }
    switch operation.operands[1] {
    case .other(let range):
      let entries = ContentScanner.dictionary(bytes[range])
      if case .other(let language)? = entries["/Lang"],
        let text = ContentStrings.all(in: entriesBytes(range)[language]).first
      {
        page { $0.languages.insert(String(decoding: text, as: UTF8.self)) }
      }
      if case .number(let number)? = entries["/MCID"] { return Int(exactly: number) }
      return nil
    case .name(let name):
      let properties = resources.flatMap { file.entry("/Properties", of: $0) }.flatMap { file.entry(name, of: $0) }
      return properties.flatMap { file.integer(file.entry("/MCID", of: $0)) }
    case .number: return nil
    }
  }

  /// A dictionary's ranges count from behind its opening.
  private func entriesBytes(_ range: Range<Int>) -> [UInt8] { Array(bytes[range].dropFirst(2)) }

  /// Content that paints is marked, or it is lost to those who do not see it (ISO 14289-1 §7.1).
  func paints(_ what: String) {
    guard context.checksMarks, artifactDepth == 0, markDepth == 0 else { return }
    page {
      $0.unmarkedCount += 1
      $0.unmarked = $0.unmarked ?? what
    }
  }

  /// The context of what is drawn within this content.
  func inner(_ base: Transform) -> WalkContext {
    var inner = context
    inner.depth += 1
    inner.isPage = false
    inner.isInArtifact = artifactDepth > 0
    inner.isInMark = markDepth > 0
    inner.base = base
    return inner
  }

  // MARK: Colours

  private mutating func setColor(_ operation: ContentOperation) {
    guard !isUncolored else { return }
    let isStroke = operation.name.first?.isUppercase ?? false
    var color = isStroke ? state.stroke : state.fill
    switch operation.name.lowercased() {
    case "g": color = PaintColor(space: spaceNumber("/DeviceGray"), components: operation.numbers)
    case "rg": color = PaintColor(space: spaceNumber("/DeviceRGB"), components: operation.numbers)
    case "k": color = PaintColor(space: spaceNumber("/DeviceCMYK"), components: operation.numbers)
    case "cs":
      guard let name = operation.lastName else { return }
      let number = spaceNumber(name)
      color = PaintColor(space: number, components: Self.initial(builder.spaces[number].space))
    default:
      color.components = operation.numbers
      color.pattern = operation.lastName
    }
    if isStroke { state.stroke = color } else { state.fill = color }
  }

  mutating func spaceNumber(_ name: String) -> Int {
    if let number = spaceNumbers[name] { return number }
    let number = builder.spaces.index(named: name, resources, in: file)
    spaceNumbers[name] = number
    return number
  }

  /// ISO 32000-1, table 74.
  private static func initial(_ space: PDFColorSpace) -> [Double] {
    switch space {
    case .deviceCMYK: [0, 0, 0, 1]
    case .separation, .deviceN: Array(repeating: 1, count: space.components)
    default: Array(repeating: 0, count: max(0, space.components))
    }
  }

  private mutating func fill() {
    paints("a filled shape")
    use(state.fill, for: .fill, overprints: state.fillOverprints)
  }

  private mutating func stroke() {
    paints("a line")
    use(state.stroke, for: .stroke, overprints: state.strokeOverprints)
    guard context.purpose == nil else { return }
    let unit = builder.report.pages[context.page - 1].userUnit
    let width = state.lineWidth * state.transform.leastScale * unit
    if width.isFinite, width < builder.report.thinnestLine?.width ?? .infinity {
      builder.report.thinnestLine = PDFReport.Line(width: width, page: context.page)
    }
  }

  /// Notes down that a colour is painted with.
  mutating func use(_ color: PaintColor, for purpose: PDFReport.ColorPurpose, overprints: Bool) {
    guard !isUncolored else { return }
    if let pattern = color.pattern { walkPattern(pattern, below: color.space) }
    builder.note(space: color.space, for: context.purpose ?? purpose, on: context.page)
    guard context.purpose == nil else { return }
    if overprints {
      if builder.report.overprint.pages.last != context.page { builder.report.overprint.pages.append(context.page) }
      if Self.isWhite(color) { page { $0.overprintingWhites += 1 } }
    }
    // What is transparent mixes with what lies below it, and cannot overprint.
    if purpose == .text, Self.isBlack(color), state.fillOpacity == 1,
      !(overprints && state.overprintMode == 1 && color.space == 2)
    {
      page { $0.knockingBlackTexts += 1 }
    }
    if color.pattern == nil, let ink = builder.spaces[color.space].ink(color.components) {
      builder.note(ink: ink, on: context.page, Self.words[purpose] ?? "a colour")
    }
  }

  private static let words: [PDFReport.ColorPurpose: String] = [
    .text: "the colour of a text", .fill: "the colour of a shape", .stroke: "the colour of a line",
  ]

  private static func isWhite(_ color: PaintColor) -> Bool {
    switch color.space {
    case ColorSpaceReader.cmyk: color.components == [0, 0, 0, 0]
    case ColorSpaceReader.gray: color.components == [1]
    default: false
    }
  }

  /// The key ink alone, and all of it.
  private static func isBlack(_ color: PaintColor) -> Bool {
    switch color.space {
    case ColorSpaceReader.cmyk: color.components == [0, 0, 0, 1]
    case ColorSpaceReader.gray: color.components == [0]
    default: false
    }
  }

  // MARK: Text

  private mutating func setFont(_ operation: ContentOperation) {
    guard case .name(let name)? = operation.operands.first else { return }
    if let known = fontNumbers[name] {
      state.font = known
      return
    }
    let object = resources.flatMap { file.entry("/Font", of: $0) }.flatMap { file.entry(name, of: $0) }
    let number = object.map { builder.fonts.number(of: $0, in: file) }
    // ISO 32000-1 §9.3.1: viewers leave such text out without a word.
    if number == nil {
      builder.note("text on page \(context.page) has the font \(name), which is missing from the file")
    }
    fontNumbers[name] = .some(number)
    state.font = number
  }

  private mutating func show(_ operation: ContentOperation) {
    paints("text")
    let mode = state.textMode
    if [0, 2, 4, 6].contains(mode) { use(state.fill, for: .text, overprints: state.fillOverprints) }
    if [1, 2, 5, 6].contains(mode) { use(state.stroke, for: .text, overprints: state.strokeOverprints) }
    guard let font = state.font else { return }
    for case .other(let range) in operation.operands {
      for string in ContentStrings.all(in: bytes[range]) {
        builder.fonts.show(string, font, on: context.page, isVisible: mode != 3)
      }
    }
    if builder.fonts.isType3(font) { walkGlyphs(of: font) }
  }

  // MARK: Graphics state parameters

  /// A parameter dictionary (§8.4.5).
  struct StateParameters {
    var lineWidth: Double?
    var strokeOverprints: Bool?
    var fillOverprints: Bool?
    var overprintMode: Int?
    var fillOpacity: Double?
    var isTransparent = false
    var blendMode: String?
    var font: Int?
    var maskReference: PDFReference?
  }

  private mutating func parameters(_ name: String?) -> StateParameters {
    guard let name else { return StateParameters() }
    if let known = stateParameters[name] { return known }
    var result = StateParameters()
    if let object = resources.flatMap({ file.entry("/ExtGState", of: $0) }).flatMap({ file.entry(name, of: $0) }) {
      result = readParameters(object)
    }
    stateParameters[name] = result
    return result
  }

  private mutating func readParameters(_ object: PDFObject) -> StateParameters {
    var result = StateParameters()
    result.lineWidth = file.number(file.entry("/LW", of: object))
    result.strokeOverprints = file.boolean(file.entry("/OP", of: object))
    // Without `op`, `OP` is for both.
    result.fillOverprints = file.boolean(file.entry("/op", of: object)) ?? result.strokeOverprints
    result.overprintMode = file.integer(file.entry("/OPM", of: object))
    result.fillOpacity = file.number(file.entry("/ca", of: object))
    let alphas = ["/ca", "/CA"].compactMap { file.number(file.entry($0, of: object)) }
    result.isTransparent = alphas.contains { $0 < 1 }
    if let mode = file.entry("/BM", of: object) {
      result.blendMode = (file.name(mode) ?? file.items(of: mode).first.flatMap { file.name($0) }).map(
        ReportBuilder.plain)
    }
    if let font = file.entry("/Font", of: object).map(file.items)?.first {
      result.font = builder.fonts.number(of: font, in: file)
    }
    if let intent = file.name(file.entry("/RI", of: object)) { note(intent: intent) }
    if let mask = file.entry("/SMask", of: object), file.kind(of: mask) == .dictionary {
      result.isTransparent = true
      if let group = file.entry("/G", of: mask) { walkMask(group) }
      let page = context.page
      if builder.report.transparency.softMaskPages.last != page {
        builder.report.transparency.softMaskPages.append(page)
      }
    }
    return result
  }

  private mutating func apply(_ parameters: StateParameters) {
    if let width = parameters.lineWidth, width.isFinite { state.lineWidth = abs(width) }
    if let overprints = parameters.strokeOverprints { state.strokeOverprints = overprints }
    if let overprints = parameters.fillOverprints { state.fillOverprints = overprints }
    if let mode = parameters.overprintMode { state.overprintMode = mode }
    if let opacity = parameters.fillOpacity, opacity.isFinite { state.fillOpacity = opacity }
    if let font = parameters.font { state.font = font }
    if let mode = parameters.blendMode, mode != "Normal", mode != "Compatible" {
      builder.report.transparency.blendModes.insert(mode)
      builder.noteTransparency(on: context.page)
    }
    if parameters.isTransparent { builder.noteTransparency(on: context.page) }
  }

  private func note(intent: String?) {
    guard let intent else { return }
    page { if $0.renderingIntents.count < 16 { $0.renderingIntents.insert(ReportBuilder.plain(intent)) } }
  }
}

extension ReportBuilder {
  func note(space: Int, for purpose: PDFReport.ColorPurpose, on page: Int) {
    let key = space * 16 + (PDFReport.ColorPurpose.allCases.firstIndex(of: purpose) ?? 0)
    guard lastColorPage[key] != page else { return }
    lastColorPage[key] = page
    // A palette counts as what its colours are in; both are told.
    let use = ColorKey(space: spaces[space].space, purpose: purpose)
    if colorPages[use]?.last != page { colorPages[use, default: []].append(page) }
  }

  func note(ink: Double, on page: Int, _ place: String) {
    guard ink > (report.largestInk?.total ?? -1) + 1e-9 else { return }
    report.largestInk = PDFReport.Ink(total: ink, page: page, place: place)
  }

  func noteTransparency(on page: Int) {
    report.pages[page - 1].facts.isTransparent = true
    if report.transparency.pages.last != page { report.transparency.pages.append(page) }
  }
}
