import Diagnostics

/// Reads nodes by the table of `NodeProperty`.
public enum NodeDecoder {
  /// Checks a layout as it was written, with conditions, parts, variants, placeholders and tokens still in it.
  public static func check(_ raw: JSONValue) -> [Diagnostic] {
    var pass = RawNodeCheck()
    pass.node(raw)
    return pass.diagnostics
  }

  /// Lays properties over others: a shorthand also covers what it stands for, as in the CSS cascade.
  public static func overlay(_ layer: JSONObject, on object: inout JSONObject) {
    for member in layer.members {
      for longhand in NodeProperty.longhands(of: member.key) { object[longhand] = nil }
    }
    for member in layer.members { object.set(member) }
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

/// Messages about keys and values that several passes share.
public enum NodeMessages {
  static func unknownType(_ value: JSONValue) -> Diagnostic {
    let near = value.string.flatMap { Suggestion.nearest(to: $0, among: NodeKind.allCases.map(\.rawValue)) }
    return Diagnostic(
      .error, "wrong-value", "there is no such type of node",
      reason: "expected \(Words.list(NodeKind.allCases.map(\.rawValue)))", help: near.map { "did you mean \"\($0)\"?" },
      at: value.location, path: value.path)
  }

  static func notANode(_ value: JSONValue) -> Diagnostic {
    Diagnostic(
      .error, "wrong-value", "a node cannot be \(describe(value))",
      reason: "expected an object such as {\"text\": \"…\"}",
      at: value.location, path: value.path)
  }

  static func unknownKey(_ member: JSONObject.Member, _ kind: NodeKind?, _ place: NodeControl.Place) -> Diagnostic {
    let owner: String
    switch place {
    case .node:
      owner = kind.map { $0 == .image || $0 == .ellipse ? "an \($0.rawValue)" : "a \($0.rawValue)" } ?? "a node"
    case .part: owner = "a part"
    case .variant: owner = "a variant"
    case .style: owner = "a style"
    }
    let reason = reason(member.key, kind, place)
    let near = reason == nil ? near(member.key, kind, place) : nil
    return Diagnostic(
      .error, "unknown-key", "`\(member.key)` is not a property of \(owner)", reason: reason,
      help: near.map { "did you mean `\($0)`?" }, at: member.keyLocation, path: member.value.path)
  }

  private static func near(_ key: String, _ kind: NodeKind?, _ place: NodeControl.Place) -> String? {
    let properties = NodeProperty.all.filter { property in kind.map(property.serves) ?? true }.map(\.name)
    let known = properties + ["type", "children"] + NodeControl.all(in: place).map(\.name)
    return Suggestion.nearest(to: key, among: known.filter { $0 != key })
  }

  /// Why a key that exists elsewhere cannot stand here.
  private static func reason(_ key: String, _ kind: NodeKind?, _ place: NodeControl.Place) -> String? {
    if let others = NodeProperty.byName[key]?.compactMap(\.kinds).first {
      return "it belongs to nodes of type \(Words.list(NodeKind.allCases.filter(others.contains).map(\.rawValue)))"
    }
    if key == "children" { return "only a box has children" }
    if key == "with" { return "it gives values to a `part`" }
    let isControl = NodeControl.all(in: .part).contains { $0.name == key } || key == "type"
    guard isControl else { return nil }
    return place == .variant
      ? "a variant changes properties; conditions belong to the node itself" : "a style holds properties alone"
  }

  /// Of a text in several languages, each mistake where it stands.
  static func wrongProperty(_ member: JSONObject.Member, _ properties: [NodeProperty]) -> [Diagnostic] {
    if member.value.object != nil, properties.contains(where: \.isTranslatable) { return TextMap.mistakes(member) }
    if properties.count == 1 { return properties[0].mistakes(member) }
    let expected = properties.map(\.expected).joined(separator: ", or ")
    return [wrongValue(member, expected: expected, words: properties.flatMap(\.words))]
  }

  static func wrongValue(_ member: JSONObject.Member, expected: String, words: [String] = []) -> Diagnostic {
    let near = member.value.string.flatMap { Suggestion.nearest(to: $0, among: words) }
    return Diagnostic(
      .error, "wrong-value", "`\(member.key)` cannot be \(describe(member.value))", reason: "expected \(expected)",
      help: near.map { "did you mean \"\($0)\"?" }, at: member.value.location, path: member.value.path)
  }

  /// Short enough for a message, on one line.
  public static func shortened(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count > 40 ? String(line.prefix(39)) + "…" : line
  }

  public static func describe(_ value: JSONValue) -> String {
    switch value.kind {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .string(let text): "\"\(shortened(text))\""
    case .array: "a list"
    case .object: "an object"
    }
  }
}
