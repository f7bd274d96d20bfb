import Diagnostics

/// What one value may be: read by the decoder and written into the schema from the same rule.
struct Grammar<Value: Sendable>: Sendable {
  /// For messages: "a length such as …".
  var expected: String
  var schema: SchemaValue
  /// Fixed words among what it may be, for suggestions.
  var words: [String] = []
  /// `nil` where the value is refused.
  var read: @Sendable (JSONValue) -> Value?
  /// Whether the value may be read once the references inside it are filled in.
  var accepts: @Sendable (JSONValue) -> Bool
  /// Of a refused value, the mistakes that lie inside it, each where it stands; none where the value itself is wrong.
  var inside: @Sendable (JSONObject.Member) -> [Diagnostic] = { _ in [] }

  init(expected: String, schema: SchemaValue, read: @escaping @Sendable (JSONValue) -> Value?) {
    self.expected = expected
    self.schema = schema
    self.read = read
    accepts = { read($0) != nil }
  }

  func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Grammar<Other> {
    var result = Grammar<Other>(expected: expected, schema: schema) { [read] in read($0).map(transform) }
    result.accepts = accepts
    result.words = words
    result.inside = inside
    return result
  }

  /// What is wrong with a value that is refused.
  func mistakes(_ member: JSONObject.Member) -> [Diagnostic] {
    let inner = inside(member)
    if !inner.isEmpty { return inner }
    var diagnostic = NodeMessages.wrongValue(member, expected: expected, words: words)
    if diagnostic.help == nil, let number = member.value.string.flatMap(QuotedNumber.read),
      accepts(JSONValue(.number(number), at: member.value.location, path: member.value.path))
    {
      diagnostic.help = QuotedNumber.help(number)
    }
    if diagnostic.help == nil, member.value.number != nil {
      let text = NodeMessages.describe(member.value)
      if accepts(JSONValue(.string(text), at: member.value.location, path: member.value.path)) {
        diagnostic.help = "write it in quotation marks: \"\(text)\""
      }
    }
    return [diagnostic]
  }

  /// The same with other words for what is expected.
  func expecting(_ words: String) -> Grammar<Value> {
    var result = self
    result.expected = words
    return result
  }

  /// This or that.
  func or(_ other: Grammar<Value>) -> Grammar<Value> {
    var result = Grammar(expected: "\(expected), or \(other.expected)", schema: .anyOf([schema, other.schema])) {
      [read] in read($0) ?? other.read($0)
    }
    result.accepts = { [accepts] in accepts($0) || other.accepts($0) }
    result.words = words + other.words
    result.inside = { [inside] member in
      let own = inside(member)
      return own.isEmpty ? other.inside(member) : own
    }
    return result
  }

  /// The same with its schema named, so that it is written once.
  func defined(as name: String) -> Grammar<Value> {
    var result = self
    result.schema = .reference(name)
    return result
  }

  /// The same value, or a reference that is filled in later.
  var orReference: Grammar<Value> {
    var result = Grammar(
      expected: expected, schema: .anyOf([schema, .reference("reference")]), read: read)
    result.accepts = { [accepts] in Reference.isDeferred($0) || accepts($0) }
    result.words = words
    result.inside = inside
    return result
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
    "a language tag such as \"en\", \"pt-BR\" or \"zh-Hant\"", pattern: LanguageTag.pattern, LanguageTag.isValid)

  static let identifier = string(
    "a name of letters, digits, - and _ that begins with a letter", pattern: "^[A-Za-z][A-Za-z0-9_-]*$", isIdentifier)

  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
    return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
  }

  /// What can safely name a file on every system.
  static let fileName = string(
    "a name that a file can have everywhere: at most \(FileName.largest) letters, digits, dots, - and _, not a dot first "
      + "or last, and none that Windows keeps for devices, such as con",
    pattern: FileName.pattern, FileName.isValid)

  /// A text with at least one character that can be seen.
  static let filled = string("a text in quotes that is not empty", pattern: "[^ \\t\\n\\r]") { text in
    text.utf8.contains { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }
}

