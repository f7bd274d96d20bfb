import CardSpec
import Diagnostics

/// Reads a JSON document from each line of a file (JSON Lines); one line is in memory at a time.
struct JSONLinesReader: Sendable {
  /// The longest line that is read, bytes.
  let limit: Int
  private(set) var source: ByteSource
  private var line = 0

  init(_ source: ByteSource, limit: Int = CSVReader.Limits().record) {
    self.source = source
    self.limit = limit
  }

  struct Line: Sendable {
    var number: Int
    /// `nil` where the line is longer than the limit.
    var bytes: [UInt8]?
  }

  /// The next line that is not blank; `nil` at the end of the file.
  mutating func next() throws(DataError) -> Line? {
    while try source.peek() != nil {
      let found = try read()
      if found.bytes?.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) != true { return found }
    }
    return nil
  }

  private mutating func read() throws(DataError) -> Line {
    line += 1
    var bytes: [UInt8] = []
    var isLong = false
    while let byte = try source.next(), byte != 0x0A {
      if bytes.count < limit { bytes.append(byte) } else { isLong = true }
    }
    if bytes.last == 0x0D { bytes.removeLast() }
    return Line(number: line, bytes: isLong ? nil : bytes)
  }
}
