import CardSpec
import Diagnostics
import Localization

extension PreviewSession {
  /// A deck with a trial's edits.
  struct TrialDeck: Sendable {
    var state: DeckState
    var diagnostics: [Diagnostic]
  }

  /// The deck that a trial, or nobody, changes.
  func deck(for trial: String?) async throws -> (state: DeckState, pseudo: PseudoLanguage?) {
    guard let state else { throw noDeck }
    guard let trial else { return (state, nil) }
    guard let wanted = trials[trial] else { throw PreviewProblem.trialForgotten }
    return (try await load(wanted).state ?? state, wanted.pseudo)
  }

  /// Loads the deck as if a trial's edits were saved; what is wrong with it then.
  func load(_ trial: Trial) async throws -> (state: DeckState?, diagnostics: [Diagnostic]) {
    guard let state else { throw noDeck }
    guard !trial.edits.isEmpty else { return (state, diagnostics) }
    if let known = trialStates[trial.id], known.revision == revision {
      return (known.loaded.state, known.loaded.diagnostics)
    }
    nextVersion += 1
    let (request, version, revision) = (request, nextVersion, revision)
    let loaded: Result<TrialDeck?, EditProblem> = await Self.elsewhere {
      do throws(EditProblem) {
        let edits = try SpecEditing(state.version.deck).edits(trial.edits)
        let (deck, diagnostics) = request.source.load(trying: edits)
        guard let deck else { return .success(nil) }
        let state = DeckState(DeckVersion(id: version, deck: deck), request)
        return .success(TrialDeck(state: state, diagnostics: diagnostics))
      } catch {
        return .failure(error)
      }
    }
    guard let deck = try loaded.get() else { return (nil, diagnostics) }
    trialStates.insert((revision, deck), for: trial.id)
    return (deck.state, deck.diagnostics)
  }
}
