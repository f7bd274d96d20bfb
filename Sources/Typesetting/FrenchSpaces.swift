/// French spaces at punctuation: narrow and unbreakable before `;`, `!`, `?` and inside of « », a whole unbreakable one
/// before `:` and `%`. Canadian French has none before `;`, `!` and `?`.
struct FrenchSpaces {
  let isCanadian: Bool

  private static let narrow = "\u{202F}"
  private static let whole = "\u{A0}"

  func edits(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    text.indices.compactMap { index in
      switch text[index] {
      case ";", "!", "?": isCanadian ? nil : space(before: index, Self.narrow, text)
      case ":":
        text.isBlank(index + 1) || text[index + 1] == "«" ? space(before: index, Self.whole, text, keeps: true) : nil
      case "%":
        text.isDigit(index - 1) || text.isDigit(index - 2) ? space(before: index, Self.whole, text, keeps: true) : nil
      case "»": space(before: index, Self.narrow, text)
      case "«": space(after: index, text)
      default: nil
      }
    }
  }

  /// - Parameter keeps: Whether any unbreakable space that is there is good enough.
  private func space(
    before index: Int, _ space: String, _ text: TypographicDraft, keeps: Bool = false
  ) -> TypographicDraft.Edit? {
    let before = text[index - 1]
    switch before {
    case nil, "\u{2028}", "(", "[", ";", "!", "?", "…", "«", "\u{202F}": return nil
    case " ":
      // A mark that stands alone is no sentence's.
      return text[index - 2] == nil || text[index - 2] == "\u{2028}" ? nil : .init(index - 1..<index, space)
    case "\u{A0}": return keeps ? nil : .init(index - 1..<index, space)
    default: return .init(index..<index, space)
    }
  }

  private func space(after index: Int, _ text: TypographicDraft) -> TypographicDraft.Edit? {
    switch text[index + 1] {
    case nil, "\u{2028}", "\u{202F}": nil
    case " ", "\u{A0}": .init(index + 1..<index + 2, Self.narrow)
    default: .init(index + 1..<index + 1, Self.narrow)
    }
  }
}
