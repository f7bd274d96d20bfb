import Diagnostics

/// The four kinds of files, as the checker and the schemas know them.
enum DocumentShapes {
  static let comment = DocumentKey("$comment", .string, "A note to people; ignored.")
  static let schemaKey = DocumentKey("$schema", .string, "Where an editor finds the schema.")

  // MARK: Texts

  /// A string, or a map of languages.
  static let text: Grammar<JSONValue> = {
    let schema = SchemaValue.anyOf([
      .object(["type": .string("string")]),
      .object([
        "type": .string("object"), "propertyNames": Grammar<String>.languageTag.schema, "minProperties": .number(1),
        "additionalProperties": .object(["type": .string("string")]),
      ]),
    ])
    return Grammar(expected: "a text, or a text for each language: {\"en\": \"…\"}", schema: schema) { value in
      if value.string != nil { return value }
      guard let object = value.object, !object.members.isEmpty else { return nil }
      return object.members.allSatisfy { LanguageTag.isValid($0.key) && $0.value.string != nil } ? value : nil
    }
  }()

  // MARK: Formats

  static let format = DocumentShape(
    name: "a format",
    keys: [
      DocumentKey("name", .fileName, required: true, "The format's name."),
      DocumentKey("width", extent, required: true, "The width after trimming."),
      DocumentKey("height", extent, required: true, "The height after trimming."),
      DocumentKey("bleed", Grammar<Length>.paperLength, "How far paint reaches over the trim."),
      DocumentKey("medium", .keyword(Format.Medium.self), "Screen (PNG) or paper (PDF)."),
      DocumentKey("traits", Grammar<String>.array(of: .identifier, 0...16), "Names that variants may use."), comment,
    ])

  /// From a pixel to the largest picture that can be drawn.
  static let extent = Grammar<Length>(
    expected: "a length from 1 px to 20,000 px, such as 1200 or \"148mm\"", schema: Grammar<Length>.paperLength.schema
  ) { value in
    Grammar<Length>.paperLength.read(value)
  }

  static let formats = DocumentKey(
    "formats",
    schema: .object([
      "type": .string("array"), "minItems": .number(1),
      "items": .anyOf([Grammar<String>.fileName.schema, .reference("format")]),
    ]), "The formats to render: names, or sizes of one's own."
  ) { member in
    guard let array = member.value.array, !array.isEmpty else {
      return [NodeMessages.wrongValue(member, expected: "a list of formats")]
    }
    return array.flatMap { item in
      if item.object != nil { return format.check(item) }
      return Grammar<String>.fileName.read(item) == nil
        ? [
          NodeMessages.wrongValue(
            .init(key: "formats", keyLocation: item.location, value: item), expected: "a format's name or size")
        ] : []
    }
  }

  // MARK: Nodes

  static func node(_ name: String, required: Bool, _ summary: String) -> DocumentKey {
    DocumentKey(name, schema: .reference("node"), required: required, summary) { NodeDecoder.check($0.value) }
  }

  static let parts = DocumentKey(
    "parts", schema: .object(["type": .string("object"), "additionalProperties": .reference("node")]),
    "Subtrees that nodes use by {\"part\": \"name\"}."
  ) { member in
    guard let object = member.value.object else {
      return [NodeMessages.wrongValue(member, expected: "an object of nodes")]
    }
    return object.members.flatMap { NodeDecoder.check($0.value) }
  }

  // MARK: Slots

  static let number = DocumentShape(
    name: "a number",
    keys: [
      DocumentKey("number", Grammar<Double>.number(-1e18...1e18, "a number"), required: true, "The number itself."),
      DocumentKey("style", .words([("decimal", 0), ("percent", 1), ("compact", 2)]), "How it is written."),
      DocumentKey("minimumFractionDigits", Grammar<Int>.integer(0...15), "At least so many decimals."),
      DocumentKey("maximumFractionDigits", Grammar<Int>.integer(0...15), "At most so many decimals."),
      DocumentKey("divideBy", divisor, "Divides the number before it is written; by language if need be."),
      DocumentKey("pattern", text, "The words around the number, {n}."),
      DocumentKey("source", text, "Where the number comes from."), comment,
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
    .object(["type": .string("array"), "items": .reference("slot")]), number.schema,
    .object([
      "type": .string("object"),
      // An object whose `number` is a number is a number to be written out, and nothing else.
      "not": .object([
        "required": .strings(["number"]), "properties": .object(["number": .object(["type": .string("number")])]),
      ]),
      "additionalProperties": .reference("slot"),
    ]),
  ])

  static func checkSlot(_ member: JSONObject.Member) -> [Diagnostic] {
    switch member.value.kind {
    case .null: return [NodeMessages.wrongValue(member, expected: "a text, a number, true, false, a list or an object")]
    case .bool, .number, .string: return []
    case .array(let values):
      return values.flatMap { checkSlot(.init(key: member.key, keyLocation: $0.location, value: $0)) }
    case .object(let object):
      if object["number"]?.number != nil { return number.check(member.value) }
      return object.members.flatMap(checkSlot)
    }
  }

  static let slots = DocumentKey(
    "slots", schema: .object(["type": .string("object"), "additionalProperties": .reference("slot")]),
    "What fills the template."
  ) { member in
    guard let object = member.value.object else {
      return [NodeMessages.wrongValue(member, expected: "an object of slots")]
    }
    return object.members.flatMap(checkSlot)
  }
}
