import Foundation
import Imaging
import RasterOutput

/// How two pictures differ, with room for antialiasing and for nothing else.
///
/// A pixel differs where a channel is more than 8 of 255 apart; of these, one in a thousand may, each by at most 64.
/// Another version of FreeType or Cairo rounds the coverage of an edge that way; a wrong colour, place or glyph does not.
struct PictureComparison {
  static let channelTolerance = 8
  static let largestDifference = 64
  static let share = 0.001

  let expected: Picture
  let actual: Picture
  private(set) var differing = 0
  private(set) var largest = 0

  init(expected: Picture, actual: Picture) {
    self.expected = expected
    self.actual = actual
    guard isSameSize else { return }
    for pixel in 0..<expected.width * expected.height {
      let difference = Self.difference(expected, actual, pixel)
      if difference > Self.channelTolerance { differing += 1 }
      largest = max(largest, difference)
    }
  }

  var isSameSize: Bool { (expected.width, expected.height) == (actual.width, actual.height) }

  var isMatch: Bool {
    let allowed = Int(Double(expected.width * expected.height) * Self.share)
    return isSameSize && differing <= allowed && largest <= Self.largestDifference
  }

  var summary: String {
    guard isSameSize else {
      return "\(actual.width) × \(actual.height) pixels instead of \(expected.width) × \(expected.height)"
    }
    return "\(differing) pixels differ, by up to \(largest) of 255"
  }

  private static func difference(_ a: Picture, _ b: Picture, _ pixel: Int) -> Int {
    (0..<4).reduce(0) { max($0, abs(Int(a.pixels[pixel * 4 + $1]) - Int(b.pixels[pixel * 4 + $1]))) }
  }

  /// Expected, actual and difference side by side; the darker the red, the larger the difference.
  func sideBySide() throws -> [UInt8] {
    let gap = 8
    let (width, height) = (max(expected.width, actual.width), max(expected.height, actual.height))
    let total = width * 3 + gap * 2
    var pixels = [UInt8](repeating: 255, count: total * height * 4)
    func paint(_ picture: Picture, at left: Int) {
      for y in 0..<picture.height {
        for x in 0..<picture.width * 4 {
          pixels[(y * total + left) * 4 + x] = picture.pixels[y * picture.width * 4 + x]
        }
      }
    }
    paint(expected, at: 0)
    paint(actual, at: width + gap)
    if isSameSize {
      for y in 0..<height {
        for x in 0..<width {
          let amount = Self.difference(expected, actual, y * width + x)
          let at = (y * total + width * 2 + gap * 2 + x) * 4
          pixels[at] = UInt8(255 - min(255, amount * 4))
          pixels[at + 1] = pixels[at]
        }
      }
    }
    let buffer = PixelBuffer(width: total, height: height, pixels: pixels, stride: total * 4)
    return try PNGEncoder(effort: .fast).encode(buffer, metadata: PNGMetadata())
  }
}
