import Diagnostics

/// The four kinds of files, as the checker and the schemas know them.
enum DocumentShapes {
  static let comment = DocumentKey("$comment", .string, "A note to people; ignored.")
  static let schemaKey = DocumentKey("$schema", .string, "Where an editor finds the schema.")

  // MARK: Texts

  /// A string, or a map of languages.
  static let text: Grammar<JSONValue> = {
    let schema = SchemaValue.anyOf([.object(["type": .string("string")]), TextMap.schema])
    return Grammar(expected: "a text in quotes, or one for each language: {\"en\": \"…\"}", schema: schema) { value in
      value.string != nil || TextMap.accepts(value) ? value : nil
    }
  }()

  /// A key that holds a text; what is wrong with one language is said where it stands.
  static func text(_ name: String, required: Bool = false, _ summary: String) -> DocumentKey {
    DocumentKey(name, schema: text.schema, required: required, summary, check: TextMap.mistakes)
  }

  // MARK: Formats

  static let format = DocumentShape(
    name: "a format",
    keys: [
      DocumentKey("name", .fileName, required: true, "The format's name; it names a folder of pictures."),
      DocumentKey("width", .paperLength, required: true, "The width after trimming."),
      DocumentKey("height", .paperLength, required: true, "The height after trimming."),
      DocumentKey("bleed", .paperLength, "How far paint reaches over the trim."),
      DocumentKey("medium", .keyword(Format.Medium.self), "Screen (PNG) or paper (PDF)."),
      DocumentKey("traits", Grammar<String>.array(of: .identifier, 0...16), "Names that variants may use."), comment,
    ])

  static let formats = DocumentKey(
    "formats",
    schema: .object([
      "type": .string("array"), "minItems": .number(1),
      "items": .anyOf([Grammar<String>.fileName.schema, .reference("format")]),
    ]), "The formats to render: names of built-in ones, or sizes of one's own."
  ) { member in
    guard let array = member.value.array, !array.isEmpty else {
      return [NodeMessages.wrongValue(member, expected: "a list of formats such as [\"og\", \"square\"]")]
    }
    return array.flatMap { item in
      if item.object != nil { return format.check(item) }
      guard Grammar<String>.fileName.read(item) == nil else { return [] }
      let entry = JSONObject.Member(key: "formats", keyLocation: item.location, value: item)
      return [NodeMessages.wrongValue(entry, expected: "a format's name, or an object with name, width and height")]
    }
  }

  // MARK: Nodes

  static func node(_ name: String, required: Bool, _ summary: String) -> DocumentKey {
    DocumentKey(name, schema: .reference("node"), required: required, summary) { NodeDecoder.check($0.value) }
  }

  static let parts = named(
    "parts", of: "nodes", schema: .reference("node"), "Subtrees that nodes use by {\"part\": \"name\"}."
  ) { NodeDecoder.check($0.value) }

  // MARK: Slots

  static let number = DocumentShape(
    name: "a number",
    keys: [
      DocumentKey("number", Grammar<Double>.number(-1e18...1e18, "a number"), required: true, "The number itself."),
      DocumentKey(
        "style", .keyword(NumberNotation.self),
        "How it is written: 0.71 as 71% (percent), 4800000 as 4.8 million (compact), or with a currency."),
      DocumentKey(
        "currency",
        Grammar<String>.string("a currency's code such as \"USD\"", pattern: "^[A-Z]{3}$") { text in
          text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        }, "The ISO 4217 code of the currency that the style \"currency\" writes."),
      DocumentKey("minimumFractionDigits", Grammar<Int>.integer(0...15), "At least so many decimals."),
      DocumentKey("maximumFractionDigits", Grammar<Int>.integer(0...15), "At most so many decimals."),
      DocumentKey("divideBy", divisor, "Divides the number before it is written; by language if need be."),
      text("pattern", "The words around the number, which stands as {n}."),
      text("source", "Where the number comes from; {{name.source}} writes it."), comment,
    ])

  private static let divisor: Grammar<JSONValue> = {
    let number = Grammar<Double>.number(0...1e18, "a number above 0", openBelow: true)
    let schema = SchemaValue.anyOf([
      number.schema,
      .object([
        "type": .string("object"), "propertyNames": Grammar<String>.languageTag.schema, "minProperties": .number(1),
        "additionalProperties": number.schema,
      ]),
    ])
    return Grammar(expected: "a number above 0, or one for each language", schema: schema) { value in
      if number.read(value) != nil { return value }
      guard let object = value.object, !object.members.isEmpty else { return nil }
      return object.members.allSatisfy { LanguageTag.isValid($0.key) && number.read($0.value) != nil } ? value : nil
    }
  }()

  static let slotSchema = SchemaValue.anyOf([
    .object(["type": .array([.string("string"), .string("number"), .string("boolean")])]),
    .object(["type": .string("array"), "items": .reference("slot")]), .reference("number"),
    .object([
      "type": .string("object"),
      // An object whose `number` is a number is a number to be written out, and nothing else.
      "not": .object([
        "required": .strings(["number"]),
        "properties": .object(["number": .object(["type": .string("number")])]),
      ]),
      "additionalProperties": .reference("slot"),
    ]),
  ])

  static func checkSlot(_ member: JSONObject.Member) -> [Diagnostic] {
    switch member.value.kind {
    case .null:
      return [NodeMessages.wrongValue(member, expected: "a text, a number, true, false, a list or an object")]
    case .bool, .number, .string: return []
    case .array(let values):
      return values.flatMap { checkSlot(.init(key: member.key, keyLocation: $0.location, value: $0)) }
    case .object(let object):
      if object["number"]?.number != nil { return number.check(member.value) }
      return object.members.flatMap(checkSlot)
    }
  }

  /// An object whose keys are names, each value checked by itself.
  static func named(
    _ name: String, of values: String, schema: SchemaValue, _ summary: String,
    check: @escaping @Sendable (JSONObject.Member) -> [Diagnostic]
  ) -> DocumentKey {
    DocumentKey(
      name,
      schema: .object([
        "type": .string("object"), "propertyNames": Grammar<String>.identifier.schema, "additionalProperties": schema,
      ]), summary
    ) { member in
      guard let object = member.value.object else {
        return [NodeMessages.wrongValue(member, expected: "an object of \(values) by name")]
      }
      return object.members.flatMap { entry in
        Grammar<String>.isIdentifier(entry.key) ? check(entry) : [wrongName(entry)]
      }
    }
  }

  private static func wrongName(_ entry: JSONObject.Member) -> Diagnostic {
    Diagnostic(
      .error, "wrong-name", "\"\(NodeMessages.shortened(entry.key))\" cannot be a name here",
      reason: "expected \(Grammar<String>.identifier.expected)", at: entry.keyLocation, path: entry.value.path)
  }

  static let slots = named(
    "slots", of: "slots", schema: .reference("slot"), "What fills the template; slots may name each other as {{name}}.",
    check: checkSlot)
}
