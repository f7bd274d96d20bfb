/// Counts what a block is made of. The three bytes of a pixel are counted apart, so that no count waits for another.
final class BlockStatistics {
  private let buffer = ScratchBuffer()
  // Unsafe: points into `buffer`, which is of this size and never grows.
  private let counts: UnsafeMutablePointer<UInt32>
  fileprivate static let lengths = 3 * 256
  fileprivate static let distances = lengths + 264
  fileprivate static let size = distances + 32

  init() {
    counts = buffer.reserve(4 * Self.size).bindMemory(to: UInt32.self, capacity: Self.size)
    clear()
  }

  func clear() { counts.initialize(repeating: 0, count: Self.size) }

  /// Counts into these statistics.
  var counter: TokenCounter { TokenCounter(counts: counts) }

  func add(_ other: BlockStatistics) {
    for index in 0..<Self.size { counts[index] &+= other.counts[index] }
  }

  /// By symbol, with one end of the block.
  var literals: [UInt32] {
    var result = [UInt32](repeating: 0, count: DeflateTables.literalSymbols)
    for byte in 0..<256 { result[byte] = counts[byte] + counts[256 + byte] + counts[512 + byte] }
    result[DeflateTables.endOfBlock] = 1
    for length in stride(from: 3, through: 258, by: 3) where counts[Self.lengths + length] > 0 {
      result[DeflateTables.length(length).symbol] += counts[Self.lengths + length]
    }
    return result
  }

  var distances: [UInt32] { (0..<DeflateTables.distanceSymbols).map { counts[Self.distances + $0] } }

  /// About how many bits the block takes, but for those that follow lengths and distances.
  var bits: Float { bits(of: { self.counts.eight(at: $0) }) }

  /// The same for both together.
  func bits(joinedWith other: BlockStatistics) -> Float {
    bits(of: { self.counts.eight(at: $0) &+ other.counts.eight(at: $0) })
  }

  /// Lengths are counted as if each had a symbol of its own.
  @inline(__always)
  private func bits(of eight: (Int) -> SIMD8<UInt32>) -> Float {
    var symbols = Entropy()
    for byte in stride(from: 0, to: 256, by: 8) { symbols.add(eight(byte) &+ eight(256 + byte) &+ eight(512 + byte)) }
    for length in stride(from: Self.lengths, to: Self.distances, by: 8) { symbols.add(eight(length)) }
    var distances = Entropy()
    for distance in stride(from: Self.distances, to: Self.size, by: 8) { distances.add(eight(distance)) }
    return symbols.bits + distances.bits
  }
}

extension UnsafeMutablePointer<UInt32> {
  // Unsafe: eight counts from `index` on are there.
  @inline(__always)
  fileprivate func eight(at index: Int) -> SIMD8<UInt32> {
    UnsafeRawPointer(self + index).loadUnaligned(as: SIMD8<UInt32>.self)
  }
}

/// Counts a block's tokens as they are found. Unsafe: lives no longer than the statistics that it belongs to.
struct TokenCounter {
  fileprivate let counts: UnsafeMutablePointer<UInt32>

  @inline(__always)
  func add(filter: UInt8) { counts[Int(filter)] &+= 1 }

  @inline(__always)
  func add(pixel: UInt32) {
    counts[Int(pixel & 255)] &+= 1
    counts[256 &+ Int(pixel &>> 8 & 255)] &+= 1
    counts[512 &+ Int(pixel &>> 16)] &+= 1
  }

  @inline(__always)
  func add(_ match: Match) {
    counts[BlockStatistics.lengths &+ match.length] &+= 1
    counts[
      BlockStatistics.distances &+ DeflateTables.symbol(ofDistance: UInt32(truncatingIfNeeded: match.distance))] &+= 1
  }
}
