import CardSpec
import Localization
import Scene

extension PreviewSession {
  /// What the groups of a cell's texts came to. Claims of cards that are as before are remembered.
  func fitGroups(
    for cell: CellID, _ format: Format, _ state: DeckState, _ trial: String?, _ pseudo: PseudoLanguage?,
    _ urgency: RenderPool.Urgency
  ) async throws -> FitGroups {
    let members = fitMembers(of: cell, state)
    guard !members.isEmpty else { return FitGroups() }
    var all: [(place: Int, claims: FitClaims)] = []
    try await withThrowingTaskGroup(of: (Int, CellID, FitClaims).self) { group in
      for (place, member) in members {
        // A trial touches its card alone, as far as groups go.
        let tried = member.card == cell.card ? trial : nil
        if let known = knownClaims(member, tried) {
          all.append((place, known))
        } else if let card = state.card(member.card) {
          let version = state.version
          group.addTask {
            let claims = try await self.render(urgency) { $0.fitClaims(member, format, card, version, pseudo) }
            return (place, member, claims)
          }
        }
      }
      for try await (place, member, claims) in group {
        all.append((place, claims))
        remember(claims, of: member, member.card == cell.card ? trial : nil, state)
      }
    }
    var groups = FitGroups()
    for (place, found) in all {
      if case .claims(let claims) = found { groups.add(claims, place: place) }
    }
    return groups
  }

  /// What the groups of a cell came to, for its document.
  func fitGroups(for cell: CellID, trial: String?) async throws -> FitGroups {
    let (state, pseudo) = try await deck(for: trial)
    guard let format = state.format(cell.format) else { throw PreviewProblem.unknownCell }
    return try await fitGroups(for: cell, format, state, trial, pseudo, .wanted)
  }

  /// The cells whose texts can be in groups with those of a cell, by their places in the deck.
  private func fitMembers(of cell: CellID, _ state: DeckState) -> [(Int, CellID)] {
    let scopes = state.fitScopes
    guard !scopes.isEmpty else { return [] }
    let deck = state.version.deck
    var members: [(Int, CellID)] = []
    for (row, card) in deck.cards.enumerated() {
      for (column, language) in deck.languages.enumerated() {
        let isSameCard = card.id == cell.card
        let isSameLanguage = language == cell.language
        guard
          scopes.contains(.deck) || scopes.contains(.card) && isSameCard || scopes.contains(.language) && isSameLanguage
        else { continue }
        let place = row * deck.languages.count + column
        members.append((place, CellID(card: card.id, language: language, format: cell.format)))
      }
    }
    return members
  }

  private func knownClaims(_ member: CellID, _ trial: String?) -> FitClaims? {
    if let trial { return trialClaims[TrialKey(cell: member, trial: trial, revision: revision)] }
    guard let known = claims[member], known.revision == ownRevision(of: member) else { return nil }
    return known.claims
  }

  private func remember(_ found: FitClaims, of member: CellID, _ trial: String?, _ state: DeckState) {
    if let trial {
      trialClaims.insert(found, for: TrialKey(cell: member, trial: trial, revision: revision))
    } else if self.state?.version.id == state.version.id {
      claims[member] = (ownRevision(of: member), found)
    }
  }

  /// Languages that are not shown have no record, but the card's other cells have.
  private func ownRevision(of member: CellID) -> Int {
    if let record = records[member] { return record.ownRevision }
    let other = state?.languages.first.map { CellID(card: member.card, language: $0, format: member.format) }
    return other.flatMap { records[$0]?.ownRevision } ?? revision
  }
}
