/// Straight quotes become the language's own. Those that an author chose stay.
struct QuoteRules {
  let language: String

  private struct Marks {
    var outer: (String, String)
    var inner: (String, String)
  }

  private var marks: Marks {
    switch language {
    case "es": Marks(outer: ("«", "»"), inner: ("“", "”"))
    case "fr": Marks(outer: ("«\u{202F}", "\u{202F}»"), inner: ("“", "”"))
    case "de": Marks(outer: ("„", "“"), inner: ("‚", "‘"))
    default: Marks(outer: ("“", "”"), inner: ("‘", "’"))
    }
  }

  /// What an apostrophe begins in English.
  static let elisions: Set = ["tis", "twas", "em", "cause", "til"]

  /// Paragraph by paragraph: where marks do not pair up, nobody can say which of them is which, and they stay.
  func edits(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    var edits: [TypographicDraft.Edit] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != "\u{2028}" { end += 1 }
      edits += pairs("\"", text, start..<end, outermost: true)
      edits += pairs("'", text, start..<end, outermost: !Self.contains("\"", text, start..<end))
      start = end + 1
    }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static func contains(_ mark: Unicode.Scalar, _ text: TypographicDraft, _ range: Range<Int>) -> Bool {
    range.contains { text[$0] == mark }
  }

  private func pairs(
    _ mark: Unicode.Scalar, _ text: TypographicDraft, _ range: Range<Int>, outermost: Bool
  ) -> [TypographicDraft.Edit] {
    var edits: [TypographicDraft.Edit] = []
    var open: Int?
    // Within quotes that an author wrote, the inner kind is meant.
    var depth = 0
    for index in range {
      switch text[index] {
      case "«", "„": depth += 1
      case "»": depth = max(0, depth - 1)
      case mark:
        let opens =
          !text.isWordPart(index - 1) && !isClosing(text[index - 1]) && !text.isBlank(index + 1)
          && (mark == "\"" || !text.isDigit(index + 1) && !Self.elisions.contains(text.word(from: index + 1)))
        // After a figure it may stand for inches or minutes, and between letters for an apostrophe.
        let closes = !text.isBlank(index - 1) && !text.isWordPart(index + 1)
        if open == nil, opens {
          open = edits.count
          let isInner = depth > 0 || (mark == "'" && (!outermost || language == "en"))
          edits.append(.init(index..<index + 1, isInner ? marks.inner.0 : marks.outer.0))
        } else if let begun = open, closes {
          let isInner = String(String.UnicodeScalarView(edits[begun].replacement)) == marks.inner.0
          edits.append(.init(index..<index + 1, isInner ? marks.inner.1 : marks.outer.1))
          open = nil
        } else if mark == "\"" {
          return []
        } else if let begun = open, opens {
          return Array(edits.prefix(begun))
        }
      default: break
      }
    }
    guard open != nil else { return edits }
    return mark == "\"" ? [] : edits.dropLast()
  }

  private func isClosing(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ".,;:!?…)]”’»".unicodeScalars.contains(scalar)
  }
}
