import PDFSyntax
import PressColor

/// Rewrites a content stream that Cairo wrote, page, form or pattern, for a press.
///
/// Stand-ins become inks; text in black alone overprints; marks, which tie content to a structure that the file does not
/// have, are taken out. All else is copied byte for byte.
struct PressContent {
  /// What the rewritten stream needs in its resources.
  struct Needs {
    /// Spot inks by the names that the stream calls them.
    var spots: Set<SpotInk> = []
    /// States of overprinting, by name.
    var overprints: Set<Overprint> = []
  }

  /// Which paints leave the plates of other inks as they are.
  struct Overprint: Hashable {
    var fill = false
    var stroke = false

    /// The name of the graphics state, with its slash.
    var name: String { "/Overprint" + (fill ? "F" : "N") + (stroke ? "S" : "N") }
  }

  private struct State {
    var fill: PressInks.Use?
    var stroke: PressInks.Use?
    var overprint = Overprint()
  }

  private let inks: PressInks
  private let spots: SpotInks
  private let overprintsBlack: Bool
  private var needs = Needs()
  private var state = State()
  private var saved: [State] = []
  private var result: [UInt8] = []
  private var isInPath = false

  private init(_ inks: PressInks, _ spots: SpotInks, overprintsBlack: Bool) {
    self.inks = inks
    self.spots = spots
    self.overprintsBlack = overprintsBlack
  }

  static func rewrite(
    _ content: [UInt8], _ inks: PressInks, _ spots: SpotInks, overprintsBlack: Bool
  ) -> (content: [UInt8], needs: Needs) {
    var rewriting = Self(inks, spots, overprintsBlack: overprintsBlack)
    rewriting.result.reserveCapacity(content.count + 256)
    var scanner = ContentScanner(content)
    var copied = 0
    while let operation = scanner.next() {
      rewriting.result += content[copied..<operation.range.lowerBound]
      copied = operation.range.upperBound
      rewriting.add(operation, content)
    }
    rewriting.result += content[copied...]
    return (rewriting.result, rewriting.needs)
  }

  private mutating func add(_ operation: ContentOperation, _ content: [UInt8]) {
    switch operation.name {
    case "BDC", "BMC", "EMC", "MP", "DP": return
    case "rg", "RG":
      if let use = use(operation) { return set(use, isStroke: operation.name == "RG") }
    case "g", "k", "cs", "scn", "sc": state.fill = nil
    case "G", "K", "CS", "SCN", "SC": state.stroke = nil
    case "q": saved.append(state)
    case "Q": state = saved.popLast() ?? state
    case "m", "re":
      // Nothing may come between a path and its painting.
      if !isInPath { overprint(isText: false) }
      isInPath = true
    case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n": isInPath = false
    case "Tj", "TJ", "'", "\"": overprint(isText: true)
    case "Do", "sh", "BI": overprint(Overprint())
    default: break
    }
    result += content[operation.range]
  }

  // MARK: Colours

  private func use(_ operation: ContentOperation) -> PressInks.Use? {
    let numbers = operation.numbers
    guard numbers.count == 3 else { return nil }
    return inks.use(ofRed: numbers[0], green: numbers[1], blue: numbers[2])
  }

  private mutating func set(_ use: PressInks.Use, isStroke: Bool) {
    if isStroke { state.stroke = use } else { state.fill = use }
    switch use.ink {
    case .process(let process):
      result += (process.components.map(PDFNumber.text).joined(separator: " ") + (isStroke ? " K" : " k")).utf8
    case .spot(let name, let tint, let alternate):
      let spot = SpotInk(name: name, alternate: alternate)
      needs.spots.insert(spot)
      let (space, color) = isStroke ? ("CS", "SCN") : ("cs", "scn")
      result += "\(spots.resource(for: spot)) \(space) \(PDFNumber.text(tint)) \(color)".utf8
    }
  }

  // MARK: Overprinting

  private mutating func overprint(isText: Bool) {
    var wanted = Overprint(fill: state.fill?.overprints ?? false, stroke: state.stroke?.overprints ?? false)
    if isText, overprintsBlack, let fill = state.fill, fill.isOpaque, fill.ink == .process(.black) {
      wanted.fill = true
    }
    overprint(wanted)
  }

  private mutating func overprint(_ wanted: Overprint) {
    guard wanted != state.overprint else { return }
    state.overprint = wanted
    needs.overprints.insert(wanted)
    result += "\(wanted.name) gs ".utf8
  }
}

/// Numbers as PDF writes them.
enum PDFNumber {
  /// Up to four decimals, none that is not needed.
  static func text(_ value: Double) -> String {
    let whole = Int((value * 10_000).rounded())
    let (units, rest) = abs(whole).quotientAndRemainder(dividingBy: 10_000)
    let sign = whole < 0 ? "-" : ""
    guard rest > 0 else { return sign + String(units) }
    var decimals = String(10_000 + rest).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return sign + String(units) + "." + decimals
  }
}
