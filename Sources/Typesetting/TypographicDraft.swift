/// A text's letters in one row, each with the span that it belongs to, while rules change them.
struct TypographicDraft {
  /// Letters that stand in place of others.
  struct Edit {
    var range: Range<Int>
    var replacement: [Unicode.Scalar]

    init(_ range: Range<Int>, _ replacement: String) {
      self.range = range
      self.replacement = Array(replacement.unicodeScalars)
    }
  }

  private struct Letter {
    var scalar: Unicode.Scalar
    var span: Int
    /// Part of code, of an address, or of another language.
    var isFixed: Bool
  }

  private var letters: [Letter] = []

  init(_ spans: [MarkupSpan]) {
    for (index, span) in spans.enumerated() {
      // Other languages have rules of their own.
      let isFixed = span.isCode || span.language != nil || span.link != nil && Self.isAddress(span.text)
      for scalar in span.text.unicodeScalars {
        letters.append(Letter(scalar: scalar, span: index, isFixed: isFixed))
      }
    }
    fixAddresses()
  }

  var count: Int { letters.count }
  var indices: Range<Int> { letters.indices }

  /// The letter that a rule may look at and change; `nil` outside of the text.
  subscript(index: Int) -> Unicode.Scalar? {
    guard letters.indices.contains(index) else { return nil }
    // Code and addresses count as letters of a word, so that what follows them is a closing mark and never an opening one.
    return letters[index].isFixed ? "x" : letters[index].scalar
  }

  // MARK: Changes

  /// Lets a rule change the text, and writes down what it did.
  mutating func change(
    _ rule: TypographicRules.Rule, to result: inout TypographicRules.Result, _ edits: (TypographicDraft) -> [Edit]
  ) {
    let edits = edits(self).filter { edit in
      !letters[edit.range].contains(where: \.isFixed) && letters[edit.range].map(\.scalar) != edit.replacement
    }
    guard let first = edits.first else { return }
    let before = excerpt(first.range.lowerBound - 8..<first.range.upperBound + 8)
    let grown = first.replacement.count - first.range.count
    apply(edits)
    let after = excerpt(first.range.lowerBound - 8..<first.range.upperBound + grown + 8)
    result.changes.append(.init(rule: rule, count: edits.count, before: before, after: after))
  }

  /// Edits stand in the order of the text and do not overlap.
  private mutating func apply(_ edits: [Edit]) {
    var changed: [Letter] = []
    changed.reserveCapacity(letters.count + edits.count)
    var next = 0
    for edit in edits {
      guard edit.range.lowerBound >= next else { continue }
      changed += letters[next..<edit.range.lowerBound]
      // What is put in belongs to what it replaces, or to the letter after which it stands.
      let model = letters[
        min(edit.range.isEmpty ? max(0, edit.range.lowerBound - 1) : edit.range.lowerBound, count - 1)]
      changed += edit.replacement.map { Letter(scalar: $0, span: model.span, isFixed: false) }
      next = edit.range.upperBound
    }
    letters = changed + letters[next...]
  }

  func spans(like spans: [MarkupSpan]) -> [MarkupSpan] {
    var texts = [String.UnicodeScalarView](repeating: .init(), count: spans.count)
    for letter in letters { texts[letter.span].append(letter.scalar) }
    return zip(spans, texts).map { span, text in
      var span = span
      span.text = String(text)
      return span
    }
  }

  private func excerpt(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters[range.clamped(to: letters.indices)].map(\.scalar))
    return String(text)
  }

  // MARK: Addresses

  private mutating func fixAddresses() {
    var start = 0
    while start < count {
      var end = start
      while end < count, !Self.isSpace(letters[end].scalar) { end += 1 }
      var token = String.UnicodeScalarView()
      token.append(contentsOf: letters[start..<end].map(\.scalar))
      if Self.isAddress(String(token)) {
        // Punctuation at the end of an address is the sentence's.
        var last = end
        while last > start, Self.endsSentence(letters[last - 1].scalar) { last -= 1 }
        for index in start..<last { letters[index].isFixed = true }
      }
      start = max(end, start + 1)
    }
  }

  private static func isAddress(_ token: String) -> Bool {
    if token.contains("://") || token.contains("@") || token.hasPrefix("www.") { return true }
    guard let slash = token.firstIndex(of: "/"), let dot = token.firstIndex(of: ".") else { return false }
    return dot < slash && dot > token.startIndex && token.index(after: dot) < slash
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool { ".,;:!?…»”\")".unicodeScalars.contains(scalar) }

  // MARK: Questions about letters

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\u{A0}" || scalar == "\u{202F}"
      || scalar == "\u{2028}" || scalar == "\u{2009}"
  }

  /// An ordinary space or the start or end of a line; not a space that does not break.
  func isSpace(_ index: Int) -> Bool { self[index] == " " }

  /// Nothing, a forced break, or any space.
  func isBlank(_ index: Int) -> Bool { self[index].map(Self.isSpace) ?? true }

  func isLetter(_ index: Int) -> Bool { self[index]?.properties.isAlphabetic == true }

  func isDigit(_ index: Int) -> Bool { self[index].map { ("0"..."9").contains($0) } == true }

  func isWordPart(_ index: Int) -> Bool { isLetter(index) || isDigit(index) }

  func isDelimiter(_ index: Int) -> Bool { self[index] == "." || self[index] == "," }

  /// What would make a number with a hyphen something other than a range.
  func isNumberPart(_ index: Int) -> Bool {
    isWordPart(index) || self[index] == "-" || self[index] == "–" || self[index] == "/" || self[index] == "+"
      || self[index] == "."
        && isDigit(index - 1) && isDigit(index + 1)
  }

  func number(_ range: Range<Int>) -> Int? { Int(excerpt(range)) }

  /// The letters from an index on, at most 12, in small ones.
  func word(from index: Int) -> String {
    var end = index
    while isLetter(end), end - index < 12 { end += 1 }
    return excerpt(index..<end).lowercased()
  }

  // MARK: Spanish

  /// The ends of questions and exclamations that no mark opens, at most three.
  func unopenedSentences() -> [String] {
    var result: [String] = []
    var (hasQuestion, hasExclamation) = (false, false)
    for index in indices {
      switch self[index] {
      case "¿": hasQuestion = true
      case "¡": hasExclamation = true
      case "?" where !hasQuestion && isWordPart(index - 1), "!" where !hasExclamation && isWordPart(index - 1):
        // One that was opened by the other's mark, as in «¡Qué?».
        if !(hasQuestion || hasExclamation), result.count < 3 { result.append(excerpt(index - 16..<index + 1)) }
        (hasQuestion, hasExclamation) = (false, false)
      case "?", "!", ".", "…", "\u{2028}": (hasQuestion, hasExclamation) = (false, false)
      default: break
      }
    }
    return result
  }
}
