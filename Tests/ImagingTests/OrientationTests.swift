import Testing

@testable import Imaging

@Suite("EXIF orientation")
struct OrientationTests {
  /// A picture of three by two pixels, numbered row by row, as it must appear (EXIF 2.3, tag 0x0112).
  static let upright: [(orientation: Int, rows: [[Int]])] = [
    (1, [[1, 2, 3], [4, 5, 6]]), (2, [[3, 2, 1], [6, 5, 4]]), (3, [[6, 5, 4], [3, 2, 1]]),
    (4, [[4, 5, 6], [1, 2, 3]]),
    (5, [[1, 4], [2, 5], [3, 6]]), (6, [[4, 1], [5, 2], [6, 3]]), (7, [[6, 3], [5, 2], [4, 1]]),
    (8, [[3, 6], [2, 5], [1, 4]]),
  ]

  @Test(arguments: upright, [false, true])
  func picturesAreTurnedUpright(expected: (orientation: Int, rows: [[Int]]), isLittle: Bool) throws {
    var maker = PNGMaker(width: 3, height: 2) { x, y in [10 * (1 + x + 3 * y), 0, 0] }
    maker.chunks = [("eXIf", exif(expected.orientation, isLittle: isLittle))]
    let picture = try read(try maker.file())
    let rows = (0..<picture.height).map { y in (0..<picture.width).map { picture.rgba($0, y)[0] / 10 } }
    #expect(rows == expected.rows)
  }

  @Test(arguments: 1...8) func photographsAreTurnedAndThenNotPassedThrough(orientation: Int) throws {
    let plain = try JPEGMaker(samples: { x, y in x < 16 ? [200, 30, 40] : [20, 60, UInt8(170 + y)] }).file()
    let file = plain.inserting(JPEGMaker.segment(0xE1, Array("Exif\0\0".utf8) + exif(orientation)))
    let picture = try read(file)
    #expect((picture.width, picture.height) == (orientation < 5 ? (32, 16) : (16, 32)))
    #expect((picture.jpeg != nil) == (orientation == 1))
    let red = [1: (2, 2), 2: (29, 2), 3: (29, 13), 4: (2, 13), 5: (2, 2), 6: (13, 2), 7: (13, 29), 8: (2, 29)]
    let place = try #require(red[orientation])
    #expect(picture.isClose(place.0, place.1, to: [200, 30, 40, 255], within: 6))
  }

  @Test(
    arguments: [
      [], Array("MM".utf8), Array("XX\0*\0\0\0\u{8}".utf8), exif(0), exif(9), exif(65535),
      // A directory that lies outside, one that claims 65535 entries, and one that starts within the header.
      Array("MM\0*".utf8) + [0xFF, 0xFF, 0xFF, 0xFF], Array("MM\0*".utf8) + [0, 0, 0, 8, 0xFF, 0xFF],
      Array("MM\0*".utf8) + [0, 0, 0, 0],
    ] as [[UInt8]])
  func whatIsNoOrientationCountsAsUpright(block: [UInt8]) { #expect(exifOrientation(block) == 1) }
}
