import CardSpec
import Diagnostics
import PressColor
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
    let (profile, pressProblem) = PressSetup.profile(for: plan, deck)
    let survey = FitSurvey(deck: deck, plan: plan)
    let workers = max(1, min(request.jobs, max(plan.jobs.count, survey.count)))
    let shared = Shared(survey: survey, profile: profile, jobs: plan.jobs.count, workers: workers)
    return await withTaskGroup(of: WorkerOutcome.self) { group in
      for _ in 0..<workers { group.addTask { await work(shared, progress) } }
      var outcomes: [WorkerOutcome] = []
      for await outcome in group { outcomes.append(outcome) }
      let results = outcomes.flatMap(\.results).sorted { $0.index < $1.index }.map(\.result)
      var result = BatchResult(results: results, obstacle: outcomes.compactMap(\.failure).first)
      result.leftovers = leftovers()
      result.pressDiagnostics = pressProblem.map { [$0] } ?? []
      result.fitDiagnostics = outcomes.first.map { survey.diagnostics($0.findings) } ?? []
      return result
    }
  }

  /// What the workers of a run share.
  private struct Shared: Sendable {
    let survey: FitSurvey
    /// `nil` where nothing is made for a press, or the profile cannot be used.
    let profile: PressProfile?
    let questions: WorkQueue
    let round: FitRound
    let jobs: WorkQueue

    init(survey: FitSurvey, profile: PressProfile?, jobs: Int, workers: Int) {
      self.survey = survey
      self.profile = profile
      questions = WorkQueue(count: survey.count)
      round = FitRound(workers: workers)
      self.jobs = WorkQueue(count: jobs)
    }
  }

  /// Makes the folders of all outputs and takes away what killed runs left in them; says what stands in the way.
  private func prepareFolders() -> Diagnostic? {
    let folders = Set(plan.jobs.map(\.folder))
    do throws(FileError) {
      for folder in folders.sorted() {
        let path = request.outputFolder + "/" + folder
        try AtomicFile.makeFolder(path)
        AtomicFile.removeLeftovers(in: path)
      }
      return nil
    } catch {
      return .outputFolder(error)
    }
  }

  /// Pictures of cards that the deck no longer has; only a run of the whole deck can tell.
  private func leftovers() -> [Diagnostic] {
    guard request.cards.isEmpty, request.languages.isEmpty, request.formats.isEmpty else { return [] }
    // A card that stands alone knows nothing of the others that share its folder.
    guard deck.cards.first?.location.file != deck.file else { return [] }
    let planned = Set(plan.jobs.map(\.path))
    let folders = Set(plan.jobs.filter { $0.kind == .png }.map(\.folder))
    return folders.sorted().flatMap { folder in
      FolderListing.names(in: request.outputFolder + "/" + folder).map { folder + "/" + $0 }
        .filter { $0.hasSuffix(".png") && !planned.contains($0) }.map { .stale(request.outputFolder + "/" + $0) }
    }
  }

  /// First all workers find the sizes of fit groups, then they make the files. A worker keeps its fonts, and the texts
  /// that it has set, from one to the other.
  private func work(_ shared: Shared, _ progress: @Sendable (Int) -> Void) async -> WorkerOutcome {
    var outcome = WorkerOutcome()
    do throws(TypesettingError) {
      let worker = try Worker(deck: deck, request: request, profile: shared.profile)
      var part = FitSurvey.Findings()
      while let place = shared.questions.next() { worker.answer(shared.survey, at: place, &part) }
      outcome.findings = await shared.round.handIn(part)
      while let index = shared.jobs.next() {
        outcome.results.append((index, worker.make(plan.jobs[index], groups: outcome.findings.groups)))
        shared.jobs.finished(progress)
      }
    } catch {
      outcome.failure = .fonts(error)
      // The others wait for this worker's part.
      outcome.findings = await shared.round.handIn(FitSurvey.Findings())
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
  var leftovers: [Diagnostic] = []
  /// Why nothing can be made for a press.
  var pressDiagnostics: [Diagnostic] = []
  /// Which cards the sizes of fit groups leave out.
  var fitDiagnostics: [Diagnostic] = []

  init(results: [JobResult], obstacle: Diagnostic?) {
    self.results = results
    self.obstacle = obstacle
  }

  /// Everything that was found.
  public var diagnostics: [Diagnostic] {
    results.flatMap(\.diagnostics) + fitDiagnostics + pressDiagnostics + leftovers + (obstacle.map { [$0] } ?? [])
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

  static func outputFolder(_ error: FileError) -> Diagnostic {
    Diagnostic(
      .error, "output-folder", error.message, reason: "the output folder must be one that you may write to",
      help: "name another folder with --output")
  }

  /// No fonts could be had.
  public static func fonts(_ error: TypesettingError) -> Diagnostic {
    Diagnostic(.error, "fonts", error.message, help: "`placard doctor` says what is missing")
  }
}

private struct WorkerOutcome: Sendable {
  var results: [(index: Int, result: JobResult)] = []
  var findings = FitSurvey.Findings()
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
