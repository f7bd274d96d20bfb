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
      guard let lock = try await OutputLock.take(folder, waits: waits, stop, onWait) else { return result }
      if !lock.isEnforced { result.diagnostics.append(unguarded) }
      let store = ManifestStore(folder: folder)
      let (earlier, problems) = store.read()
      result.diagnostics += problems
      await makeAll(&result, stop, progress)
      let manifest = update(earlier, &result, wasInterrupted: lock.foundLeftover, isStopped: stop.isRequested)
      let failures = store.write(manifest)
      result.diagnostics += failures
      lock.release(isComplete: !failures.contains { $0.code == ManifestStore.failureCode })
    } catch {
      result.diagnostics.append(error.diagnostic(folder))
    }
    return result
  }

  // MARK: Steps

  private func makeAll(
    _ result: inout FolderResult, _ stop: StopSignal, _ progress: @escaping @Sendable (RunProgress) -> Void
  ) async {
    AtomicFile.removeLeftovers(in: folder)
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
    for output in update.stale {
      if let told = files.remove(output, made: update.made) { result.diagnostics.append(told) }
      update.forget(output.path)
    }
    result.diagnostics += check(&update, files, wasInterrupted: wasInterrupted)
    if !isStopped { result.diagnostics += strangers(update, files) }
    return update.manifest
  }

  /// Forgets files of earlier runs that are gone, and after a run that was killed also those that it made anew before
  /// it could say so.
  private func check(_ update: inout ManifestUpdate, _ files: OutputFiles, wasInterrupted: Bool) -> [Diagnostic] {
    var doubtful = 0
    for output in update.kept {
      let state = wasInterrupted ? files.state(output) : files.isMissing(output) ? .missing : .unchanged
      guard state != .unchanged else { continue }
      update.forget(output.path)
      if state == .changed { doubtful += 1 }
    }
    guard doubtful > 0 else { return [] }
    return [
      Diagnostic(
        .warning, "unknown-files",
        "\(doubtful) \(doubtful == 1 ? "file" : "files") in \(folder) may be of a run that was ended early",
        reason: "they are not as the manifest says, and are not listed in it any more",
        help: "render the whole deck again")
    ]
  }

  /// What lies beside the files of a whole deck and is none of them. A card that stands alone knows nothing of the
  /// others that share its folder.
  private func strangers(_ update: ManifestUpdate, _ files: OutputFiles) -> [Diagnostic] {
    runs.filter { $0.plan.isWhole && !$0.deck.isLoneCard }.flatMap { run in
      let planned = Set(run.plan.jobs.map(\.path))
      let old = update.kept.filter { $0.deck == run.deck.name && !planned.contains($0.path) }
      return old.map { .stale(folder + "/" + $0.path) } + files.foreign(run.plan) { update.output($0) != nil }
    }
  }

  /// What is wrong with the specs of a run's deck.
  private func diagnostics(of run: BatchRun) -> [Diagnostic] {
    guard runs.count > 1 else { return found }
    let deck = run.deck
    return found.filter { diagnostic in
      guard let file = diagnostic.location?.file else { return true }
      return file == deck.file || !deck.isLoneCard && (deck.folder == "." || file.hasPrefix(deck.folder + "/"))
    }
  }

  private var unguarded: Diagnostic {
    Diagnostic(
      .warning, "no-locks", "another run that writes to \(folder) would not be noticed",
      reason: "the file system of this folder knows no locks", help: "start one run at a time")
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
  fileprivate var isLoneCard: Bool { cards.first?.location.file == file }
}
