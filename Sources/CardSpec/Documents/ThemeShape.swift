import Diagnostics

/// What may stand where in a theme's file: groups of tokens, written plainly or as W3C Design Tokens (2025.10).
struct ThemeShape {
  private(set) var diagnostics: [Diagnostic] = []

  /// What a group holds besides tokens.
  enum Group: String, CaseIterable {
    case plain = "group"
    case colors = "colorGroup"
    case styles = "styleGroup"
    case fonts = "fontGroup"
    /// Only tokens that are written with `$value`.
    case tokens = "tokenGroup"

    /// By the first name: `color`, `text` and `font` have values of their own.
    static func named(_ name: String) -> Group {
      switch name {
      case "color": .colors
      case "text": .styles
      case "font": .fonts
      default: .plain
      }
    }
  }

  /// Keys that describe a token or a group.
  static let groupKeys: [DocumentKey] = [
    DocumentKey("$type", .string, "The type of the tokens: color, dimension, fontFamily, typography …"),
    DocumentKey("$description", .string, "What the tokens are for."),
    DocumentKey(
      "$extensions",
      Grammar<Bool>(expected: "an object", schema: .object(["type": .string("object")])) {
        $0.object.map { _ in true }
      }, "What other tools need; of a colour, its ink: {\"placard\": {\"cmyk\": [90, 60, 30, 20]}}."),
    DocumentKey(
      "$deprecated",
      Grammar<Bool>(
        expected: "true, false or a text", schema: .object(["type": .array([.string("boolean"), .string("string")])])
      ) { $0.bool != nil || $0.string != nil ? true : nil }, "That the tokens should not be used any more."),
    DocumentShapes.comment,
  ]
  static let value = DocumentKey(
    "$value",
    Grammar<Bool>(
      expected: "the token's value",
      schema: .object([
        "type": .array(["string", "number", "boolean", "array", "object"].map { .string($0) })
      ])
    ) { $0.kind == .null ? nil : true }, required: true, "The token's value, or another token's: {color.accent}.")
  static let namePattern = "^[^$.{}][^.{}]*$"

  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.first != 0x24 && !name.utf8.contains { [0x2E, 0x7B, 0x7D].contains($0) }
  }

  mutating func theme(_ document: JSONValue) {
    guard let object = document.object else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-value", "a theme cannot be \(NodeMessages.describe(document))",
          reason: "expected groups of tokens, such as {\"color\": {\"ink\": \"#111C33\"}}", at: document.location,
          path: document.path))
      return
    }
    for member in object.members {
      if member.key == DocumentShapes.schemaKey.name {
        diagnostics += DocumentShapes.schemaKey.check(member)
      } else if let inner = named(member)?.object, !Self.isToken(inner), !Self.isInk(inner) {
        group(inner, .named(member.key))
      } else if !member.key.hasPrefix("$"), Self.isName(member.key) {
        entry(member, .plain)
      }
    }
  }

  // MARK: Groups

  static func isToken(_ object: JSONObject) -> Bool { object["$value"] != nil }
  static func isInk(_ object: JSONObject) -> Bool { object["rgb"] != nil }

  /// Whether all that an object holds is written with `$value`, so that it is a group wherever it stands.
  static func isTokenGroup(_ object: JSONObject) -> Bool {
    object.members.filter { !$0.key.hasPrefix("$") }.allSatisfy { member in
      member.value.object.map { isToken($0) || !isInk($0) && isTokenGroup($0) } ?? false
    }
  }

  private mutating func group(_ object: JSONObject, _ group: Group) {
    for member in object.members where diagnostics.count < Diagnostic.limit && named(member) != nil {
      entry(member, group)
    }
  }

  /// The value of a member that names a token or a group; of others, what is wrong is said here.
  private mutating func named(_ member: JSONObject.Member) -> JSONValue? {
    if member.key.hasPrefix("$") {
      if let key = Self.groupKeys.first(where: { $0.name == member.key }) {
        diagnostics += key.check(member)
      } else {
        unknown(member, Self.groupKeys)
      }
      return nil
    }
    guard Self.isName(member.key) else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-name", "\"\(NodeMessages.shortened(member.key))\" cannot name a token",
          reason: "expected a name without dots and braces", at: member.keyLocation, path: member.value.path))
      return nil
    }
    return member.value
  }

  private mutating func unknown(_ member: JSONObject.Member, _ keys: [DocumentKey]) {
    diagnostics.append(
      Diagnostic(
        .error, "unknown-key", "`\(NodeMessages.shortened(member.key))` is not a key of a theme",
        reason: "expected \(Words.list(keys.map(\.name)))",
        help: Suggestion.nearest(to: member.key, among: keys.map(\.name)).map { "did you mean `\($0)`?" },
        at: member.keyLocation, path: member.value.path))
  }

  // MARK: Entries

  private mutating func entry(_ member: JSONObject.Member, _ kind: Group) {
    guard let object = member.value.object else { return plain(member, kind) }
    if Self.isToken(object) { return token(object) }
    // Inks alone are no colour, and no group of colours either.
    if kind == .colors, object["cmyk"]?.array != nil { return plain(member, kind) }
    if Self.isInk(object) || kind == .tokens && !Self.isTokenGroup(object) { return plain(member, kind) }
    switch kind {
    case .plain, .colors: group(object, kind)
    case .tokens: group(object, .tokens)
    case .styles, .fonts: Self.isTokenGroup(object) ? group(object, .tokens) : plain(member, kind)
    }
  }

  private mutating func token(_ object: JSONObject) {
    let keys = Self.groupKeys + [Self.value]
    for member in object.members {
      if let key = keys.first(where: { $0.name == member.key }) {
        diagnostics += key.check(member)
      } else {
        unknown(member, keys)
      }
    }
  }

  private mutating func plain(_ member: JSONObject.Member, _ group: Group) {
    if group == .styles, let style = member.value.object {
      var check = RawNodeCheck()
      check.style(style)
      diagnostics += check.diagnostics
      return
    }
    let grammar = Self.plain(group)
    if !grammar.accepts(member.value) { diagnostics += grammar.mistakes(member) }
  }

  // MARK: Plain values

  /// What an entry of a group may be, besides tokens and groups.
  static func plain(_ group: Group) -> Grammar<Bool> {
    switch group {
    case .colors: aliased(Grammar<ColorValue>.color.map { _ in true })
    case .styles: aliased(words("an object of properties such as {\"fontSize\": \"1rem\"}"))
    case .fonts: aliased(families)
    case .plain: values.or(Grammar<Color>.inkColor.map { _ in true })
    case .tokens: words("a token with a `$value`")
    }
  }

  /// Nothing by itself; for messages.
  private static func words(_ expected: String) -> Grammar<Bool> {
    Grammar(expected: expected, schema: .bool(false)) { _ in nil }
  }

  /// `{color.accent}` or `$color.accent` in place of a value.
  private static func aliased(_ grammar: Grammar<Bool>) -> Grammar<Bool> {
    let alias = Grammar<String>.string(
      "an alias", pattern: "^(?:\\{[^{}]+\\}|\\$[A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+)$"
    ) { text in
      if Reference.isToken(text) { return true }
      guard text.hasPrefix("{"), text.hasSuffix("}"), text.utf8.count > 2 else { return false }
      return !text.dropFirst().dropLast().utf8.contains { $0 == 0x7B || $0 == 0x7D }
    }
    var result = Grammar(expected: grammar.expected, schema: .anyOf([grammar.schema, alias.schema])) { value in
      alias.read(value) != nil ? true : grammar.read(value)
    }
    result.accepts = { alias.accepts($0) || grammar.accepts($0) }
    result.inside = grammar.inside
    return result
  }

  private static let values = Grammar<Bool>(
    expected: "a text, a number, a list of these, or a group of tokens",
    schema: .anyOf([
      .object(["type": .array([.string("string"), .string("number")])]),
      .object([
        "type": .string("array"), "items": .object(["type": .array([.string("string"), .string("number")])]),
      ]),
    ])
  ) { value in
    if value.string != nil || value.number != nil { return true }
    return value.array?.allSatisfy { $0.string != nil || $0.number != nil } == true ? true : nil
  }

  /// A font stack, or one for each language or script beside the `default`.
  private static let families: Grammar<Bool> = {
    let stack = FontFamilies.grammar
    let key = "^(?:default|[A-Z][a-z]{3}|\(LanguageTag.pattern.dropFirst().dropLast()))$"
    let byLanguage = SchemaValue.object([
      "type": .string("object"), "required": .strings(["default"]), "propertyNames": .pattern(key),
      "additionalProperties": .anyOf([stack.schema, .reference("reference")]),
    ])
    return Grammar(
      expected: "font families such as [\"Inter\", \"Noto Sans\"], or an object of these with a \"default\"",
      schema: .anyOf([stack.schema, byLanguage])
    ) { value in
      if stack.accepts(value) { return true }
      guard let object = value.object, object["default"] != nil else { return nil }
      return object.members.allSatisfy { member in
        let isScript =
          member.key.utf8.count == 4 && LanguageTag.isValid("und-" + member.key)
          && member.key.utf8.allSatisfy(ASCII.isLetter)
        return (member.key == "default" || isScript || LanguageTag.isValid(member.key))
          && (Reference.isDeferred(member.value) || stack.accepts(member.value))
      } ? true : nil
    }
  }()

  // MARK: Schema

  /// The definitions that a theme's schema is made of.
  static var definitions: [SchemaValue.Member] {
    let token = object(properties: groupKeys + [value], required: ["$value"], names: nil)
    return [.init(key: "token", value: token)]
      + Group.allCases.map { group in
        let names = group == .styles ? [SchemaValue.reference("styleProperties")] : []
        let nested: [SchemaValue] =
          switch group {
          case .plain, .colors, .tokens: [.reference(group.rawValue)]
          case .styles, .fonts: [.reference(Group.tokens.rawValue)]
          }
        let plain = group == .tokens ? [] : [plain(group).schema]
        return .init(
          key: group.rawValue,
          value: object(
            properties: groupKeys, required: [], names: .anyOf(plain + names + [.reference("token")] + nested)))
      }
  }

  static var schema: SchemaValue {
    let own = ["color", "text", "font"].map { name -> SchemaValue.Member in
      let group = Group.named(name)
      let options: [SchemaValue] = [.reference(group.rawValue), .reference("token"), plain(.plain).schema]
      return .init(key: name, value: .anyOf(options).described("The theme's \(name)s, by name."))
    }
    let names = SchemaValue.anyOf([.reference("group"), .reference("token"), plain(.plain).schema])
    let otherNames = namePattern.replacing("^[", with: "^(?!(?:color|text|font)$)[")
    let keys = [DocumentShapes.schemaKey] + groupKeys
    return .object([
      .init(key: "type", value: .string("object")),
      .init(
        key: "properties",
        value: .object(own + keys.map { .init(key: $0.name, value: $0.schema.described($0.summary)) })),
      .init(key: "patternProperties", value: .object([.init(key: otherNames, value: names)])),
      .init(key: "additionalProperties", value: .bool(false)),
    ])
  }

  private static func object(
    properties: [DocumentKey], required: [String], names: SchemaValue?
  ) -> SchemaValue {
    var members: [SchemaValue.Member] = [
      .init(key: "type", value: .string("object")),
      .init(
        key: "properties",
        value: .object(properties.map { .init(key: $0.name, value: $0.schema.described($0.summary)) })),
    ]
    if !required.isEmpty { members.append(.init(key: "required", value: .strings(required))) }
    if let names {
      members.append(.init(key: "patternProperties", value: .object([.init(key: namePattern, value: names)])))
      members.append(.init(key: "not", value: .object(["required": .strings(["rgb"])])))
    }
    members.append(.init(key: "additionalProperties", value: .bool(false)))
    return .object(members)
  }
}
