extension Manifest {
  /// Which part of a plan a manifest is of, where several machines make it together, and what identifies the plan: shards of
  /// different plans do not belong together.
  public struct Shard: Codable, Sendable, Hashable {
    /// From 1.
    public var index: Int
    public var count: Int
    /// How many files this shard is to make. A run that was ended has fewer outputs and failures.
    public var files: Int
    public var plan: Plan

    public init(index: Int, count: Int, files: Int, plan: Plan) {
      self.index = index
      self.count = count
      self.files = files
      self.plan = plan
    }

    /// The whole plan, the same in all its shards.
    public struct Plan: Codable, Sendable, Hashable {
      /// How many files all shards make together.
      public var files: Int
      /// Of the list of all files: outputs and failures of all shards give the same again.
      public var sha256: String
      /// The SHA-256 of what the files are made from, and of the options that change them.
      public var sources: String
      /// Decks whose files are exactly those of the plan: all others of theirs are stale. By name.
      public var exactDecks: [String]
      /// Decks, but no cards that stand alone, of which nothing was left out by a choice. By name.
      public var wholeDecks: [String]

      public init(files: Int, sha256: String, sources: String, exactDecks: [String], wholeDecks: [String]) {
        self.files = files
        self.sha256 = sha256
        self.sources = sources
        self.exactDecks = exactDecks
        self.wholeDecks = wholeDecks
      }
    }
  }

  /// A file of a plan, made or not.
  public struct PlannedFile: Sendable, Hashable {
    /// Relative to the output folder.
    public var path: String
    public var deck: String
    public var kind: Kind
    /// BCP 47.
    public var language: String
    public var format: String

    public init(path: String, deck: String, kind: Kind, language: String, format: String) {
      self.path = path
      self.deck = deck
      self.kind = kind
      self.language = language
      self.format = format
    }

    public init(_ output: Output) {
      self.init(
        path: output.path, deck: output.deck, kind: output.kind, language: output.language, format: output.format)
    }

    public init(_ failure: Failure) {
      self.init(
        path: failure.path, deck: failure.deck, kind: failure.kind, language: failure.language, format: failure.format)
    }
  }

  /// What was made, or should have been: outputs, then failures.
  public var plannedFiles: [PlannedFile] { outputs.map { PlannedFile($0) } + failures.map { PlannedFile($0) } }
}
