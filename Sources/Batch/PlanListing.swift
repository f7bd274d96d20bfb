import Manifest

/// A plan as `placard render --dry-run` shows it.
public struct PlanListing: Encodable, Sendable {
  public var jobs: [Job]
  /// Files of earlier runs that go.
  public var removals: [Removal]

  public init(_ plans: [Plan], removals: [Manifest.Output] = []) {
    jobs = plans.flatMap(\.jobs).map(Job.init)
    self.removals = removals.map(Removal.init)
  }

  public struct Removal: Encodable, Sendable {
    /// Relative to the output folder.
    public var path: String
    /// The deck that has no such file any more.
    public var deck: String
    /// As of a job.
    public var kind: String
    public var cards: [String]
    public var language: String
    public var format: String

    init(_ output: Manifest.Output) {
      (path, deck, kind) = (output.path, output.deck, output.kind.rawValue)
      cards = output.cards.map(\.id)
      (language, format) = (output.language, output.format)
    }
  }

  public struct Job: Encodable, Sendable {
    /// The same in every run that makes this file.
    public var id: String
    /// Relative to the output folder.
    public var path: String
    /// `png`, `pdf`, `sheets` or `contact-sheet`.
    public var kind: String
    /// In the order of pages.
    public var cards: [String]
    public var language: String
    public var format: String

    init(_ job: Plan.Job) {
      (id, path, kind) = (job.id, job.path, job.kind.rawValue)
      cards = job.cards.map(\.id)
      (language, format) = (job.language, job.format.name)
    }
  }
}
