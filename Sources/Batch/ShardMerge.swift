import CardSpec
import Diagnostics
import Files
import Hashing
import Manifest

/// Joins the shards of one plan: checks that every file is there once, as its shard made it, and leaves the folder as a
/// single run would.
public struct ShardMerge: Sendable {
  private let sources: [String]
  private let output: String

  /// - Parameters:
  ///   - sources: Folders that shards wrote to, or their manifests.
  ///   - output: The folder of the whole, which may be one of them.
  public init(_ sources: [String], output: String) {
    self.sources = sources
    self.output = output
  }

  /// The folder that all sources lie in, if it is one.
  public static func commonFolder(_ sources: [String]) -> String? {
    let folders = sources.map { JobSources.isFile($0) ? folder(of: $0) : $0 }
    guard let first = folders.first, folders.allSatisfy({ isSame($0, first) }) else { return nil }
    return first
  }

  /// Joins, or says all that stands in the way; then nothing was changed.
  ///
  /// - Parameters:
  ///   - waits: Whether to wait where shards, or another command, are writing to the folder.
  ///   - stop: Ends it early: files may have been copied, but nothing is joined.
  ///   - onWait: Called once where it waits for longer than a moment.
  public func run(waits: Bool, stop: StopSignal, onWait: () -> Void) async -> MergeResult {
    var result = MergeResult()
    result.diagnostics = strays
    let (_, missing) = paths()
    guard missing.isEmpty || mayBeJoined else {
      result.diagnostics += missing
      return result
    }
    do throws(OutputLock.Refusal) {
      guard let lock = try await OutputLock.take(output, waits: waits, stop: stop, onWait: onWait) else {
        return result
      }
      if !lock.isEnforced { result.diagnostics.append(.unguarded(output)) }
      // Shards that were waited for have left their manifests by now.
      if !missing.isEmpty, mayBeJoined {
        lookOver(lock, stop, &result)
        return result
      }
      var isTouched = false
      do throws(JoinedShards.Refusal) {
        let joined = try check(stop)
        isTouched = true
        try copy(joined, stop)
        let isComplete = finish(joined, lock, &result)
        lock.release(isComplete: isComplete)
      } catch {
        result.diagnostics += error.diagnostics
        // What shards or a killed run left still says that the folder must be looked at.
        lock.release(isComplete: !lock.foundLeftover && !isTouched)
      }
    } catch {
      result.diagnostics.append(.refused(error, output))
    }
    return result
  }

  // MARK: What was joined before

  /// Whether the folder of the whole is the only source, and has a manifest but no shards: they were joined before, or one run
  /// made it all.
  private var mayBeJoined: Bool {
    sources.allSatisfy { Self.isSame($0, output) } && ShardManifests.all(in: output).isEmpty
      && JobSources.isFile(output + "/" + ManifestStore.fileName)
  }

  /// Proves of a folder without shards that it is whole.
  private func lookOver(_ lock: OutputLock, _ stop: StopSignal, _ result: inout MergeResult) {
    defer { lock.release(isComplete: !lock.foundLeftover) }
    guard !lock.foundLeftover else { return result.diagnostics.append(.nothingWhole(output)) }
    let store = ManifestStore(folder: output)
    let (manifest, problems) = store.read()
    guard problems.isEmpty, manifest.shard == nil else { return result.diagnostics.append(.noShards(output)) }
    let files = OutputFiles(folder: output)
    let spoilt = manifest.outputs.compactMap { entry -> (path: String, state: OutputFiles.State)? in
      let state = stop.isRequested ? .unchanged : files.state(entry)
      return state == .unchanged ? nil : (output + "/" + entry.path, state)
    }
    guard !stop.isRequested else { return }
    result.diagnostics += Diagnostic.notWhole(spoilt, ManifestStore.fileName) + Diagnostic.failed(manifest.failures)
    if spoilt.isEmpty { result.wholeBefore = manifest.outputs.count }
  }

  // MARK: Steps

  /// Manifests in the sources that are not looked for.
  private var strays: [Diagnostic] {
    var seen: Set<String> = []
    let named = Set(sources.compactMap(RealPath.of))
    return sources.flatMap(ShardManifests.strays).filter { path in
      let real = RealPath.of(path) ?? path
      return !named.contains(real) && seen.insert(real).inserted
    }.map(Diagnostic.stray)
  }

  /// Manifests of shards, each once, and what is wrong with the sources.
  private func paths() -> (paths: [String], problems: [Diagnostic]) {
    var found: [String] = []
    var seen: Set<String> = []
    var problems: [Diagnostic] = []
    for source in sources {
      let here = JobSources.isFile(source) ? [source] : ShardManifests.all(in: source)
      if here.isEmpty { problems.append(.noShards(source)) }
      found += here.filter { seen.insert(RealPath.of($0) ?? $0).inserted }
    }
    return (found, problems)
  }

