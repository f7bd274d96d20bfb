import CardSpec
import Diagnostics

extension PreviewSession {
  /// Saves words and numbers in the deck's files: all of them, or none. A card that can be shown stays one that can.
  public func save(_ edits: [SpecEdit]) async throws -> [SavedReport] {
    guard let state else { throw noDeck }
    try await checkWords(edits, state.version.deck)
    try await checkCards(edits, state)
    let (turns, deck) = (saveTurns, state.version.deck)
    let saved: Result<Void, EditProblem> = await Self.elsewhere {
      // One after the other: of two saves of one string, the second finds that the file has changed.
      turns.withLock { () -> Result<Void, EditProblem> in
        do throws(EditProblem) { return .success(try SpecSaving(deck: deck).save(edits)) } catch {
          return .failure(error)
        }
      }
    }
    if case .failure(let problem) = saved { throw PreviewProblem.edit(problem) }
    let files = self.files
    return edits.map { edit in
      let place = files.json(edit.file)?.value(at: edit.pointer).map { files.place($0.location) }
      return SavedReport(file: edit.file, pointer: edit.pointer, place: place)
    }
  }

  /// What is saved are words and numbers that readers of a card see or hear; how a card is built is not changed from a page.
  private func checkWords(_ edits: [SpecEdit], _ deck: Deck) async throws {
    let files = self.files
    let problem: EditProblem? = await Self.elsewhere {
      do throws(EditProblem) {
        // What is no string at all is told as such.
        _ = try SpecEditing(deck).edited(edits)
        let words = SavableWords(deck, files)
        let other = edits.firstIndex { !words.contains($0) }
        return other.map { EditProblem(kind: .noWords, index: $0) }
      } catch {
        return error
      }
    }
    if let problem { throw PreviewProblem.edit(problem) }
  }

  /// Tries the edits first, as a page does.
  private func checkCards(_ edits: [SpecEdit], _ state: DeckState) async throws {
    let trial = Trial(edits: edits, pseudo: nil)
    do { _ = try await load(trial) } catch let problem as EditProblem { throw PreviewProblem.edit(problem) }
    trials.insert(trial, for: trial.id)
    let files = try await files(for: trial.id)
    for cell in cellsToCheck(edits, state) {
      let before = try await composed(cell, trial: nil, .wanted)
      guard before.state == .ok || before.state == .flawed else { continue }
      let after = try await composed(cell, trial: trial.id, .wanted)
      guard after.state == .stale || after.state == .missing else { continue }
      let found = after.diagnostics.filter { $0.severity == .error }.ordered()
      throw PreviewProblem.wouldBreak(card: cell.card, found.map { DiagnosticReport($0, files) })
    }
  }

  /// All cells of a card whose own file is edited; of cards that share an edited file, those in the deck's first format, which
  /// is enough to see whether they can be resolved.
  private func cellsToCheck(_ edits: [SpecEdit], _ state: DeckState) -> [CellID] {
    let (edited, files) = (Set(edits.map(\.file)), self.files)
    let own = Set(state.version.deck.cards.filter { edited.contains(files.name($0.location.file)) }.map(\.id))
    let isShared = !edited.subtracting(state.version.deck.cards.map { files.name($0.location.file) }).isEmpty
    let first = state.formats.first?.name
    return state.cells.filter { own.contains($0.card) || isShared && $0.format == first }
  }
}

/// A string that was saved.
public struct SavedReport: Sendable, Encodable {
  public var file: String
  public var pointer: String
  public var place: PlaceReport?
}
