import CDeflate

/// Compresses the filtered rows of photographs into zlib streams (RFC 1950, RFC 1951).
///
/// What filters leave of a photograph hardly repeats itself. A general compressor looks for repetitions at every byte, and most
/// that it finds are so short and so far away that they save nothing. This one looks once for each pixel, takes what is alike in
/// two pixels and more, and lets codes do the rest that are made anew for each part of the picture. Photographs take less than half
/// of the time of libdeflate's second level, in files no larger. It belongs to one worker.
final class PhotographDeflater {
  private static let bytesPerPixel = 3
  /// The most bytes that deflate repeats at once, 86 pixels.
  private static let longest = 258
  private static let window = 32768
  private static let hashBits: UInt64 = 15
  /// A block is closed at the end of the row in which it has so many tokens.
  private static let tokensPerBlock = 8192

  /// Where two pixels of a kind stood last, by their hash: one more than the offset, 0 for nowhere.
  private let places = ScratchBuffer()
  private let tokens = ScratchBuffer()
  private let counts = ScratchBuffer()

  /// The most bytes that `compress` needs: no byte takes more than fifteen bits, and the codes of a block less than one for each
  /// of its tokens.
  static func bound(_ count: Int) -> Int { 2 * count + 4096 }

  /// - Parameters:
  ///   - input: Rows of one filter byte and `width` pixels of three bytes each. Eight bytes beyond the end are readable.
  ///   - output: At least `bound(input.count)` bytes.
  /// - Returns: The length of the stream.
  func compress(
    _ input: UnsafeRawBufferPointer, width: Int, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    // Unsafe: rows are read within `input` and up to eight bytes beyond; `bound` says why the output suffices; the buffers are
    // as large as they are bound here, a block being closed before a row that might not find room.
    guard let source = input.baseAddress, let target = output.baseAddress else { return 0 }
    // Deflate with a window of 32 KB, compressed fast (RFC 1950 §2.2).
    target.storeBytes(of: 0x78, as: UInt8.self)
    target.storeBytes(of: 0x01, toByteOffset: 1, as: UInt8.self)
    var writer = BitWriter(target + 2)
    let placeCount = 1 << Int(Self.hashBits)
    let places = places.reserve(4 * placeCount).initializeMemory(as: UInt32.self, repeating: 0, count: placeCount)
    let rowLength = 1 + width * Self.bytesPerPixel
    let rows = input.count / rowLength
    let tokens = tokens.reserve(4 * (Self.tokensPerBlock + width + 1)).bindMemory(
      to: UInt32.self, capacity: Self.tokensPerBlock + width + 1)
    let statistics = BlockStatistics(counts)
    var count = 0
    for row in 0..<rows {
      count = parse(source, row * rowLength, rowLength, places, tokens, count, statistics)
      if count >= Self.tokensPerBlock || row == rows - 1 {
        BlockCodes(statistics).write(tokens, count, to: &writer, isLast: row == rows - 1)
        statistics.clear()
        count = 0
      }
    }
    let end = writer.finish()
    let sum = libdeflate_adler32(1, source, input.count)
    end.storeBytes(of: sum.bigEndian, as: UInt32.self)
    return end - target + 4
  }

  /// Turns a row into tokens, and returns how many there are then. Two pixels that go beyond the row are not looked for, but may
  /// be found later.
  private func parse(
    _ source: UnsafeRawPointer, _ start: Int, _ length: Int, _ places: UnsafeMutablePointer<UInt32>,
    _ tokens: UnsafeMutablePointer<UInt32>, _ before: Int, _ statistics: BlockStatistics
  ) -> Int {
    var count = before
    let filter = source.load(fromByteOffset: start, as: UInt8.self)
    tokens[count] = Token.filter(filter)
    statistics.add(filter: filter)
    count &+= 1
    var at = start &+ 1
    let end = start &+ length
    while at < end {
      let pixels = Self.twoPixels(source, at)
      let slot = Self.slot(pixels)
      let place = Int(places[slot])
      places[slot] = UInt32(truncatingIfNeeded: at &+ 1)
      let distance = at &+ 1 &- place
      if place > 0, distance <= Self.window, end &- at >= 6, Self.twoPixels(source, place &- 1) == pixels {
        let repeated = Self.matchLength(source, place &- 1, at, most: min(end &- at, Self.longest))
        tokens[count] = Token.match(length: repeated, distance: distance)
        statistics.add(length: repeated, distance: distance)
        var inner = at &+ 3
        while inner < at &+ repeated {
          places[Self.slot(Self.twoPixels(source, inner))] = UInt32(truncatingIfNeeded: inner &+ 1)
          inner &+= 3
        }
        at &+= repeated
      } else {
        let pixel = UInt32(truncatingIfNeeded: pixels) & 0xFF_FFFF
        tokens[count] = Token.pixel(pixel)
        statistics.add(pixel: pixel)
        at &+= 3
      }
      count &+= 1
    }
    return count
  }

  /// Six bytes. Unsafe: two more are read, which callers have made sure of.
  @inline(__always)
  private static func twoPixels(_ source: UnsafeRawPointer, _ at: Int) -> UInt64 {
    source.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian & 0xFFFF_FFFF_FFFF
  }

  @inline(__always)
  private static func slot(_ pixels: UInt64) -> Int {
    Int(truncatingIfNeeded: (pixels &* 0x9E37_79B9_7F4A_7C15) &>> (64 &- hashBits))
  }

  /// How many bytes, in whole pixels, are alike; at least six are.
  @inline(__always)
  private static func matchLength(_ source: UnsafeRawPointer, _ one: Int, _ other: Int, most: Int) -> Int {
    var length = 6
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
    return length &- length % 3
  }
}
