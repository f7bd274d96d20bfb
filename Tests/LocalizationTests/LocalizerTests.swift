import CardSpec
import Diagnostics
import Localization
import Testing

@Suite("A card in one language")
struct LocalizerTests {
  /// A card whose slots are the JSON given, in a deck of these languages.
  private func localize(
    _ slots: String, title: String = #""T""#, language: String, of languages: [String] = ["en", "fr"]
  ) throws -> (card: LocalizedCard?, diagnostics: [Diagnostic]) {
    let text = #"{"title": \#(title), "alt": "A", "slots": \#(slots)}"#
    let value = try #require(JSONParser.parse(text, file: "card.json").value)
    var content = CardContent()
    content.title = value["title"]
    content.alt = value["alt"]
    content.slots = value["slots"]?.object ?? JSONObject()
    let card = Card(id: "c", location: value.location, content: content)
    let deck = Deck(name: "d", languages: languages, sourceLanguage: languages[0], folder: ".", file: "deck.json")
    return Localizer(deck: deck).localize(card, language: language)
  }

  @Test(
    "takes the most exact text",
    arguments: [("pt-BR", "Brasil"), ("pt-PT", "português"), ("zh-Hant-TW", "繁體"), ("zh", "简体")])
  func fallbacks(language: String, expected: String) throws {
    let slots = #"{"a": {"pt": "português", "pt-BR": "Brasil", "zh": "简体", "zh-Hant": "繁體"}}"#
    let result = try localize(slots, language: language, of: ["pt-BR", "pt-PT", "zh-Hant-TW", "zh"])
    #expect(result.card?.slots["a"]?.string == expected)
  }

  @Test("is missing where a text is, and says which")
  func missing() throws {
    let result = try localize(#"{"headline": {"en": "Hello"}}"#, language: "fr")
    #expect(result.card == nil)
    let problem = try #require(result.diagnostics.first)
    #expect(problem.code == "missing-translation")
    #expect(problem.message == "\"headline\" is not written in \"fr\"")
    #expect(problem.subject == Subject(card: "c", language: "fr"))
    #expect(problem.path == "slots.headline")
  }

  @Test("never takes another language in place of a missing one", arguments: ["en-GB", "fr"])
  func noForeignText(language: String) throws {
    let result = try localize(
      #"{"a": {"en-US": "color", "es": "color"}}"#, language: language, of: ["en-US", language])
    #expect(result.card == nil)
  }

  @Test("leaves objects alone that only look a little like languages")
  func objects() throws {
    let result = try localize(#"{"a": {"id": "x", "no": "y"}, "b": {"en": {"deep": 1}}}"#, language: "en")
    #expect(result.card?.slots["a"]?["id"]?.string == "x")
    #expect(result.card?.slots["b"]?["en"]?["deep"]?.number == 1)
  }

  @Test("fills slots into slots, title and alternative text")
  func references() throws {
    let slots =
      #"{"share": {"number": 0.71, "style": "percent"}, "who": {"en": "women", "fr": "femmes"}, "all": "{{share}} {{who}}"}"#
    let result = try localize(slots, title: #""{{all}}!""#, language: "fr")
    #expect(result.card?.title == "71\u{A0}% femmes!")
  }

  @Test("tells a circle of slots once")
  func circle() throws {
    let result = try localize(#"{"a": "{{b}}", "b": "{{a}}"}"#, language: "en")
    #expect(result.diagnostics.map(\.code) == ["slot-cycle"])
  }

  @Test("bears a chain of references of any length")
  func chain() throws {
    let links = (0..<5000).map { "\"s\($0)\": \"{{s\($0 + 1)}}\"" } + [#""s5000": "end""#]
    let result = try localize("{" + links.joined(separator: ", ") + "}", language: "en")
    #expect(result.card == nil)
    #expect(Set(result.diagnostics.map(\.code)) == ["slot-depth"])
  }
}
