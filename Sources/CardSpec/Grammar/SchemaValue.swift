/// A piece of a JSON Schema (2020-12), with its members in the order in which they are to be read.
indirect enum SchemaValue: Sendable, Hashable {
  case string(String)
  case number(Double)
  case bool(Bool)
  case array([SchemaValue])
  case object([Member])

  struct Member: Sendable, Hashable {
    var key: String
    var value: SchemaValue
  }

  static func object(_ members: KeyValuePairs<String, SchemaValue>) -> SchemaValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  static func reference(_ name: String) -> SchemaValue { .object(["$ref": .string("#/$defs/\(name)")]) }
  /// One of the options; options that are themselves a choice become part of this one.
  static func anyOf(_ options: [SchemaValue]) -> SchemaValue {
    var flat: [SchemaValue] = []
    for option in options {
      var inner = [option]
      if case .object(let members) = option, members.count == 1, case .array(let own) = members[0].value,
        members[0].key == "anyOf"
      {
        inner = own
      }
      flat += inner.filter { !flat.contains($0) }
    }
    return .object(["anyOf": .array(flat)])
  }
  static func strings(_ values: [String]) -> SchemaValue { .array(values.map { .string($0) }) }
  static func pattern(_ pattern: String) -> SchemaValue {
    .object(["type": .string("string"), "pattern": .string(pattern)])
  }

  /// The same with one more member in front.
  func described(_ summary: String) -> SchemaValue {
    guard case .object(let members) = self else { return self }
    return .object([Member(key: "description", value: .string(summary))] + members)
  }

  /// The same with one more member at the end.
  func withMember(_ key: String, _ value: SchemaValue) -> SchemaValue {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(key: key, value: value)])
  }

  /// The names of the definitions that are referred to.
  var references: [String] {
    switch self {
    case .object(let members):
      members.flatMap { member -> [String] in
        guard member.key == "$ref", case .string(let text) = member.value else { return member.value.references }
        return [String(text.dropFirst("#/$defs/".count))]
      }
    case .array(let values): values.flatMap(\.references)
    default: []
    }
  }

  /// Indented JSON text.
  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .string(let text): return Self.quoted(text)
    case .number(let number):
      return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .bool(let value): return value ? "true" : "false"
    case .array(let values):
      if values.isEmpty { return "[]" }
      return "[\n" + values.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { inner + Self.quoted($0.key) + ": " + $0.value.text(indent: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
