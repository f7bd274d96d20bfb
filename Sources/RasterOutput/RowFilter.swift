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

  /// How much the bytes weigh, read as signed numbers: about as the codes for them grow, in full while they are small, then half,
  /// and not at all beyond 32. At most 36.
  @inline(__always)
  fileprivate var weights: Bytes {
    let opposite = Bytes() &- self
    let magnitude = replacing(with: opposite, where: opposite .< self)
    let (few, many) = (Bytes(repeating: 4), Bytes(repeating: 32))
    return magnitude.replacing(with: few, where: few .< magnitude)
      &+ magnitude.replacing(with: many, where: many .< magnitude)
  }

  /// Neighbouring bytes added.
  @inline(__always)
  fileprivate var pairs: SIMD8<UInt16> {
    let both = unsafeBitCast(self, to: SIMD8<UInt16>.self)
    return (both & 0xFF) &+ (both &>> 8)
  }
}

extension RowFilter {
  /// Vectors whose weights can be added in a byte.
  private static let vectorsPerGroup = 7
  private static let bytesPerGroup = vectorsPerGroup * 16
  /// Groups whose sums can be added in sixteen bits.
  private static let groupsPerRun = 128

  /// The filter whose output weighs least, and what it weighs.
  ///
  /// The PNG specification (third edition, §12.7) proposes the sum of absolute differences. A difference costs as many bits as its
  /// code has, though, and codes grow ever slower; with that in view photographs become half a per cent smaller.
  ///
  /// - Parameters:
  ///   - row, above: packed rows with `rowPadding` zero bytes around them.
  ///   - count: bytes per row; `step`: bytes per whole pixel, at least 1.
  ///   - sampling: of so many groups of bytes one is looked at, and its weight taken for all.
  static func best(row: UnsafeRawPointer, above: UnsafeRawPointer, count: Int, step: Int, sampling: Int) -> (
    filter: RowFilter, weight: UInt64
  ) {
    var totals = SIMD8<UInt64>()
    let stride = bytesPerGroup * sampling
    var start = 0
    while start < count {
      let end = min(count, start + stride * groupsPerRun)
      totals &+= weights(row: row, above: above, from: start, to: end, by: stride, count, step)
      start = end
    }
    var best = RowFilter.none
    for filter in RowFilter.allCases where totals[Int(filter.rawValue)] < totals[Int(best.rawValue)] { best = filter }
    return (best, totals[Int(best.rawValue)] * UInt64(sampling))
  }

  private static func weights(
    row: UnsafeRawPointer, above: UnsafeRawPointer, from start: Int, to end: Int, by stride: Int, _ count: Int,
    _ step: Int
  ) -> SIMD8<UInt64> {
    var (none, sub, up) = (SIMD8<UInt16>(), SIMD8<UInt16>(), SIMD8<UInt16>())
    var (average, paeth) = (SIMD8<UInt16>(), SIMD8<UInt16>())
    var group = start
    while group < end {
      var (groupNone, groupSub, groupUp, groupAverage, groupPaeth) = (Bytes(), Bytes(), Bytes(), Bytes(), Bytes())
      var index = group
      while index < min(group &+ bytesPerGroup, count) {
        let x = Bytes(at: row + index)
        let a = Bytes(at: row + index - step)
        let b = Bytes(at: above + index)
        let c = Bytes(at: above + index - step)
        groupNone &+= x.weights
        groupSub &+= (x &- a).weights
        groupUp &+= (x &- b).weights
        groupAverage &+= (x &- a.floorAverage(b)).weights
        groupPaeth &+= (x &- a.paeth(above: b, corner: c)).weights
        index &+= 16
      }
      none &+= groupNone.pairs
      sub &+= groupSub.pairs
      up &+= groupUp.pairs
      average &+= groupAverage.pairs
      paeth &+= groupPaeth.pairs
      group &+= stride
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
