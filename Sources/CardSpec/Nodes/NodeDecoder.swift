import Diagnostics

/// Reads nodes by the table of `NodeProperty`.
public enum NodeDecoder {
  /// Checks a layout as it was written, with conditions, parts, variants, placeholders and tokens still in it.
  public static func check(_ raw: JSONValue) -> [Diagnostic] {
    var pass = RawNodeCheck()
    pass.node(raw)
    return pass.diagnostics
  }

  /// Reads a layout in which everything was filled in. The node is `nil` where it cannot be read at all.
  public static func decode(_ resolved: JSONValue) -> (node: Node?, diagnostics: [Diagnostic]) {
    var pass = NodeDecodePass()
    let node = pass.node(resolved)
    return (node, pass.diagnostics)
  }
}

extension NodeKind {
  /// What `type` says, or what its absence means: a text where there is a text, else a box.
  static func of(_ object: JSONObject) -> NodeKind? {
    guard let type = object["type"] else { return object["text"] == nil ? .box : .text }
    return type.string.flatMap(NodeKind.init)
  }
}

/// Messages about keys and values that both passes share.
enum NodeMessages {
  static func unknownType(_ value: JSONValue) -> Diagnostic {
    let near = value.string.flatMap { Suggestion.nearest(to: $0, among: NodeKind.allCases.map(\.rawValue)) }
    return Diagnostic(
      .error, "wrong-value", "there is no such type of node",
      reason: "expected \(Words.list(NodeKind.allCases.map(\.rawValue)))", help: near.map { "did you mean \"\($0)\"?" },
      at: value.location, path: value.path)
  }

  static func unknownKey(_ member: JSONObject.Member, _ kind: NodeKind, controls: [String]) -> Diagnostic {
    let others = NodeProperty.byName[member.key]
    let known = NodeProperty.all.filter { $0.serves(kind) }.map(\.name) + ["type", "children"] + controls
    let reason = others?.kinds.map { kinds in
      "it belongs to nodes of type \(Words.list(NodeKind.allCases.filter(kinds.contains).map(\.rawValue)))"
    }
    let near = Suggestion.nearest(to: member.key, among: known)
    return Diagnostic(
      .error, "unknown-key", "`\(member.key)` is not a property of a \(kind.rawValue)", reason: reason,
      help: near.map { "did you mean `\($0)`?" }, at: member.keyLocation, path: member.value.path)
  }

  static func wrongValue(_ member: JSONObject.Member, expected: String) -> Diagnostic {
    Diagnostic(
      .error, "wrong-value", "`\(member.key)` cannot be \(describe(member.value))", reason: "expected \(expected)",
      at: member.value.location, path: member.value.path)
  }

  static func describe(_ value: JSONValue) -> String {
    switch value.kind {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .string(let text): "\"\(text.count > 40 ? String(text.prefix(39)) + "…" : text)\""
    case .array: "a list"
    case .object: "an object"
    }
  }
}
