import CardSpec
import Diagnostics
import Files
import Hashing
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
  /// - Parameters:
  ///   - stop: Once it is requested, workers drop what they are at and take no more: the result lacks the rest.
  ///   - progress: Called after each file, one call at a time.
  public func run(
    stop: StopSignal = StopSignal(), progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async -> BatchResult {
    await run(
      stop: stop, memory: nil, spool: Spool(in: request.outputFolder), keepsFiles: false, progress: progress)
  }

  /// - Parameters:
  ///   - memory: What earlier runs left, `nil` where everything is to be made.
  ///   - spool: Where to put aside what the manifest is to say.
  ///   - keepsFiles: Whether files may stay as they are: the folder's manifest is the one that was written with them.
  func run(
    stop: StopSignal, memory: FolderMemory?, spool: Spool, keepsFiles: Bool,
    progress: @escaping @Sendable (RunProgress) -> Void
  ) async -> BatchResult {
    if let problem = prepareFolders() { return BatchResult(plan, results: [], obstacle: problem) }
    let reuse: Reuse?
    do throws(TypesettingError) {
      let fonts = try memory.map { (_) throws(TypesettingError) in
        try FontLibrary(configuration: request.fontConfiguration).inventory
      }
      reuse = memory.flatMap { memory in fonts.map { memory.reuse(for: self, fonts: $0, keepsFiles: keepsFiles) } }
    } catch {
      return BatchResult(plan, results: [], obstacle: .fonts(error))
    }
    if let untouched = reuse?.untouched(plan) {
      var result = BatchResult(plan, results: untouched, obstacle: nil)
      result.state = reuse?.stateSum
      progress(result.progress(total: plan.jobs.count))
      return result
    }
    let (profile, pressProblem) = PressSetup.profile(for: plan, deck)
    let survey = FitSurvey(deck: deck, plan: plan)
    let workers = max(1, min(request.jobs, max(plan.jobs.count, survey.count)))
    let known = await earlierFindings(survey, reuse, workers)
    let shared = Shared(
      survey: survey, known: known, reuse: reuse, profile: profile, stop: stop, spool: spool, jobs: plan.jobs.count,
      workers: workers)
    return await withTaskGroup(of: WorkerOutcome.self) { group in
      for _ in 0..<workers { group.addTask { await work(shared, progress) } }
      var outcomes: [WorkerOutcome] = []
      for await outcome in group { outcomes.append(outcome) }
      var result = BatchResult(plan, results: shared.results.taken, obstacle: outcomes.compactMap(\.failure).first)
      result.state = reuse?.stateSum
      result.workers = outcomes.map(\.totals)
      result.pressDiagnostics = pressProblem.map { [$0] } ?? []
      if let findings = outcomes.first?.findings {
        result.fitDiagnostics = survey.diagnostics(findings)
        if !stop.isRequested, result.obstacle == nil {
          if known == nil, survey.count > 0 { reuse?.store(findings, of: survey) }
          reuse?.storeState(hasFindings: !result.fitDiagnostics.isEmpty)
        }
      }
      return result
    }
  }

  /// What is known of the fit groups from an earlier run; the recipes of all their cards are written for that, by all
  /// workers.
  private func earlierFindings(_ survey: FitSurvey, _ reuse: Reuse?, _ workers: Int) async -> FitSurvey.Findings? {
    guard let reuse, survey.count > 0 else { return nil }
    let places = WorkQueue(count: survey.count)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<workers {
        group.addTask { while let place = places.next() { reuse.prepare(survey, at: place) } }
      }
    }
    return reuse.findings(of: survey)
  }

  /// What the workers of a run share.
  private struct Shared: Sendable {
    let survey: FitSurvey
    /// What an earlier run found out by the same survey.
    let known: FitSurvey.Findings?
    let reuse: Reuse?
    /// `nil` where nothing is made for a press, or the profile cannot be used.
    let profile: PressProfile?
    let stop: StopSignal
    let spool: Spool
    let questions: WorkQueue
    let round: FitRound
    let jobs: WorkQueue
    let results: ResultList

    init(
      survey: FitSurvey, known: FitSurvey.Findings?, reuse: Reuse?, profile: PressProfile?, stop: StopSignal,
      spool: Spool, jobs: Int, workers: Int
    ) {
      self.survey = survey
      self.known = known
      self.reuse = reuse
      self.profile = profile
      self.stop = stop
      self.spool = spool
      questions = WorkQueue(count: known == nil ? survey.count : 0)
      round = FitRound(workers: workers)
      self.jobs = WorkQueue(count: jobs)
      results = ResultList(count: jobs)
    }
  }

  private var folders: [String] { Set(plan.jobs.lazy.map(\.folder)).sorted() }

  /// Links in the output folder that stand where files would be written through them.
  var linksInTheWay: [String] {
    let files = OutputFiles(folder: request.outputFolder)
    return Set(folders.compactMap { files.link(above: $0 + "/.") }).sorted()
  }

  /// Makes the folders of all outputs and takes away what killed runs left in them; says what stands in the way.
  private func prepareFolders() -> Diagnostic? {
    let links = linksInTheWay
    guard links.isEmpty else { return .linkedFolders(links) }
    do throws(FileError) {
      for folder in folders {
        let path = request.outputFolder + "/" + folder
        try AtomicFile.makeFolder(path, below: request.outputFolder)
        if !request.sharesFolder { OutputLock.removeLeftovers(in: path) }
      }
      return nil
    } catch {
      return .outputFolder(error)
    }
  }

  /// First all workers find the sizes of fit groups, then they make the files. A worker keeps its fonts, and the texts
  /// that it has set, from one to the other.
  private func work(_ shared: Shared, _ progress: @Sendable (RunProgress) -> Void) async -> WorkerOutcome {
    var outcome = WorkerOutcome()
    let stop = shared.stop
    do throws(TypesettingError) {
      let worker = try Worker(deck: deck, request: request, profile: shared.profile, stop: stop)
      var part = FitSurvey.Findings()
      while !stop.isRequested, let place = shared.questions.next() {
        worker.answer(shared.survey, at: place, &part, reuse: shared.reuse)
      }
      let found = await shared.round.handIn(part)
      outcome.findings = shared.known ?? found
      while !stop.isRequested, let index = shared.jobs.next() {
        let groups = outcome.findings.groups
        guard var result = worker.make(plan.jobs[index], groups: groups, reuse: shared.reuse, spool: shared.spool)
        else { break }
        result.place = Int32(index)
        shared.results.put(result)
        shared.jobs.finished(result, progress)
      }
      outcome.totals = worker.done
    } catch {
      outcome.failure = .fonts(error)
      // The others wait for this worker's part.
      outcome.findings = await shared.round.handIn(FitSurvey.Findings())
    }
    return outcome
  }
}

