import CardSpec

/// The strings and numbers of a deck that may be saved: those that are offered to be tried, card by card.
struct SavableWords {
  private let deck: Deck
  private let files: DeckFiles

  init(_ deck: Deck, _ files: DeckFiles) {
    self.deck = deck
    self.files = files
  }

  func contains(_ edit: SpecEdit) -> Bool {
    let own = deck.cards.filter { files.name($0.location.file) == edit.file }
    // Whichever card uses a template or the deck's parts, their words are the same.
    let sharing = deck.cards.first { card in
      card.template.flatMap { deck.templates[$0] }.map { files.name($0.location.file) == edit.file } ?? false
    }
    let any = files.name(deck.file) == edit.file ? deck.cards.first : nil
    return (own + [sharing, any].compactMap { $0 }).contains { card in
      StringList(card, deck, files).strings.contains { $0.file == edit.file && $0.pointer == edit.pointer }
    }
  }
}
