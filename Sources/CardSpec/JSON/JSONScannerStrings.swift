import Diagnostics

/// Strings (RFC 8259 §7).
extension JSONScanner {
  private static let closers: [Unicode.Scalar: [Unicode.Scalar]] = [
    "'": ["'"], "`": ["`"], "“": ["”", "“", "\""], "”": ["”", "\""], "„": ["“", "”", "\""], "«": ["»"], "‘": ["’"],
    "’": ["’"],
  ]

  var isQuote: Bool {
    cursor.current == UInt8(ascii: "\"") || cursor.current == UInt8(ascii: "'") || cursor.current == UInt8(ascii: "`")
      || isSmartQuote
  }

  var isSmartQuote: Bool {
    guard let byte = cursor.current, byte >= 0x80, let scalar = cursor.scalar else { return false }
    return Self.closers[scalar] != nil
  }

  /// Reads a string with its quotation marks, which must be `"`; others are reported and understood.
  mutating func string(path: String) -> String? {
    guard let open = cursor.scalar else { return nil }
    if open != "\"" {
      let name =
        open == "'" ? "single quotation marks" : open == "`" ? "backticks" : "typographic quotation marks (\(open))"
      report(
        "json-syntax", "this text stands in \(name)", reason: "expected straight double quotation marks: \"…\"",
        help: "replace them by \"", path: path)
    }
    let start = cursor.location
    let closers = Self.closers[open] ?? ["\""]
    cursor.advanceScalar()
    var bytes: [UInt8] = []
    while let byte = cursor.current {
      if byte == UInt8(ascii: "\\") {
        escape(into: &bytes, path: path)
      } else if byte < 0x20 {
        guard controlCharacter(byte, into: &bytes, start: start, path: path) else { break }
      } else if closes(byte, closers) {
        cursor.advanceScalar()
        return String(decoding: bytes, as: UTF8.self)
      } else {
        bytes.append(byte)
        cursor.advance()
      }
    }
    if cursor.isAtEnd {
      report(
        "json-syntax", "the file ends inside a text",
        reason: "the text was opened in line \(start.line), column \(start.column)",
        help: "add the closing quotation mark", at: start, path: path)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func closes(_ byte: UInt8, _ closers: [Unicode.Scalar]) -> Bool {
    if byte < 0x80 { return closers.contains(Unicode.Scalar(byte)) }
    guard byte & 0xC0 != 0x80, closers.contains(where: { !$0.isASCII }), let scalar = cursor.scalar else {
      return false
    }
    return closers.contains(scalar)
  }

  /// Reports a raw control character; `false` at the end of a line, where the closing mark was probably forgotten.
  private mutating func controlCharacter(
    _ byte: UInt8, into bytes: inout [UInt8], start: SourceLocation, path: String
  ) -> Bool {
    if byte == 0x0A || byte == 0x0D {
      report(
        "json-syntax", "this text is not closed at the end of its line",
        reason: "expected a closing quotation mark in line \(start.line); a text cannot run over lines",
        help: "close it with \", or write \\n where a new line is meant", at: start, path: path)
      return false
    }
    let name = byte == 0x09 ? "a tab" : "the control character U+\(hex(UInt32(byte)))"
    let written = byte == 0x09 ? "\\t" : "\\u" + hex(UInt32(byte))
    report("json-syntax", "\(name) stands inside a text", help: "write \(written) instead", path: path)
    bytes.append(byte)
    cursor.advance()
    return true
  }

  private mutating func escape(into bytes: inout [UInt8], path: String) {
    let location = cursor.location
    cursor.advance()
    guard let byte = cursor.current else { return }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"):
      cursor.advance()
      unicodeEscape(at: location, into: &bytes, path: path)
      return
    default:
      let shown = cursor.scalar.map { $0.properties.generalCategory == .control ? "" : String($0) } ?? ""
      report(
        "json-syntax", "\\\(shown) has no meaning in JSON",
        reason: "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000",
        help: "for a backslash itself write \\\\", at: location, path: path)
      // A line end or a closing mark is left for the caller, so that the text still ends where it should.
      return
    }
    cursor.advance()
  }

  private mutating func unicodeEscape(at location: SourceLocation, into bytes: inout [UInt8], path: String) {
    guard let first = fourHexDigits() else {
      report(
        "json-syntax", "\\u is not followed by four hexadecimal digits", reason: "expected for instance \\u00e9",
        at: location, path: path)
      return
    }
    var code = first
    if (0xD800...0xDBFF).contains(first), cursor.starts(with: "\\u") {
      let before = cursor
      cursor.advance(2)
      if let second = fourHexDigits(), (0xDC00...0xDFFF).contains(second) {
        code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
      } else {
        cursor = before
      }
    }
    guard let scalar = Unicode.Scalar(code) else {
      report(
        "json-syntax", "\\u\(hex(code)) is half of a character",
        reason: "a surrogate stands for a character only in pairs",
        help: "write the character itself", at: location, path: path)
      bytes.append(contentsOf: "\u{FFFD}".utf8)
      return
    }
    bytes.append(contentsOf: String(scalar).utf8)
  }

  private mutating func fourHexDigits() -> UInt32? {
    var code: UInt32 = 0
    for distance in 0..<4 {
      guard let byte = cursor.peek(distance), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      code = code << 4 | UInt32(digit)
    }
    cursor.advance(4)
    return code
  }
}

/// Numbers (RFC 8259 §6).
extension JSONScanner {
  mutating func number(path: String) -> Double? {
    let location = cursor.location
    let start = cursor.offset
    while let byte = cursor.current, isNumberByte(byte) { cursor.advance() }
    let text = String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
    if let mistake = Self.mistake(inNumber: text) {
      report(
        "json-syntax", "`\(shown(text))` is not a number of JSON", reason: mistake.reason, help: mistake.help,
        at: location,
        path: path)
    }
    let cleaned = text.hasPrefix("+") ? String(text.dropFirst()) : text
    guard let value = Double(cleaned) ?? Double("0" + cleaned) ?? Double(cleaned + "0") else { return 0 }
    if !value.isFinite {
      report(
        "json-number", "the number \(shown(text)) is too large", reason: "expected a finite number", at: location,
        path: path)
      return 0
    }
    return value
  }

