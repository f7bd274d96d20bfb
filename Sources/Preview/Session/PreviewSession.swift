import Batch
import Caching
import CardSpec
import Diagnostics
import Dispatch
import Files
import Foundation
import Localization
import Scene
import Typesetting

/// A preview of one deck: knows how every cell stands, renders what is asked for, and tells what changes.
///
/// It decides nothing about pixels and files itself: `RenderPool` renders, the loader loads, both on threads of their own.
public actor PreviewSession {
  public nonisolated let request: PreviewRequest
  /// Another for each session.
  public nonisolated let id: String
  nonisolated let listeners = Listeners(limit: 32)
  nonisolated let pool: RenderPool

  private(set) var revision = 0
  var state: DeckState?
  private(set) var diagnostics: [Diagnostic] = []
  var records: [CellID: CellRecord] = [:]
  private var reports: [String: CardReport] = [:]
  /// Cards as they were when they could be read last.
  var wholeCards: [String: Card] = [:]
  private var sources: JobSources?
  var nextVersion = 0
  /// Who has it may write to the deck's files.
  nonisolated let saveTurns = SaveTurns()
  private var fonts: FontCopy?
  private var fontProblem: Diagnostic?

  /// The newest scene of each cell that could be shown, as long as there is room.
  var scenes = RecentCache<SceneKey, KnownScene>(limit: 96 << 20)
  var pictures = RecentCache<PictureKey, (fingerprint: Int, png: [UInt8])>(limit: 64 << 20)
  var claims: [CellID: (revision: Int, claims: FitClaims)] = [:]
  var trialClaims = RecentCache<TrialKey, FitClaims>(limit: 256)
  var trials = RecentCache<String, Trial>(limit: 32)
  var trialStates = RecentCache<String, (revision: Int, loaded: TrialDeck)>(limit: 4)
  var survey: Task<Void, Never>?
  var review: Review?
  /// A revision to compare with once the deck can be read.
  var awaitedRevision: String?

  /// Of a cell, and of the last trial of it, one scene and one picture of a size is kept: a thousand edits take no more room
  /// than one.
  struct SceneKey: Hashable {
    var cell: CellID
    var isTrial: Bool
  }

  struct KnownScene {
    var revision: Int
    var trial: String?
    var cell: ComposedCell
  }

  struct PictureKey: Hashable {
    var scene: SceneKey
    var scale: Double
    var includesBleed: Bool
  }

  struct TrialKey: Hashable {
    var cell: CellID
    var trial: String
    var revision: Int
  }

  /// - Parameter id: What tells this session from others.
  public init(_ request: PreviewRequest, id: String) {
    self.init(
      request, id: id, pool: RenderPool(fontConfiguration: request.fontConfiguration, threads: request.threads))
  }

  /// - Parameter pool: Renders for this session; who made it starts and stops it.
  init(_ request: PreviewRequest, id: String, pool: RenderPool) {
    self.request = request
    self.id = id
    self.pool = pool
  }

  /// Loads the deck and begins to look at its cells. Whoever watches its files began before.
  public func start() async {
    await renewFonts()
    pool.start()
    await loadOnce()
    beginSurvey()
  }

  /// Loads the deck, to be asked for pictures and nothing else.
  func loadOnce() async {
    let loaded = await load()
    take(loaded, touched: nil, own: nil)
  }

  /// Ends everything that is under way.
  public func stop(reason: String) {
    survey?.cancel()
    review?.task?.cancel()
    pool.stop()
    listeners.end(reason: reason)
    // What lies in folders of its own goes with it.
    (review, fonts) = (nil, nil)
  }

  // MARK: Files

  /// What is to be watched: the deck's folder, and the fonts'.
  public nonisolated var watchedFolders: [String] {
    let fonts = request.fontConfiguration
    let slash = fonts.lastIndex(of: "/")
    let folder = slash.map { $0 == fonts.startIndex ? "/" : String(fonts[..<$0]) } ?? "."
    return [request.source.folder, folder].map { RealPath.of($0) ?? $0 }
  }

  /// Takes note of files that are other than before; one call at a time.
  public func filesChanged(_ paths: Set<String>) async {
    let changes = ChangedFiles(allOf: paths)
    let earlier = allDiagnostics
    if sources?.fontsChanged(changes) ?? true { await renewFonts() }
    let before = state
    let touchedBefore = touched(changes)
    if paths.contains(where: { $0.hasSuffix(".json") }) || state == nil {
      let loaded = await load()
      if let state = loaded.state, let sources = loaded.sources {
        let touchedAfter = state.touched(by: changes, sources)
        take(
          loaded, touched: touchedBefore.all.union(touchedAfter.all), own: touchedBefore.own.union(touchedAfter.own))
      } else {
        take(loaded, touched: touchedBefore.all, own: touchedBefore.own)
      }
      await tellOfChange(paths, before, diagnosticsBefore: earlier)
      if before == nil, state != nil, let revision = awaitedRevision { try? await compare(withRevision: revision) }
    } else if !touchedBefore.all.isEmpty {
      revision += 1
      touch(touchedBefore.all, own: touchedBefore.own)
      await tellOfChange(paths, before, diagnosticsBefore: earlier)
    }
  }

  /// Fonts are used from a copy of their own. Those that cannot be read leave the ones before.
  private func renewFonts() async {
    let (original, space) = (request.fontConfiguration, request.scratch)
    let (copy, problem) = await Self.elsewhere { () -> (FontCopy, Diagnostic?) in
      let copy = FontCopy(of: original, in: space)
      do throws(TypesettingError) {
        _ = try FontLibrary(configuration: copy.configuration)
        return (copy, nil)
      } catch {
        var problem = Diagnostic.fonts(error)
        problem.message = problem.message.replacing(copy.configuration, with: original)
        return (copy, problem)
      }
    }
    fontProblem = problem
    guard problem == nil || fonts == nil else { return }
    pool.renewFonts(copy.configuration)
    fonts = copy
  }

  /// What is wrong with files, and with fonts.
  var allDiagnostics: [Diagnostic] { diagnostics + [fontProblem].compactMap { $0 } }

  private func touched(_ changes: ChangedFiles) -> (all: Set<CellID>, own: Set<CellID>) {
    guard let state, let sources else { return ([], []) }
    return state.touched(by: changes, sources)
  }

  private struct Loaded: Sendable {
    var state: DeckState?
    var sources: JobSources?
    var diagnostics: [Diagnostic]
  }

  private func load() async -> Loaded {
    nextVersion += 1
    let (request, version) = (request, nextVersion)
    return await Self.elsewhere {
      let (deck, diagnostics) = request.source.load()
      guard let deck else { return Loaded(state: nil, sources: nil, diagnostics: diagnostics) }
      return Loaded(
        state: DeckState(DeckVersion(id: version, deck: deck), request),
        sources: JobSources(deck: deck, fontConfiguration: request.fontConfiguration), diagnostics: diagnostics)
    }
  }

  /// Does what takes long, or waits for the disk, where it holds up nobody.
  nonisolated static func elsewhere<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: work()) }
    }
  }

  /// - Parameter touched: `nil` for all cells.
  private func take(_ loaded: Loaded, touched: Set<CellID>?, own: Set<CellID>?) {
    revision += 1
    diagnostics = loaded.diagnostics
    // A deck that cannot be read leaves the last good one.
    guard let fresh = loaded.state else { return }
    let known = Set(records.keys)
    let (earlier, kept) = (state, Set(fresh.cells))
    state = fresh
    sources = loaded.sources
    for gone in known.subtracting(kept) {
      records[gone] = nil
      claims[gone] = nil
    }
    let fromBroken = kept.filter { earlier?.card($0.card) == nil && fresh.card($0.card) != nil }
    let toBroken = kept.filter { earlier?.card($0.card) != nil && fresh.card($0.card) == nil }
    let changed = (touched ?? kept).union(kept.subtracting(known)).union(fromBroken).union(toBroken)
    touch(changed.intersection(kept), own: (own ?? kept).union(fromBroken).union(toBroken))
    let present = Set(fresh.cards)
    for card in fresh.version.deck.cards { wholeCards[card.id] = card }
    for id in wholeCards.keys where !present.contains(id) { (wholeCards[id], reports[id]) = (nil, nil) }
    for id in Set(changed.map(\.card)) where fresh.card(id) != nil { reports[id] = nil }
  }

  private func touch(_ cells: Set<CellID>, own: Set<CellID>) {
    for cell in cells {
      var record = records[cell] ?? CellRecord(revision: revision)
      record.revision = revision
      if own.contains(cell) { record.ownRevision = revision }
      record.state = .waiting
      records[cell] = record
    }
  }

  private func tellOfChange(
    _ paths: Set<String>, _ before: DeckState?, diagnosticsBefore: [Diagnostic]
  ) async {
    let structure = before == nil || state.map { now in !(before.map(now.hasSameCells) ?? false) } ?? true
    let cells = (state?.cells ?? []).compactMap { cell in
      records[cell].flatMap { $0.revision == revision ? CellStatus(cell, $0) : nil }
    }
    guard !cells.isEmpty || structure || allDiagnostics != diagnosticsBefore else { return }
    let files = self.files
    var report = ChangeReport(
      revision: revision, files: paths.map(files.name).sorted(), structure: structure, cells: cells, cards: [],
      diagnostics: allDiagnostics.ordered().map { DiagnosticReport($0, files) })
    listeners.tell(.changed(report))
    beginSurvey()
    reviewAgain(Set(cells.map { CellID(card: $0.card ?? "", language: $0.language, format: $0.format) }))
    // Of a theme or template that all use, the words of the cards are as before.
    let unknown = Set(cells.compactMap(\.card)).sorted().filter { reports[$0] == nil }
    guard !structure, !unknown.isEmpty, unknown.count <= 8 else { return }
    let words = await reports(of: unknown)
    (report.files, report.cells, report.cards) = ([], [], words)
    listeners.tell(.changed(report))
  }

  var noDeck: PreviewProblem { .noDeck(reports(of: diagnostics)) }

  func reports(of diagnostics: [Diagnostic]) -> [DiagnosticReport] {
    let files = self.files
    return diagnostics.ordered().map { DiagnosticReport($0, files) }
  }

  var files: DeckFiles { DeckFiles(folder: state?.version.deck.folder ?? request.source.folder) }

  /// What is told of cards; of a broken one, what was known when it was whole. Writing out their words takes longer than
  /// all else about them, so it holds up nobody.
  func reports(of ids: [String]) async -> [CardReport] {
    if let state {
      let version = state.version.id
      let unknown = ids.filter { reports[$0] == nil }.compactMap { state.card($0) ?? wholeCards[$0] }
      let (deck, languages, files) = (state.version.deck, state.languages, self.files)
      if !unknown.isEmpty {
        let fresh = await Self.elsewhere { unknown.map { CardReport($0, deck, languages: languages, files) } }
        if self.state?.version.id == version { for report in fresh { reports[report.id] = report } }
      }
    }
    return ids.map { id in
      var report = reports[id] ?? CardReport(brokenCard: id)
      report.isBroken = state?.card(id) == nil
      return report
    }
  }
}
