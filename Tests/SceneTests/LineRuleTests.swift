import Testing

@testable import Scene

@Suite("How lines are made")
struct LineRuleTests {
  /// Also of a text that does not fit.
  private func lines(_ properties: String) throws -> Int? {
    let text = "Three targets deserve equal priority today"
    let layout = "{\"children\": [{\"text\": \"\(text)\", \"fontFamily\": \"Inter\", \(properties)}]}"
    return try explainAndCompose(layout).explained.scene?.boxes[1].lines
  }

  /// `whiteSpace` says whether lines are broken, `textWrap` whether and how; the latter wins on the same node.
  @Test(arguments: [
    ("\"whiteSpace\": \"normal\"", 2), ("\"textWrap\": \"nowrap\"", 1), ("\"whiteSpace\": \"nowrap\"", 1),
    ("\"whiteSpace\": \"nowrap\", \"textWrap\": \"balance\"", 2),
    ("\"textWrap\": \"nowrap\", \"whiteSpace\": \"normal\"", 1),
    ("\"textWrap\": \"pretty\"", 2), ("\"textWrap\": \"wrap\"", 2),
  ])
  func textWrapAndWhiteSpace(properties: String, count: Int) throws {
    #expect(try lines("\(properties), \"maxWidth\": 300, \"fontSize\": 17") == count)
  }

  @Test func aChildMayForbidWhatItInheritsByWhiteSpaceAlone() throws {
    let scene = try compose(
      """
      {"textWrap": "balance", "fontFamily": "Inter", "children": [
        {"text": "Three targets deserve equal priority", "whiteSpace": "nowrap", "maxWidth": 390}]}
      """
    ).requireScene()
    #expect(scene.boxes[1].lines == 1)
  }

  @Test func wordsOfLinksAndCodeAreNotHyphenated() throws {
    func drawn(_ text: String) throws -> String? {
      let composed = try explainAndCompose(
        """
        {"flexDirection": "column", "hyphens": "auto", "fontFamily": "Inter", "fontSize": 8, "children": [
          {"text": "\(text)", "width": 40}]}
        """)
      return composed.explained.scene?.glyphs.map(\.run.text).joined()
    }
    #expect(try drawn("extraordinarily long")?.contains("\u{AD}") == true)
    #expect(try drawn("[extraordinarily](https://a.org) long")?.contains("\u{AD}") == false)
    #expect(try drawn("`extraordinarily` long")?.contains("\u{AD}") == false)
  }

  @Test func listsOfWordsAddUp() throws {
    let composed = try compose(
      """
      {"flexDirection": "column", "hyphens": "auto", "neverHyphenate": ["extraordinarily"], "fontFamily": "Inter",
       "fontSize": 8, "children": [
        {"text": "extraordinarily incomprehensible", "neverHyphenate": ["incomprehensible"], "width": 72}]}
      """
    ).requireScene()
    #expect(!composed.glyphs.map(\.run.text).joined().contains("\u{AD}"))
  }

