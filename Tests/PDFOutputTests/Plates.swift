import Foundation

@testable import Imposition
@testable import PDFOutput

/// The plates of a page, as Ghostscript separates them.
struct Plates {
  /// Pixels of a plate, from the top; 255 is paper, 0 is full ink.
  private struct Plate {
    let width: Int
    let height: Int
    let pixels: [UInt8]
  }

  static let dotsPerInch = 144.0
  private let process: [Plate]
  private let spots: [String: Plate]

  struct Unreadable: Error, CustomStringConvertible { let description: String }

  /// - Parameter folder: Holds what `tiffsep` wrote, under names that begin with `page`.
  init(folder: URL) throws {
    var spots: [String: Plate] = [:]
    var process: [String: Plate] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let name = file.lastPathComponent
      guard name.hasPrefix("page("), name.hasSuffix(").tif") else { continue }
      let ink = String(name.dropFirst(5).dropLast(5))
      let plate = try Self.read(try Data(contentsOf: file))
      if ["Cyan", "Magenta", "Yellow", "Black"].contains(ink) { process[ink] = plate } else { spots[ink] = plate }
    }
    self.process = try ["Cyan", "Magenta", "Yellow", "Black"].map {
      guard let plate = process[$0] else { throw Unreadable(description: "no plate for \($0)") }
      return plate
    }
    self.spots = spots
  }

  /// Cyan, magenta, yellow and black at a place, percent.
  func inks(at place: Position) throws -> [Double] { try process.map { try Self.percent($0, place, reach: 0) } }

  func ink(at place: Position, spot: String) throws -> Double { try Self.percent(try plate(spot), place, reach: 0) }

  /// The most ink of each process plate within a point of the place: a hairline may lie between pixels.
  func darkest(near place: Position) throws -> [Double] { try process.map { try Self.percent($0, place, reach: 2) } }

  func darkest(near place: Position, spot: String) throws -> Double {
    try Self.percent(try plate(spot), place, reach: 2)
  }

  private func plate(_ spot: String) throws -> Plate {
    guard let plate = spots[spot] else { throw Unreadable(description: "no plate for \(spot): \(spots.keys.sorted())") }
    return plate
  }

  private static func percent(_ plate: Plate, _ place: Position, reach: Int) throws -> Double {
    let scale = dotsPerInch / 72
    let (column, row) = (Int(place.x * scale), plate.height - 1 - Int(place.y * scale))
    var darkest: UInt8 = 255
    for y in row - reach...row + reach {
      for x in column - reach...column + reach {
        guard (0..<plate.width).contains(x), (0..<plate.height).contains(y) else { continue }
        darkest = min(darkest, plate.pixels[y * plate.width + x])
      }
    }
    return (Double(255 - darkest) / 255 * 100).rounded()
  }

  /// A grey TIFF of 8 bits without compression (TIFF 6.0 §2 to §4), little-endian as Ghostscript writes it.
  private static func read(_ data: Data) throws -> Plate {
    let bytes = [UInt8](data)
    func number(_ at: Int, _ size: Int) -> Int { (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
    guard bytes.starts(with: [0x49, 0x49, 42, 0]) else { throw Unreadable(description: "no TIFF") }
    let directory = number(4, 4)
    var tags: [Int: (type: Int, count: Int, at: Int)] = [:]
    for index in 0..<number(directory, 2) {
      let at = directory + 2 + 12 * index
      tags[number(at, 2)] = (number(at + 2, 2), number(at + 4, 4), at + 8)
    }
    func values(_ tag: Int) -> [Int] {
      guard let (type, count, at) = tags[tag] else { return [] }
      let size = type == 3 ? 2 : 4
      let start = size * count > 4 ? number(at, 4) : at
      return (0..<count).map { number(start + size * $0, size) }
    }
    guard let width = values(256).first, let height = values(257).first, values(258) == [8], values(259) == [1],
      values(262) == [1]
    else { throw Unreadable(description: "a TIFF of another kind") }
    let pixels = zip(values(273), values(279)).flatMap { bytes[$0..<$0 + $1] }
    guard pixels.count == width * height else { throw Unreadable(description: "a TIFF with missing rows") }
    return Plate(width: width, height: height, pixels: pixels)
  }
}

extension PDFProbe {
  func plates(page: Int) throws -> Plates {
    let folder = URL(filePath: path).deletingLastPathComponent().appending(path: "plates-\(page)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try output(
      "gs",
      [
        "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none",
        "-r\(Int(Plates.dotsPerInch))",
        "-dFirstPage=\(page)", "-dLastPage=\(page)", "-sOutputFile=\(folder.path)/page.tif", path,
      ])
    return try Plates(folder: folder)
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
