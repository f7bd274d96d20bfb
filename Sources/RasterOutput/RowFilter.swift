/// The five row filters of PNG (PNG specification, third edition, §9), sixteen bytes at a time.
enum RowFilter: UInt8, CaseIterable {
  case none, sub, up, average, paeth
}

/// Zero bytes kept before and after each packed row, so that vectors may read over both ends.
let rowPadding = 32

/// Sixteen neighbouring bytes of a row and of the row above.
private typealias Bytes = SIMD16<UInt8>

extension Bytes {
  // Unsafe: callers keep `rowPadding` readable bytes around each row.
  @inline(__always)
  fileprivate init(at address: UnsafeRawPointer) { self = address.loadUnaligned(as: Bytes.self) }

  @inline(__always)
  fileprivate func smaller(_ other: Bytes) -> Bytes { replacing(with: other, where: other .< self) }

  @inline(__always)
  fileprivate func larger(_ other: Bytes) -> Bytes { replacing(with: other, where: other .> self) }

  /// Written without `larger` and `smaller`: a chain of three is more than the compiler inlines.
  @inline(__always)
  fileprivate func distance(to other: Bytes) -> Bytes {
    let isLess = self .< other
    return replacing(with: other, where: isLess) &- other.replacing(with: self, where: isLess)
  }

  /// ⌊(a + b) / 2⌋ without a carry out of the byte.
  @inline(__always)
  fileprivate func floorAverage(_ other: Bytes) -> Bytes {
    let halves = unsafeBitCast(self ^ other, to: SIMD8<UInt16>.self) &>> 1
    let mask = Bytes(repeating: 0x7F)
    return (self & other) &+ (unsafeBitCast(halves, to: Bytes.self) & mask)
  }

  /// The Paeth predictor of left (`self`), above and upper left.
  ///
  /// The third distance |a + b − 2c| can win only if c lies strictly between a and b; there it is the difference of
  /// the other two, so that no step needs more than eight bits.
  @inline(__always)
  fileprivate func paeth(above: Bytes, corner: Bytes) -> Bytes {
    let fromLeft = above.distance(to: corner)
    let fromAbove = distance(to: corner)
    let low = smaller(above)
    let high = larger(above)
    let between = (low .< corner) .& (corner .< high)
    let fromCorner = Bytes(repeating: 255).replacing(with: fromLeft.distance(to: fromAbove), where: between)
    let second = corner.replacing(with: above, where: fromAbove .<= fromCorner)
    return second.replacing(with: self, where: (fromLeft .<= fromAbove) .& (fromLeft .<= fromCorner))
  }

  /// The bytes read as signed numbers, without their signs, added in pairs.
  @inline(__always)
  fileprivate var pairedMagnitudes: SIMD8<UInt16> {
    let magnitudes = unsafeBitCast(smaller(Bytes() &- self), to: SIMD8<UInt16>.self)
    return (magnitudes & 0xFF) &+ (magnitudes &>> 8)
  }
}

extension RowFilter {
  /// The filter whose output has the least sum of absolute differences (PNG specification, third edition, §12.7), and
  /// that sum.
  ///
  /// - Parameters:
  ///   - row, above: packed rows with `rowPadding` zero bytes around them.
  ///   - count: bytes per row; `step`: bytes per whole pixel, at least 1.
  static func best(row: UnsafeRawPointer, above: UnsafeRawPointer, count: Int, step: Int) -> (
    filter: RowFilter, sum: UInt64
  ) {
    var totals = SIMD8<UInt64>()
    var start = 0
    while start < count {
      // A sixteen-bit lane grows by at most 256 per vector, so 255 vectors cannot overflow it.
      let end = min(count, start + 255 * 16)
      let sums = sumsOfMagnitudes(row: row, above: above, from: start, to: end, step: step)
      totals &+= sums
      start = end
    }
    var best = RowFilter.none
    for filter in RowFilter.allCases where totals[Int(filter.rawValue)] < totals[Int(best.rawValue)] { best = filter }
    return (best, totals[Int(best.rawValue)])
  }

  private static func sumsOfMagnitudes(
    row: UnsafeRawPointer, above: UnsafeRawPointer, from start: Int, to end: Int, step: Int
  ) -> SIMD8<UInt64> {
    var none = SIMD8<UInt16>()
    var sub = SIMD8<UInt16>()
    var up = SIMD8<UInt16>()
    var average = SIMD8<UInt16>()
    var paeth = SIMD8<UInt16>()
    var index = start
    while index < end {
      let x = Bytes(at: row + index)
      let a = Bytes(at: row + index - step)
      let b = Bytes(at: above + index)
      let c = Bytes(at: above + index - step)
      none &+= x.pairedMagnitudes
      sub &+= (x &- a).pairedMagnitudes
      up &+= (x &- b).pairedMagnitudes
      average &+= (x &- a.floorAverage(b)).pairedMagnitudes
      paeth &+= (x &- a.paeth(above: b, corner: c)).pairedMagnitudes
      index += 16
    }
    return [total(none), total(sub), total(up), total(average), total(paeth), 0, 0, 0]
  }

  private static func total(_ lanes: SIMD8<UInt16>) -> UInt64 {
    var sum: UInt64 = 0
    for index in 0..<8 { sum &+= UInt64(lanes[index]) }
    return sum
  }

  /// Writes the filtered row. May write up to 15 bytes more than `count`.
  func apply(
    row: UnsafeRawPointer, above: UnsafeRawPointer, count: Int, step: Int, into output: UnsafeMutableRawPointer
  ) {
    switch self {
    case .none: output.copyMemory(from: row, byteCount: count)
    case .sub: Self.map(row, above, count, step, output) { x, a, _, _ in x &- a }
    case .up: Self.map(row, above, count, step, output) { x, _, b, _ in x &- b }
    case .average: Self.map(row, above, count, step, output) { x, a, b, _ in x &- a.floorAverage(b) }
    case .paeth: Self.map(row, above, count, step, output) { x, a, b, c in x &- a.paeth(above: b, corner: c) }
    }
  }

  @inline(__always)
  private static func map(
    _ row: UnsafeRawPointer, _ above: UnsafeRawPointer, _ count: Int, _ step: Int, _ output: UnsafeMutableRawPointer,
    _ difference: (Bytes, Bytes, Bytes, Bytes) -> Bytes
  ) {
    var index = 0
    while index < count {
      let filtered = difference(
        Bytes(at: row + index), Bytes(at: row + index - step),
        Bytes(at: above + index), Bytes(at: above + index - step))
      output.storeBytes(of: filtered, toByteOffset: index, as: Bytes.self)
      index += 16
    }
  }
}
