import Diagnostics

/// Walks through UTF-8 bytes and counts lines and columns; a column is one Unicode scalar.
///
/// A line ends with LF, CR LF or CR.
struct ByteCursor {
  let bytes: [UInt8]
  let file: String
  private(set) var offset = 0
  private(set) var line: Int
  private(set) var column = 1

  init(_ bytes: [UInt8], file: String, line: Int = 1) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  var location: SourceLocation { SourceLocation(file: file, line: line, column: column) }
  var isAtEnd: Bool { offset >= bytes.count }
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func peek(_ distance: Int) -> UInt8? { offset + distance < bytes.count ? bytes[offset + distance] : nil }

  mutating func advance() {
    let byte = bytes[offset]
    offset += 1
    let endsLine = byte == 0x0A || (byte == 0x0D && current != 0x0A)
    if endsLine {
      line += 1
      column = 1
    } else if (current ?? 0) & 0xC0 != 0x80 {
      column += 1
    }
  }

  mutating func advance(_ count: Int) {
    for _ in 0..<count where !isAtEnd { advance() }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    advance()
    return true
  }

  func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in buffer.elementsEqual(bytes[offset..<(offset + count)]) }
  }

  /// The whole scalar that begins here.
  var scalar: Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    let rest = bytes[offset..<min(offset + 4, bytes.count)]
    return String(decoding: rest, as: UTF8.self).unicodeScalars.first
  }

  mutating func advanceScalar() {
    guard !isAtEnd else { return }
    advance()
    while let byte = current, byte & 0xC0 == 0x80 { advance() }
  }
}
