/// Bounds-checked reading of binary formats: outside of the data everything is `nil`.
extension Array where Element == UInt8 {
  func byte(_ at: Int) -> Int? { indices.contains(at) ? Int(self[at]) : nil }

  func big16(_ at: Int) -> Int? {
    guard at >= 0, at <= count - 2 else { return nil }
    return Int(self[at]) << 8 | Int(self[at + 1])
  }

  func big32(_ at: Int) -> Int? {
    guard let high = big16(at), let low = big16(at + 2) else { return nil }
    return high << 16 | low
  }

  func little16(_ at: Int) -> Int? { big16(at).map { ($0 & 0xff) << 8 | $0 >> 8 } }

  func little24(_ at: Int) -> Int? {
    guard let low = little16(at), let high = byte(at + 2) else { return nil }
    return high << 16 | low
  }

  func little32(_ at: Int) -> Int? {
    guard let low = little16(at), let high = little16(at + 2) else { return nil }
    return high << 16 | low
  }

  func holds(_ text: StaticString, at: Int) -> Bool {
    let size = text.utf8CodeUnitCount
    guard at >= 0, at <= count - size else { return false }
    // Safety: a static string of ASCII is a buffer of `utf8CodeUnitCount` bytes that lives for ever.
    return self[at..<at + size].elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: size))
  }

  /// The bytes of `range`, or `nil` when it reaches outside.
  func part(_ range: Range<Int>) -> [UInt8]? {
    range.lowerBound >= 0 && range.upperBound <= count ? Array(self[range]) : nil
  }
}
