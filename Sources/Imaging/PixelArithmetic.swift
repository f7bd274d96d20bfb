/// Work on whole arrays of four-byte pixels.
enum PixelArithmetic {
  /// `a × b ÷ 255`, rounded.
  @inline(__always)
  static func scale(_ a: UInt8, _ b: UInt8) -> UInt8 {
    let product = UInt32(a) * UInt32(b) + 128
    return UInt8(truncatingIfNeeded: (product + product >> 8) >> 8)
  }

  /// Multiplies colour by alpha in place. Returns whether every pixel is opaque.
  static func premultiply(_ pixels: inout [UInt8]) -> Bool {
    // Safety: the array's size is a multiple of 4, and every index is below it.
    pixels.withUnsafeMutableBufferPointer { buffer in
      var all: UInt8 = 255
      for at in stride(from: 3, to: buffer.count, by: 4) { all &= buffer[at] }
      if all == 255 { return true }
      for at in stride(from: 0, to: buffer.count, by: 4) {
        let alpha = buffer[at + 3]
        if alpha == 255 { continue }
        for c in 0..<3 { buffer[at + c] = scale(buffer[at + c], alpha) }
      }
      return false
    }
  }

  /// Inks without a profile, as browsers show them: each ink takes its part of the light away.
  static func plainInks(_ inks: [UInt8], inverted: Bool) -> [UInt8] {
    // Safety: both arrays have the same size, a multiple of 4, and every byte of the new one is written.
    [UInt8](unsafeUninitializedCapacity: inks.count) { target, count in
      inks.withUnsafeBufferPointer { source in
        for at in stride(from: 0, to: source.count, by: 4) {
          let flip: UInt8 = inverted ? 0 : 255
          let key = source[at + 3] ^ flip
          for c in 0..<3 { target[at + 2 - c] = scale(source[at + c] ^ flip, key) }
          target[at + 3] = 255
        }
        count = source.count
      }
    }
  }

  static func isGray(_ pixels: [UInt8]) -> Bool {
    // Safety: every index is below the size, a multiple of 4.
    pixels.withUnsafeBufferPointer { buffer in
      stride(from: 0, to: buffer.count, by: 4).allSatisfy {
        buffer[$0] == buffer[$0 + 1] && buffer[$0] == buffer[$0 + 2]
      }
    }
  }

  /// Replaces each grey by the BGRA entry of `table`; alpha stays.
  static func mapGray(_ pixels: [UInt8], through table: [UInt8]) -> [UInt8] {
    var result = pixels
    for at in stride(from: 0, to: result.count, by: 4) {
      let entry = Int(pixels[at]) * 4
      for c in 0..<3 { result[at + c] = table[entry + c] }
    }
    return result
  }

  /// Turns and mirrors a picture as its EXIF orientation (1 … 8) asks; 5 … 8 swap width and height.
  static func upright(_ pixels: [UInt8], width: Int, height: Int, _ orientation: Int) -> [UInt8] {
    guard width > 0, height > 0, pixels.count == width * height * 4 else { return pixels }
    let swaps = orientation >= 5
    let (wide, tall) = swaps ? (height, width) : (width, height)
    // Where the new top left pixel comes from, and how far the source moves for one step right and one step down.
    let fromRight = [2, 3, 7, 8].contains(orientation)
    let fromBottom = [3, 4, 6, 7].contains(orientation)
    let stepX = fromRight ? -1 : 1
    let stepY = fromBottom ? -width : width
    let first = (fromRight ? width - 1 : 0) + (fromBottom ? (height - 1) * width : 0)
    let (right, down) = swaps ? (stepY, stepX) : (stepX, stepY)
    // Safety: the walk visits each of the width × height source pixels once; loads and stores need no alignment.
    return [UInt8](unsafeUninitializedCapacity: pixels.count) { target, count in
      let out = UnsafeMutableRawBufferPointer(target)
      pixels.withUnsafeBytes { source in
        for y in 0..<tall {
          var at = first + y * down
          for x in 0..<wide {
            let pixel = source.loadUnaligned(fromByteOffset: at * 4, as: UInt32.self)
            out.storeBytes(of: pixel, toByteOffset: (y * wide + x) * 4, as: UInt32.self)
            at += right
          }
        }
      }
      count = pixels.count
    }
  }
}