  private func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "%"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func mistake(inNumber text: String) -> (reason: String, help: String?)? {
    var rest = Substring(text)
    if rest.first == "+" { return ("expected no plus sign", "write \(text.dropFirst())") }
    if rest.first == "-" { rest.removeFirst() }
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    let sign = text.hasPrefix("-") ? "-" : ""
    if digits.isEmpty {
      let isFraction = rest.first == "." && rest.dropFirst().allSatisfy(isDigit) && rest.count > 1
      return ("expected a digit first", isFraction ? "write \(sign)0\(rest)" : nil)
    }
    if digits.count > 1 && digits.first == "0" && rest.isEmpty {
      let trimmed = digits.drop { $0 == "0" }
      return ("a number does not begin with a zero", "write \(sign)\(trimmed.isEmpty ? "0" : trimmed)")
    }
    if digits.count > 1 && digits.first == "0" { return ("a number does not begin with a zero", nil) }
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      if fraction.isEmpty { return ("expected a digit after the decimal point", nil) }
      rest = rest.dropFirst(fraction.count + 1)
    }
    if rest.first == "e" || rest.first == "E" {
      var exponent = rest.dropFirst()
      if exponent.first == "+" || exponent.first == "-" { exponent.removeFirst() }
      let power = exponent.prefix(while: isDigit)
      if !power.isEmpty { rest = exponent.dropFirst(power.count) }
    }
    return rest.isEmpty
      ? nil : ("expected only digits, or the whole value in quotation marks", "write \"\(text.prefix(40))\"")
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
