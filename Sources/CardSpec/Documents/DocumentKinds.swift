import Diagnostics

extension DocumentShapes {
  private static let path = Grammar<String>.string("a file's path", pattern: "^[^\\u0000]+$") {
    !$0.isEmpty && !$0.utf8.contains(0)
  }
  private static let paths = Grammar<String>.array(of: path, 1...10_000)

  static let metadata = DocumentShape(
    name: "metadata",
    keys: [
      DocumentKey("author", .string, "Who answers for the cards."),
      text("subject", "What they are about."),
      DocumentKey("keywords", Grammar<String>.array(of: .string, 0...64), "Words to find them by."),
      DocumentKey("licence", .string, "Under which terms they may be used."),
      DocumentKey("site", .string, "The campaign's address."),
      DocumentKey("date", date, "The date that documents carry."), comment,
    ])

  /// A date, or a date and time in UTC; every day from 01 to 31 passes, whatever the month.
  private static let date = Grammar<String>.string(
    "a date such as \"2017-09-20\" or \"2017-09-20T10:00:00Z\"",
    pattern: "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$"
  ) { text in
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 20 else { return false }
    let shape = Array((bytes.count == 10 ? "dddd-dd-dd" : "dddd-dd-ddTdd:dd:ddZ").utf8)
    guard zip(bytes, shape).allSatisfy({ $1 == 0x64 ? ASCII.isDigit($0) : $0 == $1 }) else { return false }
    func pair(_ index: Int) -> Int { Int(bytes[index] - 0x30) * 10 + Int(bytes[index + 1] - 0x30) }
    let isDay = (1...12).contains(pair(5)) && (1...31).contains(pair(8))
    return isDay && (bytes.count == 10 || pair(11) <= 23 && pair(14) <= 59 && pair(17) <= 59)
  }

  private static let separator = Grammar<String>.string(
    "a text of at most 4 characters on one line", pattern: "^[^\\n\\r]{0,4}$"
  ) { text in
    text.unicodeScalars.count <= 4 && text.unicodeScalars.allSatisfy { $0 != "\n" && $0 != "\r" }
  }

  static let numberStyle = DocumentShape(
    name: "a number style",
    keys: [
      DocumentKey("group", separator, "Stands between groups of three digits."),
      DocumentKey("decimal", separator, "Stands before the decimals."),
      DocumentKey("percentSpace", separator, "Stands between a number and its percent sign."), comment,
    ])

  private static let numberStyles = DocumentKey(
    "numberStyles",
    schema: .object([
      "type": .string("object"), "propertyNames": Grammar<String>.languageTag.schema,
      "additionalProperties": numberStyle.schema,
    ]), "How a language's numbers differ from the usual (CLDR), by language."
  ) { member in
    guard let object = member.value.object else {
      return [NodeMessages.wrongValue(member, expected: "an object of number styles by language")]
    }
    return object.members.flatMap { entry in
      LanguageTag.isValid(entry.key) ? numberStyle.check(entry.value) : [NodeMessages.wrongLanguage(entry)]
    }
  }

  private static let languages = DocumentKey(
    "languages",
    schema: .object([
      "type": .string("array"), "items": Grammar<String>.languageTag.schema, "minItems": .number(1),
      "maxItems": .number(200), "uniqueItems": .bool(true),
    ]), "The languages to render, as BCP 47 tags."
  ) { member in
    guard let array = member.value.array, (1...200).contains(array.count) else {
      return [NodeMessages.wrongValue(member, expected: "a list of language tags such as [\"en\", \"es\"]")]
    }
    var seen: Set<String> = []
    return array.compactMap { item in
      let entry = JSONObject.Member(key: "languages", keyLocation: item.location, value: item)
      guard let tag = item.string else { return NodeMessages.wrongValue(entry, expected: "language tags in quotes") }
      guard LanguageTag.isValid(tag) else {
        return NodeMessages.wrongLanguage(tag, at: item.location, path: item.path)
      }
      guard !seen.insert(tag).inserted else { return nil }
      return Diagnostic(
        .error, "duplicate-language", "the language \"\(tag)\" is named twice", help: "remove one of the two",
        at: item.location, path: item.path)
    }
  }

  private static let theme = DocumentKey(
    "theme", schema: .anyOf([path.schema, .object(["type": .string("object")])]),
    "The theme's file, or the theme itself."
  ) { member in
    member.value.object != nil || path.read(member.value) != nil
      ? [] : [NodeMessages.wrongValue(member, expected: "a file's path, or a theme")]
  }

  private static func required(_ key: DocumentKey) -> DocumentKey {
    var key = key
    key.isRequired = true
    return key
  }

  private static let typography = DocumentKey(
    "typography", .keyword(TextProperties.Typography.self),
    "\"language\" applies each language's typographic rules to all texts.")
  private static let neverHyphenate = DocumentKey(
    "neverHyphenate", Grammar<String>.array(of: .filled, 0...1000), "Words that are never broken, such as names.")

  private static let press = PressShape.press.key("press", "How the formats for the press are printed.")
  private static let sheet = PressShape.sheet.key("sheet", "How cards for the press lie on larger sheets.")

  static let deck = DocumentShape(
    name: "a deck",
    keys: [
      schemaKey, comment, DocumentKey("name", .fileName, required: true, "Names the PDFs."),
      text("title", "The title of the PDFs."), required(languages),
      DocumentKey("sourceLanguage", .languageTag, "The language that the others are translated from."), theme,
      DocumentKey("templates", paths, "The templates' files; * and ? stand for parts of names."), parts,
      DocumentKey("cards", paths, required: true, "The cards' files, in order."), required(formats),
      metadata.key("metadata", "What documents say about themselves."), numberStyles, typography, neverHyphenate,
      press, sheet,
    ])

  static let card = DocumentShape(
    name: "a card",
    keys: [
      schemaKey, comment, DocumentKey("id", .fileName, required: true, "Names the card and its pictures."),
      DocumentKey("template", .fileName, "The template that the card fills."),
      node("layout", required: false, "The card's own layout, in place of a template."), parts, slots,
      text("title", "The card's title; every card of a deck needs one."),
      text("alt", "Says in words what the card shows, for those who cannot see it; every card of a deck needs it."),
      text("link", "Where the card leads: an http, https, mailto or tel address."), languages, theme,
      DocumentKey("templates", paths, "Templates for a card that stands alone."), formats,
      metadata.key("metadata", "What the document of a card that stands alone says about itself."), numberStyles,
      press, sheet,
    ])

  static let slotDeclaration = DocumentShape(
    name: "a slot",
    keys: [
      DocumentKey("type", .keyword(Template.Slot.Kind.self), required: true, "What the slot takes."),
      DocumentKey("required", .boolean, "Whether a card must fill it; true by default."),
      DocumentKey("summary", .string, "What it is for."), comment,
    ])

  private static let slotDeclarations = named(
    "slots", of: "slots", schema: slotDeclaration.schema, "What cards fill in."
  ) { slotDeclaration.check($0.value) }

  static let template = DocumentShape(
    name: "a template",
    keys: [
      schemaKey, comment, DocumentKey("id", .fileName, required: true, "What cards call the template."),
      DocumentKey("summary", .string, "What the template is for."), slotDeclarations, parts,
      node("layout", required: true, "The tree of nodes."),
    ])
}

extension Grammar where Value == Bool {
  /// true or false.
  static let boolean = Grammar(expected: "true or false", schema: .object(["type": .string("boolean")])) { $0.bool }
}
