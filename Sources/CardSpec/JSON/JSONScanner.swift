import Diagnostics

/// Reads the scalars of JSON: strings, numbers, literals, and the space between them.
struct JSONScanner {
  var cursor: ByteCursor
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasGivenUp = false

  init(bytes: [UInt8], file: String, line: Int) { cursor = ByteCursor(bytes, file: file, line: line) }

  // MARK: messages

  mutating func report(
    _ code: String, _ message: String, reason: String? = nil, help: String? = nil, at location: SourceLocation? = nil,
    path: String? = nil
  ) {
    guard !hasGivenUp else { return }
    diagnostics.append(
      Diagnostic(.error, code, message, reason: reason, help: help, at: location ?? cursor.location, path: path))
    if diagnostics.count >= JSONParser.mistakeLimit { hasGivenUp = true }
  }

  /// Reports what makes reading on senseless.
  mutating func giveUp(_ code: String, _ message: String, reason: String? = nil, help: String? = nil) {
    report(code, message, reason: reason, help: help)
    hasGivenUp = true
  }

  /// A key or a word short enough for a message.
  func shown(_ text: String) -> String {
    text.unicodeScalars.count > 40 ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…" : text
  }

  // MARK: space

  mutating func skipByteOrderMark() {
    guard cursor.starts(with: "\u{FEFF}") else { return }
    report(
      "json-encoding", "the file begins with a byte order mark",
      reason: "RFC 8259 §8.1 forbids it; other tools may stumble",
      help: "save the file as “UTF-8 without BOM”")
    // The mark is no text: it must not shift the columns of the first line.
    var rest = ByteCursor(Array(cursor.bytes.dropFirst(3)), file: cursor.file)
    swap(&cursor, &rest)
  }

  mutating func skipSpace() {
    while let byte = cursor.current {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: cursor.advance()
      case UInt8(ascii: "/"), UInt8(ascii: "#"):
        guard skipComment() else { return }
      case 0x80...:
        guard skipForeignSpace() else { return }
      default: return
      }
    }
  }

  private mutating func skipForeignSpace() -> Bool {
    guard let scalar = cursor.scalar, scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    else {
      return false
    }
    report(
      "json-syntax", "a special space character (U+\(hex(scalar.value))) stands here",
      help: "replace it by an ordinary space")
    cursor.advanceScalar()
    return true
  }

  private mutating func skipComment() -> Bool {
    let isBlock = cursor.starts(with: "/*")
    guard isBlock || cursor.starts(with: "//") || cursor.current == UInt8(ascii: "#") else { return false }
    report(
      "json-syntax", "comments are not part of JSON",
      help: "remove it, or write it as a key of the object: \"$comment\": \"…\"")
    if isBlock {
      cursor.advance(2)
      while !cursor.isAtEnd && !cursor.starts(with: "*/") { cursor.advance() }
      cursor.advance(2)
    } else {
      while let byte = cursor.current, byte != 0x0A && byte != 0x0D { cursor.advance() }
    }
    return true
  }

  // MARK: keys and values

  /// Reads a key; after a report it may be one without quotes.
  mutating func key(path: String) -> String? {
    if isQuote { return string(path: path) }
    let location = cursor.location
    if let word = bareWord(), !word.isEmpty {
      if word.utf8.allSatisfy(ASCII.isDigit) {
        report(
          "json-syntax", "the number \(shown(word)) stands where a key belongs",
          help: "write decimals with a point, 0.28 and not 0,28", at: location, path: path)
        return word
      }
      report(
        "json-syntax", "the key \(shown(word)) has no quotation marks", help: "write \"\(shown(word))\"", at: location,
        path: path)
      return word
    }
    reportUnexpected(expected: "a key in double quotes, such as \"text\"", path: path)
    cursor.advanceScalar()
    return nil
  }

  mutating func scalarValue(path: String) -> JSONValue.Kind? {
    guard let byte = cursor.current else { return nil }
    if isQuote { return string(path: path).map { .string($0) } }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number(path: path).map { .number($0) }
    default: return word(path: path)
    }
  }

  private mutating func word(path: String) -> JSONValue.Kind? {
    let location = cursor.location
    guard let word = bareWord(), !word.isEmpty else {
      reportUnexpected(
        expected: "a value: a text in double quotes, a number, true, false, an object or a list", path: path)
      return nil
    }
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    let meant = ["True": "true", "TRUE": "true", "yes": "true", "False": "false", "FALSE": "false", "no": "false"][word]
    let nothing = ["None", "nil", "NULL", "Null", "undefined"].contains(word)
    let notANumber = ["NaN", "Infinity", "inf", "nan"].contains(word)
    report(
      "json-syntax", "`\(shown(word))` is not a value of JSON",
      reason: notANumber
        ? "expected a finite number" : "expected a text in double quotes, a number, true, false or null",
      help: meant.map { "write \($0)" }
        ?? (nothing ? "write null, or leave the key out" : notANumber ? nil : "write \"\(shown(word))\""),
      at: location, path: path)
    return meant.map { .bool($0 == "true") } ?? (nothing ? .null : .string(word))
  }

  private mutating func bareWord() -> String? {
    let start = cursor.offset
    while let byte = cursor.current {
      let isWord =
        byte >= 0x80 ? !isSmartQuote && !(cursor.scalar?.properties.isWhitespace ?? true) : isWordByte(byte)
      guard isWord else { break }
      cursor.advanceScalar()
    }
    return String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  mutating func reportUnexpected(expected: String, path: String) {
    guard let scalar = cursor.scalar else {
      report("json-syntax", "the file ends here", reason: "expected " + expected, path: path)
      return
    }
    let name = scalar.properties.generalCategory == .control ? "U+\(hex(scalar.value))" : String(scalar)
    report("json-syntax", "`\(name)` stands where it cannot", reason: "expected " + expected, path: path)
  }
}

func hex(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
