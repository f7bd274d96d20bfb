import Diagnostics

/// A text written once for each language: `{"en": "…", "fr": "…"}`.
public enum TextMap {
  static let schema = SchemaValue.object([
    "type": .string("object"), "propertyNames": Grammar<String>.languageTag.schema, "minProperties": .number(1),
    "additionalProperties": .object(["type": .string("string")]),
  ])

  static func accepts(_ value: JSONValue) -> Bool {
    guard let object = value.object, !object.members.isEmpty else { return false }
    return object.members.allSatisfy { LanguageTag.isValid($0.key) && $0.value.string != nil }
  }

  /// Whether an object that could be anything is meant as a text in several languages: it has only language tags for
  /// keys, one of them known, and only texts for values.
  public static func isMeant(by object: JSONObject, languages: [String]) -> Bool {
    let known = Set(languages.flatMap(LanguageTag.fallbacks))
    return object.members.contains { known.contains($0.key) }
      && object.members.allSatisfy { LanguageTag.isValid($0.key) && ($0.value.string != nil || $0.value.number != nil) }
  }

  /// Of an object that would be a text in several languages if its keys were written as tags are, the keys that are
  /// not: "Fr" beside "en".
  static func misspelt(in object: JSONObject, languages: [String]) -> [JSONObject.Member] {
    let tags = object.members.map { LanguageTag.canonical($0.key) }
    let known = Set(languages.flatMap(LanguageTag.fallbacks))
    guard object.members.allSatisfy({ $0.value.string != nil }), tags.allSatisfy({ $0 != nil }),
      tags.contains(where: { $0.map(known.contains) ?? false })
    else { return [] }
    return object.members.filter { !LanguageTag.isValid($0.key) }
  }

  /// The entry for a language: the tag itself, or what it falls back to.
  public static func choose(_ language: String, from object: JSONObject) -> JSONValue? {
    LanguageTag.fallbacks(language).lazy.compactMap { object[$0] }.first
  }

  /// What is wrong with a text: each entry where it stands.
  static func mistakes(_ member: JSONObject.Member) -> [Diagnostic] {
    let expected = "a text in quotes, or one for each language: {\"en\": \"…\"}"
    guard let object = member.value.object, !object.members.isEmpty else {
      return member.value.string == nil ? Grammar<String>.string.expecting(expected).mistakes(member) : []
    }
    return object.members.compactMap { entry in
      guard LanguageTag.isValid(entry.key) else { return NodeMessages.wrongLanguage(entry) }
      return entry.value.string == nil ? Grammar<String>.string.mistakes(entry).first : nil
    }
  }
}

extension NodeMessages {
  /// A key that should name a language and does not.
  static func wrongLanguage(_ entry: JSONObject.Member) -> Diagnostic {
    wrongLanguage(entry.key, at: entry.keyLocation, path: entry.value.path)
  }

  static func wrongLanguage(_ tag: String, at location: SourceLocation, path: String) -> Diagnostic {
    Diagnostic(
      .error, "wrong-language", "\"\(shortened(tag))\" does not name a language",
      reason: "expected \(Grammar<String>.languageTag.expected)",
      help: LanguageTag.canonical(tag).map { "write \"\($0)\"" }, at: location, path: path)
  }
}
