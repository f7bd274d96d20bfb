import Painting

/// Where two pictures differ.
struct PictureDifference: Sendable {
  /// Of all pixels, 0…1.
  var share: Double
  /// The pixels that hold all differences; `nil` where there are none.
  var area: (x: Int, y: Int, width: Int, height: Int)?

  /// `nil` where the pictures have other sizes.
  init?(_ a: RasterImage, _ b: RasterImage) {
    guard (a.width, a.height) == (b.width, b.height) else { return nil }
    var count = 0
    var (left, right, top, bottom) = (Int.max, -1, Int.max, -1)
    for y in 0..<a.height {
      Self.withRows(a, b, y) { first, second in
        for x in 0..<a.width where first[x] != second[x] {
          count += 1
          (left, right) = (min(left, x), max(right, x))
          (top, bottom) = (min(top, y), max(bottom, y))
        }
      }
    }
    share = Double(count) / Double(max(1, a.width * a.height))
    area = count == 0 ? nil : (left, top, right - left + 1, bottom - top + 1)
  }

  /// The newer picture, pale, with what differs in one strong colour. Where sizes differ, all that is in only one counts.
  static func picture(old: RasterImage, new: RasterImage) -> RasterImage {
    var pixels = new.pixels
    for y in 0..<new.height {
      for x in 0..<new.width {
        let at = y * new.stride + x * 4
        let isSame =
          x < old.width && y < old.height
          && (0..<4).allSatisfy { new.pixels[at + $0] == old.pixels[y * old.stride + x * 4 + $0] }
        let alpha = Int(new.pixels[at + 3])
        for channel in 0..<3 {
          // Premultiplied: over white, then four fifths of the way to white.
          let overWhite = Int(new.pixels[at + channel]) + 255 - alpha
          pixels[at + channel] = isSame ? UInt8(204 + overWhite / 5) : [0xB0, 0x00, 0xD4][channel]
        }
        pixels[at + 3] = 255
      }
    }
    return RasterImage(width: new.width, height: new.height, stride: new.stride, pixels: pixels)
  }

  private static func withRows(
    _ a: RasterImage, _ b: RasterImage, _ y: Int,
    _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    a.pixels.withUnsafeBytes { first in
      b.pixels.withUnsafeBytes { second in
        // Safe: rows lie within the arrays, whose sizes are `stride × height`; strides are `width × 4`, so that rows begin
        // at multiples of four, as the arrays' storage does.
        let one = UnsafeRawBufferPointer(rebasing: first[(y * a.stride)..<(y * a.stride + a.width * 4)])
        let other = UnsafeRawBufferPointer(rebasing: second[(y * b.stride)..<(y * b.stride + b.width * 4)])
        body(one.bindMemory(to: UInt32.self), other.bindMemory(to: UInt32.self))
      }
    }
  }
}
