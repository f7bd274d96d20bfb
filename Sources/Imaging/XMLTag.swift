/// Reads the name and the attributes of one XML start tag.
struct XMLTag {
  private let bytes: [UInt8]
  private(set) var at: Int

  init(_ bytes: [UInt8], at: Int) {
    self.bytes = bytes
    self.at = at
  }

  /// The local name, without a namespace prefix.
  mutating func name() -> String {
    let word = word()
    return String(word.split(separator: ":", omittingEmptySubsequences: false).last ?? "")
  }

  /// The next attribute, or `nil` at the end of the tag.
  mutating func attribute() -> (key: String, value: [UInt8])? {
    skipSpace()
    let key = word()
    guard !key.isEmpty else { return nil }
    skipSpace()
    guard bytes.byte(at) == 0x3d else { return (key, []) }
    at += 1
    skipSpace()
    guard let quote = bytes.byte(at), quote == 0x22 || quote == 0x27 else { return nil }
    let start = at + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(quote)) else { return nil }
    at = end + 1
    return (key, Array(bytes[start..<end]))
  }

  private mutating func skipSpace() {
    while let byte = bytes.byte(at), byte <= 32 { at += 1 }
  }

  private mutating func word() -> String {
    let start = at
    while let byte = bytes.byte(at), byte > 32, byte != 0x3d, byte != 0x3e, byte != 0x2f, byte != 0x3c { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }
}
