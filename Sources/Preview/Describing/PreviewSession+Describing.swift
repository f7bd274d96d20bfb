import Batch
import CardSpec
import Diagnostics
import Localization
import Scene

extension PreviewSession {
  /// A cell looked into.
  public func cellReport(_ cell: CellID, trial: String?) async throws -> CellReport {
    let explained = try await explained(cell, trial: trial)
    let files = try await files(for: trial)
    var scene: SceneReport?
    if let found = explained.cell.scene {
      let isRightToLeft = explained.isRightToLeft
      scene = await Self.elsewhere { SceneReport(found, isRightToLeft: isRightToLeft, files) }
    }
    let diagnostics = explained.diagnostics.ordered()
    return CellReport(
      card: cell.card, language: cell.language, format: cell.format, revision: explained.revision,
      state: explained.state, diagnostics: diagnostics.map { DiagnosticReport($0, files) }, scene: scene)
  }

  /// The strings and numbers of a card that can be tried and saved.
  public func strings(of card: String, trial: String?) async throws -> [StringReport] {
    let (state, _) = try await deck(for: trial)
    guard let found = state.card(card) else { throw PreviewProblem.unknownCard }
    let files = try await files(for: trial)
    let deck = state.version.deck
    return await Self.elsewhere { StringList(found, deck, files).strings }
  }

  /// The PDF of a cell, as it would be put out.
  public func document(_ cell: CellID, trial: String?) async throws -> [UInt8] {
    let (state, pseudo) = try await deck(for: trial)
    guard let format = state.format(cell.format), state.languages.contains(cell.language),
      state.cards.contains(cell.card)
    else { throw PreviewProblem.unknownCell }
    guard format.medium == .paper else { throw PreviewProblem.noDocument }
    let shown = try await composed(cell, trial: trial, .wanted)
    guard let card = state.card(cell.card) else { throw PreviewProblem.nothingToShow(reports(of: shown.diagnostics)) }
    let groups = try await fitGroups(for: cell, trial: trial)
    let (deck, fonts) = (state.version.deck, pool.fontConfiguration)
    let made: Result<[UInt8], SingleDocument.Failure> = try await render(.wanted) { _ in
      do throws(SingleDocument.Failure) {
        return .success(
          try SingleDocument.make(
            card, language: cell.language, format: format, deck: deck, groups: groups, fontConfiguration: fonts,
            pseudo: pseudo
          ).bytes)
      } catch {
        return .failure(error)
      }
    }
    switch made {
    case .success(let bytes): return bytes
    case .failure(let failure): throw PreviewProblem.nothingToShow(reports(of: failure.diagnostics))
    }
  }

  // MARK: Trials

  /// Remembers changes that are to be tried, and says what is wrong with the files then.
  public func begin(_ trial: Trial) async throws -> [DiagnosticReport] {
    let loaded: (state: DeckState?, diagnostics: [Diagnostic])
    do {
      loaded = try await load(trial)
    } catch let problem as EditProblem {
      throw PreviewProblem.edit(problem)
    }
    trials.insert(trial, for: trial.id)
    let files = try await files(for: trial.id)
    return loaded.diagnostics.ordered().map { DiagnosticReport($0, files) }
  }

  /// What would become of a card's cells.
  public func trialReport(_ trial: String, card: String) async throws -> [TrialCellReport] {
    let (state, _) = try await deck(for: trial)
    let cells = state.cells.filter { $0.card == card }
    guard !cells.isEmpty else { throw PreviewProblem.unknownCard }
    let files = try await files(for: trial)
    return try await withThrowingTaskGroup(of: (Int, TrialCellReport).self) { group in
      for (index, cell) in cells.enumerated() {
        group.addTask {
          let after = try await self.composed(cell, trial: trial, .wanted)
          let before = try await self.composed(cell, trial: nil, .wanted)
          return (index, TrialCellReport(cell, before: before, after: after, files))
        }
      }
      var reports: [(Int, TrialCellReport)] = []
      for try await report in group { reports.append(report) }
      return reports.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// The deck's files, with a trial's edits.
  func files(for trial: String?) async throws -> DeckFiles {
    guard let trial, let edits = trials[trial]?.edits, !edits.isEmpty, let deck = state?.version.deck else {
      return files
    }
    let edited = await Self.elsewhere { try? SpecEditing(deck).edits(edits) }
    return DeckFiles(folder: deck.folder, edits: edited ?? SpecEdits())
  }
}

/// What would become of a cell.
public struct TrialCellReport: Sendable, Encodable {
  /// A text that is set in another size.
  public struct Fit: Sendable, Encodable {
    public var node: String
    /// px.
    public var before: Double
    public var after: Double
  }

  public var language: String
  public var format: String
  public var state: CellState
  public var errors: Int
  public var warnings: Int
  public var notes: Int
  public var codes: [String]
  public var diagnostics: [DiagnosticReport]
  public var fits: [Fit]

  init(_ cell: CellID, before: PreviewSession.Shown, after: PreviewSession.Shown, _ files: DeckFiles) {
    (language, format, state) = (cell.language, cell.format, after.state)
    func count(_ severity: Diagnostic.Severity) -> Int { after.diagnostics.count { $0.severity == severity } }
    (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    codes = Set(after.diagnostics.map(\.code)).sorted()
    diagnostics = after.diagnostics.ordered().map { DiagnosticReport($0, files) }
    let sizes = Dictionary((before.cell.scene?.boxes ?? []).map { ($0.path, $0.fontSize) }) { first, _ in first }
    fits = (after.cell.scene?.boxes ?? []).compactMap { box in
      guard let now = box.fontSize, let then = sizes[box.path] ?? nil, abs(now - then) > 0.005 else { return nil }
      return Fit(node: box.path, before: then, after: now)
    }
  }
}
