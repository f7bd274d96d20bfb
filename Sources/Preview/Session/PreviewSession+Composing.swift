import CardSpec
import Diagnostics
import Localization
import Scene

extension PreviewSession {
  /// A cell with what stands for it: its own scene, or the last good one where mistakes stand in the way.
  struct Shown: Sendable {
    var cell: ComposedCell
    var state: CellState
    var revision: Int
    var diagnostics: [Diagnostic]
  }

  /// As `composed`, with boxes that say why they are as they are; nothing of it is kept.
  func explained(_ cell: CellID, trial: String?) async throws -> Explained {
    let shown = try await composed(cell, trial: trial, .wanted)
    let (state, pseudo) = try await deck(for: trial)
    var explained = Explained(
      cell: shown.cell, state: shown.state, revision: shown.revision, diagnostics: shown.diagnostics,
      isRightToLeft: (pseudo?.direction ?? WritingDirection(language: cell.language)) == .rightToLeft)
    guard shown.state != .stale, shown.cell.scene != nil, let card = state.card(cell.card),
      let format = state.format(cell.format)
    else { return explained }
    let groups = try await fitGroups(for: cell, format, state, trial, pseudo, .wanted)
    let version = state.version
    explained.cell = try await render(.wanted) { kit in
      kit.compose(card, cell.language, format, version, groups, pseudo: pseudo, explains: true)
    }
    return explained
  }

  struct Explained: Sendable {
    var cell: ComposedCell
    var state: CellState
    var revision: Int
    var diagnostics: [Diagnostic]
    var isRightToLeft: Bool
  }

  func composed(_ cell: CellID, trial: String?, _ urgency: RenderPool.Urgency) async throws -> Shown {
    let (state, pseudo) = try await deck(for: trial)
    guard state.cards.contains(cell.card), let format = state.format(cell.format),
      state.languages.contains(cell.language)
    else { throw PreviewProblem.unknownCell }
    let now = trial == nil ? records[cell]?.revision ?? revision : revision
    let key = SceneKey(cell: cell, isTrial: trial != nil)
    if let known = scenes[key], known.revision == now, known.trial == trial {
      return shown(known.cell, instead: nil, cell, now, trial)
    }
    var fresh = ComposedCell(scene: nil, diagnostics: loadingDiagnostics(of: cell.card, trial))
    if let card = state.card(cell.card) {
      let groups = try await fitGroups(for: cell, format, state, trial, pseudo, urgency)
      let version = state.version
      fresh = try await render(urgency) { kit in
        kit.compose(card, cell.language, format, version, groups, pseudo: pseudo, explains: false)
      }
    }
    // That of another trial is another page's, or of words that were given up.
    let own = scenes[key].flatMap { $0.trial == trial ? $0 : nil }
    let earlier = own ?? scenes[SceneKey(cell: cell, isTrial: false)]
    if fresh.scene != nil {
      scenes.insert(KnownScene(revision: now, trial: trial, cell: fresh), for: key, cost: fresh.cost)
    }
    return shown(fresh, instead: earlier?.cell, cell, now, trial)
  }

  /// The mistakes that keep a cell from being shown.
  func obstacles(to cell: CellID) async -> [Diagnostic] {
    do {
      return try await composed(cell, trial: nil, .wanted).diagnostics.filter { $0.severity == .error }
    } catch {
      return [pool.fontProblem].compactMap { $0 }
    }
  }

  private func shown(
    _ fresh: ComposedCell, instead earlier: ComposedCell?, _ cell: CellID, _ revision: Int, _ trial: String?
  ) -> Shown {
    let shown: Shown
    if fresh.scene != nil {
      shown = Shown(
        cell: fresh, state: fresh.diagnostics.hasErrors ? .flawed : .ok, revision: revision,
        diagnostics: fresh.diagnostics)
    } else if let earlier, earlier.scene != nil {
      shown = Shown(cell: earlier, state: .stale, revision: revision, diagnostics: fresh.diagnostics)
    } else {
      shown = Shown(cell: fresh, state: .missing, revision: revision, diagnostics: fresh.diagnostics)
    }
    if trial == nil, records[cell]?.revision == revision, records[cell]?.state == .waiting {
      records[cell]?.note(shown.diagnostics, state: shown.state)
    }
    return shown
  }

  /// What is wrong with the files of a card that could not be read.
  private func loadingDiagnostics(of card: String, _ trial: String?) -> [Diagnostic] {
    let found = trial.flatMap { trialStates[$0]?.loaded.diagnostics } ?? diagnostics
    let errors = found.filter { $0.severity == .error }
    let file = wholeCards[card]?.location.file ?? ""
    let own = errors.filter { $0.location?.file == file }
    return own.isEmpty ? errors : own
  }

  /// Renders on one of the pool's threads.
  func render<Value: Sendable>(
    _ urgency: RenderPool.Urgency, _ work: @escaping @Sendable (RenderKit) -> Value
  ) async throws -> Value {
    do throws(RenderRefusal) {
      return try await pool.run(urgency, work)
    } catch {
      throw PreviewProblem.of(error, files)
    }
  }
}
