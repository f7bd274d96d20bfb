import CardSpec
import Diagnostics
import Manifest

/// One shard of what a command makes, into a folder that other shards may be writing to at the same time.
///
/// It makes its files, or takes them from the cache, and its own manifest; it looks at nothing else in the folder and removes nothing. Joining the shards
/// (`ShardMerge`) does the rest of what a single run does.
public struct ShardRun: Sendable {
  /// What is planned in all.
  private let whole: [BatchRun]
  /// What this shard makes.
  public let runs: [BatchRun]
  private let shard: Shard
  private let folder: String
  private let found: [Diagnostic]

  /// - Parameters:
  ///   - whole: All that is planned, not this shard's part alone.
  ///   - found: What is wrong with the specs.
  public init(_ whole: [BatchRun], shard: Shard, folder: String, found: [Diagnostic]) {
    self.whole = whole
    runs = whole.part(shard)
    self.shard = shard
    self.folder = folder
    self.found = found
  }

  /// Makes the shard's files, then its manifest. The parameters are those of `FolderRun.run`.
  public func run(
    waits: Bool, stop: StopSignal, onWait: () -> Void,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async -> FolderResult {
    var result = FolderResult()
    guard !runs.isEmpty else { return result }
    let part = FolderRun(runs, folder: folder, found: found)
    do throws(OutputLock.Refusal) {
      let lock = try await OutputLock.take(folder, as: shard, waits: waits, stop: stop, onWait: onWait)
      guard let lock else { return result }
      if !lock.isEnforced { result.diagnostics.append(.unguarded(folder)) }
      let memory = runs.lazy.compactMap(\.request.cache).first.map { FolderMemory($0, folder: folder, isShared: true) }
      await part.makeAll(&result, memory, { _, _ in false }, stop, progress)
      memory?.finish()
      result.diagnostics += memory?.diagnostics ?? []
      result.diagnostics += ManifestStore(folder: folder).write(manifest(result.results, part), of: shard)
      // The folder's manifest says nothing of these files until shards are joined: the next run has to look at them.
      lock.release(isComplete: false)
    } catch {
      result.diagnostics.append(.refused(error, folder))
    }
    return result
  }

  /// What this shard made and could not make, and nothing of earlier runs.
  private func manifest(_ results: [BatchResult], _ part: FolderRun) -> Manifest {
    var decks: [String: Manifest.Deck] = [:]
    for run in whole {
      let messages = part.diagnostics(of: run).messages(without: [folder, run.deck.folder])
      decks[run.deck.name] = Manifest.Deck(run.deck, messages)
    }
    let outputs = results.flatMap(\.results).compactMap(\.output)
    let failures = zip(runs, results).flatMap { run, made in
      made.results.filter { $0.output == nil }.map {
        Manifest.Failure(run.deck, $0, without: [folder, run.deck.folder])
      }
    }
    var manifest = Manifest(decks: Array(decks.values), outputs: outputs, failures: failures)
    let plan = PlanIdentity.of(whole, hasErrors: { part.diagnostics(of: $0).hasErrors })
    manifest.shard = Manifest.Shard(
      index: shard.index, count: shard.count, files: runs.map(\.plan.jobs.count).reduce(0, +), plan: plan)
    return manifest
  }
}
