import Diagnostics

/// One key of a kind of document: what it may hold, in the checker and in the schema.
struct DocumentKey: Sendable {
  var name: String
  var summary: String
  var isRequired: Bool
  var schema: SchemaValue
  /// What is wrong with a value.
  var check: @Sendable (JSONObject.Member) -> [Diagnostic]

  init<Value: Sendable>(_ name: String, _ grammar: Grammar<Value>, required: Bool = false, _ summary: String) {
    self.name = name
    self.summary = summary
    isRequired = required
    schema = grammar.schema
    check = { grammar.read($0.value) == nil ? grammar.mistakes($0) : [] }
  }

  init(
    _ name: String, schema: SchemaValue, required: Bool = false, _ summary: String,
    check: @escaping @Sendable (JSONObject.Member) -> [Diagnostic]
  ) {
    self.name = name
    self.summary = summary
    isRequired = required
    self.schema = schema
    self.check = check
  }
}

/// An object with known keys.
struct DocumentShape: Sendable {
  /// "a deck", "a card" …
  var name: String
  var keys: [DocumentKey]

  func check(_ value: JSONValue) -> [Diagnostic] {
    guard let object = value.object else {
      return [
        Diagnostic(
          .error, "wrong-value", "\(name) cannot be \(NodeMessages.describe(value))",
          reason: "expected an object in braces",
          at: value.location, path: value.path)
      ]
    }
    var diagnostics: [Diagnostic] = []
    for member in object.members where diagnostics.count < Diagnostic.limit {
      if let key = keys.first(where: { $0.name == member.key }) {
        diagnostics += key.check(member)
      } else {
        let near = Suggestion.nearest(to: member.key, among: keys.map(\.name))
        diagnostics.append(
          Diagnostic(
            .error, "unknown-key", "`\(member.key)` is not a property of \(name)",
            reason: near == nil
              ? "\(name) has \(keys.map(\.name).filter { !$0.hasPrefix("$") }.joined(separator: ", "))" : nil,
            help: near.map { "did you mean `\($0)`?" }, at: member.keyLocation, path: member.value.path))
      }
    }
    for key in keys where key.isRequired && object[key.name] == nil {
      diagnostics.append(
        Diagnostic(
          .error, "missing-key", "\(name) needs `\(key.name)`", reason: key.summary, help: "add `\(key.name)`",
          at: value.location, path: JSONPath.member(key.name, of: value.path)))
    }
    return diagnostics
  }

  var schema: SchemaValue {
    var members: [SchemaValue.Member] = [
      .init(key: "type", value: .string("object")),
      .init(
        key: "properties", value: .object(keys.map { .init(key: $0.name, value: $0.schema.described($0.summary)) })),
    ]
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { members.append(.init(key: "required", value: .strings(required))) }
    members.append(.init(key: "additionalProperties", value: .bool(false)))
    return .object(members)
  }

  /// A key whose value has this shape; what is wrong inside is said where it stands.
  func key(_ name: String, required: Bool = false, _ summary: String) -> DocumentKey {
    DocumentKey(name, schema: schema, required: required, summary) { check($0.value) }
  }
}
