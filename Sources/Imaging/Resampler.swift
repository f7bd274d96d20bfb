#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Scales premultiplied BGRA pixels with two one-dimensional filters.
///
/// Lanczos with three lobes makes a picture smaller, Catmull–Rom makes it larger; both work on the sRGB values, as
/// browsers do, so that a photo looks on a card as it does on a web page. The weights are whole 1/16384, so
/// every sum is exact in `Float` and the result is the same on every machine.
enum Resampler {
  static func scale(_ pixels: [UInt8], from: (width: Int, height: Int), to: (width: Int, height: Int)) -> [UInt8] {
    var result = scaleChannels(pixels, from: from, to: to)
    capColors(&result)
    return result
  }

  /// The same for four channels of which none is the alpha of the others.
  static func scaleChannels(
    _ pixels: [UInt8], from: (width: Int, height: Int), to: (width: Int, height: Int)
  ) -> [UInt8] {
    let across = FilterTable(from: from.width, to: to.width)
    let down = FilterTable(from: from.height, to: to.height)
    // The pass that leaves less work for the other goes first.
    let downFirst = to.height * from.width * (down.taps + across.taps * to.width / max(1, from.width))
    let acrossFirst = from.height * to.width * (across.taps + down.taps * to.height / max(1, from.height))
    if downFirst > acrossFirst {
      return down.filterColumns(across.filterRows(pixels, width: from.width, height: from.height), width: to.width)
    }
    return down.filterColumns(pixels, width: from.width, thenRows: across)
  }

  /// The filters overshoot at edges; a premultiplied colour may not exceed its alpha.
  private static func capColors(_ pixels: inout [UInt8]) {
    // Safety: the size is a multiple of 4, and every index is below it.
    pixels.withUnsafeMutableBufferPointer { buffer in
      for at in stride(from: 0, to: buffer.count, by: 4) {
        let alpha = buffer[at + 3]
        if alpha == 255 { continue }
        for c in 0..<3 { buffer[at + c] = min(buffer[at + c], alpha) }
      }
    }
  }
}

/// For each position of the result: where its source samples start, and their weights.
private struct FilterTable {
  let taps: Int
  private var starts: [Int] = []
  private var weights: [Float] = []

  init(from: Int, to: Int) {
    let ratio = Double(from) / Double(to)
    let isSmaller = ratio > 1
    let stretch = max(1, ratio)
    let radius = (isSmaller ? 3 : 2) * stretch
    taps = min(from, Int((2 * radius).rounded(.up)) + 1)
    starts.reserveCapacity(to)
    weights.reserveCapacity(to * taps)
    for position in 0..<to {
      let center = (Double(position) + 0.5) * ratio
      let start = max(0, min(from - taps, Int((center - radius).rounded(.down))))
      let raw = (0..<taps).map { tap in
        let distance = (Double(start + tap) + 0.5 - center) / stretch
        return isSmaller ? Self.lanczos3(distance) : Self.catmullRom(distance)
      }
      starts.append(start)
      weights += Self.quantised(raw)
    }
  }

  /// Weights in 1/16384 whose sum is exactly one, so that an even area stays as it is.
  private static func quantised(_ raw: [Double]) -> [Float] {
    let total = raw.reduce(0, +)
    var whole = raw.map { Int(($0 / total * 16384).rounded()) }
    let rest = 16384 - whole.reduce(0, +)
    if let peak = whole.indices.max(by: { whole[$0] < whole[$1] }) { whole[peak] += rest }
    return whole.map { Float($0) / 16384 }
  }

  private static func lanczos3(_ x: Double) -> Double {
    if abs(x) < 1e-9 { return 1 }
    if abs(x) >= 3 { return 0 }
    let angle = Double.pi * x
    return 3 * sin(angle) * sin(angle / 3) / (angle * angle)
  }

  private static func catmullRom(_ x: Double) -> Double {
    let d = abs(x)
    if d < 1 { return (1.5 * d - 2.5) * d * d + 1 }
    if d < 2 { return ((-0.5 * d + 2.5) * d - 4) * d + 2 }
    return 0
  }

