import CardSpec
import Diagnostics
import Foundation
import Localization
import Templating
import Testing

/// Every file of the folder `Wrong` is a document with mistakes, and the text beside it is what a user is told.
///
/// To add a case, write `Wrong/KIND-WHAT.json`, where KIND is card, deck, template or theme, run `make references`,
/// and read what it wrote to `Wrong/KIND-WHAT.txt` as a campaign officer would.
/// - A card stands alone and is rendered in its own languages and formats.
/// - A deck may name the files of `Wrong/files`.
/// - A template is filled by the card of `Wrong/files/card.json`; a theme belongs to that deck.
@Suite("A document with mistakes")
struct WrongDocumentTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
  private static let isRenewing = ProcessInfo.processInfo.environment["PLACARD_REFERENCES"] == "renew"

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test("is told with place, reason and help", arguments: names)
  func told(name: String) throws {
    let document = try Data(contentsOf: Self.folder.appending(path: name + ".json"))
    let told = try Self.diagnose(document, kind: name.split(separator: "-").first.map(String.init) ?? "")
    #expect(told.contains { $0.severity > .note }, "nothing was found wrong")
    #expect(told.allSatisfy { $0.location != nil }, "a diagnostic says no place")
    let text = TextRenderer().render(told)
    let expectation = Self.folder.appending(path: name + ".txt")
    if Self.isRenewing { try Data(text.utf8).write(to: expectation) }
    #expect(try text == String(contentsOf: expectation, encoding: .utf8))
  }

  @Test("comes in many kinds")
  func count() {
    #expect(Self.names.count >= 60)
    let kinds = Set(Self.names.compactMap { $0.split(separator: "-").first })
    #expect(kinds == ["card", "deck", "template", "theme"])
  }

  /// Everything that a run says of the document, with file names as from the deck's folder.
  private static func diagnose(_ document: Data, kind: String) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-wrong-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Self.folder.appending(path: "files"), to: folder)
    try document.write(to: folder.appending(path: kind + ".json"))
    let file = folder.appending(path: kind == "card" ? "card.json" : "deck.json").path
    let loaded = kind == "card" ? SpecLoader.loadCard(file) : SpecLoader.loadDeck(file)
    var found = loaded.diagnostics
    if let deck = loaded.deck { found += diagnose(deck) }
    return found.map { diagnostic in
      var shown = diagnostic
      func local(_ text: String) -> String { text.replacing(folder.path + "/", with: "") }
      shown.location?.file = local(diagnostic.location?.file ?? "")
      shown.message = local(diagnostic.message)
      shown.reason = diagnostic.reason.map(local)
      shown.help = diagnostic.help.map(local)
      return shown
    }
  }

  private static func diagnose(_ deck: Deck) -> [Diagnostic] {
    let localizer = Localizer(deck: deck)
    let engine = TemplateEngine(deck: deck)
    return deck.cards.flatMap { card in
      deck.languages.flatMap { language -> [Diagnostic] in
        let localized = localizer.localize(card, language: language)
        guard let ready = localized.card else { return localized.diagnostics }
        return localized.diagnostics + deck.formats.flatMap { engine.instantiate(ready, format: $0).diagnostics }
      }
    }
  }
}
