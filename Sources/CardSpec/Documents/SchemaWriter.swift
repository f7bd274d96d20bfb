/// Writes the JSON Schemas (2020-12) from the same grammar that reads the files.
public enum SchemaWriter {
  /// One schema per kind of file, with the name that it is published under.
  public static func schemas() -> [(fileName: String, text: String)] {
    DocumentKind.allCases.map { kind in
      switch kind {
      case .deck:
        (
          "deck.schema.json",
          document(kind, "Placard deck", "A set of cards with all that they share.", DocumentShapes.deck.schema)
        )
      case .card:
        (
          "card.schema.json",
          document(kind, "Placard card", "One card: what fills a template, or a layout of its own.", cardSchema)
        )
      case .template:
        (
          "template.schema.json",
          document(
            kind, "Placard template", "A tree of nodes with slots that cards fill.", DocumentShapes.template.schema)
        )
      case .theme:
        (
          "theme.schema.json",
          document(
            kind, "Placard theme",
            "Named values that cards refer to as $color.accent, written plainly or as W3C Design Tokens.",
            ThemeShape.schema)
        )
      }
    }
  }

  /// A card has a template or a layout, and not both.
  private static var cardSchema: SchemaValue {
    guard case .object(let members) = DocumentShapes.card.schema else { return DocumentShapes.card.schema }
    let either = ["template", "layout"].map { SchemaValue.object(["required": .strings([$0])]) }
    return .object(members + [.init(key: "oneOf", value: .array(either))])
  }

  private static func document(
    _ kind: DocumentKind, _ title: String, _ summary: String, _ schema: SchemaValue
  ) -> String {
    guard case .object(let members) = schema else { return "" }
    let head: [SchemaValue.Member] = [
      .init(key: "$schema", value: .string("https://json-schema.org/draft/2020-12/schema")),
      .init(key: "$id", value: .string("urn:placard:schema:\(kind.rawValue)")),
      .init(key: "title", value: .string(title)), .init(key: "description", value: .string(summary)),
    ]
    let own = kind == .theme ? ThemeShape.definitions : []
    let all = SchemaValue.object(head + members)
    return SchemaValue.object(
      head + members + [.init(key: "$defs", value: .object(used(by: all, of: definitions + own)))]
    ).text() + "\n"
  }

  /// Only the definitions that a schema reaches, so that each file is as short as it can be.
  private static func used(by schema: SchemaValue, of all: [SchemaValue.Member]) -> [SchemaValue.Member] {
    var wanted: Set<String> = []
    var open = [schema]
    while let next = open.popLast() {
      for name in next.references where wanted.insert(name).inserted {
        if let definition = all.first(where: { $0.key == name }) { open.append(definition.value) }
      }
    }
    return all.filter { wanted.contains($0.key) }
  }

  private static var definitions: [SchemaValue.Member] {
    var members: [SchemaValue.Member] = [
      .init(key: "format", value: DocumentShapes.format.schema), .init(key: "slot", value: DocumentShapes.slotSchema),
      .init(key: "number", value: DocumentShapes.number.schema),
      .init(
        key: "reference",
        value: SchemaValue.pattern(Reference.pattern).described(
          "A token of the theme such as $color.accent, or a text with a slot such as {{headline}}.")),
      .init(key: "node", value: anyNode),
      .init(key: "partNode", value: object(typeMember(nil) + properties(nil) + children + controls(.part), ["part"])),
      .init(key: "variantProperties", value: object(properties(nil) + children + controls(.variant), [])),
      .init(key: "styleProperties", value: object(properties(nil) + controls(.style), [])),
    ]
    members += SharedSchemas.definitions
    members += NodeProperty.all.map { property in
      let schema = SchemaValue.anyOf([property.schema, .reference("reference")])
      return .init(key: definition(of: property), value: schema.described(property.summary))
    }
    for kind in NodeKind.allCases {
      members.append(.init(key: "\(kind.rawValue)Node", value: node(kind)))
    }
    return members
  }

  /// The use of a part, or what `type` says; without `type` a text where there is a text, else a box. Written as
  /// conditions, so that an editor says what is wrong with this kind of node and not with all others.
  private static var anyNode: SchemaValue {
    func has(_ key: String) -> SchemaValue { .object(["required": .strings([key])]) }
    let kinds = NodeKind.allCases.map { kind -> SchemaValue in
      let type = SchemaValue.object(["const": .string(kind.rawValue)])
      return .object([
        "if": .object(["required": .strings(["type"]), "properties": .object(["type": type])]),
        "then": .reference("\(kind.rawValue)Node"),
      ])
    }
    let untyped = SchemaValue.object([
      "if": has("type"),
      "else": .object(["if": has("text"), "then": .reference("textNode"), "else": .reference("boxNode")]),
    ])
    return .object([
      "type": .string("object"), "properties": .object(typeMember(nil)), "if": has("part"),
      "then": .reference("partNode"), "else": .object(["allOf": .array(kinds + [untyped])]),
    ])
  }

  /// One kind of node.
  private static func node(_ kind: NodeKind) -> SchemaValue {
    object(typeMember(kind) + properties(kind) + (kind == .box ? children : []) + controls(.node), [])
  }

  private static func typeMember(_ kind: NodeKind?) -> [SchemaValue.Member] {
    let kinds = kind.map { [$0.rawValue] } ?? NodeKind.allCases.map(\.rawValue)
    let schema = SchemaValue.object(["enum": .strings(kinds)])
    return [
      .init(
        key: "type",
        value: schema.described("What the node is; without it, a text where there is a `text`, else a box."))
    ]
  }

  private static func object(_ properties: [SchemaValue.Member], _ required: [String]) -> SchemaValue {
    var members: [SchemaValue.Member] = [
      .init(key: "type", value: .string("object")), .init(key: "properties", value: .object(properties)),
    ]
    if !required.isEmpty { members.append(.init(key: "required", value: .strings(required))) }
    if properties.contains(where: { $0.key == "as" }) {
      members.append(.init(key: "dependentRequired", value: .object(["as": .strings(["repeat"])])))
    }
    return .object(members + [.init(key: "additionalProperties", value: .bool(false))])
  }

  private static var children: [SchemaValue.Member] {
    let schema = SchemaValue.object(["type": .string("array"), "items": .reference("node")])
    return [.init(key: "children", value: schema.described("The nodes inside."))]
  }

  private static func controls(_ place: NodeControl.Place) -> [SchemaValue.Member] {
    NodeControl.all(in: place).map { .init(key: $0.name, value: $0.schema.described($0.summary)) }
  }

  /// The properties of one kind of node, or of all. Each is defined once.
  private static func properties(_ kind: NodeKind?) -> [SchemaValue.Member] {
    var names: [String] = []
    for property in NodeProperty.all where kind.map(property.serves) ?? true && !names.contains(property.name) {
      names.append(property.name)
    }
    return names.map { name in
      let properties = (NodeProperty.byName[name] ?? []).filter { property in kind.map(property.serves) ?? true }
      let references = properties.map { SchemaValue.reference(definition(of: $0)) }
      return .init(key: name, value: references.count == 1 ? references[0] : .anyOf(references))
    }
  }

  /// The name of a property's definition; of a name with two meanings, with the kind of node before it.
  private static func definition(of property: NodeProperty) -> String {
    guard let kinds = property.kinds, NodeProperty.byName[property.name]?.count ?? 0 > 1 else { return property.name }
    let owner = NodeKind.allCases.first(where: kinds.contains)?.rawValue ?? ""
    return "\(owner).\(property.name)"
  }
}