  /// Filters columns: the result has as many rows as the table has positions.
  ///
  /// - Parameter across: Filters each row at once, so that the picture between the two passes is never whole in memory.
  func filterColumns(_ pixels: [UInt8], width: Int, thenRows across: FilterTable? = nil) -> [UInt8] {
    let row = width * 4
    let resultRow = (across?.starts.count ?? width) * 4
    // Safety: `starts[y] + taps` never exceeds the number of source rows, so all reads lie in the source; each result row is
    // written once and whole; the three buffers hold one row each, `filterRow` reads and writes no more than that.
    return [UInt8](unsafeUninitializedCapacity: starts.count * resultRow) { target, count in
      pixels.withUnsafeBufferPointer { source in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: row) { sums in
          withUnsafeTemporaryAllocation(of: UInt8.self, capacity: row) { between in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { line in
              guard let out = target.baseAddress, let from = source.baseAddress, let sums = sums.baseAddress,
                let between = between.baseAddress
              else { return }
              for y in 0..<starts.count {
                let result = out + y * resultRow
                filterColumn(y, from, row, sums, into: across == nil ? result : between)
                across?.filterRow(between, width: width, line, into: result)
              }
            }
          }
        }
      }
      count = target.count
    }
  }

  @inline(__always)
  private func filterColumn(
    _ y: Int, _ source: UnsafePointer<UInt8>, _ row: Int, _ sums: UnsafeMutablePointer<Float>,
    into result: UnsafeMutablePointer<UInt8>
  ) {
    sums.initialize(repeating: 0.5, count: row)
    for tap in 0..<taps {
      let weight = weights[y * taps + tap]
      if weight == 0 { continue }
      let line = source + (starts[y] + tap) * row
      for i in 0..<row { sums[i] += weight * Float(line[i]) }
    }
    for i in 0..<row { result[i] = UInt8(truncatingIfNeeded: Int32(min(255.5, max(0, sums[i])))) }
  }

  /// Filters rows: the result is as wide as the table has positions.
  func filterRows(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    let wide = starts.count
    // Safety: source and result hold `height` rows; `filterRow` reads one and writes one whole.
    return [UInt8](unsafeUninitializedCapacity: wide * height * 4) { target, count in
      pixels.withUnsafeBufferPointer { source in
        withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { line in
          guard let out = target.baseAddress, let from = source.baseAddress else { return }
          for y in 0..<height { filterRow(from + y * width * 4, width: width, line, into: out + y * wide * 4) }
        }
      }
      count = target.count
    }
  }

  /// - Parameter line: Memory for one row.
  private func filterRow(
    _ source: UnsafePointer<UInt8>, width: Int, _ line: UnsafeMutableBufferPointer<SIMD4<Float>>,
    into result: UnsafeMutablePointer<UInt8>
  ) {
    let pixels = UnsafeRawPointer(source)
    let out = UnsafeMutableRawPointer(result)
    // Safety: `starts[x] + taps` never exceeds the source's width, so all reads lie in the row; every pixel of the
    // result is written once; loads and stores need no alignment.
    for x in 0..<width {
      let pixel = pixels.loadUnaligned(fromByteOffset: x * 4, as: SIMD4<UInt8>.self)
      line.initializeElement(at: x, to: SIMD4<Float>(pixel))
    }
    weights.withUnsafeBufferPointer { weights in
      starts.withUnsafeBufferPointer { starts in
        for x in 0..<starts.count {
          var sum = SIMD4<Float>(repeating: 0.5)
          let start = starts[x]
          for tap in 0..<taps { sum += line[start + tap] * weights[x * taps + tap] }
          out.storeBytes(of: Self.bytes(sum), toByteOffset: x * 4, as: UInt32.self)
        }
      }
    }
  }

  /// The whole parts of four sums, held within 0…255, first lane lowest.
  ///
  /// Swift converts vectors lane by lane and checks each. Here a number is added beyond which a `Float` has no fractions, so that
  /// the sum's lowest bits are the whole number: sums are whole 1/16384, so taking just less than a half off rounds them down.
  @inline(__always)
  private static func bytes(_ sums: SIMD4<Float>) -> UInt32 {
    let capped = sums.replacing(with: SIMD4<Float>(), where: sums .< SIMD4<Float>())
      .replacing(with: SIMD4<Float>(repeating: 255.5), where: sums .> SIMD4<Float>(repeating: 255.5))
    let shifted = capped - SIMD4<Float>(repeating: 0.5 - 1 / 32768) + SIMD4<Float>(repeating: 12_582_912)
    let bits = unsafeBitCast(shifted, to: SIMD4<UInt32>.self) & SIMD4<UInt32>(repeating: 255)
    return bits[0] | bits[1] &<< 8 | bits[2] &<< 16 | bits[3] &<< 24
  }
}
