/// How deflate writes lengths and distances: a symbol, and bits that follow it (RFC 1951 §3.2.5).
enum DeflateTables {
  static let endOfBlock = 256
  static let literalSymbols = 286
  static let distanceSymbols = 30

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]

  struct Entry {
    var symbol: Int
    var extra: UInt64
    var extraBits: UInt64
  }

  /// - Parameter length: 3…258.
  static func length(_ length: Int) -> Entry {
    let index = (lengthBases.lastIndex { $0 <= length }) ?? 0
    let bits = index < 8 || index == 28 ? 0 : index / 4 - 1
    return Entry(symbol: 257 + index, extra: UInt64(length - lengthBases[index]), extraBits: UInt64(bits))
  }

  /// The symbol of a distance, 1…32768: two for each power of two.
  @inline(__always)
  static func symbol(ofDistance distance: UInt32) -> Int {
    let place = distance &- 1
    guard place > 1 else { return Int(place) }
    let power = 31 &- UInt32(place.leadingZeroBitCount)
    return Int(2 &* power &+ (place &>> (power &- 1)) & 1)
  }

  /// How many bits follow a distance's symbol.
  @inline(__always)
  static func extraBits(ofDistanceSymbol symbol: Int) -> Int { symbol < 4 ? 0 : symbol / 2 - 1 }
}
