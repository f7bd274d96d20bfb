import CardSpec
import Diagnostics
import Files
import Hashing
import Manifest
import OutputCache

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
      OutputLock.removeLeftovers(in: folder)
      let store = ManifestStore(folder: folder)
      let memory = runs.lazy.compactMap(\.request.cache).first.map { FolderMemory($0, folder: folder) }
      // After a run that was killed, nothing but the files themselves can be believed.
      let spool = Spool(in: folder)
      let earlier = EarlierManifest(store, index: lock.foundLeftover ? nil : memory?.index, spool: spool)
      result.diagnostics += earlier.diagnostics
      await makeAll(&result, memory, spool, keepsFiles: earlier.isIndexed, stop, progress)
      FreeMemory.giveBack()
      let signature = RunSignature(zip(runs, result.results).map { ($0, $1, diagnostics(of: $0)) }).sum
      var isComplete = true
      if let memory, earlier.isIndexed, isAsItWas(result, memory.index, signature) {
        result.diagnostics += strangers { memory.index.outputs[$0] != nil }
        memory.finish()
      } else {
        let manifest = update(
          earlier.manifest, &result, spool, wasInterrupted: lock.foundLeftover, isStopped: stop.isRequested)
        let failures = store.write(manifest)
        result.diagnostics += failures
        isComplete = !failures.contains { $0.code == ManifestStore.failureCode }
        if let memory { remember(manifest, result, memory, spool, failures.isEmpty ? store.summary(signature) : nil) }
      }
      result.diagnostics += ShardManifests.unjoined(in: folder) + (memory?.diagnostics ?? [])
      lock.release(isComplete: isComplete)
    } catch {
      result.diagnostics.append(.refused(error, folder))
    }
    return result
  }

  // MARK: Before it

  /// What the runs would do to files of earlier ones, as the folder is now.
  public var removals: PlannedRemovals {
    let spool = Spool(in: nil)
    let (earlier, problems) = ManifestStore(folder: folder).read(in: spool)
    var update = ManifestUpdate(earlier, spool: spool, outputFolder: folder)
    var links: Set<String> = []
    for run in runs {
      let found = run.linksInTheWay
      links.formUnion(found)
      update.plan(run, isExact: isExact(run) && found.isEmpty)
    }
    var removals = update.removals(OutputFiles(folder: folder))
    removals.diagnostics = problems + removals.diagnostics
    if !links.isEmpty { removals.diagnostics.append(.linkedFolders(links.sorted())) }
    return removals
  }

  // MARK: Steps

  /// - Parameters:
  ///   - memory: What earlier runs left, `nil` where everything is to be made.
  ///   - spool: Where to put aside what the manifest is to say.
  ///   - keepsFiles: Whether files may stay as they are: the folder's manifest is the one that was written with them.
  func makeAll(
    _ result: inout FolderResult, _ memory: FolderMemory?, _ spool: Spool,
    keepsFiles: Bool, _ stop: StopSignal,
    _ progress: @escaping @Sendable (RunProgress) -> Void
  ) async {
    let total = runs.map(\.plan.jobs.count).reduce(0, +)
    var before = RunProgress(total: total)
    for run in runs where !stop.isRequested {
      let start = before
      let made = await run.run(stop: stop, memory: memory, spool: spool, keepsFiles: keepsFiles) { now in
        progress(start.followed(by: now))
      }
      before = before.followed(by: made.progress(total: total))
      result.results.append(made)
    }
  }

  /// Whether the folder is what its manifest and gallery say, and would be the same again.
  private func isAsItWas(_ result: FolderResult, _ index: FolderIndex, _ signature: Digest) -> Bool {
    index.summary?.run == signature
      && result.results.map(\.results.count).reduce(0, +) == index.outputs.count
      && result.results.allSatisfy { $0.results.allSatisfy { $0.origin == .kept && $0.bytes != nil } }
  }

  /// Writes down for the next run which files are there, made from what.
  private func remember(
    _ manifest: ManifestBook, _ result: FolderResult, _ memory: FolderMemory, _ spool: Spool,
    _ summary: FolderIndex.Summary?
  ) {
    var known = memory.index.outputs
    var traces: [OutputRecord: Spool.Span] = [:]
    for made in result.results {
      for result in made.results {
        if let record = result.record, let trace = result.trace { traces[record] = trace }
        guard !known.isEmpty else { continue }
        if result.origin == .kept, let state = made.state {
          known[made.job(of: result).path]?.state = state
        } else {
          known[made.job(of: result).path] = nil
        }
      }
    }
    // What the manifest does not list is no output.
    let listed = manifest.outputs.lazy.compactMap { entry -> (path: String, words: String)? in
      if let trace = traces[entry.record] {
        return (try? spool.bytes(trace)).map { (entry.path, String(decoding: $0, as: UTF8.self)) }
      }
      guard let output = known[entry.path], manifest.has(entry.path, output.sum) else { return nil }
      return (entry.path, output.words)
    }
    memory.save(summary, listed)
  }

  private func update(
    _ earlier: ManifestBook, _ result: inout FolderResult, _ spool: Spool, wasInterrupted: Bool, isStopped: Bool
  ) -> ManifestBook {
    var update = ManifestUpdate(earlier, spool: spool, outputFolder: folder)
    let files = OutputFiles(folder: folder)
    for (run, made) in zip(runs, result.results) {
      let isExact = isExact(run) && !isStopped && made.obstacle == nil
      update.add(run, made, found: diagnostics(of: run), isExact: isExact)
    }
    result.diagnostics += update.removeStale(files)
    result.diagnostics += update.forgetLost(files, wasInterrupted: wasInterrupted)
    if !isStopped {
      for run in wholeRuns {
        result.diagnostics += update.leftovers(of: run.deck.name, planned: { run.plan.paths }, files)
      }
      result.diagnostics += strangers(update.isListed)
    }
    return update.manifest()
  }

  /// Whether a run is to make all that its deck's files should be: a whole deck, without mistakes.
  private func isExact(_ run: BatchRun) -> Bool {
    run.plan.isWhole && !diagnostics(of: run).hasErrors && run.deck.leftOut.isEmpty
  }

  /// The runs of whole decks. A card that stands alone knows nothing of the others that share its folder.
  private var wholeRuns: [BatchRun] { runs.filter { $0.plan.isWhole && !$0.deck.isLoneCard } }

  /// What lies beside the files of whole decks and is none of them.
  private func strangers(_ isKnown: (String) -> Bool) -> [Diagnostic] {
    let files = OutputFiles(folder: folder)
    return wholeRuns.flatMap { run in
      let folders = OutputFiles.pictureFolders(run.plan.jobs.lazy.map(\.path))
      return files.foreign(in: folders, planned: { run.plan.paths }, isKnown)
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
