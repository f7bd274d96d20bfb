/// Reads the pixels of filtered rows, three bytes each.
///
/// Unsafe: all read up to two bytes beyond the pixels that they are asked for, which callers have made sure of.
enum FilteredPixels {
  static let bytesPerPixel = 3
  /// The most bytes that deflate repeats at once, 86 pixels.
  static let longestRepetition = 258

  /// Six bytes.
  @inline(__always)
  static func two(_ source: UnsafeRawPointer, _ at: Int) -> UInt64 {
    source.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian & 0xFFFF_FFFF_FFFF
  }

  /// How many bytes, in whole pixels, are alike from two places on; the first two pixels are.
  @inline(__always)
  static func repetition(_ source: UnsafeRawPointer, _ one: Int, _ other: Int, end: Int) -> Int {
    let most = min(end &- other, longestRepetition)
    var length = 2 &* bytesPerPixel
    while length < most {
      let difference =
        source.loadUnaligned(fromByteOffset: one &+ length, as: UInt64.self).littleEndian
        ^ source.loadUnaligned(fromByteOffset: other &+ length, as: UInt64.self).littleEndian
      if difference != 0 {
        length &+= difference.trailingZeroBitCount &>> 3
        break
      }
      length &+= 8
    }
    length = min(length, most)
    return length &- length % bytesPerPixel
  }
}

/// A repetition: so many bytes as they stood so far before.
struct Match {
  var length: Int
  var distance: Int
}
