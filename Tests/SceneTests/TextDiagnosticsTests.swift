import Testing

@testable import Scene

@Suite("What texts are told")
struct TextDiagnosticsTests {
  private func text(_ text: String, _ style: String = "", language: String = "en", more: String = "") throws
    -> Composition
  {
    try compose(
      "{\"fontFamily\": \"Inter\", \"alignItems\": \"flex-start\", \"children\": [{\"text\": \"\(text)\"\(style)}]}",
      language: language, more: more)
  }

  @Test func aMissingCharacterIsNamedWithItsTextAndLanguage() throws {
    let composed = try text("Freedom 自由", language: "fr")
    #expect(
      composed.messages == [
        "missing-character: no font of the stack has \"自\" (U+81EA), \"由\" (U+7531), needed for the text \"Freedom 自由\" in fr [layout/0]"
      ])
    #expect(composed.scene == nil)
    #expect(composed.diagnostics[0].reason == "the fonts asked are: Inter")
  }

  @Test func textThatDoesNotFitSaysByHowMuch() throws {
    let composed = try text("A long headline", ", \"width\": 100, \"height\": 20, \"lineHeight\": \"20px\"")
    #expect(
      composed.messages == [
        "text-overflow: the text \"A long headline\" does not fit its box: it is 20.0 px too high [layout/0]"
      ])
    let subject = composed.diagnostics[0].subject
    #expect(
      subject.card == "card" && subject.language == "en" && subject.format == "test" && subject.node == "layout/0")
    #expect(composed.diagnostics[0].location?.line == 2)
  }

  @Test func aCardWithErrorsIsExplainedAndNotComposed() throws {
    let (explained, composed) = try explainAndCompose(
      "{\"children\": [{\"id\": \"box\", \"width\": 50, \"height\": 20, \"children\": [{\"text\": \"incomprehensible\"}]}]}"
    )
    #expect(composed.scene == nil && composed.messages == explained.messages && composed.messages.count == 1)
    #expect(explained.scene?.boxes.map(\.path) == ["layout", "layout/box", "layout/box/0"])
  }

  @Test func textThatLeavesTheCardSaysSo() throws {
    let composed = try text("low", ", \"lineHeight\": \"20px\", \"position\": \"absolute\", \"top\": 290")
    #expect(
      composed.messages == [
        "text-overflow: the text \"low\" does not fit `layout`: it is 10.0 px too high [layout/0]"
      ])
  }

  @Test func anUnknownFontNamesTheNearest() throws {
    #expect(
      try text("x", ", \"fontFamily\": \"Intter\"").messages == [
        "unknown-font: the font family “Intter” is not installed; did you mean “Inter”? [layout/0]"
      ])
  }

  @Test func aMissingFirstFontIsAWarning() throws {
    let composed = try text("x", ", \"fontFamily\": [\"Campaign Sans\", \"Inter\"]")
    #expect(composed.messages == ["missing-font: the font family “Campaign Sans” is not installed [layout/0]"])
    #expect(composed.scene?.glyphs.map(\.run.face.family) == ["Inter"])
  }

  @Test func anUnknownFeatureIsAnError() throws {
    #expect(
      try text("x", ", \"fontFeatures\": [\"tnmu\"]").messages == [
        "unknown-feature: “tnmu” is not the name of an OpenType feature, as “tnum”, “smcp” or “ss01” are [layout/0]"
      ])
  }

  @Test func aFeatureThatTheFontHasNotIsANote() throws {
    let composed = try text("x", ", \"fontFeatures\": {\"hlig\": 1, \"tnum\": 1, \"smcp\": 0}")
    #expect(
      composed.messages == ["unsupported-feature: no font of the stack has the OpenType feature “hlig” [layout/0]"])
    #expect(composed.diagnostics.map(\.severity) == [.note])
  }

  @Test(arguments: [
    ("see ![a map](map.png)", "a text cannot hold the picture \"map.png\""),
    ("<b>bold</b>", "a text cannot hold the HTML \"<b>\""),
    ("line<br/>break", "a text cannot hold the HTML \"<br/>\""),
    ("[run](javascript:alert(1))", "\"javascript:alert(1)\" is not an address that a text may link to"),
    ("[here](page.html)", "\"page.html\" is not an address that a text may link to"),
    ("[hier](lang:d)", "\"d\" is not a language tag"), ("[hier](lang:)", "\"\" is not a language tag"),
  ])
  func markupThatATextCannotHaveIsAnError(source: String, message: String) throws {
    #expect(try text(source).messages.first == "text-markup: \(message) [layout/0]")
  }

  @Test(arguments: ["1 < 2 > 0", "# 16", "- yes", "1. no", "> said", "a * b * c", "\\\\<b>", "A & B", "___"])
  func plainSignsStay(source: String) throws {
    let composed = try text(source)
    #expect(composed.messages == [])
    #expect(composed.scene?.boxes[1].text == source.replacing("\\\\", with: ""))
  }

  // MARK: Languages

  @Test(arguments: [
    ("en", "x", "Inter"), ("ar", "x", "Noto Sans Arabic"), ("ar-EG", "x", "Noto Sans Arabic"),
    ("fa", "x", "Noto Naskh Arabic"),
    ("he", "x", "Noto Sans Hebrew"), ("zh-TW", "x", "Noto Sans"), ("zh-Hant", "x", "Noto Sans"),
    ("zh", "x", "Noto Serif"),
    ("zh-Hans-CN", "x", "Noto Serif"), ("ja", "x", "Noto Sans Display"), ("sr-Latn", "x", "Inter"),
    ("hi-Latn-IN", "x", "Inter"),
  ])
  func aFontTokenHasAStackForEachLanguage(language: String, text: String, family: String) throws {
    let theme = """
      , "theme": {"font": {"body": {"default": "Inter", "ar": ["Noto Sans Arabic"], "Arab": "Noto Naskh Arabic", "he": ["Noto Sans Hebrew"],
        "Hant": ["Noto Sans"], "zh": ["Noto Serif"], "ja": ["Noto Sans Display"]}}}
      """
    for style in ["", ", \"fontFamily\": \"$font.body\""] {
      let composed = try compose(
        "{\"children\": [{\"text\": \"\(text)\"\(style)}]}", language: language, more: theme)
      let scene = try composed.requireScene()
      #expect(scene.diagnostics.isEmpty)
      // The Arabic fonts of Noto have no Latin letters, and the next family of the stack gives them.
      let asked = family.contains("Arabic") || family.contains("Hebrew") ? ["Inter", family] : [family]
      #expect(asked.contains(scene.glyphs[0].run.face.family))
    }
  }

  @Test func otherLanguagesOfTheStackServeQuotations() throws {
    let theme = ", \"theme\": {\"font\": {\"body\": {\"default\": [\"Inter\"], \"ar\": [\"Noto Sans Arabic\"]}}}"
    let composed = try compose("{\"children\": [{\"text\": \"Salam سلام\"}]}", more: theme)
    #expect(try composed.requireScene().glyphs.map(\.run.face.family) == ["Inter", "Noto Sans Arabic"])
  }

  @Test func codeHasItsOwnFamilies() throws {
    let theme = ", \"theme\": {\"font\": {\"body\": [\"Inter\"], \"code\": [\"Noto Serif\"]}}"
    let composed = try compose("{\"children\": [{\"text\": \"run `make`\"}]}", more: theme)
    #expect(try composed.requireScene().glyphs.map(\.run.face.family) == ["Inter", "Noto Serif"])
  }

  // MARK: Computed values

  @Test func letterSpacingIsComputedWhereItIsWritten() throws {
    let composed = try compose(
      "{\"fontFamily\": \"Inter\", \"fontSize\": 20, \"letterSpacing\": \"0.1em\", \"children\": [{\"text\": \"ab\", \"fontSize\": 10}]}"
    )
    let plain = try compose("{\"fontFamily\": \"Inter\", \"children\": [{\"text\": \"ab\", \"fontSize\": 10}]}")
    let (spaced, tight) = (try composed.requireScene().glyphs[0].run, try plain.requireScene().glyphs[0].run)
    #expect(isClose(spaced.glyphs[1].x - tight.glyphs[1].x, 2))
  }

  @Test(arguments: [
    ("en", "uppercase", "straße", "STRASSE"), ("tr", "uppercase", "istanbul ısı", "İSTANBUL ISI"),
    ("el", "uppercase", "Άνθρωπος", "ΑΝΘΡΩΠΟΣ"), ("tr", "lowercase", "ISI", "ısı"),
    ("en", "capitalize", "“free (from) fear”", "“Free (From) Fear”"),
    ("en", "capitalize", "hel**lo** *world*", "Hello World"),
    ("fr", "capitalize", "l’été", "L’été"), ("en", "none", "aB", "aB"),
  ])
  func textTransforms(language: String, transform: String, source: String, result: String) throws {
    let composed = try compose(
      "{\"fontFamily\": [\"Inter\", \"Noto Sans\"], \"children\": [{\"text\": \"\(source)\", \"textTransform\": \"\(transform)\"}]}",
      language: language)
    #expect(try composed.requireScene().boxes[1].text == result)
  }
}
