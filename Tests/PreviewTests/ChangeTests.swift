import Foundation
import TestSupport
import Testing
import Typesetting

@testable import Preview

@Suite("A session follows its files")
struct ChangeTests {
  @Test("of a card: its own cells are touched, and no others")
  func card() async throws {
    let stage = try await Stage()
    let before = try await stage.picture(.cell("a"))
    let other = try await stage.picture(.cell("b"))
    try await stage.save(Stage.card("a", "Other words"), to: "cards/a.json")
    let change = try #require(await stage.change())
    #expect(Set(change.cells.compactMap(\.card)) == ["a"])
    #expect(change.cells.count == 6)
    #expect(change.files == ["cards/a.json"])
    #expect(!change.structure)
    let words = try #require(await stage.words())
    #expect(words.cards.map(\.title) == [["en": "Other words", "fr": "Mots"]])
    #expect(words.revision == change.revision && words.cells.isEmpty)
    let after = try await stage.picture(.cell("a"), known: before.tag)
    #expect(after.png != nil && after.png != before.png)
    #expect(after.revision == change.revision)
    #expect(try await stage.picture(.cell("b"), known: other.tag).png == nil)
  }

  @Test("of a card: languages that look as before need no new picture")
  func language() async throws {
    let stage = try await Stage()
    let french = try await stage.picture(.cell("a", "fr"))
    try await stage.save(Stage.card("a", "Other words"), to: "cards/a.json")
    #expect(try await stage.picture(.cell("a", "fr"), known: french.tag).png == nil)
  }

  @Test(
    "that all cards use: every cell is touched",
    arguments: [
      ("theme.json", Stage.theme.replacing("#FFFFFF", with: "#EEEEEE")),
      ("templates/plain.json", Stage.template.replacing("#222222", with: "#333333")),
      ("deck.json", Stage.deck.replacing("\"set\"", with: "\"set\", \"typography\": \"language\"")),
    ])
  func shared(file: String, text: String) async throws {
    let stage = try await Stage()
    try await stage.save(text, to: file)
    let change = try #require(await stage.change())
    #expect(change.cells.count == 12)
    #expect(change.cells.allSatisfy { $0.revision == change.revision })
  }

  @Test("of a picture: the cells that show it are touched")
  func picture() async throws {
    let sign = { (color: String) in
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path fill=\"\(color)\" d=\"M0 0h1v1H0z\"/></svg>"
    }
    let stage = try await Stage { _ in
    } prepare: { folder in
      try folder.write(sign("red"), to: "signs/a.svg")
      try folder.write(Stage.card("a", more: ", \"photo\": \"signs/a.svg\""), to: "cards/a.json")
    }
    let before = try await stage.picture(.cell("a"))
    try await stage.save(sign("blue"), to: "signs/a.svg")
    let change = try #require(await stage.change())
    #expect(Set(change.cells.compactMap(\.card)) == ["a"])
    #expect(try await stage.picture(.cell("a"), known: before.tag).png != nil)
  }

  @Test("of no use to it: nothing is told")
  func foreign() async throws {
    let stage = try await Stage()
    try await stage.save("{}", to: "other.json")
    try await stage.save("words", to: "read me.txt")
    try await stage.save(Stage.card("a", "Other words"), to: "cards/a.json")
    #expect(await stage.change()?.files == ["cards/a.json"])
  }

  @Test("that come and go: cards come and go")
  func cards() async throws {
    let stage = try await Stage()
    try await stage.save(Stage.card("c"), to: "cards/c.json")
    let coming = try #require(await stage.change())
    #expect(coming.structure)
    #expect(await stage.session.stateReport().cards.map(\.id) == ["a", "b", "c"])
    try await stage.remove("cards/a.json")
    let going = try #require(await stage.change())
    #expect(going.structure)
    #expect(await stage.session.stateReport().cards.map(\.id) == ["b", "c"])
    await #expect(throws: PreviewProblem.self) { try await stage.picture(.cell("a")) }
  }

  @Test("also when a card is renamed by another file that takes its place")
  func renamed() async throws {
    let stage = try await Stage()
    try FileManager.default.moveItem(
      atPath: stage.folder.path + "/cards/a.json", toPath: stage.folder.path + "/cards/z.json")
    await stage.told("cards/a.json", "cards/z.json")
    #expect(try #require(await stage.change()).files == ["cards/a.json", "cards/z.json"])
    #expect(await stage.session.stateReport().cards.map(\.file) == ["cards/b.json", "cards/z.json"])
    #expect(try await stage.picture(.cell("a")).state == .ok)
  }
}

@Suite("Fonts of a deck's own")
struct FontTests {
  private static let configuration = """
    <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
    <fontconfig><dir prefix="relative">.</dir></fontconfig>
    """

