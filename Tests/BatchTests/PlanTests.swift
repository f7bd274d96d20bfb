import CardSpec
import Diagnostics
import Files
import Foundation
import Testing

@testable import Batch

@Suite("A plan lists the files of a run")
struct PlanTests {
  private static let formats = ["a6-landscape", "a6-landscape-print", "a5-portrait", "og", "square"].map { name in
    BuiltInFormats.all.first { $0.name == name }
  }.compactMap { $0 }

  private func deck(_ formats: [Format] = PlanTests.formats) -> Deck {
    var deck = Deck(name: "set", languages: ["en", "fr"], sourceLanguage: "en", folder: ".", file: "deck.json")
    deck.formats = formats
    deck.knownFormats = BuiltInFormats.all
    deck.cards = ["one", "two"].map { Card(id: $0, location: SourceLocation(file: "x.json", line: 1, column: 1)) }
    return deck
  }

  private func request(_ change: (inout RenderRequest) -> Void = { _ in }) -> RenderRequest {
    var request = RenderRequest(outputFolder: "Output", fontConfiguration: "")
    change(&request)
    return request
  }

  @Test func aRunMakesEveryCardInEveryLanguageAndFormat() throws {
    let plan = try Plan.make(request(), deck: deck())
    #expect(
      plan.jobs.map(\.path) == [
        "en/set.pdf", "en/set-print.pdf", "en/set-a5-portrait.pdf", "en/og/one.png", "en/og/two.png",
        "en/square/one.png", "en/square/two.png", "fr/set.pdf", "fr/set-print.pdf", "fr/set-a5-portrait.pdf",
        "fr/og/one.png", "fr/og/two.png", "fr/square/one.png", "fr/square/two.png",
      ])
  }

  @Test func aPDFHoldsAllCards() throws {
    let job = try #require(try Plan.make(request(), deck: deck()).jobs.first)
    #expect(job.cards.map(\.id) == ["one", "two"])
  }

  @Test func eachCardCanHaveAPDFOfItsOwn() throws {
    let plan = try Plan.make(
      request {
        $0.pdfPerCard = true
        $0.languages = ["fr"]
        $0.formats = ["a6-landscape"]
      }, deck: deck())
    #expect(plan.jobs.map(\.path) == ["fr/set.pdf", "fr/a6-landscape/one.pdf", "fr/a6-landscape/two.pdf"])
  }

  @Test func aFormatThatTheDeckDoesNotListCanBeAskedFor() throws {
    let plan = try Plan.make(
      request {
        $0.formats = ["story"]
        $0.cards = ["two"]
      }, deck: deck())
    #expect(plan.jobs.map(\.path) == ["en/story/two.png", "fr/story/two.png"])
  }

  @Test func thePressPDFKeepsItsNameWhereTheDeckHasOnlyThePlainOne() throws {
    let plan = try Plan.make(
      request {
        $0.formats = ["a6-landscape-print"]
        $0.languages = ["en"]
      }, deck: deck([Self.formats[0]]))
    #expect(plan.jobs.map(\.path) == ["en/set-print.pdf"])
  }

  @Test func aDocumentHoldsAllCardsWhereOnlySomeAreAskedFor() throws {
    let plan = try Plan.make(
      request {
        $0.cards = ["two"]
        $0.languages = ["en"]
        $0.formats = ["a6-landscape", "og"]
      }, deck: deck())
    #expect(plan.jobs.map(\.path) == ["en/set.pdf", "en/og/two.png"])
    #expect(plan.jobs[0].cards.map(\.id) == ["one", "two"])
  }

  @Test func aCardThatIsLeftOutIsMissingInDocumentsAndNoUnknownName() throws {
    var deck = deck()
    deck.leftOut = ["three"]
    #expect(try Plan.make(request(), deck: deck).jobs.first?.leftOut == ["three"])
    #expect(try Plan.make(request { $0.cards = ["three"] }, deck: deck).jobs.isEmpty)
  }

  @Test func whatIsAskedForTwiceIsMadeOnce() throws {
    let plan = try Plan.make(
      request {
        $0.cards = ["two", "one", "two"]
        $0.formats = ["og", "og"]
        $0.languages = ["en", "en"]
      }, deck: deck())
    #expect(plan.jobs.map(\.path) == ["en/og/two.png", "en/og/one.png"])
  }

  @Test func everyUnknownNameIsToldWithTheNearest() throws {
    let error = #expect(throws: UnknownNames.self) {
      try Plan.make(
        request {
          $0.cards = ["tow", "zebra"]
          $0.languages = ["de"]
          $0.formats = ["squar"]
        }, deck: deck())
    }
    #expect(
      error?.diagnostics.map { "\($0.message); \($0.help ?? "")" } == [
        "there is no card \"tow\" in this deck; did you mean \"two\"?",
        "there is no card \"zebra\" in this deck; the deck has: one, two",
        "there is no language \"de\" in this deck; the deck has: en, fr",
        "there is no format \"squar\" in this deck; did you mean \"square\"?",
      ])
  }

  // MARK: Patterns

  @Test(
    arguments: [
      (["t*"], [], ["en/og/two.png"]), (["*"], [], ["en/og/one.png", "en/og/two.png"]),
      (["?wo", "one"], [], ["en/og/two.png", "en/og/one.png"]), (["one"], ["sto*"], ["en/story/one.png"]),
      (["o*", "one"], ["o?"], ["en/og/one.png"]),
    ] as [([String], [String], [String])])
  func namesMayBePatterns(cards: [String], formats: [String], paths: [String]) throws {
    let plan = try Plan.make(
      request {
        $0.cards = cards
        $0.languages = ["e*"]
        $0.formats = formats.isEmpty ? ["og"] : formats
      }, deck: deck())
    #expect(plan.jobs.map(\.path) == paths)
  }

  @Test func aPatternOfFormatsStandsForThoseOfTheDeck() throws {
    let plan = try Plan.make(request { $0.formats = ["a*"] }, deck: deck())
    #expect(Set(plan.jobs.map(\.format.name)) == ["a6-landscape", "a6-landscape-print", "a5-portrait"])
  }

  @Test func patternsThatMatchNothingAreToldLikeUnknownNames() throws {
    let error = #expect(throws: UnknownNames.self) {
      try Plan.make(
        request {
          $0.cards = ["x*", "x*"]
          $0.languages = ["?"]
        }, deck: deck())
    }
    #expect(
      error?.diagnostics.map { "\($0.code): \($0.message); \($0.help ?? "")" } == [
        "unknown-card: no card of this deck matches \"x*\"; the deck has: one, two",
        "unknown-language: no language of this deck matches \"?\"; the deck has: en, fr",
      ])
  }

  @Test func onlyARunWithoutAnyChoiceIsWhole() throws {
    #expect(try Plan.make(request(), deck: deck()).isWhole)
    #expect(try !Plan.make(request { $0.cards = ["*"] }, deck: deck()).isWhole)
    #expect(try !Plan.make(request { $0.formats = ["og"] }, deck: deck()).isWhole)
    #expect(try !Plan.make(request(), deck: deck()).keeping { _ in true }.isWhole)
  }

  // MARK: Writing

  @Test func aFullDiskIsToldOnceForAllFiles() throws {
    let jobs = try Plan.make(request { $0.formats = ["og"] }, deck: deck()).jobs
    let full = FileError(message: "x cannot be written", code: ENOSPC)
    let text = TextRenderer().render(jobs.map { .unwritten($0, full, "Output") })
    #expect(text.hasPrefix("error: there is no room left for files in Output [disk-full]\n"))
    #expect(text.contains("  in: card one, language en, format og, and 3 more\n"))
    #expect(text.hasSuffix("\n1 error\n"))
  }

  @Test func anyOtherReasonNamesTheFile() throws {
    let job = try #require(try Plan.make(request { $0.formats = ["og"] }, deck: deck()).jobs.first)
    let error = FileError(message: "Output/en/og/one.png cannot be written: Permission denied", code: EACCES)
    let diagnostic = Diagnostic.unwritten(job, error, "Output")
    #expect(diagnostic.code == "output")
    #expect(diagnostic.message.contains("Permission denied"))
  }
}
