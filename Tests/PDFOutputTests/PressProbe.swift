import CardSpec
import Foundation
import PressColor
import Scene
import Testing

@testable import Imaging
@testable import PDFOutput

/// Documents for a press, made of scenes, and looked at with other programs.
enum PressProbe {
  private static let here = URL(filePath: #filePath).deletingLastPathComponent()

  static func profile() throws -> PressProfile {
    let path = try #require(InstalledProfiles.path(of: .swop), "`make` installs libgs-common")
    return try PressProfile(Array(try Data(contentsOf: URL(filePath: path))))
  }

  static func write(
    _ scenes: [Scene], info: PDFDocumentInfo = .plain, _ change: (inout PressSettings) -> Void = { _ in }
  ) throws -> [UInt8] {
    var settings = PressSettings()
    change(&settings)
    let press = try Press(try profile(), settings, pictures: PictureLibrary())
    return try PressWriter(press: press).write(scenes, info: info)
  }

  /// What plates look like on paper, cut to the trim: BGRA, by the profile.
  static func printed(_ plates: [String: Plate], width: Int, height: Int) throws -> [UInt8] {
    let inks = try ["Cyan", "Magenta", "Yellow", "Black"].map { try #require(plates[$0]) }
    let (left, top) = ((inks[0].width - width) / 2, (inks[0].height - height) / 2)
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels += inks.map { UInt8($0.ink(left + x, top + y)) } }
    }
    let conversion = ColorConversion(profile: try profile().bytes, source: .ink(inverted: false))
    return try #require(conversion).converted(pixels, pixels: width * height)
  }
}

extension PDFProbe {
  convenience init(press scenes: Scene..., change: (inout PressSettings) -> Void = { _ in }) throws {
    try self.init(try PressProbe.write(scenes, change))
  }

  /// Every colour space that the file uses anywhere, by pikepdf.
  func colorSpaces() throws -> [String] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "colours.py").path
    return try run("python3", [script, path]).split(separator: "\n").map(String.init)
  }

  /// The plates that Ghostscript makes of a page, by the names of their inks: of each pixel, how much ink, 0…255.
  ///
  /// - Parameter dotsPerInch: At 96, a pixel is a px.
  func plates(dotsPerInch: Int = 96, page: Int = 1) throws -> [String: Plate] {
    let folder = URL(filePath: path).deletingLastPathComponent().appending(path: "plates-\(page)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try output(
      "gs",
      [
        // Painting a page in bands, Ghostscript 10 loses spot plates where there is transparency.
        "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dMaxBitmap=500000000", "-sDEVICE=tiffsep", "-sCompression=none",
        "-dFirstPage=\(page)",
        "-dLastPage=\(page)", "-r\(dotsPerInch)", "-sOutputFile=\(folder.path)/plate.tif", path,
      ])
    var plates: [String: Plate] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      guard let start = file.firstIndex(of: "("), let end = file.lastIndex(of: ")") else { continue }
      let bytes = Array(try Data(contentsOf: folder.appending(path: file)))
      plates[String(file[file.index(after: start)..<end])] = try Plate(tiff: bytes)
    }
    return plates
  }
}

/// One ink of a page.
struct Plate {
  let width: Int
  let height: Int
  /// 0 is no ink, 255 full ink.
  let pixels: [UInt8]

  /// Reads an uncompressed TIFF of one 8-bit channel (TIFF 6.0, §2).
  init(tiff: [UInt8]) throws {
    try #require(tiff.count > 8)
    let isLittle = tiff[0] == UInt8(ascii: "I")
    func number(_ at: Int, _ count: Int) -> Int {
      let part = tiff[at..<at + count]
      return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = number(4, 4)
    var fields: [Int: [Int]] = [:]
    for entry in 0..<number(directory, 2) {
      let at = directory + 2 + 12 * entry
      let size = number(at + 2, 2) == 3 ? 2 : 4
      let count = number(at + 4, 4)
      let start = size * count <= 4 ? at + 8 : number(at + 8, 4)
      guard [3, 4].contains(number(at + 2, 2)) else { continue }
      fields[number(at, 2)] = (0..<count).map { number(start + size * $0, size) }
    }
    let (width, height) = try (#require(fields[256]?.first), #require(fields[257]?.first))
    let (starts, lengths) = try (#require(fields[273]), #require(fields[279]))
    try #require(fields[259]?.first ?? 1 == 1)
    self.width = width
    self.height = height
    let data = zip(starts, lengths).flatMap { tiff[$0..<$0 + $1] }
    try #require(data.count >= width * height)
    // Ghostscript writes paper as 255 (black is zero).
    pixels = data.prefix(width * height).map { fields[262]?.first == 0 ? $0 : 255 - $0 }
  }

  func ink(_ x: Int, _ y: Int) -> Int { Int(pixels[y * width + x]) }
  var most: Int { Int(pixels.max() ?? 0) }

  /// The mean ink in a rectangle, 0…255.
  func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
    let sum = rows.reduce(0) { sum, y in columns.reduce(sum) { $0 + ink($1, y) } }
    return Double(sum) / Double(columns.count * rows.count)
  }
}
