import Testing

@testable import Imposition
@testable import PDFOutput

/// The plates of a page, looked at by places in points from its lower left.
struct Plates {
  private static let pixelsPerPoint = 2
  private let plates: [String: Plate]

  init(_ probe: PDFProbe, page: Int) throws {
    plates = try probe.plates(dotsPerInch: 72 * Self.pixelsPerPoint, page: page)
  }

  /// Cyan, magenta, yellow and black at a place, percent.
  func inks(at place: Position) throws -> [Double] { try process { try ink(at: place, $0) } }

  func ink(at place: Position, _ name: String) throws -> Double { most(try plate(name), place, reach: 0) }

  /// The most ink of each process plate within a point of the place: a hairline may lie between pixels.
  func most(near place: Position) throws -> [Double] { try process { try most(near: place, $0) } }

  func most(near place: Position, _ name: String) throws -> Double { most(try plate(name), place, reach: 2) }

  private func plate(_ name: String) throws -> Plate { try #require(plates[name], "no plate of \(name)") }

  private func process(_ value: (String) throws -> Double) rethrows -> [Double] {
    try ["Cyan", "Magenta", "Yellow", "Black"].map(value)
  }

  private func most(_ plate: Plate, _ place: Position, reach: Int) -> Double {
    let column = Int(place.x * Double(Self.pixelsPerPoint))
    let row = plate.height - 1 - Int(place.y * Double(Self.pixelsPerPoint))
    let rows = max(0, row - reach)...min(plate.height - 1, row + reach)
    let columns = max(0, column - reach)...min(plate.width - 1, column + reach)
    let most = rows.flatMap { y in columns.map { plate.ink($0, y) } }.max() ?? 0
    return (Double(most) / 255 * 100).rounded()
  }
}

extension Sheet {
  /// A sheet by hand.
  static func of(_ size: Extent, _ placements: Placement..., marks: [Mark] = []) -> Sheet {
    Sheet(
      leaf: 0, side: .front, size: size, placements: placements, marks: marks, leftOutMarks: [], trim: Area(size),
      bleed: Area(size))
  }
}
