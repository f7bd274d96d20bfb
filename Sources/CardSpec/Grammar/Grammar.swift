import Diagnostics

/// What one value may be: read by the decoder and written into the schema from the same rule.
struct Grammar<Value: Sendable>: Sendable {
  /// For messages: "a length such as …".
  var expected: String
  var schema: SchemaValue
  /// `nil` where the value is refused.
  var read: @Sendable (JSONValue) -> Value?

  func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Grammar<Other> {
    Grammar<Other>(expected: expected, schema: schema) { [read] in read($0).map(transform) }
  }

  /// This or that.
  func or(_ other: Grammar<Value>) -> Grammar<Value> {
    Grammar(expected: "\(expected), or \(other.expected)", schema: .anyOf([schema, other.schema])) { [read] in
      read($0) ?? other.read($0)
    }
  }
}

extension Grammar where Value == Double {
  static func number(_ range: ClosedRange<Double>, _ expected: String, openBelow: Bool = false) -> Grammar<Double> {
    let schema = SchemaValue.object([
      "type": .string("number"), openBelow ? "exclusiveMinimum" : "minimum": .number(range.lowerBound),
      "maximum": .number(range.upperBound),
    ])
    return Grammar(expected: expected, schema: schema) { value in
      guard let number = value.number, range.contains(number), !openBelow || number > range.lowerBound else {
        return nil
      }
      return number
    }
  }
}

extension Grammar where Value == Int {
  static func integer(_ range: ClosedRange<Int>) -> Grammar<Int> {
    let schema = SchemaValue.object([
      "type": .string("integer"), "minimum": .number(Double(range.lowerBound)),
      "maximum": .number(Double(range.upperBound)),
    ])
    return Grammar(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", schema: schema) {
      value in
      guard let number = value.number, number == number.rounded(), let whole = Int(exactly: number),
        range.contains(whole)
      else { return nil }
      return whole
    }
  }
}

extension Grammar where Value == String {
  /// Any text.
  static let string = Grammar(expected: "a text in quotes", schema: .object(["type": .string("string")])) { $0.string }

  /// A text that `isValid` accepts exactly when it matches `pattern`.
  static func string(_ expected: String, pattern: String, _ isValid: @escaping @Sendable (String) -> Bool) -> Grammar<
    String
  > {
    Grammar(expected: expected, schema: .pattern(pattern)) { value in value.string.flatMap { isValid($0) ? $0 : nil } }
  }

  static let languageTag = string(
    "a language tag such as \"en\" or \"pt-BR\"", pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", LanguageTag.isValid)

  static let identifier = string(
    "a name of letters, digits, - and _ that begins with a letter", pattern: "^[A-Za-z][A-Za-z0-9_-]*$"
  ) { text in
    guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
    return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
  }

  /// What can safely name a file.
  static let fileName = string(
    "a name of letters, digits, dots, - and _ that begins with a letter or digit",
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"
  ) { text in
    guard let first = text.utf8.first, ASCII.isLetter(first) || ASCII.isDigit(first), text.utf8.count <= 128 else {
      return false
    }
    return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || [0x2E, 0x5F, 0x2D].contains($0) }
  }
}

extension Grammar {
  /// One of an enumeration's words.
  static func keyword<T: CaseIterable & RawRepresentable & Sendable>(_ type: T.Type, except: [String] = []) -> Grammar<
    T
  >
  where T.RawValue == String {
    let words = type.allCases.map(\.rawValue).filter { !except.contains($0) }
    return Grammar<T>(expected: Words.list(words), schema: .object(["enum": .strings(words)])) { value in
      value.string.flatMap { words.contains($0) ? T(rawValue: $0) : nil }
    }
  }

  /// Fixed words with their values.
  static func words(_ pairs: [(String, Value)]) -> Grammar<Value> {
    let words = pairs.map(\.0)
    return Grammar(expected: Words.list(words), schema: .object(["enum": .strings(words)])) { value in
      value.string.flatMap { word in pairs.first { $0.0 == word }?.1 }
    }
  }

  static func array(of element: Grammar<Value>, _ range: ClosedRange<Int>) -> Grammar<[Value]> {
    let schema = SchemaValue.object([
      "type": .string("array"), "items": element.schema, "minItems": .number(Double(range.lowerBound)),
      "maxItems": .number(Double(range.upperBound)),
    ])
    return Grammar<[Value]>(expected: "a list, each of it \(element.expected)", schema: schema) { value in
      guard let array = value.array, range.contains(array.count) else { return nil }
      let read = array.compactMap(element.read)
      return read.count == array.count ? read : nil
    }
  }
}

enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
}

enum LanguageTag {
  static func isValid(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(ASCII.isLetter) else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count) && part.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) }
    }
  }
}

enum Words {
  /// "a, b or c" in quotes.
  static func list(_ words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