/// How far a run is.
public struct RunProgress: Sendable, Hashable {
  /// Files that were made or have failed.
  public var done = 0
  public var failed = 0
  /// Files among them that needed not be made.
  public var reused = 0
  public var total: Int

  public init(done: Int = 0, failed: Int = 0, reused: Int = 0, total: Int) {
    self.done = done
    self.failed = failed
    self.reused = reused
    self.total = total
  }

  /// How far all runs are when another one, which began at this point, is at `other`.
  func followed(by other: RunProgress) -> RunProgress {
    RunProgress(
      done: done + other.done, failed: failed + other.failed, reused: reused + other.reused, total: total)
  }
}

/// What a run did.
public struct BatchResult: Sendable {
  public let plan: Plan
  /// In the plan's order.
  public var results: [JobResult]
  /// Why nothing could be made at all, if so: no fonts, or no folder to write to.
  public var obstacle: Diagnostic?
  public var workers: [WorkerTotals] = []
  /// Why nothing can be made for a press.
  var pressDiagnostics: [Diagnostic] = []
  /// Which cards the sizes of fit groups leave out.
  var fitDiagnostics: [Diagnostic] = []
  /// The sum of all that the files were made from, where there is a cache.
  var state: Digest?

  init(_ plan: Plan, results: [JobResult], obstacle: Diagnostic?) {
    self.plan = plan
    self.results = results
    self.obstacle = obstacle
  }

  /// What was to be made.
  func job(of result: JobResult) -> Plan.Job { plan.jobs[Int(result.place)] }

  /// Everything that was found.
  public var diagnostics: [Diagnostic] {
    results.flatMap(\.diagnostics) + fitDiagnostics + pressDiagnostics + (obstacle.map { [$0] } ?? [])
  }
  /// How many files are there now, made or not.
  public var present: Int { results.count { $0.bytes != nil } }
  /// How many of these needed not be made.
  public var reused: Int { results.count { $0.bytes != nil && $0.origin != .made } }

  func progress(total: Int) -> RunProgress {
    RunProgress(done: results.count, failed: results.count - present, reused: reused, total: total)
  }
}

extension Diagnostic {
  /// No fonts could be had.
  public static func fonts(_ error: TypesettingError) -> Diagnostic {
    Diagnostic(.error, "fonts", error.message, help: "`placard doctor` says what is missing")
  }
}

private struct WorkerOutcome: Sendable {
  var findings = FitSurvey.Findings()
  var failure: Diagnostic?
  var totals = WorkerTotals()
}

/// Hands out each index once.
private final class WorkQueue: Sendable {
  private let state: Mutex<(next: Int, progress: RunProgress)>

  init(count: Int) { state = Mutex((next: 0, progress: RunProgress(total: count))) }

  func next() -> Int? {
    state.withLock { state in
      guard state.next < state.progress.total else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func finished(_ result: JobResult, _ progress: (RunProgress) -> Void) {
    state.withLock { state in
      state.progress.done += 1
      if result.bytes == nil {
        state.progress.failed += 1
      } else if result.origin != .made {
        state.progress.reused += 1
      }
      progress(state.progress)
    }
  }
}
