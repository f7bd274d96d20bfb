import CPango

/// Sets stretches of another language apart that run against the paragraph, so that their punctuation stays with them
/// (UAX #9, §2.4: isolates).
struct Isolate {
  private let text: StyledText
  private var language: String?

  init(_ text: StyledText) { self.text = text }

  /// The character that ends the open isolate, if the span does not belong to it.
  mutating func close(before span: Int) -> Unicode.Scalar? {
    text.spans[span].language == language ? nil : close()
  }

  /// The character that ends the open isolate.
  mutating func close() -> Unicode.Scalar? {
    guard language != nil else { return nil }
    language = nil
    return "\u{2069}"
  }

  /// The character that begins an isolate before the span's next one, if it needs one.
  mutating func open(in span: Int) -> Unicode.Scalar? {
    guard language == nil, let own = text.spans[span].language else { return nil }
    let direction = Self.direction(of: own)
    guard direction != text.direction else { return nil }
    language = own
    return direction == .rightToLeft ? "\u{2067}" : "\u{2066}"
  }

  /// The direction of the language's script: the one that its tag names, or else its usual one.
  private static func direction(of language: String) -> StyledText.Direction {
    let subtag = language.split(separator: "-").dropFirst().first { $0.utf8.count == 4 && $0.allSatisfy(\.isLetter) }
    let script =
      subtag.map { hb_script_from_string(String($0), -1) } ?? ParagraphAnalysis.defaultScript(of: language)
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL ? .rightToLeft : .leftToRight
  }
}
