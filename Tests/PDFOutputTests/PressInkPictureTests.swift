import Foundation
import PressColor
import Scene
import Testing

@testable import Imaging
@testable import PDFOutput

@Suite("JPEGs in CMYK on a press")
struct PressInkPictureTests {
  /// Percent of cyan, magenta, yellow and black on the left, and on the right.
  private static let (left, right) = ([80, 20, 60, 10], [0, 100, 40, 20])

  /// A file as Adobe's programs write it: 255 is no ink.
  ///
  /// - Parameters:
  ///   - side: Pixels.
  ///   - orientation: By EXIF.
  private func file(_ side: Int, profile: [UInt8]?, orientation: Int = 1) throws -> [UInt8] {
    let pixels = (0..<side * side).flatMap { at in
      (at % side < side / 2 ? Self.left : Self.right).map { UInt8(255 - $0 * 255 / 100) }
    }
    var file = try #require(JPEGEncoder.encode(pixels, width: side, height: side, layout: .inks, quality: 100))
    if orientation != 1 {
      let exif: [UInt8] = Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1]
      file.insert(contentsOf: segment(0xE1, exif + [0, UInt8(orientation), 0, 0, 0, 0, 0, 0]), at: 2)
    }
    let pieces = (profile ?? []).count / 60_000 + 1
    for (number, start) in stride(from: 0, to: profile?.count ?? 0, by: 60_000).enumerated().reversed() {
      let piece = (profile ?? [])[start..<min(start + 60_000, profile?.count ?? 0)]
      let head = Array("ICC_PROFILE\0".utf8) + [UInt8(number + 1), UInt8(pieces)]
      file.insert(contentsOf: segment(0xE2, head + piece), at: 2)
    }
    return file
  }

  private func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
  }

  private func picture(_ bytes: [UInt8]) throws -> Picture { try PictureReader.read(bytes, path: "inks.jpg") }

  /// The same printing condition in another file.
  private func otherProfile() throws -> [UInt8] {
    var profile = try PressProbe.profile().bytes
    // The year in which it was made (ICC.1 §7.2.8).
    profile[25] ^= 1
    return profile
  }

  private func probe(_ picture: Picture, totalInk: Double = 300) throws -> PDFProbe {
    var canvas = try Canvas(width: 300, height: 300)
    let frame = Rect(0, 0, 288, 288)
    canvas.add(.picture(picture, frame: frame, clip: Canvas.outline(frame)))
    return try PDFProbe(press: canvas.scene) { $0.totalInk = totalInk }
  }

  /// Percent on the left, and on the right.
  private func inks(_ probe: PDFProbe) throws -> (left: [Double], right: [Double]) {
    let plates = try probe.plates()
    func means(_ columns: Range<Int>) throws -> [Double] {
      try ["Cyan", "Magenta", "Yellow", "Black"].map { try #require(plates[$0]).mean(columns, 40..<240) / 2.55 }
    }
    return (try means(20..<120), try means(170..<270))
  }

  private func isClose(_ inks: [Double], _ expected: [Int], within: Double = 1) -> Bool {
    zip(inks, expected).allSatisfy { abs($0 - Double($1)) <= within }
  }

  @Test("inks for the press itself, or for none that is named, are printed as they are", arguments: [true, false])
  func own(isNamed: Bool) throws {
    let bytes = try file(600, profile: isNamed ? try PressProbe.profile().bytes : nil)
    let probe = try probe(try picture(bytes))
    let inks = try inks(probe)
    #expect(isClose(inks.left, Self.left) && isClose(inks.right, Self.right), "\(inks)")
    let image = try #require(probe.dictionaries.map(\.node).first { $0["Subtype"].string == "/Image" })
    #expect(image["Filter"].string == "/DCTDecode" && image["Decode"].items.first?.number == 1)
    // The file goes into the document as it is, without its profile.
    #expect(try image["Length"].number == Double(file(600, profile: nil).count))
  }

  @Test("scaled to what paper can show, they are the same inks")
  func scaled() throws {
    let probe = try probe(try picture(try file(1800, profile: nil)))
    let inks = try inks(probe)
    #expect(isClose(inks.left, Self.left, within: 1.5) && isClose(inks.right, Self.right, within: 1.5), "\(inks)")
    let image = try #require(probe.dictionaries.map(\.node).first { $0["Subtype"].string == "/Image" })
    #expect(image["Width"].number == 900)
  }

  @Test("a file that is turned by EXIF is turned in ink, too")
  func turned() throws {
    let inks = try inks(try probe(try picture(try file(600, profile: nil, orientation: 3))))
    #expect(isClose(inks.left, Self.right, within: 1.5) && isClose(inks.right, Self.left, within: 1.5), "\(inks)")
  }

  @Test("inks for another press are converted once, to what looks the same")
  func other() throws {
    let conversion = try PressConversion(try PressProbe.profile())
    let pixels = [Self.left, Self.right].flatMap { $0.map { UInt8($0 * 255 / 100) } }
    let expected = try conversion.inks(ofInks: pixels, for: try otherProfile()).map { Int($0) * 100 / 255 }
    let inks = try inks(try probe(try picture(try file(600, profile: try otherProfile()))))
    #expect(isClose(inks.left, Array(expected[..<4]), within: 2), "\(inks) \(expected)")
    #expect(isClose(inks.right, Array(expected[4...]), within: 2), "\(inks) \(expected)")
  }

  @Test("no more ink is printed than the paper takes; what keeps to it stays as it is")
  func totalInk() throws {
    let inks = try inks(try probe(try picture(try file(600, profile: nil)), totalInk: 165))
    #expect(isClose(inks.left, [76, 19, 57, 10], within: 6) && inks.left.reduce(0, +) < 167, "\(inks)")
    #expect(isClose(inks.right, Self.right, within: 1.5), "\(inks)")
  }

  @Test("pictures in red, green and blue keep no second file")
  func plain() throws {
    let pixels = [UInt8](repeating: 90, count: 16 * 16 * 4)
    #expect(
      try picture(try #require(JPEGEncoder.encode(pixels, width: 16, height: 16, layout: .inks, quality: 90))).inks
        != nil)
    let gray = try #require(
      JPEGEncoder.encode([UInt8](repeating: 90, count: 256), width: 16, height: 16, layout: .gray, quality: 90))
    #expect(try picture(gray).inks == nil)
  }
}
