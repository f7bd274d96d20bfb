/// Counts what a block is made of. The three bytes of a pixel are counted apart, so that no count waits for another.
struct BlockStatistics {
  // Unsafe: points into a buffer of the owner of this value, which outlives it.
  private let counts: UnsafeMutablePointer<UInt32>
  private static let lengths = 3 * 256
  private static let distances = lengths + 259
  private static let size = distances + DeflateTables.distanceSymbols

  init(_ buffer: ScratchBuffer) {
    counts = buffer.reserve(4 * Self.size).bindMemory(to: UInt32.self, capacity: Self.size)
    clear()
  }

  func clear() { counts.initialize(repeating: 0, count: Self.size) }

  @inline(__always)
  func add(filter: UInt8) { counts[Int(filter)] &+= 1 }

  @inline(__always)
  func add(pixel: UInt32) {
    counts[Int(pixel & 255)] &+= 1
    counts[256 &+ Int(pixel &>> 8 & 255)] &+= 1
    counts[512 &+ Int(pixel &>> 16)] &+= 1
  }

  @inline(__always)
  func add(length: Int, distance: Int) {
    counts[Self.lengths &+ length] &+= 1
    counts[Self.distances &+ DeflateTables.symbol(ofDistance: UInt32(truncatingIfNeeded: distance))] &+= 1
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
}
