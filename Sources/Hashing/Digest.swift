/// A SHA-256 sum: the identity of contents.
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// How many bytes a sum has.
  public static let byteCount = 32

  // Four words instead of an array, so that thousands of sums need no memory beyond themselves.
  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameter bytes: 32 of them.
  init(bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a SHA-256 sum has 32 bytes")
    func word(_ index: Int) -> UInt64 { bytes[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    words = (word(0), word(1), word(2), word(3))
  }

  /// Reads 64 hexadecimal digits, as `hex` writes them; `nil` for anything else.
  public init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hex.utf8 {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard high == nil, bytes.count == Self.byteCount else { return nil }
    self.init(bytes: bytes)
  }

  /// The bytes of the sum, most significant first.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    String(unsafeUninitializedCapacity: 2 * Self.byteCount) { buffer in
      let digits: StaticString = "0123456789abcdef"
      // Safety: two digits are written for each of the 32 bytes, and the table holds 16 characters of ASCII.
      for (index, byte) in bytes.enumerated() {
        buffer[2 * index] = digits.utf8Start[Int(byte >> 4)]
        buffer[2 * index + 1] = digits.utf8Start[Int(byte & 15)]
      }
      return 2 * Self.byteCount
    }
  }

  public var description: String { hex }

  public static func == (a: Digest, b: Digest) -> Bool { a.words == b.words }
  public static func < (a: Digest, b: Digest) -> Bool { a.words < b.words }

  public func hash(into hasher: inout Hasher) {
    // A sum is evenly spread already.
    hasher.combine(words.0)
  }
}