  @Test("may be saved in place while cards are set in them")
  func savedInPlace() async throws {
    let installed = try FontLibrary(configuration: Stage.fonts).families.first { $0.name == "Inter" }
    let original = try Data(contentsOf: URL(fileURLWithPath: try #require(installed?.faces.first?.file)))
    let fonts = TemporaryFolder()
    try fonts.write(Self.configuration, to: "fonts.conf")
    let file = URL(fileURLWithPath: fonts.path + "/own.otf")
    try original.write(to: file)
    let stage = try await Stage { $0.fontConfiguration = fonts.path + "/fonts.conf" }
    let before = try await stage.picture(.cell("a"))
    #expect(before.state == .ok)
    // Half saved, and nobody was told yet.
    try Data(original.prefix(100)).write(to: file)
    try await stage.save(Stage.card("a", "Quite other letters: VWXYZ"), to: "cards/a.json")
    #expect(try await stage.picture(.cell("a")).state == .ok)
    try original.write(to: file)
    await stage.session.filesChanged([stage.session.watchedFolders[1] + "/own.otf"])
    try await stage.save(Stage.card("a"), to: "cards/a.json")
    #expect(try await stage.picture(.cell("a")).png == before.png)
  }

  @Test("that cannot be read any more leave those that were")
  func broken() async throws {
    let fonts = TemporaryFolder()
    try fonts.write(try String(contentsOfFile: Stage.fonts, encoding: .utf8), to: "fonts.conf")
    let stage = try await Stage { $0.fontConfiguration = fonts.path + "/fonts.conf" }
    let before = try await stage.picture(.cell("a"))
    try fonts.write("<fontconfig>", to: "fonts.conf")
    await stage.session.filesChanged([stage.session.watchedFolders[1] + "/fonts.conf"])
    #expect(try await stage.picture(.cell("a")).tag == before.tag)
    #expect(await stage.session.stateReport().diagnostics.map(\.code) == ["fonts"])
    try fonts.write(try String(contentsOfFile: Stage.fonts, encoding: .utf8), to: "fonts.conf")
    await stage.session.filesChanged([stage.session.watchedFolders[1] + "/fonts.conf"])
    #expect(await stage.session.stateReport().diagnostics.isEmpty)
  }
}

@Suite("A session stays where its files are wrong, and recovers")
struct RecoveryTests {
  @Test(
    "the last good picture is shown under the message",
    arguments: [
      ("cards/a.json", "{\"id\": \"a\", \"templ", 1), ("cards/a.json", "", 1),
      ("cards/a.json", Stage.card("a").replacing("\"slots\"", with: "\n\"slotts\""), 3),
      ("templates/plain.json", Stage.template.replacing("\"fontSize\"", with: "\"fontSise\""), 4),
      ("theme.json", "{\"color\": {\"ground\": \"#FFFFF\"}, \"size\": {\"title\": 40}}", 1),
    ])
  func stale(file: String, text: String, line: Int) async throws {
    let stage = try await Stage()
    let good = try await stage.picture(.cell("a"))
    try await stage.save(text, to: file)
    let change = try #require(await stage.change())
    let answer = try await stage.picture(.cell("a"))
    #expect(answer.state == .stale)
    #expect(answer.tag == good.tag)
    let report = try await stage.session.cellReport(.cell("a"), trial: nil)
    let told = (change.diagnostics + report.diagnostics).filter { $0.severity == "error" }
    let place = try #require(told.compactMap(\.place).first { $0.file == file })
    #expect(place.line == line)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(place.text == lines[line - 1].prefix(240).description)
    let original = ["cards/a.json": Stage.card("a"), "templates/plain.json": Stage.template, "theme.json": Stage.theme]
    try await stage.save(try #require(original[file]), to: file)
    let mended = try await stage.picture(.cell("a"))
    #expect(mended.state == .ok)
    #expect(mended.tag == good.tag)
    #expect(try #require(await stage.change()).diagnostics.isEmpty)
  }

  @Test("a text that does not fit is shown as it is, and told")
  func flawed() async throws {
    let stage = try await Stage()
    let good = try await stage.picture(.cell("a"))
    try await stage.save(
      Stage.card("a", String(repeating: "Endlessly many words that no card can hold. ", count: 12)), to: "cards/a.json")
    let answer = try await stage.picture(.cell("a"))
    #expect(answer.state == .flawed)
    #expect(answer.tag != good.tag)
    #expect(try await stage.session.cellReport(.cell("a"), trial: nil).diagnostics.contains { $0.severity == "error" })
  }

  @Test("a deck that is broken at the start, or not there, is shown once it is right", arguments: ["{", nil])
  func brokenAtStart(text: String?) async throws {
    let stage = try await Stage { _ in
    } prepare: { folder in
      if let text {
        try folder.write(text, to: "deck.json")
      } else {
        try FileManager.default.removeItem(atPath: folder.path + "/deck.json")
      }
    }
    let state = await stage.session.stateReport()
    #expect(state.deck == nil)
    #expect(state.diagnostics.contains { $0.place?.file == "deck.json" })
    await #expect(throws: PreviewProblem.self) { try await stage.picture(.cell("a")) }
    try await stage.save(Stage.deck, to: "deck.json")
    #expect(try #require(await stage.change()).structure)
    #expect(try await stage.picture(.cell("a")).state == .ok)
  }

  @Test("a deck that breaks leaves the cards as they were")
  func brokenDeck() async throws {
    let stage = try await Stage()
    try await stage.save("{\"name\": ", to: "deck.json")
    #expect(try #require(await stage.change()).diagnostics.contains { $0.place?.file == "deck.json" })
    #expect(try await stage.picture(.cell("a")).png != nil)
    #expect(await stage.session.stateReport().cards.map(\.id) == ["a", "b"])
  }

  @Test("a card that is broken from the beginning has no picture, and says why")
  func missing() async throws {
    let stage = try await Stage { _ in
    } prepare: {
      try $0.write("{\"id\": \"a\",", to: "cards/a.json")
    }
    await #expect {
      try await stage.picture(.cell("a"))
    } throws: { error in
      guard case PreviewProblem.nothingToShow(let found) = error else { return false }
      return found.contains { $0.place?.file == "cards/a.json" }
    }
    #expect(await stage.session.stateReport().cards.first { $0.id == "a" }?.isBroken == true)
  }
}
