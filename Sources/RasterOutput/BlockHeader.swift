/// The codes of a block as deflate states them: their lengths, with repetitions, in a code of their own (RFC 1951 §3.2.7).
struct BlockHeader {
  /// The order in which the lengths of the lengths' own code stand.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private struct Item {
    var symbol: Int
    var extra: UInt64 = 0
    var extraBits: UInt64 = 0
  }

  let literals: HuffmanCode
  let distances: HuffmanCode

  func write(to writer: inout BitWriter, isLast: Bool) {
    let literalCount = max(257, (literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
    let distanceCount = max(1, (distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
    let items = Self.items(Array(literals.lengths.prefix(literalCount) + distances.lengths.prefix(distanceCount)))
    var counts = [UInt32](repeating: 0, count: Self.order.count)
    for item in items { counts[item.symbol] += 1 }
    let code = HuffmanCode(counts: counts, limit: 7)
    let shown = max(4, (Self.order.lastIndex { code.lengths[$0] > 0 } ?? 0) + 1)

    writer.write(isLast ? 1 : 0, count: 1)
    writer.write(2, count: 2)
    writer.write(UInt64(literalCount - 257), count: 5)
    writer.write(UInt64(distanceCount - 1), count: 5)
    writer.write(UInt64(shown - 4), count: 4)
    for symbol in Self.order.prefix(shown) { writer.write(UInt64(code.lengths[symbol]), count: 3) }
    for item in items {
      writer.write(UInt64(code.codes[item.symbol]), count: UInt64(code.lengths[item.symbol]))
      writer.write(item.extra, count: item.extraBits)
    }
  }

  /// Lengths with their repetitions: 16 repeats the last one 3 to 6 times, 17 and 18 stand for 3 to 138 zeros.
  private static func items(_ lengths: [UInt8]) -> [Item] {
    var items: [Item] = []
    var index = 0
    while index < lengths.count {
      let length = lengths[index]
      var run = 1
      while index + run < lengths.count, lengths[index + run] == length { run += 1 }
      index += run
      if length > 0 {
        items.append(Item(symbol: Int(length)))
        run -= 1
      }
      while run >= 3 {
        let part = min(run, length > 0 ? 6 : 138)
        items.append(
          length > 0
            ? Item(symbol: 16, extra: UInt64(part - 3), extraBits: 2)
            : part <= 10
              ? Item(symbol: 17, extra: UInt64(part - 3), extraBits: 3)
              : Item(symbol: 18, extra: UInt64(part - 11), extraBits: 7))
        run -= part
      }
      items += Array(repeating: Item(symbol: Int(length)), count: run)
    }
    return items
  }
}
