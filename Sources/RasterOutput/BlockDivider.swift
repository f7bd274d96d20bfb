/// Collects the tokens of a picture and writes them in blocks, each with codes of its own.
///
/// Tokens come in parts of some rows. As long as a part is as well served by the codes of the block before it as by its own, which
/// have to be stated, it joins that block.
final class BlockDivider {
  /// A part ends with the row in which it has so many tokens.
  private static let tokensPerPart = 4096
  /// A block that has so many takes no more.
  private static let tokensPerBlock = 1 << 16

  private let buffer = ScratchBuffer()
  private var tokens: UnsafeMutablePointer<UInt32>
  private let block = BlockStatistics()
  private let part = BlockStatistics()
  /// Tokens of the block that is open, and those with the part after it.
  private var blockCount = 0
  private var count = 0
  private var blockBits: Float = 0

  init() { tokens = buffer.start.assumingMemoryBound(to: UInt32.self) }

  /// - Parameter tokensPerRow: The most that a row can have.
  func begin(tokensPerRow: Int) {
    // Unsafe: a block that is just not full, the part that joins it, and the part after it.
    let room = Self.tokensPerBlock + 2 * (Self.tokensPerPart + tokensPerRow)
    tokens = buffer.reserve(4 * room).bindMemory(to: UInt32.self, capacity: room)
    (blockCount, count) = (0, 0)
    part.clear()
  }

  /// The row that comes next; it has to be closed before another is opened.
  func openRow() -> TokenList { TokenList(at: tokens + count, part.counter) }

  /// Writes blocks that are complete.
  func close(_ row: TokenList, isLast: Bool, _ writer: inout BitWriter) {
    count = row.next - tokens
    if count - blockCount >= Self.tokensPerPart || isLast { endPart(&writer) }
    if isLast { BlockCodes(block).write(tokens, count, to: &writer, isLast: true) }
  }

  private func endPart(_ writer: inout BitWriter) {
    let partBits = part.bits
    if blockCount > 0 {
      let bits = block.bits(joinedWith: part)
      if bits <= blockBits + partBits, blockCount < Self.tokensPerBlock {
        block.add(part)
        blockBits = bits
      } else {
        BlockCodes(block).write(tokens, blockCount, to: &writer, isLast: false)
        count -= blockCount
        tokens.update(from: tokens + blockCount, count: count)
        blockCount = 0
      }
    }
    if blockCount == 0 {
      block.clear()
      block.add(part)
      blockBits = partBits
    }
    blockCount = count
    part.clear()
  }
}
