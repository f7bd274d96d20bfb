import PDFSyntax
import PressColor

/// A named ink, and the process inks that stand for it.
struct SpotInk: Hashable {
  var name: String
  var alternate: PressInk.Process
}

/// The spot inks of a file: each is written once, and is called the same everywhere.
final class SpotInks {
  private(set) var inks: [SpotInk] = []
  private var spaces: [SpotInk: PDFReference] = [:]
  private let file: QPDFFile

  init(file: QPDFFile) { self.file = file }

  /// The name of the ink's colour space in resources, with its slash.
  func resource(for ink: SpotInk) -> String {
    if let number = inks.firstIndex(of: ink) { return "/Spot\(number)" }
    inks.append(ink)
    return "/Spot\(inks.count - 1)"
  }

  /// The ink's colour space: `Separation`, with its process inks in proportion to the tint (ISO 32000-1 §8.6.6.4).
  func space(of ink: SpotInk) -> PDFObject {
    if let known = spaces[ink] { return file.object(known) }
    let tint: PDFValue = [
      "/FunctionType": .integer(2), "/Domain": [.integer(0), .integer(1)], "/N": .integer(1),
      "/C0": .array(PressInk.Process.paper.components.map(PDFValue.real)),
      "/C1": .array(ink.alternate.components.map(PDFValue.real)),
    ]
    let made = file.add([
      .name("/Separation"), Self.name(of: ink.name), .name("/DeviceCMYK"), .object(file.add(tint)),
    ])
    spaces[ink] = file.reference(to: made)
    return made
  }

  /// qpdf escapes what may not stand in a name (ISO 32000-1 §7.3.5), but takes a number sign for an escape.
  static func name(of ink: String) -> PDFValue {
    .name("/" + ink.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "#23"))
  }
}
