import CardSpec
import Diagnostics
import Localization
import Templating
import Testing

@Suite("The campaign's deck")
struct CampaignTests {
  static let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/CardSpecs"

  @Test("is loaded, localised and filled in without a word")
  func silent() throws {
    let loaded = SpecLoader.loadDeck(Self.folder + "/deck.json")
    #expect(TextRenderer().render(loaded.diagnostics) == TextRenderer().render([]))
    let deck = try #require(loaded.deck)
    #expect(deck.cards.count == 13)
    let localizer = Localizer(deck: deck)
    let engine = TemplateEngine(deck: deck)
    for card in deck.cards {
      for language in deck.languages {
        let localized = localizer.localize(card, language: language)
        #expect(localized.diagnostics.isEmpty)
        let ready = try #require(localized.card)
        for format in deck.formats {
          let instance = engine.instantiate(ready, format: format)
          #expect(TextRenderer().render(instance.diagnostics) == TextRenderer().render([]))
          #expect(instance.node != nil)
        }
      }
    }
  }
}
