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
    if downFirst <= acrossFirst {
      return across.across(down.down(pixels, width: from.width), width: from.width, height: to.height)
    }
    return down.down(across.across(pixels, width: from.width, height: from.height), width: to.width)
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
  func down(_ pixels: [UInt8], width: Int) -> [UInt8] {
    let row = width * 4
    // Safety: `starts[y] + taps` never exceeds the number of source rows, so all reads lie in the source; each
    // result row is written once; the sums buffer holds one row.
    return [UInt8](unsafeUninitializedCapacity: starts.count * row) { target, count in
      pixels.withUnsafeBufferPointer { source in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: row) { sums in
          guard let out = target.baseAddress, let from = source.baseAddress, let sum = sums.baseAddress else { return }
          for y in 0..<starts.count {
            sum.initialize(repeating: 0.5, count: row)
            for tap in 0..<taps {
              let weight = weights[y * taps + tap]
              if weight == 0 { continue }
              let line = from + (starts[y] + tap) * row
              for i in 0..<row { sum[i] += weight * Float(line[i]) }
            }
            let line = out + y * row
            for i in 0..<row { line[i] = UInt8(truncatingIfNeeded: Int32(min(255.5, max(0, sum[i])))) }
          }
        }
      }
      count = target.count
    }
  }

  /// Filters rows: the result is as wide as the table has positions.
  func across(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    let wide = starts.count
    // Safety: `starts[x] + taps` never exceeds the source's width, so all reads lie in the row; every pixel of the
    // result is written once; loads and stores need no alignment.
    return [UInt8](unsafeUninitializedCapacity: wide * height * 4) { target, count in
      pixels.withUnsafeBytes { source in
        weights.withUnsafeBufferPointer { weights in
          starts.withUnsafeBufferPointer { starts in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { line in
              let out = UnsafeMutableRawBufferPointer(target)
              line.initialize(repeating: .zero)
              for y in 0..<height {
                for x in 0..<width {
                  let pixel = source.loadUnaligned(fromByteOffset: (y * width + x) * 4, as: SIMD4<UInt8>.self)
                  line[x] = SIMD4<Float>(pixel)
                }
                for x in 0..<wide {
                  var sum = SIMD4<Float>(repeating: 0.5)
                  let start = starts[x]
                  for tap in 0..<taps { sum += line[start + tap] * weights[x * taps + tap] }
                  let capped = sum.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255.5))
                  let pixel = SIMD4<UInt8>(truncatingIfNeeded: SIMD4<Int32>(capped))
                  out.storeBytes(of: pixel, toByteOffset: (y * wide + x) * 4, as: SIMD4<UInt8>.self)
                }
              }
            }
          }
        }
      }
      count = target.count
    }
  }
}
