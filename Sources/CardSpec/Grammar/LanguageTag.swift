/// Language tags by BCP 47 (RFC 5646): language, script, region, variants, in their usual letter case, since they name
/// folders.
public enum LanguageTag {
  static let pattern =
    "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$"

  public static func isValid(_ text: String) -> Bool { !text.isEmpty && canonical(text) == text }

  /// The tag as it should be written: `en_gb` is meant to be `en-GB`. `nil` where it is no language tag at all.
  static func canonical(_ text: String) -> String? {
    guard text.utf8.count <= 64, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var parts = text.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }[...]
    guard let language = parts.popFirst(), (2...3).contains(language.count), language.utf8.allSatisfy(ASCII.isLetter)
    else { return nil }
    var result = [String(language)]
    if let script = parts.first, script.count == 4, script.utf8.allSatisfy(ASCII.isLetter) {
      result.append(script.prefix(1).uppercased() + script.dropFirst())
      parts.removeFirst()
    }
    if let region = parts.first, isRegion(region) {
      result.append(region.uppercased())
      parts.removeFirst()
    }
    for variant in parts {
      guard isVariant(variant) else { return nil }
      result.append(String(variant))
    }
    return result.joined(separator: "-")
  }

  private static func isRegion(_ part: Substring) -> Bool {
    part.utf8.count == 2 && part.utf8.allSatisfy(ASCII.isLetter)
      || part.utf8.count == 3 && part.utf8.allSatisfy(ASCII.isDigit)
  }

  private static func isVariant(_ part: Substring) -> Bool {
    guard part.utf8.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) }) else { return false }
    return (5...8).contains(part.utf8.count) || part.utf8.count == 4 && part.utf8.first.map(ASCII.isDigit) == true
  }

  /// The tag and what it falls back to, most exact first: `zh-Hant-TW`, `zh-Hant`, `zh` (RFC 4647, §3.4).
  public static func fallbacks(_ tag: String) -> [String] {
    let parts = tag.split(separator: "-")
    return (0..<parts.count).reversed().map { parts[0...$0].joined(separator: "-") }
  }
}
