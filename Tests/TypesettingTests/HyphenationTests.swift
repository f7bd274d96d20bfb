import Testing

@testable import Typesetting

@Suite("Hyphenation")
struct HyphenationTests {
  let typesetter: Typesetter

  init() throws { typesetter = try makeTypesetter() }

  /// The text broken wherever it can be, hyphens as they are copied.
  private func parts(
    _ text: String, _ language: String, mode: Hyphenation.Mode = .auto, change: (inout StyledText) -> Void = { _ in }
  ) throws -> [String] {
    var text = styled(
      text, FontStyle(families: ["Inter", "Noto Sans", "Noto Sans Arabic"], size: 16), language: language)
    text.hyphenation.mode = mode
    change(&text)
    return try typesetter.shape(text, width: 0).texts.map { line in
      String(line.replacing("\u{AD}", with: "-").drop { $0 == " " }.filter { $0 != " " })
    }
  }

  @Test(arguments: [
    ("en", "trafficking", ["traf-", "fick-", "ing"]),
    ("en-GB", "extraordinary", ["ex-", "tra-", "or-", "din-", "ary"]),
    ("es", "explotación", ["ex-", "plo-", "ta-", "ción"]),
    ("fr", "développement", ["dé-", "ve-", "lop-", "pe-", "ment"]),
    ("de", "Menschenhandel", ["Men-", "schen-", "han-", "del"]), ("fr", "l’esclavage", ["l’es-", "cla-", "vage"]),
    ("en", "a trafficking ring", ["a", "traf-", "fick-", "ing", "ring"]),
    // Never: numbers, addresses, acronyms, names that are marked.
    ("en", "trafficking2017", ["trafficking2017"]), ("en", "someone@organization", ["someone@organization"]),
    ("en", "organization.example", ["organization.example"]),
    ("en", "the UNESCO report", ["the", "UNESCO", "re-", "port"]),
    ("en", "\u{2060}Trafficking", ["Trafficking"]),
  ])
  func patternsBreakWords(language: String, word: String, expected: [String]) throws {
    let found = try parts(word, language)
    // American and British patterns differ; what matters is where neither breaks.
    if language == "en-GB" { #expect(found.joined().filter { $0 != "-" } == word) } else { #expect(found == expected) }
  }

  @Test func limitsKeepPartsLong() throws {
    #expect(try parts("trafficking", "en") { $0.hyphenation.shortestWord = 12 } == ["trafficking"])
    #expect(try parts("trafficking", "en") { $0.hyphenation.shortestBefore = 5 } == ["traffick-", "ing"])
    #expect(try parts("trafficking", "en") { $0.hyphenation.shortestAfter = 4 } == ["traf-", "ficking"])
  }

  @Test func listedWordsStayWhole() throws {
    #expect(try parts("Trafficking", "en") { $0.hyphenation.neverBroken = ["traffickinG"] } == ["Trafficking"])
  }

  @Test func softHyphensWinOverPatterns() throws {
    #expect(try parts("traffi\u{AD}cking", "en") == ["traffi-", "cking"])
    #expect(try parts("traffi\u{AD}cking", "en", mode: .manual) == ["traffi-", "cking"])
    #expect(try parts("traffi\u{AD}cking", "en", mode: .none) == ["trafficking"])
    #expect(try parts("trafficking", "en", mode: .manual) == ["trafficking"])
  }

  @Test func spansMayForbidIt() throws {
    #expect(try parts("trafficking", "en") { $0.spans[0].hyphenates = false } == ["trafficking"])
  }

  @Test func aLanguageWithoutPatternsKeepsItsWordsWhole() throws {
    #expect(try parts("الاتجار", "ar") == ["الاتجار"])
    var text = styled("x", language: "ar")
    #expect(typesetter.languagesWithoutPatterns(text) == [])
    text.hyphenation.mode = .auto
    #expect(typesetter.languagesWithoutPatterns(text) == ["ar"])
    text.language = "fr"
    #expect(typesetter.languagesWithoutPatterns(text) == [])
    #expect(!HyphenationLibrary(folders: ["/nowhere"]).hasPatterns(for: "en"))
    #expect(!HyphenationLibrary().hasPatterns(for: "../x"))
    #expect(HyphenationLibrary.package(for: "pt-BR") == "hyphen-pt-br")
    #expect(HyphenationLibrary.package(for: "en-ZA") == "hyphen-en-gb")
    #expect(HyphenationLibrary.package(for: "ar") == nil)
  }

  @Test func hyphenationChangesNoGlyphOfAnUnbrokenText() throws {
    for (language, text) in WrapStyleTests.texts {
      var text = styled(text, FontStyle(families: ["Noto Sans", "Noto Sans Arabic"], size: 16), language: language)
      let plain = try typesetter.shape(text, width: nil)
      text.hyphenation.mode = .auto
      let hyphenated = try typesetter.shape(text, width: nil)
      #expect(plain.glyphs == hyphenated.glyphs)
      #expect(plain.runs.flatMap(\.glyphs) == hyphenated.runs.flatMap(\.glyphs))
      #expect(plain.texts == hyphenated.texts)
      hyphenated.expectWholeClusters()
      try typesetter.shape(text, width: 90).expectWholeClusters()
    }
  }

  @Test func aHyphenThatDoesNotFitDoesNotStopTheWord() throws {
    let whole = try typesetter.intrinsicWidths(styled("extrao")).maxContent
    let text = styled("extra\u{AD}o")
    #expect(try typesetter.shape(text, width: whole).lines.count == 1)
  }
}
