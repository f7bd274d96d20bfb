import CardSpec
import Diagnostics
import LiteralText
import Localization
import TestSupport
import Testing

@testable import DataRows

@Suite("CardFilling")
struct CardFillingTests {
  private let folder = TemporaryFolder()

  private static let card = """
    {
      "id": "c", "title": "{{headline}}", "alt": "A: {{region}}", "formats": ["og"], "languages": ["en", "fr"],
      "slots": {
        "headline": { "en": "Sample", "fr": "Exemple" }, "region": "Sample region",
        "share": { "number": 0.5, "style": "percent", "source": "S" }, "plain": "P",
        "row": { "name": "Sample name" }, "byline": "{{row.name}} of {{region}}"
      },
      "layout": { "children": [ { "text": "{{headline}} {{share}}" } ] }
    }
    """

  @Test func columnsReplaceTheSlotsOfTheirNames() throws {
    let (card, _) = try filled("headline,region,name\nNow,*North*,x\n")
    #expect(card.title == "Now")
    #expect(card.slots["region"]?.string.map { LiteralText.reveal($0) } == "*North*")
    #expect(card.slots["plain"]?.string == "P")
  }

  @Test func aNumberKeepsHowTheCardWritesIt() throws {
    let (card, _) = try filled("share:number,name\n0.28,x\n")
    #expect(card.slots["share"]?["text"]?.string == "28%")
    #expect(card.slots["share"]?["number"]?.number == 0.28)
    #expect(card.slots["share"]?["source"]?.string == "S")
  }

  @Test func aLanguagesColumnIsItsTextAndThePlainOneThatOfTheOthers() throws {
    #expect(try filled("headline,headline.fr,name\nA,B,x\n", language: "en").card.title == "A")
    #expect(try filled("headline,headline.fr,name\nA,B,x\n", language: "fr").card.title == "B")
  }

  @Test func withoutAPlainColumnTheOtherLanguagesStayTheCards() throws {
    #expect(try filled("headline.fr,name\nB,x\n", language: "en").card.title == "Sample")
    #expect(try filled("headline.fr,name\nB,x\n", language: "fr").card.title == "B")
  }

  @Test func anEmptyTranslationIsMissingAndNotTheSample() throws {
    let card = try fill("headline.en,headline.fr,name\nA,,x\n").get()
    let localized = Localizer(deck: try deck()).localize(card, language: "fr")
    #expect(localized.card == nil)
    #expect(localized.diagnostics.first?.code == "missing-translation")
    #expect(localized.diagnostics.first?.location?.file == "rows.csv")
  }

  @Test func theWholeRowIsASlotWhereTheCardHasASampleOfIt() throws {
    let (card, _) = try filled("name,region,number:number,id\nAna,North,5,7\n")
    #expect(card.slots["byline"]?.string == "Ana of North")
  }

  @Test func aSampleNeverStandsInForAColumnThatIsNotThere() throws {
    let filling = try CardFilling(try #require(deck().cards.first), deck: try deck())
    let columns = ["region", "nam"].map { Column(name: $0, slot: $0, language: nil, type: .text) }
    let found = filling.missing(among: columns, file: "rows.csv")
    #expect(found.map(\.message) == ["the card's sample of a row has \"name\", and there is no such column"])
    #expect(found.map(\.help) == ["did you mean \"nam\"?"])
  }

  @Test func whatIsEmptyIsAnEmptyTextAndANumberMustBeThere() throws {
    #expect(try filled("region,name,headline\n,x,y\n").card.slots["byline"]?.string == "x of ")
    guard case .failure(let error) = try fill("share:number\n,\n".replacing(",", with: "\"\"")) else {
      return #expect(Bool(false))
    }
    #expect(error.diagnostic.message == "the row has nothing for \"share\"")
  }

  @Test(
    "text of a row is data, whatever it says",
    arguments: ["{{region}}", "$color.accent", "**bold**", "{{", "\\", "a\nb"])
  func textIsData(_ text: String) throws {
    let (card, diagnostics) = try filled("headline,name\n\"\(text)\",x\n")
    #expect(diagnostics == [])
    #expect(card.title == text)
  }

  @Test func markupIsTheAuthorsWhereTheColumnSaysSo() throws {
    let (card, _) = try filled("headline:markup,region,name\n**{{region}}**,N,x\n")
    #expect(card.title == "**N**")
  }

  @Test func aTextColumnCannotFillANumber() throws {
    let column = try Column.read("share", at: SourceLocation(file: "rows.csv", line: 1, column: 1)).get()
    let filling = try CardFilling(try #require(deck().cards.first), deck: try deck())
    #expect(filling.mistake(in: column, file: "rows.csv")?.help == "call the column \"share:number\"")
  }

  // MARK: Help

  private func deck() throws -> Deck {
    try folder.write(Self.card, to: "c.json")
    let loaded = SpecLoader.loadCard(folder.path + "/c.json")
    #expect(loaded.diagnostics == [])
    return try #require(loaded.deck)
  }

  private func fill(_ table: String) throws -> Result<Card, DataError> {
    let deck = try deck()
    var reader = try RowReader(
      ByteSource(Array(table.utf8), name: "rows.csv"), isTable: true, deck: deck, separator: nil)
    #expect(reader.heading() == [])
    guard case .row(let row) = reader.next() else { throw Missing() }
    return try CardFilling(try #require(deck.cards.first), deck: deck).fill(row)
  }

  private struct Missing: Error {}

  private func filled(
    _ table: String, language: String = "en"
  ) throws -> (card: LocalizedCard, diagnostics: [Diagnostic]) {
    let localized = Localizer(deck: try deck()).localize(try fill(table).get(), language: language)
    return (try #require(localized.card), localized.diagnostics)
  }
}