  /// Everything that must be so before anything is changed.
  private func check(_ stop: StopSignal) throws(JoinedShards.Refusal) -> JoinedShards {
    let (paths, missing) = paths()
    var manifests: [ShardManifest] = []
    var problems = missing
    for path in paths {
      switch ShardManifests.read(path) {
      case .success(let manifest): manifests.append(manifest)
      case .failure(let problem): problems.append(problem.diagnostic)
      }
    }
    guard problems.isEmpty else { throw JoinedShards.Refusal(diagnostics: problems) }
    let joined = try JoinedShards(manifests)
    let spoilt = joined.shards.flatMap { shard in
      let files = OutputFiles(folder: shard.folder)
      return shard.manifest.outputs.compactMap { output -> (path: String, state: OutputFiles.State, shard: Shard)? in
        let state = stop.isRequested ? .unchanged : files.state(output)
        guard state != .unchanged else { return nil }
        return (shard.folder + "/" + output.path, state, shard.shard)
      }
    }
    guard !stop.isRequested else { throw JoinedShards.Refusal(diagnostics: []) }
    guard spoilt.isEmpty else { throw JoinedShards.Refusal(diagnostics: Diagnostic.spoilt(spoilt)) }
    return joined
  }

  /// Brings the files of shards that wrote elsewhere. Their bytes are looked at once more on the way.
  private func copy(_ joined: JoinedShards, _ stop: StopSignal) throws(JoinedShards.Refusal) {
    let target = OutputFiles(folder: output)
    for shard in joined.shards where !Self.isSame(shard.folder, output) {
      for file in shard.manifest.outputs where target.state(file) != .unchanged {
        guard !stop.isRequested else { throw JoinedShards.Refusal(diagnostics: []) }
        let path = shard.folder + "/" + file.path
        guard let bytes = FileContents.bytes(of: path), SHA256.digest(of: bytes).hex == file.sha256 else {
          throw JoinedShards.Refusal(diagnostics: Diagnostic.spoilt([(path, .changed, shard.shard)]))
        }
        do throws(FileError) {
          try AtomicFile.write(bytes, to: output + "/" + file.path, below: output)
        } catch {
          throw JoinedShards.Refusal(diagnostics: [.outputFolder(error)])
        }
      }
    }
  }

  /// What a single run does when all its files are made. Says whether the folder is as its manifest says.
  private func finish(_ joined: JoinedShards, _ lock: OutputLock, _ result: inout MergeResult) -> Bool {
    lock.removeShardLocks(in: output)
    let files = OutputFiles(folder: output)
    let folders = Set(joined.plannedPaths.map(Self.folder)).sorted().filter { files.link(above: $0 + "/.") == nil }
    for folder in [output] + folders.map({ output + "/" + $0 }) { OutputLock.removeLeftovers(in: folder) }
    let store = ManifestStore(folder: output)
    let (earlier, problems) = store.read()
    result.diagnostics += problems
    let spool = Spool(in: output)
    var update = ManifestUpdate(ManifestBook(earlier, in: spool), spool: spool, outputFolder: output)
    update.add(joined)
    result.diagnostics += update.removeStale(files)
    result.diagnostics += update.forgetLost(files, wasInterrupted: lock.foundLeftover)
    for deck in joined.plan.wholeDecks {
      let planned = Set(joined.shards.flatMap(\.manifest.plannedFiles).filter { $0.deck == deck }.map(\.path))
      result.diagnostics += update.leftovers(of: deck, planned: { planned }, files)
      result.diagnostics += files.foreign(
        in: OutputFiles.pictureFolders(planned), planned: { planned }, update.isListed)
    }
    let failures = store.write(update.manifest())
    result.diagnostics += failures
    let isComplete = !failures.contains { $0.code == ManifestStore.failureCode }
    if isComplete {
      for shard in joined.shards where Self.isSame(shard.folder, output) { AtomicFile.remove(shard.path) }
    }
    result.diagnostics += ShardManifests.unjoined(in: output) + Diagnostic.failed(joined.failures)
    result.made = (joined.shards.count, joined.outputs.count)
    return isComplete
  }

  // MARK: Paths

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func isSame(_ first: String, _ second: String) -> Bool {
    guard let first = RealPath.of(first), let second = RealPath.of(second) else { return first == second }
    return first == second
  }
}

/// What joining did.
public struct MergeResult: Sendable {
  /// How many shards were joined, and how many files they made; `nil` where nothing was joined.
  public var made: (shards: Int, files: Int)?
  /// How many files the folder has, as its manifest says, where there was nothing to join any more.
  public var wholeBefore: Int?
  public var diagnostics: [Diagnostic] = []
}
