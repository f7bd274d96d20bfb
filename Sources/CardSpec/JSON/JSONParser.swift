import Diagnostics

/// Reads JSON (RFC 8259) into values that know where they stand.
///
/// It is strict: anything that another JSON reader may refuse is an error here. After an error it goes on reading where
/// the author's intent is plain (a missing comma, a comment, single quotes), so that one run shows all mistakes.
public enum JSONParser {
  /// How deep arrays and objects may stand in each other.
  public static let depthLimit = 128
  /// How many values a document may hold.
  public static let valueLimit = 200_000
  /// After so many mistakes the rest of the file is not read.
  static let mistakeLimit = 30

  /// Reads a text that is known to be Unicode.
  ///
  /// - Returns: The document, `nil` where nothing could be made of it; and what was wrong. A document that comes with an
  ///   error of code `json-…` is only what could be guessed.
  public static func parse(_ text: String, file: String) -> (value: JSONValue?, diagnostics: [Diagnostic]) {
    parse(Array(text.utf8), file: file)
  }

  /// Reads the bytes of a file: UTF-8, as RFC 8259 §8.1 asks.
  ///
  /// - Parameter line: the line of the file that the bytes begin in, where they are only a part of it.
  public static func parse(
    _ bytes: [UInt8], file: String, line: Int = 1
  ) -> (value: JSONValue?, diagnostics: [Diagnostic]) {
    if let mistake = encodingMistake(in: bytes, file: file) { return (nil, [mistake]) }
    var builder = JSONBuilder(bytes: bytes, file: file, line: line)
    return builder.document()
  }

  private static func encodingMistake(in bytes: [UInt8], file: String) -> Diagnostic? {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      return Diagnostic(
        .error, "json-encoding", "this file is written in UTF-16",
        reason: "expected a JSON file in UTF-8 (RFC 8259 §8.1)",
        help: "save it again with the encoding UTF-8", at: SourceLocation(file: file, line: 1, column: 1))
    }
    guard let bad = UTF8Check.firstInvalidByte(in: bytes) else { return nil }
    var cursor = ByteCursor(bytes, file: file)
    while cursor.offset < bad { cursor.advance() }
    return Diagnostic(
      .error, "json-encoding", "a character here is not valid UTF-8",
      reason: "expected a JSON file in UTF-8 (RFC 8259 §8.1)", help: "save the file again with the encoding UTF-8",
      at: cursor.location)
  }
}

/// Finds the first byte that is not well-formed UTF-8 (The Unicode Standard, table 3-7).
enum UTF8Check {
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      let length = sequenceLength(bytes, index)
      if length == 0 { return index }
      index += length
    }
    return nil
  }

  /// 1…4 for a well-formed sequence, 0 for a bad one.
  private static func sequenceLength(_ bytes: [UInt8], _ start: Int) -> Int {
    let first = bytes[start]
    if first < 0x80 { return 1 }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), start + length <= bytes.count else { return 0 }
    let second = bytes[start + 1]
    let allowed: ClosedRange<UInt8> =
      switch first {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard allowed.contains(second) else { return 0 }
    for index in (start + 2)..<(start + length) where index > start + 1 {
      guard (0x80...0xBF).contains(bytes[index]) else { return 0 }
    }
    return length
  }
}
