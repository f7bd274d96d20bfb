/// Which way a language is written.
public enum WritingDirection: String, Sendable, Hashable {
  case leftToRight, rightToLeft

  /// By the script subtag where there is one, else by the script that the language is usually written in
  /// (CLDR's likely subtags).
  public init(language: String) {
    let parts = language.split(separator: "-").map { $0.lowercased() }
    if let script = parts.dropFirst().first(where: { $0.count == 4 && $0.allSatisfy(\.isLetter) }) {
      self = Self.scripts.contains(script) ? .rightToLeft : .leftToRight
    } else {
      self = Self.languages.contains(parts.first ?? "") ? .rightToLeft : .leftToRight
    }
  }

  private static let scripts: Set = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"]
  private static let languages: Set = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "rhg", "sd", "syr", "ug", "ur", "yi",
  ]
}
