import Batch
import CardSpec
import Diagnostics

/// The deck as it is now, and what is needed to tell what a change touches.
struct DeckState: Sendable {
  var version: DeckVersion
  /// In the deck's order, with those that could not be read.
  var cards: [String]
  var languages: [String]
  var formats: [Format]
  /// What is shown.
  var cells: [CellID]
  /// Languages and formats that were asked for, and that the deck does not have: a diagnostic each.
  let unknown: [Diagnostic]
  private var cardsByID: [String: Card]
  private var formatsByName: [String: Format]
  let fitScopes: Set<FitProperties.Scope>

  init(_ version: DeckVersion, _ request: PreviewRequest) {
    let deck = version.deck
    self.version = version
    let own = deck.cards.map(\.id)
    cards = own + deck.leftOut.filter { !own.contains($0) }
    let choice = DeckChoice(languages: request.languages, formats: request.formats, of: deck)
    unknown = choice.unknown.diagnostics
    // In the deck's order, however they were asked for; what the deck does not list itself comes last.
    languages = deck.languages.filter(choice.languages.contains)
    let listed = deck.formats.filter { format in choice.formats.contains { $0.name == format.name } }
    formats = listed + choice.formats.filter { format in !listed.contains { $0.name == format.name } }
    cardsByID = Dictionary(deck.cards.map { ($0.id, $0) }) { first, _ in first }
    formatsByName = Dictionary(formats.map { ($0.name, $0) }) { first, _ in first }
    fitScopes = FitGroupMentions(deck).scopes
    cells = []
    for card in cards {
      for format in formats {
        for language in languages { cells.append(CellID(card: card, language: language, format: format.name)) }
      }
    }
  }

  func card(_ id: String) -> Card? { cardsByID[id] }
  func format(_ name: String) -> Format? { formatsByName[name] }

  /// Whether both show the same cells.
  func hasSameCells(as other: DeckState) -> Bool {
    cards == other.cards && languages == other.languages && formats == other.formats
      && version.deck.name == other.version.deck.name && version.deck.title == other.version.deck.title
  }

  // MARK: Changes

  /// Cells that a change touches, and those whose own card it touches.
  func touched(by changes: ChangedFiles, _ sources: JobSources) -> (all: Set<CellID>, own: Set<CellID>) {
    guard let screen = formats.first(where: { !$0.isPress }) ?? formats.first else { return ([], []) }
    let pressChanged = sources.pressChanged(changes)
    // What a card is made from does not depend on the language, and on the format only as far as a press has a profile.
    let own = cards.filter { id in
      guard let card = card(id) else { return false }
      let job = Plan.Job(kind: .png, cards: [card][...], language: languages.first ?? "", format: screen, path: "")
      return sources.isItselfChanged(job, changes)
    }
    let all = sources.groupsReachCards && !own.isEmpty ? cards : own
    let press = pressChanged ? cells.filter { format($0.format)?.isPress ?? false } : []
    return (Set(cells(of: all) + press), Set(cells(of: own) + press))
  }

  private func cells(of cards: [String]) -> [CellID] {
    let wanted = Set(cards)
    return wanted.isEmpty ? [] : cells.filter { wanted.contains($0.card) }
  }
}
