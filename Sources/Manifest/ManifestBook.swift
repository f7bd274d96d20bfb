import Files

/// A manifest whose outputs were put aside: of each it holds what the order of files and pages needs, and reads the rest when
/// it is asked for.
public struct ManifestBook: Sendable {
  /// One output.
  public struct Entry: Sendable, Hashable {
    /// Relative to the manifest's folder.
    public let path: String
    public let deck: String
    public let kind: Manifest.Kind
    /// BCP 47.
    public let language: String
    public let format: String
    /// Of a picture: the card that it shows.
    public let card: String?
    public let record: OutputRecord

    public init(
      path: String, deck: String, kind: Manifest.Kind, language: String, format: String, card: String?,
      record: OutputRecord
    ) {
      self.path = path
      self.deck = deck
      self.kind = kind
      self.language = language
      self.format = format
      self.card = card
      self.record = record
    }

    /// Puts an output aside.
    public init(_ output: Manifest.Output, in spool: Spool) {
      self.init(
        path: output.path, deck: output.deck, kind: output.kind, language: output.language, format: output.format,
        card: output.kind == .png ? output.cards.first?.id : nil, record: OutputRecord(output, in: spool))
    }
  }

  /// Of a manifest that speaks of a part of a plan alone.
  public var shard: Manifest.Shard?
  /// By name.
  public let decks: [Manifest.Deck]
  /// By path.
  public let outputs: [Entry]
  /// By path.
  public let failures: [Manifest.Failure]
  private let spool: Spool

  /// - Parameter spool: Where the outputs were put aside.
  public init(decks: [Manifest.Deck], outputs: consuming [Entry], failures: [Manifest.Failure], spool: Spool) {
    self.decks = decks.sorted { Manifest.precedes($0.name, $1.name) }
    outputs.sort { Manifest.precedes($0.path, $1.path) }
    self.outputs = outputs
    self.failures = failures.sorted { Manifest.precedes($0.path, $1.path) }
    self.spool = spool
  }

  /// Puts the outputs of a manifest aside.
  public init(_ manifest: Manifest, in spool: Spool = Spool(in: nil)) {
    self.init(
      decks: manifest.decks, outputs: manifest.outputs.map { Entry($0, in: spool) }, failures: manifest.failures,
      spool: spool)
    shard = manifest.shard
  }

  /// Reads a manifest's file part by part, and puts its outputs aside as they come. No path in it is trusted.
  public init(reading path: String, in spool: Spool) throws(Manifest.Problem) {
    var entries: [Entry] = []
    let manifest = try withoutActuallyEscaping({ entries.append(Entry($0, in: spool)) }) { take in
      var reader = ManifestReader(take)
      let isRead = FileContents.read(path) { reader.add($0) }
      return Result { () throws(Manifest.Problem) in
        guard isRead else { throw .unreadable }
        return try reader.finish()
      }
    }.get()
    self.init(decks: manifest.decks, outputs: entries, failures: manifest.failures, spool: spool)
    shard = manifest.shard
    if let path = ManifestReader.doubled(outputs.map(\.path)) { throw .wrongPath(path) }
  }

  /// All that is said of an output.
  public func output(_ entry: Entry) throws(FileError) -> Manifest.Output { try entry.record.output(from: spool) }

  /// The output of a path.
  public func entry(_ path: String) -> Entry? {
    var (low, high) = (0, outputs.count)
    while low < high {
      let middle = (low + high) / 2
      if Manifest.precedes(outputs[middle].path, path) { low = middle + 1 } else { high = middle }
    }
    return low < outputs.count && outputs[low].path == path ? outputs[low] : nil
  }

  /// The file's text, as `Manifest.write` gives it.
  public func write(_ put: (String) throws -> Void) throws {
    try Manifest.write(shard, decks, outputs, { try output($0) }, failures, put)
  }
}
