/// Values that are filled in later: tokens of the theme, and texts with slots.
public enum Reference {
  static let pattern =
    "^(?:[^{]|\\{(?!\\{))*\\{\\{[^}]*\\}\\}|^\\$[A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+$"

  /// Whether the text names a token of the theme, or holds a slot.
  static func isDeferred(_ value: JSONValue) -> Bool {
    guard let text = value.string else { return false }
    return isToken(text) || hasPlaceholder(text)
  }

  /// `$color.accent`: a dollar, a letter, and at least one dot.
  public static func isToken(_ text: String) -> Bool {
    guard text.hasPrefix("$") else { return false }
    let parts = text.utf8.dropFirst().split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count >= 2, let first = parts[0].first, ASCII.isLetter(first) else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
    }
  }

  static func hasPlaceholder(_ text: String) -> Bool {
    guard let open = text.firstRange(of: "{{") else { return false }
    guard let brace = text[open.upperBound...].firstIndex(of: "}") else { return false }
    return text[brace...].hasPrefix("}}")
  }
}
