import CardSpec
import Diagnostics
import Manifest

/// All runs of one command into one output folder: one command at a time, and in the end the folder holds exactly what
/// its manifest says.
public struct FolderRun: Sendable {
  private let runs: [BatchRun]
  private let folder: String
  /// What is wrong with the specs.
  private let found: [Diagnostic]

  public init(_ runs: [BatchRun], folder: String, found: [Diagnostic]) {
    self.runs = runs
    self.folder = folder
    self.found = found
  }

  /// Makes all files, then the gallery and the manifest.
  ///
  /// - Parameters:
  ///   - waits: Whether to wait where another command writes to the folder.
  ///   - stop: Ends the run early: the manifest then tells what was made until then.
  ///   - onWait: Called once where it waits for longer than a moment.
  public func run(
    waits: Bool, stop: StopSignal, onWait: () -> Void,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async -> FolderResult {
    var result = FolderResult()
    // A whole plan without a file is one too: what was made of it before may go.
    guard runs.contains(where: { !$0.plan.jobs.isEmpty || $0.plan.isWhole }) else { return result }
    do throws(OutputLock.Refusal) {
      guard let lock = try await OutputLock.take(folder, waits: waits, stop: stop, onWait: onWait) else {
        return result
      }
      if !lock.isEnforced { result.diagnostics.append(.unguarded(folder)) }
      lock.removeShardLocks(in: folder)
      AtomicFile.removeLeftovers(in: folder)
      let store = ManifestStore(folder: folder)
      let (earlier, problems) = store.read()
      result.diagnostics += problems
      await makeAll(&result, stop, progress)
      let manifest = update(earlier, &result, wasInterrupted: lock.foundLeftover, isStopped: stop.isRequested)
      let failures = store.write(manifest)
      result.diagnostics += failures
      lock.release(isComplete: !failures.contains { $0.code == ManifestStore.failureCode })
    } catch {
      result.diagnostics.append(.refused(error, folder))
    }
    return result
  }

  // MARK: Steps

  func makeAll(
    _ result: inout FolderResult, _ stop: StopSignal, _ progress: @escaping @Sendable (RunProgress) -> Void
  ) async {
    let total = runs.map(\.plan.jobs.count).reduce(0, +)
    var before = RunProgress(total: total)
    for run in runs where !stop.isRequested {
      let start = before
      let made = await run.run(stop: stop) { now in
        progress(RunProgress(done: start.done + now.done, failed: start.failed + now.failed, total: total))
      }
      before.done += made.results.count
      before.failed += made.results.count - made.written.count
      result.results.append(made)
    }
  }

  private func update(
    _ earlier: Manifest, _ result: inout FolderResult, wasInterrupted: Bool, isStopped: Bool
  ) -> Manifest {
    var update = ManifestUpdate(earlier, outputFolder: folder)
    let files = OutputFiles(folder: folder)
    for (run, made) in zip(runs, result.results) {
      let found = diagnostics(of: run)
      let isExact =
        run.plan.isWhole && !isStopped && made.obstacle == nil && !found.hasErrors && run.deck.leftOut.isEmpty
      update.add(run, made.results, found: found, isExact: isExact)
    }
    result.diagnostics += update.removeStale(files)
    result.diagnostics += update.forgetLost(files, wasInterrupted: wasInterrupted)
    if !isStopped { result.diagnostics += strangers(update, files) }
    result.diagnostics += ShardManifests.unjoined(in: folder)
    return update.manifest
  }

  /// What lies beside the files of a whole deck and is none of them. A card that stands alone knows nothing of the
  /// others that share its folder.
  private func strangers(_ update: ManifestUpdate, _ files: OutputFiles) -> [Diagnostic] {
    runs.filter { $0.plan.isWhole && !$0.deck.isLoneCard }.flatMap { run in
      update.strangers(of: run.deck.name, planned: Set(run.plan.jobs.map(\.path)), files)
    }
  }

  /// What is wrong with the specs of a run's deck.
  func diagnostics(of run: BatchRun) -> [Diagnostic] {
    guard runs.count > 1 else { return found }
    let deck = run.deck
    return found.filter { diagnostic in
      guard let file = diagnostic.location?.file else { return true }
      return file == deck.file || !deck.isLoneCard && (deck.folder == "." || file.hasPrefix(deck.folder + "/"))
    }
  }
}

/// What a command did.
public struct FolderResult: Sendable {
  /// One for each run, in their order; fewer where the command was ended.
  public var results: [BatchResult] = []
  /// What was found about the folder.
  public var diagnostics: [Diagnostic] = []
}

extension Deck {
  /// Whether this is a card that stands alone.
  var isLoneCard: Bool { cards.first?.location.file == file }
}
