import Foundation
import Testing

@testable import CardSpec

@Suite("What a card says")
struct CardContentTests {
  /// A deck whose cards have more text together than stays in memory.
  private func deck(paddedTo size: Int) throws -> Deck {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-content-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "deck.json": #"{"name": "d", "languages": ["en"], "formats": ["og"], "cards": ["*.card.json"]}"#,
      "a.card.json": card("a"), "b.card.json": card("b"), "c.card.json": card("c"),
    ]
    for (name, text) in files {
      let padded = name == "deck.json" ? text : text + String(repeating: "\n", count: size)
      try padded.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let loaded = SpecLoader.loadDeck(folder.appending(path: "deck.json").path)
    #expect(loaded.diagnostics.isEmpty)
    return try #require(loaded.deck)
  }

  private func card(_ id: String) -> String {
    """
    {
      "id": "\(id)", "title": "Card \(id)", "alt": "Shows \(id)", "link": "https://example.org/\(id)",
      "slots": {"fact": {"en": "Fact \(id)"}},
      "parts": {"rule": {"type": "rect", "height": 1}},
      "layout": {"type": "text", "text": "{{fact}}"}
    }
    """
  }

  private func isAside(_ card: Card) -> Bool { if case .aside = card.body { true } else { false } }

  @Test("is the same in memory and put aside, with its places in the file", arguments: [10, 200_000])
  func content(size: Int) throws {
    let deck = try deck(paddedTo: size)
    #expect(deck.cards.map(isAside) == (size > 1000 ? [false, true, true] : [false, false, false]))
    for card in deck.cards {
      // The files are gone by now.
      let content = try card.content()
      #expect(content.title?.string == "Card \(card.id)")
      #expect(content.alt?.string == "Shows \(card.id)")
      #expect(content.link?.string == "https://example.org/\(card.id)")
      #expect(content.slots["fact"]?["en"]?.string == "Fact \(card.id)")
      #expect(content.slots["fact"]?.path == "slots.fact")
      #expect(content.slots["fact"]?.location.line == 3)
      #expect(content.slots["fact"]?.location.file.hasSuffix("\(card.id).card.json") == true)
      #expect(content.parts["rule"]?["height"]?.number == 1)
      #expect(content.layout?["text"]?.string == "{{fact}}")
    }
  }
}
