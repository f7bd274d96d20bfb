/// The codes of one block, as they are looked up: bits in the low part, their number in the high byte.
struct BlockCodes {
  private let header: BlockHeader
  /// Of bytes, of the end of the block at 256, and beyond of lengths with the bits that follow them.
  private var literals = [UInt64](repeating: 0, count: lengths + 259)
  private var distances = [UInt64](repeating: 0, count: DeflateTables.distanceSymbols)
  private static let lengths = 257

  init(_ statistics: BlockStatistics) {
    header = BlockHeader(
      literals: HuffmanCode(counts: statistics.literals, limit: 15),
      distances: HuffmanCode(counts: statistics.distances, limit: 15))
    let (codes, sizes) = (header.literals.codes, header.literals.lengths)
    for symbol in 0...DeflateTables.endOfBlock {
      literals[symbol] = UInt64(codes[symbol]) | UInt64(sizes[symbol]) << 56
    }
    for length in stride(from: 3, through: 258, by: 3) {
      let entry = DeflateTables.length(length)
      let size = UInt64(sizes[entry.symbol])
      literals[Self.lengths + length] =
        UInt64(codes[entry.symbol]) | entry.extra << size | (size + entry.extraBits) << 56
    }
    for symbol in distances.indices {
      distances[symbol] = UInt64(header.distances.codes[symbol]) | UInt64(header.distances.lengths[symbol]) << 56
    }
  }

  func write(_ tokens: UnsafePointer<UInt32>, _ count: Int, to writer: inout BitWriter, isLast: Bool) {
    header.write(to: &writer, isLast: isLast)
    let mask: UInt64 = (1 << 56) - 1
    literals.withUnsafeBufferPointer { literals in
      distances.withUnsafeBufferPointer { distances in
        for index in 0..<count {
          let token = tokens[index]
          if Token.isPixel(token) {
            let one = literals[Int(token & 255)]
            let two = literals[Int(token &>> 8 & 255)]
            let three = literals[Int(token &>> 16)]
            let shift = one &>> 56
            let bits = one & mask | (two & mask) &<< shift | (three & mask) &<< (shift &+ two &>> 56)
            writer.write(bits, count: shift &+ two &>> 56 &+ three &>> 56)
          } else if Token.isMatch(token) {
            let length = literals[Self.lengths &+ Token.length(token)]
            let distance = Token.distance(token)
            let symbol = DeflateTables.symbol(ofDistance: distance)
            let code = distances[symbol]
            let extraBits = UInt64(DeflateTables.extraBits(ofDistanceSymbol: symbol))
            let extra = UInt64(distance &- 1) & ((1 &<< extraBits) &- 1)
            let bits = length & mask | (code & mask) &<< (length &>> 56)
            let size = length &>> 56 &+ code &>> 56
            writer.write(bits | extra &<< size, count: size &+ extraBits)
          } else {
            let code = literals[Int(token & 255)]
            writer.write(code & mask, count: code &>> 56)
          }
        }
      }
    }
    let end = literals[DeflateTables.endOfBlock]
    writer.write(end & mask, count: end >> 56)
  }
}
