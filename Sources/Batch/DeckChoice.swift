import CardSpec
import Diagnostics

/// The cards, languages and formats of a deck that names and patterns choose.
public struct DeckChoice: Sendable {
  public private(set) var cards: [Card]
  public private(set) var languages: [String]
  public private(set) var formats: [Format]
  /// Names that the deck does not have, a diagnostic each.
  public let unknown: UnknownNames

  /// - Parameter request: Its cards, languages and formats; where there are none, those of the deck are meant.
  init(_ request: RenderRequest, of deck: Deck) {
    self.init(cards: request.cards, languages: request.languages, formats: request.formats, of: deck)
  }

  public init(cards names: [String] = [], languages: [String], formats: [String], of deck: Deck) {
    var unknown = UnknownNames(diagnostics: [])
    // What is wrong with a card that is left out was said when it was loaded.
    let sound = names.filter { name in
      let glob = Glob(name)
      return deck.cards.contains { glob.matches($0.id) } || !deck.leftOut.contains(where: glob.matches)
    }
    cards =
      sound.isEmpty && !names.isEmpty
      ? [] : unknown.choose(sound, from: deck.cards, default: deck.cards, "card") { $0.id }
    self.languages = unknown.choose(languages, from: deck.languages, default: deck.languages, "language") { $0 }
    self.formats = unknown.choose(
      formats, from: deck.formats + deck.knownFormats, default: deck.formats, "format"
    ) { $0.name }
    self.unknown = unknown
  }
}
