/// Writes the JSON Schemas (2020-12) from the same grammar that reads the files.
public enum SchemaWriter {
  /// One schema per kind of file, with the name that it is published under.
  public static func schemas() -> [(fileName: String, text: String)] {
    [
      ("card.schema.json", document("A Placard card", cardSchema)),
      ("deck.schema.json", document("A Placard deck", DocumentShapes.deck.schema)),
      ("template.schema.json", document("A Placard template", DocumentShapes.template.schema)),
      ("theme.schema.json", document("A Placard theme: groups of tokens", .object(["type": .string("object")]))),
    ]
  }

  /// A card has a template or a layout, and not both.
  private static var cardSchema: SchemaValue {
    guard case .object(let members) = DocumentShapes.card.schema else { return DocumentShapes.card.schema }
    let either = ["template", "layout"].map { SchemaValue.object(["required": .strings([$0])]) }
    return .object(members + [.init(key: "oneOf", value: .array(either))])
  }

  private static func document(_ title: String, _ schema: SchemaValue) -> String {
    guard case .object(let members) = schema else { return "" }
    let head: [SchemaValue.Member] = [
      .init(key: "$schema", value: .string("https://json-schema.org/draft/2020-12/schema")),
      .init(key: "title", value: .string(title)),
    ]
    return SchemaValue.object(head + members + [.init(key: "$defs", value: definitions)]).text() + "\n"
  }

  private static var definitions: SchemaValue {
    var members: [SchemaValue.Member] = [
      .init(key: "format", value: DocumentShapes.format.schema), .init(key: "slot", value: DocumentShapes.slotSchema),
      .init(key: "reference", value: .object(["type": .string("string"), "pattern": .string(Reference.pattern)])),
      .init(
        key: "node",
        value: .anyOf(NodeKind.allCases.map { .reference("\($0.rawValue)Node") } + [.reference("partNode")])),
      .init(key: "anyNode", value: object(properties(nil) + typeMember(nil), [])),
      .init(key: "partNode", value: object(properties(nil) + typeMember(nil), ["part"])),
    ]
    for kind in NodeKind.allCases {
      members.append(.init(key: "\(kind.rawValue)Node", value: node(kind)))
    }
    return .object(members)
  }

  /// One kind of node. Without `type` it is a text where it has a text, else a box.
  private static func node(_ kind: NodeKind) -> SchemaValue {
    let members = properties(kind) + typeMember(kind)
    guard case .object(let base) = object(members, kind == .box || kind == .text ? [] : ["type"]) else {
      return .bool(false)
    }
    var extra: [SchemaValue.Member] = [.init(key: "not", value: .object(["required": .strings(["part"])]))]
    if kind == .text {
      extra.append(
        .init(key: "anyOf", value: .array(["text", "type"].map { .object(["required": .strings([$0])]) })))
    }
    return .object(base + extra)
  }

  private static func typeMember(_ kind: NodeKind?) -> [SchemaValue.Member] {
    let kinds = kind.map { [$0.rawValue] } ?? NodeKind.allCases.map(\.rawValue)
    return [.init(key: "type", value: .object(["enum": .strings(kinds)]))]
  }

  private static func object(_ properties: [SchemaValue.Member], _ required: [String]) -> SchemaValue {
    var members: [SchemaValue.Member] = [
      .init(key: "type", value: .string("object")), .init(key: "properties", value: .object(properties)),
    ]
    if !required.isEmpty { members.append(.init(key: "required", value: .strings(required))) }
    return .object(members + [.init(key: "additionalProperties", value: .bool(false))])
  }

  private static func properties(_ kind: NodeKind?) -> [SchemaValue.Member] {
    let filled = SchemaValue.object(["type": .string("string"), "minLength": .number(1)])
    var members = NodeProperty.all.filter { property in kind.map(property.serves) ?? true }.map { property in
      var options = [property.schema, .reference("reference")]
      if ["text", "alt", "link", "value", "src"].contains(property.name) { options.append(DocumentShapes.text.schema) }
      return SchemaValue.Member(key: property.name, value: SchemaValue.anyOf(options).described(property.summary))
    }
    if kind == nil || kind == .box {
      let children = SchemaValue.object(["type": .string("array"), "items": .reference("node")])
      members.append(.init(key: "children", value: children.described("The nodes inside.")))
    }
    let controls: [(String, SchemaValue, String)] = [
      ("$comment", filled, "A note to people; ignored."),
      ("if", filled, "Keeps the node only where a slot is filled, or, with @, a trait is met; ! turns it round."),
      (
        "repeat", .anyOf([Grammar<Int>.integer(1...1000).schema, filled]),
        "Repeats the node for each item of a list, or so many times."
      ),
      ("as", Grammar<String>.identifier.schema, "What the item is called."),
      ("part", filled, "Takes the part of this name."),
      ("with", .object(["type": .string("object")]), "Slots for the part."),
      (
        "style",
        .anyOf([
          .reference("reference"), .reference("anyNode"),
          .object(["type": .string("array"), "items": .anyOf([.reference("reference"), .reference("anyNode")])]),
        ]), "Properties to begin with, usually a token."
      ),
      (
        "variants", .object(["type": .string("object"), "additionalProperties": .reference("anyNode")]),
        "Properties for a trait, a language (lang-fr) or a format."
      ),
    ]
    return members + controls.map { .init(key: $0.0, value: $0.1.described($0.2)) }
  }
}
