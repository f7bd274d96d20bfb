import Imposition
import PDFSyntax

/// Printer's marks as content of a page: after all else, and drawn with nothing but the page's own state.
struct MarkDrawing {
  private(set) var content: [UInt8] = []
  /// The colour spaces that the content names, by their names in the resources, with a slash.
  private(set) var spaces: [(name: String, space: PDFReference)] = []

  /// - Throws: If a mark is in an ink that the file does not have.
  init(_ marks: [Mark], _ plates: MarkPlates) throws(PDFError) {
    var text = ""
    var previous: Mark?
    for mark in marks {
      if mark.paint != previous?.paint || mark.ink != previous?.ink { text += try setUp(mark, plates) }
      text += Self.path(mark.shape) + (mark.paint == .fill ? " f\n" : " S\n")
      previous = mark
    }
    content = Array(text.utf8)
  }

  // MARK: Inks

  private mutating func setUp(_ mark: Mark, _ plates: MarkPlates) throws(PDFError) -> String {
    let isStroke = mark.paint != .fill
    var text = ""
    if case .stroke(let width, let dash) = mark.paint {
      text += "\(PDFNumber.text(width)) w 0 J [\(PDFNumber.list(dash))] 0 d "
    }
    switch mark.ink {
    case .process(let cyan, let magenta, let yellow, let black):
      text += PDFNumber.list([cyan, magenta, yellow, black]) + (isStroke ? " K\n" : " k\n")
    case .registration: text += select("/MarkAll", plates.registration, tint: 1, isStroke)
    case .spot(let name, let tint):
      guard let number = plates.spots.firstIndex(where: { $0.name == name }) else {
        throw PDFError("a mark is to be printed in \(name), which is no ink of the document")
      }
      text += select("/MarkSpot\(number)", plates.spots[number].space, tint: tint, isStroke)
    }
    return text
  }

  private mutating func select(_ name: String, _ space: PDFReference, tint: Double, _ isStroke: Bool) -> String {
    if !spaces.contains(where: { $0.name == name }) { spaces.append((name, space)) }
    return "\(name) \(isStroke ? "CS" : "cs") \(PDFNumber.text(tint)) \(isStroke ? "SCN" : "scn")\n"
  }

  // MARK: Paths

  private static func path(_ shape: Mark.Shape) -> String {
    switch shape {
    case .line(let from, let to): "\(point(from)) m \(point(to)) l"
    case .rectangle(let area): "\(PDFNumber.list([area.left, area.bottom, area.width, area.height])) re"
    case .circle(let center, let radius): circle(center, radius)
    }
  }

  /// Four curves, the best that cubics can do (error below 0.03 % of the radius).
  private static func circle(_ center: Position, _ radius: Double) -> String {
    let reach = radius * 0.552_284_75
    func at(_ x: Double, _ y: Double) -> String { point(Position(center.x + x, center.y + y)) }
    return """
      \(at(radius, 0)) m \(at(radius, reach)) \(at(reach, radius)) \(at(0, radius)) c \
      \(at(-reach, radius)) \(at(-radius, reach)) \(at(-radius, 0)) c \
      \(at(-radius, -reach)) \(at(-reach, -radius)) \(at(0, -radius)) c \
      \(at(reach, -radius)) \(at(radius, -reach)) \(at(radius, 0)) c h
      """
  }

  private static func point(_ position: Position) -> String { PDFNumber.list([position.x, position.y]) }
}

/// The plates beside the four process inks that marks can be on.
struct MarkPlates {
  /// All plates at once.
  let registration: PDFReference
  let spots: [(name: String, space: PDFReference)]

  /// - Parameter spots: The colour spaces of the file's named inks.
  init(_ file: QPDFFile, spots: [(name: String, space: PDFReference)]) throws(PDFError) {
    self.spots = spots
    registration = try file.scoped { () throws(PDFError) in
      // ISO 32000-1 §8.6.6.4: `All` is every colourant of the device. The alternate is for screens.
      let tint: PDFValue = [
        "/FunctionType": .integer(2), "/Domain": [.integer(0), .integer(1)], "/N": .integer(1),
        "/C0": .array(.init(repeating: .integer(0), count: 4)), "/C1": .array(.init(repeating: .integer(1), count: 4)),
      ]
      let space = file.add([.name("/Separation"), .name("/All"), .name("/DeviceCMYK"), .object(file.add(tint))])
      guard let reference = file.reference(to: space) else { throw PDFError("the marks' ink has no number") }
      return reference
    }
  }
}

extension PDFNumber {
  /// Numbers with spaces between them.
  static func list(_ values: [Double]) -> String { values.map(text).joined(separator: " ") }
}
