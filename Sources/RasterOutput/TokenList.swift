/// The tokens of a row, as they are found, counted on the way.
struct TokenList {
  // Unsafe: who opens the row has made sure of room for all that a row can have.
  private(set) var next: UnsafeMutablePointer<UInt32>
  let counter: TokenCounter

  init(at next: UnsafeMutablePointer<UInt32>, _ counter: TokenCounter) { (self.next, self.counter) = (next, counter) }

  @inline(__always)
  mutating func add(filter: UInt8) {
    next.pointee = Token.filter(filter)
    next += 1
    counter.add(filter: filter)
  }

  @inline(__always)
  mutating func add(pixel: UInt32) {
    next.pointee = Token.pixel(pixel)
    next += 1
    counter.add(pixel: pixel)
  }

  @inline(__always)
  mutating func add(_ match: Match) {
    next.pointee = Token.match(match)
    next += 1
    counter.add(match)
  }
}
