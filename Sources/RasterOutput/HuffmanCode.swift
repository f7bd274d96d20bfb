/// A canonical prefix code for symbols that occur so many times (RFC 1951 §3.2.2).
struct HuffmanCode {
  /// In bits, by symbol; 0 where a symbol does not occur.
  let lengths: [UInt8]
  /// By symbol, the first bit lowest, as deflate writes them.
  let codes: [UInt16]

  /// - Parameters:
  ///   - counts: How often each symbol occurs.
  ///   - limit: The longest code allowed; two to its power is at least the number of symbols.
  init(counts: [UInt32], limit: Int) {
    lengths = Self.lengths(counts, limit)
    codes = Self.codes(lengths, limit)
  }

  /// Huffman's lengths, and where the longest exceed the limit, the nearest ones that do not.
  private static func lengths(_ counts: [UInt32], _ limit: Int) -> [UInt8] {
    let symbols = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
    var result = [UInt8](repeating: 0, count: counts.count)
    guard symbols.count > 1 else {
      // One symbol alone still takes a bit.
      if let only = symbols.first { result[only] = 1 }
      return result
    }
    var perLength = [Int](repeating: 0, count: max(limit, symbols.count) + 1)
    for depth in depths(symbols.map { counts[$0] }) { perLength[min(depth, limit)] += 1 }
    repair(&perLength, limit)
    // The rarest symbols get the longest codes.
    var length = limit
    for symbol in symbols {
      while perLength[length] == 0 { length -= 1 }
      perLength[length] -= 1
      result[symbol] = UInt8(length)
    }
    return result
  }

  /// How deep each leaf lies in Huffman's tree; the counts rise. Two queues, leaves and joined nodes, are both in order.
  private static func depths(_ counts: [UInt32]) -> [Int] {
    let leaves = counts.count
    var weights = counts
    weights.reserveCapacity(2 * leaves)
    var parents = [Int](repeating: 0, count: 2 * leaves - 1)
    var (leaf, joined) = (0, leaves)
    func takeLeast(_ weights: [UInt32]) -> Int {
      if leaf < leaves, joined == weights.count || weights[leaf] <= weights[joined] {
        leaf += 1
        return leaf - 1
      }
      joined += 1
      return joined - 1
    }
    for node in leaves..<2 * leaves - 1 {
      let (one, other) = (takeLeast(weights), takeLeast(weights))
      weights.append(weights[one] + weights[other])
      (parents[one], parents[other]) = (node, node)
    }
    var depths = [Int](repeating: 0, count: 2 * leaves - 1)
    for node in (0..<2 * leaves - 2).reversed() { depths[node] = depths[parents[node]] + 1 }
    return Array(depths.prefix(leaves))
  }

  /// Codes that were shortened to the limit take more than there is (Kraft's sum above one): others are made longer for them.
  private static func repair(_ perLength: inout [Int], _ limit: Int) {
    var taken = (1...limit).reduce(0) { $0 + perLength[$1] << (limit - $1) }
    while taken > 1 << limit {
      // A code at the limit moves below the deepest code above it, which becomes one bit longer.
      perLength[limit] -= 1
      var length = limit - 1
      while perLength[length] == 0 { length -= 1 }
      perLength[length] -= 1
      perLength[length + 1] += 2
      taken -= 1
    }
  }

  private static func codes(_ lengths: [UInt8], _ limit: Int) -> [UInt16] {
    var next = [UInt16](repeating: 0, count: limit + 2)
    for length in lengths where length > 0 { next[Int(length) + 1] += 1 }
    for length in 1...limit + 1 { next[length] = (next[length] &+ next[length - 1]) &<< 1 }
    return lengths.map { length in
      guard length > 0 else { return 0 }
      defer { next[Int(length)] &+= 1 }
      return next[Int(length)].reversed(bits: Int(length))
    }
  }
}

extension UInt16 {
  /// The lowest bits in the opposite order.
  fileprivate func reversed(bits: Int) -> UInt16 {
    var (result, rest) = (UInt16(0), self)
    for _ in 0..<bits {
      result = result << 1 | rest & 1
      rest >>= 1
    }
    return result
  }
}
