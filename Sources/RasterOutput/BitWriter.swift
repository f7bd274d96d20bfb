/// Writes bits, the lowest first, as deflate wants them (RFC 1951 §3.1.1).
struct BitWriter {
  private var next: UnsafeMutableRawPointer
  private var held: UInt64 = 0
  private var count: UInt64 = 0

  /// - Parameter start: Memory for all that is written, and 8 bytes more.
  init(_ start: UnsafeMutableRawPointer) { next = start }

  /// At most 56 bits, with nothing above them.
  @inline(__always)
  mutating func write(_ bits: UInt64, count bitCount: UInt64) {
    held |= bits &<< count
    count &+= bitCount
    // Unsafe: of the eight bytes those that are whole are kept; the next write covers the others.
    next.storeBytes(of: held.littleEndian, as: UInt64.self)
    next += Int(count &>> 3)
    held &>>= count & ~7
    count &= 7
  }

  /// Fills the last byte with zeros.
  ///
  /// - Returns: Where the next byte goes.
  mutating func finish() -> UnsafeMutableRawPointer {
    if count > 0 { write(0, count: 8 - count) }
    return next
  }
}
