import CardSpec
import Foundation

/// A theme's font token: families for everyone, or by language or script with a `default`, such as
/// `{"default": ["Inter"], "ar": ["Noto Sans Arabic"], "Hant": ["Noto Sans CJK TC"]}`.
public enum FontStack {
  /// The families for a text in `language` (BCP 47), best first: the language's own, everyone's, then those of other
  /// languages, from which a name or a quotation in another script takes its characters.
  ///
  /// - Returns: `nil` if the value is no font token.
  public static func families(of token: JSONValue, language: String) -> [String]? {
    guard let object = token.object else { return names(token) }
    guard object["default"] != nil else { return nil }
    var families: [String] = []
    let keys = lookup(language).compactMap { wanted in object.keys.first { $0.lowercased() == wanted.lowercased() } }
    for key in keys.prefix(1) + ["default"] + object.keys {
      guard let value = object[key], let names = names(value) else { return nil }
      families += names.filter { !families.contains($0) }
    }
    return families
  }

  private static func names(_ value: JSONValue) -> [String]? {
    let texts = value.array.map { $0.map(\.string) } ?? [value.string]
    var names: [String] = []
    for text in texts {
      guard let text else { return nil }
      names += text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
    }
    names.removeAll(where: \.isEmpty)
    return names.isEmpty ? nil : names
  }

  /// The keys that may serve a language, best first: `zh-TW`, `zh-Hant-TW`, `zh-Hant`, `Hant`, `zh`. The script is
  /// CLDR's likely one; where it is not the usual one of the bare language, it counts for more than the language.
  static func lookup(_ tag: String) -> [String] {
    let parts = tag.split(separator: "-").map(String.init)
    guard let language = parts.first else { return [] }
    var keys = (1...parts.count).reversed().map { parts.prefix($0).joined(separator: "-") }.filter { $0 != language }
    if let script = Locale.Language(identifier: tag).script?.identifier {
      let usual = Locale.Language(identifier: language).script?.identifier
      keys += ["\(language)-\(script)"] + (script == usual ? [language, script] : [script, language])
    } else {
      keys.append(language)
    }
    return keys
  }
}
