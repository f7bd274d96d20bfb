/// What colours a picture uses: the ground on which the smallest PNG colour type is chosen.
struct ColorAnalysis {
  /// Every pixel is fully opaque.
  private(set) var isOpaque = true
  /// In every pixel red, green and blue are equal.
  private(set) var isGrey = true
  /// The premultiplied pixels that occur, in order of appearance; `nil` if there are more than 256.
  /// Then the scratch memory holds, row by row, the index of each pixel in this list.
  private(set) var colors: [UInt32]?

  /// Reads every pixel once.
  ///
  /// - Parameters:
  ///   - pixels: the first pixel; `indices`: memory for `width × height` bytes, written while colours are few.
  init(pixels: UnsafeRawPointer, width: Int, height: Int, stride: Int, indices: UnsafeMutableRawPointer) {
    var table = ColorTable()
    var countsColors = true
    for y in 0..<height {
      let row = pixels + y * stride
      if countsColors {
        let rowIndices = indices + y * width
        if y > 0, equal(row, row - stride, count: width * 4) {
          rowIndices.copyMemory(from: rowIndices - width, byteCount: width)
          continue
        }
        countsColors = table.index(row: row, width: width, into: rowIndices)
      }
      survey(row: row, width: width)
      if !isOpaque, !isGrey, !countsColors { break }
    }
    colors = countsColors ? table.colors : nil
  }

  private mutating func survey(row: UnsafeRawPointer, width: Int) {
    var all = SIMD8<UInt32>(repeating: .max)
    var differences = SIMD8<UInt32>()
    var x = 0
    while x + 8 <= width {
      let pixels = (row + x * 4).loadUnaligned(as: SIMD8<UInt32>.self)
      all &= pixels
      differences |= pixels ^ (pixels &>> 8)
      x += 8
    }
    while x < width {
      let pixel = (row + x * 4).loadUnaligned(as: UInt32.self)
      all[0] &= pixel
      differences[0] |= pixel ^ (pixel &>> 8)
      x += 1
    }
    for lane in 0..<8 {
      if all[lane] < 0xFF00_0000 { isOpaque = false }
      if differences[lane] & 0xFFFF != 0 { isGrey = false }
    }
  }
}

/// Whether two stretches of memory hold the same bytes.
@inline(__always)
func equal(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, count: Int) -> Bool {
  var index = 0
  while index + 32 <= count {
    let difference =
      (a + index).loadUnaligned(as: SIMD4<UInt64>.self) ^ (b + index).loadUnaligned(as: SIMD4<UInt64>.self)
    if (difference[0] | difference[1]) | (difference[2] | difference[3]) != 0 { return false }
    index += 32
  }
  while index < count {
    if a.load(fromByteOffset: index, as: UInt8.self) != b.load(fromByteOffset: index, as: UInt8.self) { return false }
    index += 1
  }
  return true
}

/// Numbers up to 256 different pixels in order of appearance: a hash table with open addressing.
private struct ColorTable {
  private(set) var colors: [UInt32] = []
  /// Zero where free, else one more than an index into `colors`.
  private var slots = [UInt16](repeating: 0, count: 2048)

  /// Writes the index of each pixel of a row; `false` as soon as there are more than 256 colours.
  mutating func index(row: UnsafeRawPointer, width: Int, into indices: UnsafeMutableRawPointer) -> Bool {
    var last = row.loadUnaligned(as: UInt32.self)
    guard var lastIndex = index(of: last) else { return false }
    var x = 0
    while x < width {
      if x + 8 <= width {
        // Plain areas are long: eight pixels of the colour of the last one are settled by one comparison.
        let pixels = (row + x * 4).loadUnaligned(as: SIMD4<UInt64>.self)
        let difference = pixels ^ SIMD4(repeating: UInt64(last) << 32 | UInt64(last))
        if (difference[0] | difference[1]) | (difference[2] | difference[3]) == 0 {
          let run = UInt64(lastIndex) &* 0x0101_0101_0101_0101
          (indices + x).storeBytes(of: run, as: UInt64.self)
          x += 8
          continue
        }
      }
      for column in x..<min(x + 8, width) {
        let pixel = (row + column * 4).loadUnaligned(as: UInt32.self)
        if pixel != last {
          guard let index = index(of: pixel) else { return false }
          (last, lastIndex) = (pixel, index)
        }
        (indices + column).storeBytes(of: lastIndex, as: UInt8.self)
      }
      x += 8
    }
    return true
  }

  @inline(__always)
  private mutating func index(of pixel: UInt32) -> UInt8? {
    var slot = Int((pixel &* 0x9E37_79B1) >> 21)
    while slots[slot] != 0 {
      let index = slots[slot] - 1
      if colors[Int(index)] == pixel { return UInt8(truncatingIfNeeded: index) }
      slot = (slot + 1) & 2047
    }
    guard colors.count < 256 else { return nil }
    colors.append(pixel)
    slots[slot] = UInt16(colors.count)
    return UInt8(colors.count - 1)
  }
}
