/// A number and what it counts, and the groups of a number, are never parted: their space becomes one that does not break.
struct UnitRules {
  let language: String

  private static let units: Set<String> = Set(
    """
    % ‰ € $ £ ¥ ° °C °F EUR USD GBP CHF kg g mg t km m cm mm µm km² m² cm² ha l L ml h min s ms km/h kW kWh W V A Hz kHz \
    MHz GHz kB MB GB TB pt px mio Mio Mrd
    """.split(separator: " ").map(String.init))

  private static let words: [String: Set<String>] = [
    "en": ["million", "billion", "trillion", "thousand", "percent"],
    "es": ["mil", "millón", "millones", "billón", "billones", "euros", "dólares"],
    "fr": ["million", "millions", "milliard", "milliards", "mille", "euros", "dollars"],
    "de": ["Million", "Millionen", "Milliarde", "Milliarden", "Tausend", "Prozent", "Euro", "Dollar"],
  ]

  /// What stands before a number.
  private static let labels: Set<String> = ["n°", "n.º", "nº", "nr.", "p.", "pp.", "art.", "§", "fig."]

  func edits(_ text: TypographicDraft) -> [TypographicDraft.Edit] {
    text.indices.compactMap { index in
      guard text.isSpace(index) else { return nil }
      if isGroup(after: index, text) { return .init(index..<index + 1, "\u{202F}") }
      if text.isDigit(index - 1), isUnit(after: index, text) { return .init(index..<index + 1, "\u{A0}") }
      if text.isDigit(index + 1), isLabel(before: index, text) { return .init(index..<index + 1, "\u{A0}") }
      return nil
    }
  }

  /// Three figures after one to three others, in languages that group so.
  private func isGroup(after index: Int, _ text: TypographicDraft) -> Bool {
    guard language != "en", (1...3).allSatisfy({ text.isDigit(index + $0) }), !text.isWordPart(index + 4),
      text[index + 4] != "-", text[index + 4] != "/"
    else { return false }
    var start = index
    while text.isDigit(start - 1), index - start < 4 { start -= 1 }
    // `en 2017 100 personas` is a year and a number.
    return (1...3).contains(index - start) && !text.isLetter(start - 1)
  }

  private func isUnit(after index: Int, _ text: TypographicDraft) -> Bool {
    var end = index + 1
    var word = ""
    while let scalar = text[end], !text.isBlank(end), word.count < 12 {
      word.unicodeScalars.append(scalar)
      end += 1
    }
    while let last = word.last, ".,;:!?…)»”".contains(last) { word.removeLast() }
    return Self.units.contains(word) || Self.words[language]?.contains(word) == true
  }

  private func isLabel(before index: Int, _ text: TypographicDraft) -> Bool {
    var start = index
    while !text.isBlank(start - 1), index - start < 5 { start -= 1 }
    guard text.isBlank(start - 1) || text[start - 1] == "(" else { return false }
    var label = ""
    for scalar in (start..<index).compactMap({ text[$0] }) { label.unicodeScalars.append(scalar) }
    // In small letters, "no." ends a sentence.
    return label == "No." || Self.labels.contains(label.lowercased())
  }
}
