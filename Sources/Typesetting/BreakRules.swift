import CPango

/// CSS's `line-break` and `word-break` over the break opportunities of UAX #14 (CSS Text 3, §5.2 and §5.3).
struct BreakRules {
  private let lineBreak: StyledText.LineBreak
  private let wordBreak: StyledText.WordBreak
  /// Chinese and Japanese allow more under the laxer rules.
  private let isChineseOrJapanese: Bool

  init(_ text: StyledText) {
    lineBreak = text.lineBreak
    wordBreak = text.wordBreak
    let primary = text.language.prefix { $0 != "-" }.lowercased()
    isChineseOrJapanese = ["zh", "ja", "yue"].contains(primary)
  }

  /// - Parameter canBreak: Whether a line may end before each scalar; one more entry than scalars.
  func apply(to canBreak: inout [Bool], _ scalars: [Unicode.Scalar], _ startsGrapheme: [Bool]) {
    // The class of the letter before: marks take that of what they stand on (UAX #14, LB9).
    var before: GUnicodeBreakType?
    for (index, scalar) in scalars.enumerated() {
      let type = g_unichar_break_type(scalar.value)
      if let before, startsGrapheme[index] {
        canBreak[index] = answer(canBreak[index], before, type, scalar, follows: scalars[index - 1])
      }
      if type != G_UNICODE_BREAK_COMBINING_MARK || before == nil { before = type }
    }
  }

  private func answer(
    _ canBreak: Bool, _ a: GUnicodeBreakType, _ b: GUnicodeBreakType, _ scalar: Unicode.Scalar,
    follows last: Unicode.Scalar
  ) -> Bool {
    // A space ends the line that it stands on, wherever lines may end.
    if b == G_UNICODE_BREAK_SPACE { return canBreak }
    if lineBreak == .anywhere { return true }
    var canBreak = canBreak
    switch wordBreak {
    case .normal: break
    case .keepAll: canBreak = canBreak && !(Self.isLetter(a) && Self.isLetter(b))
    case .breakAll: canBreak = canBreak || (Self.isLetter(a) && Self.isLetter(b))
    }
    if a == G_UNICODE_BREAK_SPACE { return canBreak }
    return canBreak ? !isForbidden(b) : wordBreak != .keepAll && isAllowed(a, b, scalar, follows: last)
  }

  /// Small kana and the prolonged sound mark begin no line under strict rules.
  private func isForbidden(_ b: GUnicodeBreakType) -> Bool {
    (lineBreak == .auto || lineBreak == .strict) && b == G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER
  }

  /// What the laxer rules allow beyond UAX #14.
  private func isAllowed(
    _ a: GUnicodeBreakType, _ b: GUnicodeBreakType, _ scalar: Unicode.Scalar, follows last: Unicode.Scalar
  ) -> Bool {
    guard lineBreak == .normal || lineBreak == .loose, !Self.isGlue(a) else { return false }
    if b == G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER { return true }
    if isChineseOrJapanese, "\u{2010}\u{2013}\u{301C}\u{30A0}".unicodeScalars.contains(scalar), Self.isWide(a) {
      return true
    }
    guard lineBreak == .loose else { return false }
    if "々〻ゝゞヽヾ".unicodeScalars.contains(scalar) { return true }
    if a == G_UNICODE_BREAK_INSEPARABLE, b == G_UNICODE_BREAK_INSEPARABLE { return true }
    guard isChineseOrJapanese else { return false }
    return "・：；･‼⁇⁈⁉！？％‰′″℃￠".unicodeScalars.contains(scalar) || "￥＄￡№".unicodeScalars.contains(last)
  }

  /// What is a letter of a word for `word-break`; South-East Asian words are found by dictionaries and stay as they are.
  private static func isLetter(_ type: GUnicodeBreakType) -> Bool {
    [
      G_UNICODE_BREAK_ALPHABETIC, G_UNICODE_BREAK_HEBREW_LETTER, G_UNICODE_BREAK_NUMERIC, G_UNICODE_BREAK_AMBIGUOUS,
    ].contains(type) || isWide(type)
  }

  private static func isWide(_ type: GUnicodeBreakType) -> Bool {
    [
      G_UNICODE_BREAK_IDEOGRAPHIC, G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER, G_UNICODE_BREAK_HANGUL_L_JAMO,
      G_UNICODE_BREAK_HANGUL_V_JAMO, G_UNICODE_BREAK_HANGUL_T_JAMO, G_UNICODE_BREAK_HANGUL_LV_SYLLABLE,
      G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE,
    ].contains(type)
  }

  /// What a line never ends with.
  private static func isGlue(_ type: GUnicodeBreakType) -> Bool {
    [
      G_UNICODE_BREAK_OPEN_PUNCTUATION, G_UNICODE_BREAK_QUOTATION, G_UNICODE_BREAK_NON_BREAKING_GLUE,
      G_UNICODE_BREAK_WORD_JOINER, G_UNICODE_BREAK_BEFORE, G_UNICODE_BREAK_PREFIX, G_UNICODE_BREAK_ZERO_WIDTH_JOINER,
    ].contains(type)
  }
}