/// Names that become names of files and folders.
public enum FileName {
  /// Windows keeps these for devices, whatever follows their first dot.
  static let reserved =
    ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
  static let largest = 100

  static var pattern: String {
    let words = ["con", "prn", "aux", "nul", "com[0-9]", "lpt[0-9]"].map(anyCase).joined(separator: "|")
    return "^(?!(?:\(words))(?:\\.|$))[A-Za-z0-9](?:[A-Za-z0-9._-]{0,\(largest - 2)}[A-Za-z0-9_-])?$"
  }

  static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, ASCII.isLetter(first) || ASCII.isDigit(first), text.utf8.count <= largest,
      text.utf8.last != 0x2E
    else { return false }
    return !isReserved(text)
      && text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || [0x2E, 0x5F, 0x2D].contains($0) }
  }

  /// Whether Windows keeps the name for a device.
  public static func isReserved(_ text: String) -> Bool {
    let stem = text.lowercased().split(separator: ".", omittingEmptySubsequences: false).first.map(String.init)
    return reserved.contains(stem ?? "")
  }

  private static func anyCase(_ word: String) -> String {
    guard let bracket = word.firstIndex(of: "[") else { return letters(word[...]) }
    return letters(word[..<bracket]) + word[bracket...]
  }

  private static func letters(_ word: Substring) -> String {
    word.map { "[\($0)\($0.uppercased())]" }.joined()
  }
}

extension Grammar {
  /// One of an enumeration's words.
  static func keyword<T: CaseIterable & RawRepresentable & Sendable>(_ type: T.Type, except: [String] = []) -> Grammar<
    T
  >
  where T.RawValue == String {
    let words = type.allCases.map(\.rawValue).filter { !except.contains($0) }
    return .words(words.compactMap { word in T(rawValue: word).map { (word, $0) } })
  }

  /// Fixed words with their values.
  static func words(_ pairs: [(String, Value)]) -> Grammar<Value> {
    let words = pairs.map(\.0)
    var result = Grammar(expected: Words.list(words), schema: .object(["enum": .strings(words)])) { value in
      value.string.flatMap { word in pairs.first { $0.0 == word }?.1 }
    }
    result.words = words
    return result
  }

  static func array(of element: Grammar<Value>, _ range: ClosedRange<Int>) -> Grammar<[Value]> {
    let schema = SchemaValue.object([
      "type": .string("array"), "items": element.schema, "minItems": .number(Double(range.lowerBound)),
      "maxItems": .number(Double(range.upperBound)),
    ])
    let bounds =
      range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    var result = Grammar<[Value]>(
      expected: "a list of \(bounds) items, each \(element.expected)", schema: schema
    ) { value in
      guard let array = value.array, range.contains(array.count) else { return nil }
      let read = array.compactMap(element.read)
      return read.count == array.count ? read : nil
    }
    result.accepts = { value in
      guard let array = value.array, range.contains(array.count) else { return false }
      return array.allSatisfy(element.accepts)
    }
    result.inside = { member in
      guard let array = member.value.array, range.contains(array.count) else { return [] }
      return array.filter { !element.accepts($0) }.flatMap {
        element.mistakes(JSONObject.Member(key: member.key, keyLocation: $0.location, value: $0))
      }
    }
    return result
  }
}

/// Numbers that were written as texts.
enum QuotedNumber {
  static func read(_ text: String) -> Double? {
    guard text.utf8.count <= 24, text.utf8.contains(where: ASCII.isDigit),
      text.utf8.allSatisfy({ ASCII.isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0) })
    else { return nil }
    return Double(text)
  }

  static func help(_ number: Double) -> String {
    "write it without quotation marks: \(number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number))"
  }
}

enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
}

enum Words {
  /// "a, b or c" in quotes.
  static func list(_ words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
