import Batch
import Diagnostics
import Foundation
import Synchronization
import Typesetting

/// Why something was not rendered.
enum RenderRefusal: Error, Sendable {
  /// Too much waits already.
  case busy
  /// Its turn did not come in time.
  case tooLong
  case stopped
  /// There are no fonts.
  case fonts(Diagnostic)
  /// Whoever asked is gone.
  case dropped
}

/// Threads that render, each with a kit of its own. What somebody waits for comes before what is only prepared, and both in
/// the order in which they were asked for.
final class RenderPool: Sendable {
  enum Urgency: Sendable { case wanted, background }

  /// How much may wait at once, and how long an answer may take: more than a page shows, and less than anybody waits for.
  private static let mostWaiting = 512
  private static let longestAnswer = 20.0

  private struct Job: Sendable {
    var id: Int
    var run: @Sendable (RenderKit) -> Void
    var refuse: @Sendable (RenderRefusal) -> Void
  }

  private struct State {
    var wanted: [Job] = []
    var background: [Job] = []
    var nextID = 0
    var fontConfiguration: String
    /// Counts how often the fonts were others.
    var fontVersion = 0
    var fontProblem: Diagnostic?
    var hasEnded = false

    mutating func next() -> Job? {
      if !wanted.isEmpty { return wanted.removeFirst() }
      return background.isEmpty ? nil : background.removeFirst()
    }

    mutating func remove(_ id: Int) -> Job? {
      if let place = wanted.firstIndex(where: { $0.id == id }) { return wanted.remove(at: place) }
      return background.firstIndex { $0.id == id }.map { background.remove(at: $0) }
    }
  }

  private let state: Mutex<State>
  /// One count for each job that waits, and one for each thread at the end.
  private let signal = DispatchSemaphore(value: 0)
  let threads: Int

  init(fontConfiguration: String, threads: Int) {
    state = Mutex(State(fontConfiguration: fontConfiguration))
    self.threads = max(1, threads)
  }

  /// Begins to render. The threads keep the pool until `stop`.
  func start() {
    for _ in 0..<threads {
      let thread = Thread { self.work() }
      thread.name = "rendering"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Ends the threads; what waits is refused.
  func stop() {
    let waiting = state.withLock { state in
      defer { (state.hasEnded, state.wanted, state.background) = (true, [], []) }
      return state.wanted + state.background
    }
    for job in waiting { job.refuse(.stopped) }
    for _ in 0..<threads { signal.signal() }
  }

  /// Opens the fonts of a configuration before anything else is rendered.
  func renewFonts(_ configuration: String) {
    state.withLock { state in
      state.fontConfiguration = configuration
      state.fontVersion += 1
    }
  }

  /// The configuration whose fonts are used.
  var fontConfiguration: String { state.withLock { $0.fontConfiguration } }

  /// What is wrong with the fonts, if they could not be opened; those that were open before are used on.
  var fontProblem: Diagnostic? { state.withLock { $0.fontProblem } }

  /// Renders on one of the threads.
  func run<Value: Sendable>(
    _ urgency: Urgency, _ work: @escaping @Sendable (RenderKit) -> Value
  ) async throws(RenderRefusal) -> Value {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, RenderRefusal>, Never>) in
        let answer = OneAnswer(continuation)
        let job = Job(id: id) { kit in
          answer.give(.success(work(kit)))
        } refuse: { refusal in
          answer.give(.failure(refusal))
        }
        if let refusal = Task.isCancelled ? .dropped : enqueue(job, urgency) { return job.refuse(refusal) }
        if urgency == .wanted { giveUp(job) }
      }
    } onCancel: {
      state.withLock { $0.remove(id) }?.refuse(.dropped)
    }
    return try result.get()
  }

  private func enqueue(_ job: Job, _ urgency: Urgency) -> RenderRefusal? {
    let refusal: RenderRefusal? = state.withLock { state in
      if state.hasEnded { return .stopped }
      if urgency == .background {
        state.background.append(job)
      } else if state.wanted.count >= Self.mostWaiting {
        return .busy
      } else {
        state.wanted.append(job)
      }
      return nil
    }
    if refusal == nil { signal.signal() }
    return refusal
  }

  /// Answers in time, also where the job is under way: its thread is free again when it is done.
  private func giveUp(_ job: Job) {
    // Not the job itself, which holds a scene.
    let (id, refuse) = (job.id, job.refuse)
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.longestAnswer) { [weak self] in
      _ = self?.state.withLock { $0.remove(id) }
      refuse(.tooLong)
    }
  }

  // MARK: Threads

  private func work() {
    var kit: (kit: RenderKit, fontVersion: Int)?
    while true {
      signal.wait()
      let (job, version, configuration, hasEnded) = state.withLock { state in
        (state.next(), state.fontVersion, state.fontConfiguration, state.hasEnded)
      }
      if hasEnded { return }
      // What was dropped has left its count behind.
      guard let job else { continue }
      if kit?.fontVersion != version { renew(&kit, version, configuration) }
      if let kit { job.run(kit.kit) } else { job.refuse(.fonts(fontProblem ?? Self.noFonts)) }
    }
  }

  /// Fonts that cannot be opened leave those that were.
  private func renew(_ kit: inout (kit: RenderKit, fontVersion: Int)?, _ version: Int, _ configuration: String) {
    do throws(TypesettingError) {
      kit = (try RenderKit(fontConfiguration: configuration), version)
      state.withLock { $0.fontProblem = nil }
    } catch {
      kit?.fontVersion = version
      let problem = Diagnostic.fonts(error)
      state.withLock { $0.fontProblem = problem }
    }
  }

  private static let noFonts = Diagnostic(.error, "fonts", "there are no fonts")
}

/// Whoever waits for a job, who gets the first answer alone.
private final class OneAnswer<Value: Sendable>: Sendable {
  typealias Waiting = CheckedContinuation<Result<Value, RenderRefusal>, Never>
  private let waiting: Mutex<Waiting?>

  init(_ waiting: Waiting) { self.waiting = Mutex(waiting) }

  func give(_ answer: Result<Value, RenderRefusal>) {
    let waiting = self.waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    waiting?.resume(returning: answer)
  }
}
