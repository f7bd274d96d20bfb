import CardSpec
import Diagnostics
import Manifest

/// Puts what runs made into the manifest of earlier ones: pure, without looking at files.
struct ManifestUpdate {
  private var decks: [String: Manifest.Deck]
  private var outputs: [String: Manifest.Output]
  private var failures: [String: Manifest.Failure]
  /// What the runs made.
  private(set) var made: Set<String> = []
  /// What the runs were to make.
  private var planned: Set<String> = []
  /// Decks of which the runs made all that there should be.
  private var exactDecks: Set<String> = []
  /// Decks of which some run made a part.
  private var partDecks: Set<String> = []
  private let outputFolder: String

  init(_ earlier: Manifest, outputFolder: String) {
    decks = Dictionary(earlier.decks.map { ($0.name, $0) }) { $1 }
    outputs = Dictionary(earlier.outputs.map { ($0.path, $0) }) { $1 }
    failures = Dictionary(earlier.failures.map { ($0.path, $0) }) { $1 }
    self.outputFolder = outputFolder
  }

  /// - Parameters:
  ///   - found: What is wrong with the deck's specs.
  ///   - isExact: Whether the plan is all that the deck's files should be: a whole deck, without mistakes, to the end.
  mutating func add(_ run: BatchRun, _ results: [JobResult], found: [Diagnostic], isExact: Bool) {
    let folders = [outputFolder, run.deck.folder]
    decks[run.deck.name] = Manifest.Deck(run.deck, found.messages(without: folders))
    for result in results {
      let path = result.job.path
      if let output = result.output {
        outputs[path] = output
        failures[path] = nil
        made.insert(path)
      } else if result.origin == .kept {
        // The manifest has it already.
        failures[path] = nil
        made.insert(path)
      } else {
        failures[path] = Manifest.Failure(run.deck, result, without: folders)
      }
    }
    planned.formUnion(run.plan.jobs.map(\.path))
    if isExact { exactDecks.insert(run.deck.name) } else { partDecks.insert(run.deck.name) }
  }

  /// Puts in what the shards of a plan made together.
  mutating func add(_ joined: JoinedShards) {
    for deck in joined.decks { decks[deck.name] = deck }
    for output in joined.outputs {
      outputs[output.path] = output
      failures[output.path] = nil
      made.insert(output.path)
    }
    for failure in joined.failures { failures[failure.path] = failure }
    planned.formUnion(joined.plannedPaths)
    exactDecks.formUnion(joined.plan.exactDecks)
    partDecks.formUnion(Set(joined.decks.map(\.name)).subtracting(joined.plan.exactDecks))
  }

  /// Whether a path is none of those that a deck has, as far as the runs know all of them.
  private func isStale(_ path: String, _ deck: String) -> Bool {
    exactDecks.contains(deck) && !partDecks.contains(deck) && !planned.contains(path)
  }

  /// Files of earlier runs that their decks have no more, by path: they may go.
  var stale: [Manifest.Output] { kept.filter { isStale($0.path, $0.deck) } }

  /// What is known of a path.
  func output(_ path: String) -> Manifest.Output? { outputs[path] }

  /// Files that are in the manifest from earlier runs, by path.
  var kept: [Manifest.Output] {
    outputs.values.filter { !made.contains($0.path) }.sorted { $0.path < $1.path }
  }

  mutating func forget(_ path: String) { outputs[path] = nil }

  /// Without decks of which nothing is left, and in the order of the file, as the gallery follows it.
  var manifest: Manifest {
    let failures = failures.filter { !isStale($0.key, $0.value.deck) }
    let used = Set(outputs.values.map(\.deck) + failures.values.map(\.deck))
    return Manifest(
      decks: decks.values.filter { used.contains($0.name) }, outputs: Array(outputs.values),
      failures: Array(failures.values)
    ).sorted
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
  init(_ deck: Deck, _ result: JobResult, without folders: [String]) {
    let job = result.job
    self.init(
      path: job.path, deck: deck.name, kind: Manifest.Kind(job.kind), language: job.language, format: job.format.name,
      cards: job.cards.map(\.id),
      // That an older file is still there, the list of outputs says.
      diagnostics: result.diagnostics.filter { $0.code != Diagnostic.staleCode }.messages(without: folders))
  }
}
