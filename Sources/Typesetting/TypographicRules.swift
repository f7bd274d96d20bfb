/// What a language's typography asks of a text: quotes, apostrophes, dashes, ellipses, and spaces that do not break.
///
/// Text that is right already stays as it is, byte for byte. Code, addresses and what stands for them are not touched, and
/// words never change. English, Spanish, French and German have rules; other languages none.
///
/// Sources: Imprimerie nationale, *Lexique des règles typographiques*; Real Academia Española, *Ortografía* (2010);
/// *The Chicago Manual of Style*, 17th edition; DIN 5008; the SI Brochure, §5.4.3.
public struct TypographicRules: Sendable {
  /// A kind of change.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    case ellipsis, quotes, apostrophes, dashes, ranges, spaces, units
  }

  /// What one rule did to a text.
  public struct Change: Sendable, Hashable {
    public var rule: Rule
    public var count: Int
    /// The first place: some letters around it, before and after the change.
    public var before: String
    public var after: String
  }

  /// The outcome.
  public struct Result: Sendable, Hashable {
    public var spans: [MarkupSpan]
    /// One entry for each rule that changed something.
    public var changes: [Change] = []
    /// Questions and exclamations without the mark that opens them in Spanish; nothing is put in, since only the author
    /// knows where they begin.
    public var unopened: [String] = []
  }

  /// The language's code, and its region in capitals where it has one.
  let language: String
  let region: String

  /// - Parameter language: BCP 47.
  public init(language tag: String) {
    let parts = tag.split(separator: "-")
    language = parts.first?.lowercased() ?? ""
    region = parts.dropFirst().first { $0.utf8.count == 2 }?.uppercased() ?? ""
  }

  /// Applies the rules to a text whose markup was read.
  public func apply(to spans: [MarkupSpan]) -> Result {
    var result = Result(spans: spans)
    guard ["en", "es", "fr", "de"].contains(language) else { return result }
    var draft = TypographicDraft(spans)
    draft.change(.ellipsis, to: &result, ellipses)
    draft.change(.quotes, to: &result) { QuoteRules(language: language).edits($0) }
    draft.change(.apostrophes, to: &result, apostrophes)
    draft.change(.dashes, to: &result, dashes)
    draft.change(.ranges, to: &result, ranges)
    if language == "fr" { draft.change(.spaces, to: &result) { FrenchSpaces(isCanadian: region == "CA").edits($0) } }
    draft.change(.units, to: &result) { UnitRules(language: language).edits($0) }
    if language == "es" { result.unopened = draft.unopenedSentences() }
    if !result.changes.isEmpty { result.spans = draft.spans(like: spans) }
    return result
  }

  // MARK: Rules of all languages

  /// Three full stops and no more.
  private func ellipses(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    var edits: [TypographicDraft.Edit] = []
    var start = 0
    while start < text.count {
      var end = start
      while text[end] == "." { end += 1 }
      if end - start == 3 { edits.append(.init(start..<end, "…")) }
      start = max(end, start + 1)
    }
    return edits
  }

  /// Between letters, and before the letters that English leaves out of `’tis` and `’90s`.
  private func apostrophes(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    text.indices.filter { text[$0] == "'" }.compactMap { index in
      let isInside = text.isLetter(index - 1) && text.isLetter(index + 1)
      let isElision =
        language == "en" && !text.isWordPart(index - 1)
        && QuoteRules.elisions.contains(text.word(from: index + 1))
      let isDecade =
        language == "en" && !text.isWordPart(index - 1) && text.isDigit(index + 1) && text.isDigit(index + 2)
        && text[index + 3] == "s"
      return isInside || isElision || isDecade ? .init(index..<index + 1, "’") : nil
    }
  }

  /// A hyphen, or two, between spaces. Between figures it may be a minus.
  private func dashes(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    text.indices.compactMap { index in
      guard text[index] == "-", text.isSpace(index - 1) else { return nil }
      let end = text[index + 1] == "-" ? index + 2 : index + 1
      guard text.isSpace(end), index > 1, text[end + 1] != nil, text[index - 2] != nil else { return nil }
      if text.isDigit(index - 2), text.isDigit(end + 1) { return nil }
      return .init(index..<end, "–")
    }
  }

  /// A hyphen between two numbers of which the second is larger; not in dates, telephone numbers and the like.
  private func ranges(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    text.indices.compactMap { index in
      guard text[index] == "-", text.isDigit(index - 1), text.isDigit(index + 1) else { return nil }
      var (start, end) = (index, index + 1)
      while text.isDigit(start - 1), index - start < 5 { start -= 1 }
      while text.isDigit(end), end - index < 6 { end += 1 }
      guard !text.isNumberPart(start - 1), !text.isNumberPart(end), !(text.isDelimiter(end) && text.isDigit(end + 1)),
        let first = text.number(start..<index), let second = text.number(index + 1..<end)
      else { return nil }
      let (digits, others) = (index - start, end - index - 1)
      let isYears = digits == 4 && (1000...2999).contains(first)
      let isRange =
        isYears
        ? (others == 4 && (1000...2999).contains(second) && first < second) || (others == 2 && second > first % 100)
        : others < 4 && first < second
      return isRange ? .init(index..<index + 1, "–") : nil
    }
  }
}
