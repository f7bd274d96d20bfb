import Testing

@testable import Typesetting

@Suite("Scripts")
struct ScriptTests {
  let typesetter: Typesetter
  private let cjk = FontStyle(families: ["Noto Sans CJK JP"], size: 16)

  init() throws { typesetter = try makeTypesetter() }

  private func glyphs(_ text: String, _ families: String..., language: String, tracking: Double = 0) throws -> [UInt32]
  {
    let style = FontStyle(families: families, size: 16, letterSpacing: tracking)
    return try typesetter.shape(styled(text, style, language: language), width: nil).glyphs
  }

  @Test func hanCharactersTakeTheFormsOfTheLanguage() throws {
    let forms = try ["zh-Hans", "zh-Hant", "zh-HK", "ja", "ko"].map {
      try glyphs("骨直返今", "Noto Sans CJK SC", language: $0)
    }
    #expect(Set(forms).count == 5)
    #expect(try glyphs("骨直返今", "Noto Sans CJK SC", language: "zh-TW") == forms[1])
    #expect(try glyphs("骨直返今", "Noto Sans CJK SC", language: "zh") == forms[0])
    // The family of a language and the language itself lead to the same forms.
    #expect(try glyphs("骨直返今", "Noto Sans CJK JP", language: "ja") == forms[3])
  }

  @Test func cyrillicTakesTheFormsOfTheLanguage() throws {
    #expect(try glyphs("б", "Noto Sans", language: "sr") != glyphs("б", "Noto Sans", language: "ru"))
    #expect(try glyphs("б", "Noto Sans", language: "mk") == glyphs("б", "Noto Sans", language: "sr"))
  }

  @Test func conjunctsAndVowelSignsJoin() throws {
    // Ksha is one glyph; the sign for i stands before the conjunct that it follows.
    #expect(try glyphs("क्ष", "Noto Sans Devanagari", language: "hi").count == 1)
    let (ka, ki) = try (
      glyphs("क", "Noto Sans Devanagari", language: "hi"), glyphs("कि", "Noto Sans Devanagari", language: "hi")
    )
    #expect(ki.count == 2 && ki[1] == ka[0])
  }

  @Test(arguments: [("Noto Sans Devanagari", "समान अधिकार", "hi"), ("Noto Sans Bengali", "সমান অধিকার", "bn")])
  func trackingDoesNotTearAHeadline(family: String, text: String, language: String) throws {
    func width(_ tracking: Double) throws -> Double {
      let style = FontStyle(families: [family], size: 16, letterSpacing: tracking)
      return try typesetter.intrinsicWidths(styled(text.filter { $0 != " " }, style, language: language)).maxContent
    }
    #expect(try isClose(width(0), width(4)))
  }

  @Test(arguments: ["Tiếng Việt ệ ữ ậ", "Tie\u{302}\u{301}ng e\u{323}\u{302}"])
  func stackedMarksStayInTheFontOfTheirLetters(text: String) throws {
    let shaped = try typesetter.shape(
      styled(text, FontStyle(families: ["Inter", "Noto Sans"], size: 16), language: "vi"), width: nil)
    #expect(shaped.runs.map(\.face.family) == ["Inter"])
    #expect(shaped.missing.isEmpty && !shaped.glyphs.contains(0))
  }

  // MARK: Punctuation

  /// The width in ems.
  private func ems(_ text: String, _ language: String, _ features: [String: Int] = [:]) throws -> Double {
    let style = FontStyle(families: ["Noto Sans CJK SC"], size: 1, features: features)
    return try typesetter.intrinsicWidths(styled(text, style, language: language)).maxContent
  }

  @Test(arguments: [
    ("字」、字", "ja", 3.5), ("字、「字", "ja", 3.5), ("（「字」）", "ja", 4.0), ("字。字", "ja", 3.0), ("」：字", "ja", 2.5),
    ("：「字", "ja", 3.0), ("：「字", "zh-Hans", 2.5), ("。」字", "zh-Hant", 3.0), ("字」「字", "zh-Hans", 3.5),
  ])
  func punctuationTakesHalfItsWidthBesidePunctuation(text: String, language: String, width: Double) throws {
    #expect(try isClose(ems(text, language), width))
    #expect(try isClose(ems(text, language, ["halt": 0]), Double(text.count)))
  }

  // MARK: Breaks

  /// The lines that the text is broken to where only the breaks themselves matter.
  private func pieces(
    _ text: String, _ language: String, _ families: [String], _ lineBreak: StyledText.LineBreak = .auto,
    _ wordBreak: StyledText.WordBreak = .normal
  ) throws -> [String] {
    let style = FontStyle(families: families, size: 16)
    var text = styled(text, style, language: language)
    text.lineBreak = lineBreak
    text.wordBreak = wordBreak
    return try typesetter.shape(text, width: 0).texts.map { $0.trimmingSuffix(" ") }
  }

  @Test(arguments: StyledText.LineBreak.all)
  func noLineBeginsWithAStop(rule: StyledText.LineBreak) throws {
    let pieces = try pieces("文、「章」。終わり！", "ja", cjk.families, rule)
    if rule == .anywhere {
      #expect(pieces == ["文", "、", "「", "章", "」", "。", "終", "わ", "り", "！"])
    } else {
      #expect(pieces.prefix(3) == ["文、", "「章」。", "終"])
    }
  }

  @Test(arguments: [
    (StyledText.LineBreak.auto, ["シャッ", "ター", "人々"]), (.strict, ["シャッ", "ター", "人々"]),
    (.normal, ["シ", "ャ", "ッ", "タ", "ー", "人々"]), (.loose, ["シ", "ャ", "ッ", "タ", "ー", "人", "々"]),
  ])
  func smallKanaBeginNoLineUnderStrictRules(rule: StyledText.LineBreak, lines: [String]) throws {
    #expect(try pieces("シャッター人々", "ja", cjk.families, rule) == lines)
  }

  @Test func koreanBreaksBetweenSyllablesOrOnlyAtSpaces() throws {
    let families = ["Noto Sans CJK KR"]
    #expect(try pieces("동등한 권리.", "ko", families) == ["동", "등", "한", "권", "리."])
    #expect(try pieces("동등한 권리.", "ko", families, .auto, .keepAll) == ["동등한", "권리."])
  }

  @Test func aWordMayBeBrokenAnywhereOnRequest() throws {
    #expect(try pieces("ab 12, c", "en", ["Inter"], .auto, .breakAll) == ["a", "b", "1", "2,", "c"])
    #expect(try pieces("e\u{301}b (c", "en", ["Inter"], .anywhere) == ["e\u{301}", "b", "(", "c"])
  }

  @Test func thaiBreaksBetweenTheWordsOfADictionary() throws {
    let thai = ["Noto Sans Thai"]
    #expect(try pieces("ยุติการค้ามนุษย์", "th", thai) == ["ยุติ", "การ", "ค้า", "มนุษย์"])
    #expect(try pieces("ยุติการค้ามนุษย์", "en", thai) == ["ยุติ", "การ", "ค้า", "มนุษย์"])
  }
}

extension StyledText.LineBreak {
  fileprivate static let all: [Self] = [.auto, .loose, .normal, .strict, .anywhere]
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    var text = self
    while text.last == suffix { text.removeLast() }
    return text
  }
}
