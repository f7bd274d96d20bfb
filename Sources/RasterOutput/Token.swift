/// What a row is made of: a filter, pixels, and repetitions.
enum Token {
  private static let filterFlag: UInt32 = 1 << 30
  private static let matchFlag: UInt32 = 1 << 31

  @inline(__always) static func filter(_ byte: UInt8) -> UInt32 { filterFlag | UInt32(byte) }
  @inline(__always) static func pixel(_ bytes: UInt32) -> UInt32 { bytes }
  @inline(__always) static func match(_ match: Match) -> UInt32 {
    matchFlag | UInt32(truncatingIfNeeded: match.length) &<< 16 | UInt32(truncatingIfNeeded: match.distance &- 1)
  }

  @inline(__always) static func isPixel(_ token: UInt32) -> Bool { token < filterFlag }
  @inline(__always) static func isMatch(_ token: UInt32) -> Bool { token >= matchFlag }
  @inline(__always) static func length(_ token: UInt32) -> Int { Int(token &>> 16 & 0x1FF) }
  @inline(__always) static func distance(_ token: UInt32) -> UInt32 { token & 0x7FFF &+ 1 }
}
