/// A plan as `placard render --dry-run` shows it.
public struct PlanListing: Encodable, Sendable {
  public var jobs: [Job]

  public init(_ plans: [Plan]) { jobs = plans.flatMap(\.jobs).map(Job.init) }

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
