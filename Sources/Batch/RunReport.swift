import CardSpec
import Diagnostics
import Scene

/// What a run decided and found, for programs: `placard render --report`.
public struct RunReport: Encodable, Sendable {
  public var files: [File]
  public var messages: [Message]
  /// What the clock said: the only part that differs from run to run.
  public var timings: Timings

  /// - Parameter time: How long the whole run took.
  public init(_ results: [BatchResult], diagnostics: [Diagnostic], time: Duration) {
    self.init(
      files: results.flatMap(\.results), diagnostics: diagnostics, workers: results.flatMap(\.workers), time: time)
  }

  public init(files results: [JobResult], diagnostics: [Diagnostic], workers: [WorkerTotals], time: Duration) {
    files = results.map(File.init)
    messages = diagnostics.map(Message.init)
    timings = Timings(workers, time: time)
  }

  /// Seconds.
  public struct Timings: Encodable, Sendable {
    /// From the plan to the manifest, on the wall.
    public var seconds: Double
    /// Of all workers together, by stage.
    public var stages: [String: Double]
    public var workers: [Worker]

    public struct Worker: Encodable, Sendable {
      public var files: Int
      public var seconds: Double
      public var stages: [String: Double]
    }

    init(_ workers: [WorkerTotals], time: Duration) {
      seconds = Self.seconds(time)
      self.workers = workers.map { worker in
        let stages = Self.stages(worker)
        return Worker(files: worker.files, seconds: stages.values.sorted().reduce(0, +), stages: stages)
      }
      stages = self.workers.reduce(into: [:]) { $0.merge($1.stages, uniquingKeysWith: +) }
    }

    private static func stages(_ worker: WorkerTotals) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0.rawValue, seconds(worker.times[$0] ?? .zero)) })
    }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
  }

  public struct File: Encodable, Sendable {
    /// Relative to the output folder.
    public var path: String
    public var language: String
    public var format: String
    /// Absent where the file was not written.
    public var bytes: Int?
    /// `made`, `restored` from the cache, or `kept` as it was; absent where the file is not there.
    public var origin: String?
    public var cards: [CardDecisions]

    init(_ result: JobResult) {
      path = result.job.path
      language = result.job.language
      format = result.job.format.name
      bytes = result.bytes
      origin = result.bytes == nil ? nil : result.origin.rawValue
      cards = result.decisions
    }
  }

  public struct Message: Encodable, Sendable {
    public var severity: String
    public var code: String
    public var message: String
    public var reason: String?
    public var help: String?
    /// `file:line:column`.
    public var source: String?
    public var card: String?
    public var language: String?
    public var format: String?
    public var node: String?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      (code, message) = (diagnostic.code, diagnostic.message)
      (reason, help) = (diagnostic.reason, diagnostic.help)
      source = diagnostic.location.map { "\($0.file):\($0.line):\($0.column)" }
      let subject = diagnostic.subject
      (card, language, format, node) = (subject.card, subject.language, subject.format, subject.node)
    }
  }
}

/// What was done to a card's texts so that they fit.
public struct CardDecisions: Codable, Sendable {
  public var card: String
  public var texts: [Text]

  public struct Text: Codable, Sendable {
    public var node: String
    /// px.
    public var fontSize: Double
    public var specifiedFontSize: Double
    public var fit: FitReport
  }

  init(_ scene: Scene) {
    card = scene.card
    texts = scene.boxes.compactMap { box in
      guard let fit = box.fit, let size = box.fontSize, let asked = box.specifiedFontSize else { return nil }
      return Text(node: box.path, fontSize: size, specifiedFontSize: asked, fit: FitReport(fit))
    }
  }
}

/// A fit decision for programs.
public struct FitReport: Codable, Sendable {
  public var allowed: [String]
  public var done: [String]
  /// px.
  public var minFontSize: Double
  /// em.
  public var letterSpacing: Double
  public var specifiedLetterSpacing: Double
  public var group: Group?

  public struct Group: Codable, Sendable {
    public var name: String
    public var scope: String
    /// Of each text's own size, 0…1.
    public var share: Double?
    public var decidedBy: Member?
    /// Whether some text would need less than `decidedBy` allows.
    public var isHeld: Bool?
  }

  public struct Member: Codable, Sendable {
    public var card: String
    public var language: String
    public var node: String
  }

  public init(_ fit: FitDecision) {
    allowed = fit.allowed.map(\.rawValue)
    done = fit.done.map(\.rawValue)
    minFontSize = fit.minFontSize
    letterSpacing = fit.letterSpacing
    specifiedLetterSpacing = fit.specifiedLetterSpacing
    group = fit.group.map { group in
      let settled = group.settlement
      return Group(
        name: group.key.name, scope: group.key.scope.rawValue, share: settled?.share,
        decidedBy: settled.map {
          Member(card: $0.decidedBy.card, language: $0.decidedBy.language, node: $0.decidedBy.node)
        }, isHeld: settled?.isHeld)
    }
  }
}
