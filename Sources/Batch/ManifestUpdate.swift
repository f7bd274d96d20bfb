import CardSpec
import Diagnostics
import Files
import Manifest

/// Puts what runs made into the manifest of earlier ones: pure, without looking at the folder's files.
struct ManifestUpdate {
  private var decks: [String: Manifest.Deck]
  /// Of earlier runs, by path; not what was made anew.
  private var earlier: [String: ManifestBook.Entry]
  /// What the runs made anew.
  private var new: [ManifestBook.Entry] = []
  private var failures: [String: Manifest.Failure]
  /// What the runs made.
  private(set) var made: Set<String> = []
  /// What the runs were to make, and is not in `made`.
  private var unmade: Set<String> = []
  /// Decks of which the runs made all that there should be.
  private var exactDecks: Set<String> = []
  /// Decks of which some run made a part.
  private var partDecks: Set<String> = []
  private let outputFolder: String
  /// Where outputs are put aside.
  private let spool: Spool

  init(_ earlier: ManifestBook, spool: Spool, outputFolder: String) {
    decks = Dictionary(earlier.decks.map { ($0.name, $0) }) { $1 }
    self.earlier = Dictionary(earlier.outputs.map { ($0.path, $0) }) { $1 }
    failures = Dictionary(earlier.failures.map { ($0.path, $0) }) { $1 }
    self.spool = spool
    self.outputFolder = outputFolder
  }

  init(_ earlier: Manifest, outputFolder: String) {
    let spool = Spool(in: nil)
    self.init(ManifestBook(earlier, in: spool), spool: spool, outputFolder: outputFolder)
  }

  /// - Parameters:
  ///   - found: What is wrong with the deck's specs.
  ///   - isExact: Whether the plan is all that the deck's files should be: a whole deck, without mistakes, to the end.
  mutating func add(_ run: BatchRun, _ made: BatchResult, found: [Diagnostic], isExact: Bool) {
    let folders = [outputFolder, run.deck.folder]
    decks[run.deck.name] = Manifest.Deck(run.deck, found.messages(without: folders))
    for result in made.results {
      let job = made.job(of: result)
      if let entry = ManifestBook.Entry(job, result, deck: run.deck.name) {
        add(entry)
      } else if result.origin == .kept {
        // The manifest has it already.
        let path = job.path
        failures[path] = nil
        self.made.insert(path)
      } else {
        let failure = Manifest.Failure(run.deck, job, result, without: folders)
        failures[failure.path] = failure
      }
    }
    if made.present < run.plan.jobs.count {
      addPlanned(run.plan.jobs.lazy.map(\.path))
    }
    if isExact { exactDecks.insert(run.deck.name) } else { partDecks.insert(run.deck.name) }
  }

  /// Puts in what the shards of a plan made together.
  mutating func add(_ joined: JoinedShards) {
    for deck in joined.decks { decks[deck.name] = deck }
    for output in joined.outputs { add(ManifestBook.Entry(output, in: spool)) }
    for failure in joined.failures { failures[failure.path] = failure }
    addPlanned(joined.plannedPaths)
    exactDecks.formUnion(joined.plan.exactDecks)
    partDecks.formUnion(Set(joined.decks.map(\.name)).subtracting(joined.plan.exactDecks))
  }

  /// Puts in what a run is to make, before it has made any of it.
  mutating func plan(_ run: BatchRun, isExact: Bool) {
    addPlanned(run.plan.jobs.lazy.map(\.path))
    if isExact { exactDecks.insert(run.deck.name) } else { partDecks.insert(run.deck.name) }
  }

  private mutating func add(_ entry: ManifestBook.Entry) {
    failures[entry.path] = nil
    earlier[entry.path] = nil
    if made.insert(entry.path).inserted {
      new.append(entry)
    } else {
      // Two runs have the same file: what is said is what the later one made.
      new.removeAll { $0.path == entry.path }
      new.append(entry)
    }
  }

  private mutating func addPlanned(_ paths: some Sequence<String>) {
    for path in paths where !made.contains(path) { unmade.insert(path) }
  }

  /// What the runs made or were to make.
  var planned: Set<String> { made.union(unmade) }

  /// Whether a path is none of those that a deck has, as far as the runs know all of them.
  private func isStale(_ path: String, _ deck: String) -> Bool {
    exactDecks.contains(deck) && !partDecks.contains(deck) && !made.contains(path) && !unmade.contains(path)
  }

  /// Files of earlier runs that their decks have no more, by path: they may go.
  var stale: [ManifestBook.Entry] { kept.filter { isStale($0.path, $0.deck) } }

  /// Whether a path is one of those that are listed.
  func isListed(_ path: String) -> Bool { earlier[path] != nil || made.contains(path) }

  /// Files that are in the manifest from earlier runs, by path.
  var kept: [ManifestBook.Entry] {
    earlier.values.filter { !made.contains($0.path) }.sorted { $0.path < $1.path }
  }

  /// All that is said of a file; `nil` where what was put aside cannot be read any more.
  func output(_ entry: ManifestBook.Entry) -> Manifest.Output? { try? entry.record.output(from: spool) }

  /// - Parameter path: Of a file that the runs did not make.
  mutating func forget(_ path: String) { earlier[path] = nil }

  /// Without decks of which nothing is left, and in the order of the file, as the gallery follows it.
  consuming func manifest() -> ManifestBook {
    let failures = failures.filter { !isStale($0.key, $0.value.deck) }
    var used = Set(failures.values.map(\.deck))
    for entry in earlier.values { used.insert(entry.deck) }
    for entry in new { used.insert(entry.deck) }
    let decks = decks.values.filter { used.contains($0.name) }
    // There may be very many: they are not to lie anywhere twice.
    var outputs: [ManifestBook.Entry] = []
    swap(&outputs, &new)
    outputs += earlier.values
    return ManifestBook(decks: decks, outputs: outputs, failures: Array(failures.values), spool: spool)
  }
}

extension ManifestBook.Entry {
  /// What was made; `nil` where it was not, or was there already.
  init?(_ job: Plan.Job, _ result: JobResult, deck: String) {
    guard let record = result.record else { return nil }
    self.init(
      path: job.path, deck: deck, kind: Manifest.Kind(job.kind), language: job.language, format: job.format.name,
      card: job.kind == .png ? job.cards.first?.id : nil, record: record)
  }
}

extension Manifest.Deck {
  init(_ deck: Deck, _ diagnostics: [Manifest.Message]) {
    let titles = deck.languages.compactMap { language in
      (deck.title?.string ?? deck.title?[language]?.string).map { (language, $0) }
    }
    self.init(
      name: deck.name, title: Dictionary(titles) { first, _ in first }, languages: deck.languages,
      formats: deck.formats.map(\.name), cards: deck.cards.map(\.id), leftOut: deck.leftOut, diagnostics: diagnostics)
  }
}

extension Manifest.Failure {
  init(_ deck: Deck, _ job: Plan.Job, _ result: JobResult, without folders: [String]) {
    self.init(
      path: job.path, deck: deck.name, kind: Manifest.Kind(job.kind), language: job.language, format: job.format.name,
      cards: job.cards.map(\.id),
      // That an older file is still there, the list of outputs says.
      diagnostics: result.diagnostics.filter { $0.code != Diagnostic.staleCode }.messages(without: folders))
  }
}
