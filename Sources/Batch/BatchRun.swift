import CardSpec
import Diagnostics
import Synchronization
import Typesetting

/// Makes all files of a plan with several workers. A file that fails never stops the others.
public struct BatchRun: Sendable {
  public let deck: Deck
  public let request: RenderRequest
  public let plan: Plan

  public init(deck: Deck, request: RenderRequest, plan: Plan) {
    self.deck = deck
    self.request = request
    self.plan = plan
  }

  /// Runs the plan; results come in the plan's order whatever the workers' order was.
  ///
  /// - Parameter progress: called after each file with how many are done, one call at a time.
  public func run(progress: @escaping @Sendable (Int) -> Void = { _ in }) async -> BatchResult {
    if let problem = prepareFolders() { return BatchResult(results: [], obstacle: problem) }
    let queue = WorkQueue(count: plan.jobs.count)
    let workers = max(1, min(request.jobs, plan.jobs.count))
    return await withTaskGroup(of: WorkerOutcome.self) { group in
      for _ in 0..<workers { group.addTask { work(queue, progress) } }
      var outcomes: [WorkerOutcome] = []
      for await outcome in group { outcomes.append(outcome) }
      let results = outcomes.flatMap(\.results).sorted { $0.index < $1.index }.map(\.result)
      return BatchResult(results: results, obstacle: outcomes.compactMap(\.failure).first, leftovers: leftovers())
    }
  }

  /// Makes the folders of all outputs and takes away what killed runs left in them; says what stands in the way.
  private func prepareFolders() -> Diagnostic? {
    let folders = Set(plan.jobs.map { $0.path.split(separator: "/").dropLast().joined(separator: "/") })
    do throws(FileError) {
      for folder in folders.sorted() {
        let path = request.outputFolder + "/" + folder
        try AtomicFile.makeFolder(path)
        AtomicFile.removeLeftovers(in: path)
      }
      return nil
    } catch {
      return Diagnostic(
        .error, "output-folder", error.message, reason: "the output folder must be one that you may write to",
        help: "name another folder with --output")
    }
  }

  /// Pictures of cards that the deck no longer has; only a run of the whole deck can tell.
  private func leftovers() -> [Diagnostic] {
    guard request.cards.isEmpty, request.languages.isEmpty, request.formats.isEmpty else { return [] }
    let planned = Set(plan.jobs.map(\.path))
    let folders = Set(
      plan.jobs.filter { $0.kind == .png }.map { $0.path.split(separator: "/").dropLast().joined(separator: "/") })
    return folders.sorted().flatMap { folder in
      FolderListing.names(in: request.outputFolder + "/" + folder).map { folder + "/" + $0 }
        .filter { $0.hasSuffix(".png") && !planned.contains($0) }.map { .stale(request.outputFolder + "/" + $0) }
    }
  }

  private func work(_ queue: WorkQueue, _ progress: @Sendable (Int) -> Void) -> WorkerOutcome {
    var outcome = WorkerOutcome()
    do throws(TypesettingError) {
      let worker = try Worker(deck: deck, request: request)
      while let index = queue.next() {
        outcome.results.append((index, worker.make(plan.jobs[index])))
        queue.finished(progress)
      }
    } catch {
      outcome.failure = .fonts(error)
    }
    return outcome
  }
}

/// What a run did.
public struct BatchResult: Sendable {
  public var results: [JobResult]
  /// Why nothing could be made at all, if so: no fonts, or no folder to write to.
  public var obstacle: Diagnostic?
  /// Files of earlier runs that no card of the deck stands for.
  public var leftovers: [Diagnostic] = []

  /// Everything that was found.
  public var diagnostics: [Diagnostic] {
    results.flatMap(\.diagnostics) + leftovers + (obstacle.map { [$0] } ?? [])
  }
  public var written: [JobResult] { results.filter { $0.bytes != nil } }
}

extension Diagnostic {
  /// A file of an earlier run that this one did not make anew.
  static func stale(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "stale-file", "\(path) is from an earlier run", reason: "this run made no such file",
      help: "remove it, or set its card right and render again")
  }

  /// No fonts could be had.
  public static func fonts(_ error: TypesettingError) -> Diagnostic {
    Diagnostic(.error, "fonts", error.message, help: "`placard doctor` says what is missing")
  }
}

private struct WorkerOutcome: Sendable {
  var results: [(index: Int, result: JobResult)] = []
  var failure: Diagnostic?
}

/// Hands out each index once.
private final class WorkQueue: Sendable {
  private let count: Int
  private let state = Mutex((next: 0, done: 0))

  init(count: Int) { self.count = count }

  func next() -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func finished(_ progress: (Int) -> Void) {
    state.withLock { state in
      state.done += 1
      progress(state.done)
    }
  }
}
