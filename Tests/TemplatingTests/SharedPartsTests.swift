import CardSpec
import Diagnostics
import Localization
import Templating
import Testing

@Suite("The deck's parts")
struct SharedPartsTests {
  /// A deck whose one card uses the part `mark`; `templateParts` are the template's own parts.
  private func instantiate(deckParts: String, templateParts: String = "{}") throws -> (
    node: Node?, diagnostics: [Diagnostic]
  ) {
    let folder = try TemporaryFolder()
    _ = try folder.write(#"{"id": "c", "template": "t", "title": "T", "alt": "A"}"#, to: "cards/c.json")
    let template = #"{"id": "t", "parts": \#(templateParts), "layout": {"children": [{"part": "mark"}]}}"#
    _ = try folder.write(template, to: "templates/t.json")
    let text = #"""
      {
        "name": "d", "languages": ["en"], "templates": ["templates/*.json"], "cards": ["cards/*.json"],
        "formats": ["square"], "parts": \#(deckParts)
      }
      """#
    let (deck, found) = SpecLoader.loadDeck(try folder.write(text, to: "deck.json"))
    guard let deck, let card = deck.cards.first, let format = deck.formats.first else { return (nil, found) }
    let localized = Localizer(deck: deck).localize(card, language: "en")
    guard let ready = localized.card else { return (nil, found + localized.diagnostics) }
    let instance = TemplateEngine(deck: deck).instantiate(ready, format: format)
    return (instance.node, found + localized.diagnostics + instance.diagnostics)
  }

  private func text(_ node: Node?) throws -> Node.Content? {
    guard case .box(let children) = try #require(node).content else { return nil }
    return children.first?.content
  }

  @Test("serve every template")
  func shared() throws {
    let instance = try instantiate(deckParts: #"{"mark": {"text": "the deck’s"}}"#)
    #expect(instance.diagnostics.isEmpty)
    #expect(try text(instance.node) == .text("the deck’s"))
  }

  @Test("yield to a template's own part of the same name")
  func overridden() throws {
    let instance = try instantiate(
      deckParts: #"{"mark": {"text": "the deck’s"}}"#, templateParts: #"{"mark": {"text": "its own"}}"#)
    #expect(try text(instance.node) == .text("its own"))
  }

  @Test("are checked like any other nodes")
  func checked() throws {
    let instance = try instantiate(deckParts: #"{"mark": {"text": "T", "colour": "red"}}"#)
    let problem = try #require(instance.diagnostics.first)
    #expect(problem.code == "unknown-key")
    #expect(problem.path == "parts.mark.colour")
  }

  @Test("are suggested where a name is near")
  func suggested() throws {
    let instance = try instantiate(deckParts: #"{"marks": {"text": "T"}}"#)
    let problem = try #require(instance.diagnostics.first)
    #expect(problem.code == "unknown-part")
    #expect(problem.help == "did you mean \"marks\"?")
  }
}