  @Test func whatWasDoneIsNoted() throws {
    let composed = try compose(
      """
      {"flexDirection": "column", "fontFamily": ["Inter", "Noto Sans Arabic"], "children": [
        {"text": "One two three four five six seven eight nine", "lineClamp": 1, "width": 100},
        {"text": "Quoi ?", "lang": "fr", "typography": "language"}, {"text": "Quoi ?", "lang": "fr"},
        {"text": "Nada!", "lang": "es", "typography": "language"},
        {"text": "شكرا", "lang": "ar", "hyphens": "auto"}, {"text": "شكرا", "lang": "ar", "hyphens": "auto"}]}
      """)
    #expect(
      composed.messages == [
        "text-clamped: the text \"One two three four five six seven eight nine\" was cut after 1 line [layout/0]",
        "typography: spaces at punctuation were put right once: \"Quoi ?\" became \"Quoi[U+202F]?\" [layout/1]",
        "unopened-sentence: the sentence that ends in \"Nada!\" has no ¿ or ¡ [layout/3]",
        "no-hyphenation: words in \"ar\" are not hyphenated: there are no patterns for it [layout/4]",
      ])
    let scene = try composed.requireScene()
    #expect(scene.boxes[2].text == "Quoi\u{202F}?")
    #expect(scene.boxes[3].text == "Quoi ?")
    #expect(composed.diagnostics.map(\.severity) == [.note, .note, .warning, .note])
  }

  @Test func lineClampKeepsTheBoxLow() throws {
    let scene = try compose(
      """
      {"flexDirection": "column", "alignItems": "flex-start", "children": [
        {"text": "One two three four five six seven eight nine", "lineClamp": 2, "width": 100, "lineHeight": "20px",
         "fontFamily": "Inter"}]}
      """
    ).requireScene()
    #expect(scene.boxes[1].frame.height == 40)
  }

  // MARK: Letters

  @Test func missingSmallCapitalsAreMadeOfCapitals() throws {
    func runs(_ caps: String, _ family: String) throws -> [(text: String, size: Double)] {
      try compose(
        """
        {"children": [{"text": "Ab cD 1", "fontFamily": "\(family)", "fontSize": 20, "fontVariantCaps": "\(caps)"}]}
        """
      ).requireScene().glyphs.map { ($0.run.text, $0.run.size) }
    }
    let own = try runs("small-caps", "Noto Sans")
    #expect(own.map(\.text) == ["Ab cD 1"] && own.map(\.size) == [20])
    let made = try runs("small-caps", "Inter")
    #expect(made.map(\.text) == ["A", "B C", "D 1"] && made.map(\.size) == [20, 14, 20])
    #expect(try runs("all-small-caps", "Inter").map(\.size) == [14, 20])
    // The font that sets the text decides, not one further down the stack.
    #expect(try runs("all-small-caps", "Inter, Noto Sans").map(\.size) == [14, 20])
  }

  @Test func featuresByNameGiveWayToThoseByTag() throws {
    func glyphs(_ properties: String) throws -> [UInt32] {
      try compose("{\"children\": [{\"text\": \"11 1/2 0\", \"fontFamily\": \"Inter\", \(properties)}]}")
        .requireScene().glyphs.flatMap { $0.run.glyphs.map(\.id) }
    }
    #expect(
      try glyphs("\"fontVariantNumeric\": \"tabular-nums slashed-zero\"")
        == glyphs("\"fontFeatures\": {\"tnum\": 1, \"zero\": 1}"))
    #expect(
      try glyphs("\"fontVariantNumeric\": \"tabular-nums\", \"fontFeatures\": {\"tnum\": 0}")
        == glyphs("\"opacity\": 1"))
    #expect(
      try glyphs("\"fontVariantLigatures\": \"none\"")
        == glyphs("\"fontFeatures\": {\"liga\": 0, \"clig\": 0, \"dlig\": 0, \"hlig\": 0, \"calt\": 0}"))
  }

  @Test func superiorLettersThatAFontHasNotAreMade() throws {
    func run(_ text: String) throws -> (size: Double, isRaised: Bool) {
      let scene = try compose(
        "{\"children\": [{\"text\": \"\(text)\", \"fontFamily\": [\"Inter\"], \"fontSize\": 20, \"fontVariantPosition\": \"super\"}]}"
      ).requireScene()
      let drawing = try #require(scene.glyphs.first)
      let baseline = try compose(
        "{\"children\": [{\"text\": \"\(text)\", \"fontFamily\": [\"Inter\"], \"fontSize\": 20}]}"
      ).requireScene().glyphs.first?.run.glyphs.first?.y
      return (drawing.run.size, try #require(drawing.run.glyphs.first).y < (try #require(baseline)) - 1)
    }
    #expect(try run("1") == (20, false))
    let made = try run("Я")
    #expect(made.size < 18 && made.isRaised)
  }
}
