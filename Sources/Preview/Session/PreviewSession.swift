import Batch
import Caching
import CardSpec
import Diagnostics
import Dispatch
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
  private var wholeCards: [String: Card] = [:]
  private var sources: JobSources?
  private var nextVersion = 0
  private var fonts: FontCopy?
  private var fontProblem: Diagnostic?

  /// The newest scene of each cell that could be shown, as long as there is room.
  private var scenes = RecentCache<SceneKey, KnownScene>(limit: 96 << 20)
  private var pictures = RecentCache<PictureKey, (fingerprint: Int, png: [UInt8])>(limit: 64 << 20)
  private var claims: [CellID: (revision: Int, claims: FitClaims)] = [:]
  private var trialClaims = RecentCache<TrialKey, FitClaims>(limit: 256)
  var trials = RecentCache<String, Trial>(limit: 32)
  private var trialStates = RecentCache<String, (revision: Int, loaded: TrialDeck)>(limit: 4)
  private var survey: Task<Void, Never>?
  var review: Review?

  /// Of a cell, and of the last trial of it, one scene and one picture of a size is kept: a thousand edits take no more room
  /// than one.
  private struct SceneKey: Hashable {
    var cell: CellID
    var isTrial: Bool
  }

  private struct KnownScene {
    var revision: Int
    var trial: String?
    var cell: ComposedCell
  }

  private struct PictureKey: Hashable {
    var scene: SceneKey
    var scale: Double
    var includesBleed: Bool
  }

  private struct TrialKey: Hashable {
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
    if let revision = request.against { _ = try? await beginReview(.git(revision)) }
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
  }

  // MARK: Files

  /// What is to be watched: the deck's folder, and the fonts'.
  public nonisolated var watchedFolders: [String] {
    let fonts = request.fontConfiguration
    let slash = fonts.lastIndex(of: "/")
    let folder = slash.map { $0 == fonts.startIndex ? "/" : String(fonts[..<$0]) } ?? "."
    return [request.source.folder, folder].map { DeckFolder.real($0) ?? $0 }
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
    } else if !touchedBefore.all.isEmpty {
      revision += 1
      touch(touchedBefore.all, own: touchedBefore.own)
      await tellOfChange(paths, before, diagnosticsBefore: earlier)
    }
  }

  /// Fonts are used from a copy of their own. Those that cannot be read leave the ones before.
  private func renewFonts() async {
    let original = request.fontConfiguration
    let (copy, problem) = await Self.elsewhere { () -> (FontCopy, Diagnostic?) in
      let copy = FontCopy(of: original)
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

  private var noDeck: PreviewProblem { .noDeck(reports(of: diagnostics)) }

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

  // MARK: Survey

  /// Looks at all cells that wait, the card in focus first, behind everything that somebody waits for.
  private func beginSurvey() {
    survey?.cancel()
    guard let state else { return }
    let waiting = state.cells.filter { records[$0]?.state == .waiting }
    let ordered = waiting.filter { $0.card == request.focus } + waiting.filter { $0.card != request.focus }
    guard !ordered.isEmpty else { return }
    let width = pool.threads
    survey = Task {
      await withTaskGroup(of: CellID.self) { group in
        var next = ordered.makeIterator()
        var batch = SurveyBatch()
        for _ in 0..<width {
          guard let cell = next.next() else { break }
          group.addTask { await self.look(at: cell) }
        }
        // What was looked at before a new change came is told of too: nobody else would.
        while let done = await group.next() {
          batch.cells.append(done)
          if batch.isFull { self.tell(batch.take()) }
          guard !Task.isCancelled, let cell = next.next() else { continue }
          group.addTask { await self.look(at: cell) }
        }
        self.tell(batch.cells)
      }
    }
  }

  /// Cells that were looked at and not yet told of; batches grow, so that the first is told soon and many take few messages.
  private struct SurveyBatch {
    var cells: [CellID] = []
    private var size = 2

    var isFull: Bool { cells.count >= size }

    mutating func take() -> [CellID] {
      size = min(64, size * 2)
      defer { cells = [] }
      return cells
    }
  }

  private func look(at cell: CellID) async -> CellID {
    if records[cell]?.state == .waiting { _ = try? await composed(cell, trial: nil, .background) }
    return cell
  }

  private func tell(_ cells: [CellID]) {
    let statuses = cells.compactMap { cell in records[cell].map { CellStatus(cell, $0) } }
    guard !statuses.isEmpty else { return }
    listeners.tell(.cells(CellsReport(revision: revision, cells: statuses)))
  }

  // MARK: Composing

  /// A cell with what stands for it: its own scene, or the last good one where mistakes stand in the way.
  struct Shown: Sendable {
    var cell: ComposedCell
    var state: CellState
    var revision: Int
    var diagnostics: [Diagnostic]
  }

  /// As `composed`, with boxes that say why they are as they are; nothing of it is kept.
  func explained(_ cell: CellID, trial: String?) async throws -> Explained {
    let shown = try await composed(cell, trial: trial, .wanted)
    let (state, pseudo) = try await deck(for: trial)
    var explained = Explained(
      cell: shown.cell, state: shown.state, revision: shown.revision, diagnostics: shown.diagnostics,
      isRightToLeft: (pseudo?.direction ?? WritingDirection(language: cell.language)) == .rightToLeft)
    guard shown.state != .stale, shown.cell.scene != nil, let card = state.card(cell.card),
      let format = state.format(cell.format)
    else { return explained }
    let groups = try await fitGroups(for: cell, format, state, trial, pseudo, .wanted)
    let version = state.version
    explained.cell = try await render(.wanted) { kit in
      kit.compose(card, cell.language, format, version, groups, pseudo: pseudo, explains: true)
    }
    return explained
  }

  struct Explained: Sendable {
    var cell: ComposedCell
    var state: CellState
    var revision: Int
    var diagnostics: [Diagnostic]
    var isRightToLeft: Bool
  }

  func composed(_ cell: CellID, trial: String?, _ urgency: RenderPool.Urgency) async throws -> Shown {
    let (state, pseudo) = try await deck(for: trial)
    guard state.cards.contains(cell.card), let format = state.format(cell.format),
      state.languages.contains(cell.language)
    else { throw PreviewProblem.unknownCell }
    let now = trial == nil ? records[cell]?.revision ?? revision : revision
    let key = SceneKey(cell: cell, isTrial: trial != nil)
    if let known = scenes[key], known.revision == now, known.trial == trial {
      return shown(known.cell, instead: nil, cell, now, trial)
    }
    var fresh = ComposedCell(scene: nil, diagnostics: loadingDiagnostics(of: cell.card))
    if let card = state.card(cell.card) {
      let groups = try await fitGroups(for: cell, format, state, trial, pseudo, urgency)
      let version = state.version
      fresh = try await render(urgency) { kit in
        kit.compose(card, cell.language, format, version, groups, pseudo: pseudo, explains: false)
      }
    }
    let earlier = scenes[key] ?? (trial == nil ? nil : scenes[SceneKey(cell: cell, isTrial: false)])
    if fresh.scene != nil {
      scenes.insert(KnownScene(revision: now, trial: trial, cell: fresh), for: key, cost: fresh.cost)
    }
    return shown(fresh, instead: earlier?.cell, cell, now, trial)
  }

  private func shown(
    _ fresh: ComposedCell, instead earlier: ComposedCell?, _ cell: CellID, _ revision: Int, _ trial: String?
  ) -> Shown {
    let shown: Shown
    if fresh.scene != nil {
      shown = Shown(
        cell: fresh, state: fresh.diagnostics.hasErrors ? .flawed : .ok, revision: revision,
        diagnostics: fresh.diagnostics)
    } else if let earlier, earlier.scene != nil {
      shown = Shown(cell: earlier, state: .stale, revision: revision, diagnostics: fresh.diagnostics)
    } else {
      shown = Shown(cell: fresh, state: .missing, revision: revision, diagnostics: fresh.diagnostics)
    }
    if trial == nil, records[cell]?.revision == revision, records[cell]?.state == .waiting {
      records[cell]?.note(shown.diagnostics, state: shown.state)
    }
    return shown
  }

  /// What is wrong with the files of a card that could not be read.
  private func loadingDiagnostics(of card: String) -> [Diagnostic] {
    let file = wholeCards[card]?.location.file ?? ""
    let own = diagnostics.filter { $0.location?.file == file && $0.severity == .error }
    return own.isEmpty ? diagnostics.filter { $0.severity == .error } : own
  }

  /// Renders on one of the pool's threads.
  func render<Value: Sendable>(
    _ urgency: RenderPool.Urgency, _ work: @escaping @Sendable (RenderKit) -> Value
  ) async throws -> Value {
    do throws(RenderRefusal) {
      return try await pool.run(urgency, work)
    } catch {
      throw PreviewProblem.of(error, files)
    }
  }

  // MARK: Fit groups

  /// What the groups of a cell's texts came to. Claims of cards that are as before are remembered.
  private func fitGroups(
    for cell: CellID, _ format: Format, _ state: DeckState, _ trial: String?, _ pseudo: PseudoLanguage?,
    _ urgency: RenderPool.Urgency
  ) async throws -> FitGroups {
    let members = fitMembers(of: cell, state)
    guard !members.isEmpty else { return FitGroups() }
    var all: [(place: Int, claims: FitClaims)] = []
    try await withThrowingTaskGroup(of: (Int, CellID, FitClaims).self) { group in
      for (place, member) in members {
        // A trial touches its card alone, as far as groups go.
        let tried = member.card == cell.card ? trial : nil
        if let known = knownClaims(member, tried) {
          all.append((place, known))
        } else if let card = state.card(member.card) {
          let version = state.version
          group.addTask {
            let claims = try await self.render(urgency) { $0.fitClaims(member, format, card, version, pseudo) }
            return (place, member, claims)
          }
        }
      }
      for try await (place, member, claims) in group {
        all.append((place, claims))
        remember(claims, of: member, member.card == cell.card ? trial : nil, state)
      }
    }
    var groups = FitGroups()
    for (place, found) in all {
      if case .claims(let claims) = found { groups.add(claims, place: place) }
    }
    return groups
  }

  /// What the groups of a cell came to, for its document.
  func fitGroups(for cell: CellID, trial: String?) async throws -> FitGroups {
    let (state, pseudo) = try await deck(for: trial)
    guard let format = state.format(cell.format) else { throw PreviewProblem.unknownCell }
    return try await fitGroups(for: cell, format, state, trial, pseudo, .wanted)
  }

  /// The cells whose texts can be in groups with those of a cell, by their places in the deck.
  private func fitMembers(of cell: CellID, _ state: DeckState) -> [(Int, CellID)] {
    let scopes = state.fitScopes
    guard !scopes.isEmpty else { return [] }
    let deck = state.version.deck
    var members: [(Int, CellID)] = []
    for (row, card) in deck.cards.enumerated() {
      for (column, language) in deck.languages.enumerated() {
        let isSameCard = card.id == cell.card
        let isSameLanguage = language == cell.language
        guard
          scopes.contains(.deck) || scopes.contains(.card) && isSameCard || scopes.contains(.language) && isSameLanguage
        else { continue }
        let place = row * deck.languages.count + column
        members.append((place, CellID(card: card.id, language: language, format: cell.format)))
      }
    }
    return members
  }

  private func knownClaims(_ member: CellID, _ trial: String?) -> FitClaims? {
    if let trial { return trialClaims[TrialKey(cell: member, trial: trial, revision: revision)] }
    guard let known = claims[member], known.revision == ownRevision(of: member) else { return nil }
    return known.claims
  }

  private func remember(_ found: FitClaims, of member: CellID, _ trial: String?, _ state: DeckState) {
    if let trial {
      trialClaims.insert(found, for: TrialKey(cell: member, trial: trial, revision: revision))
    } else if self.state?.version.id == state.version.id {
      claims[member] = (ownRevision(of: member), found)
    }
  }

  /// Languages that are not shown have no record, but the card's other cells have.
  private func ownRevision(of member: CellID) -> Int {
    if let record = records[member] { return record.ownRevision }
    let other = state?.languages.first.map { CellID(card: member.card, language: $0, format: member.format) }
    return other.flatMap { records[$0]?.ownRevision } ?? revision
  }

  // MARK: Trials

  /// A deck with a trial's edits.
  private struct TrialDeck: Sendable {
    var state: DeckState
    var diagnostics: [Diagnostic]
  }

  /// The deck that a trial, or nobody, changes.
  func deck(for trial: String?) async throws -> (state: DeckState, pseudo: PseudoLanguage?) {
    guard let state else { throw noDeck }
    guard let trial else { return (state, nil) }
    guard let wanted = trials[trial] else { throw PreviewProblem.trialForgotten }
    return (try await load(wanted).state ?? state, wanted.pseudo)
  }

  /// Loads the deck as if a trial's edits were saved; what is wrong with it then.
  func load(_ trial: Trial) async throws -> (state: DeckState?, diagnostics: [Diagnostic]) {
    guard let state else { throw noDeck }
    guard !trial.edits.isEmpty else { return (state, diagnostics) }
    if let known = trialStates[trial.id], known.revision == revision {
      return (known.loaded.state, known.loaded.diagnostics)
    }
    nextVersion += 1
    let (request, version, revision) = (request, nextVersion, revision)
    let loaded: Result<TrialDeck?, EditProblem> = await Self.elsewhere {
      do throws(EditProblem) {
        let edits = try SpecEditing(state.version.deck).edits(trial.edits)
        let (deck, diagnostics) = request.source.load(trying: edits)
        guard let deck else { return .success(nil) }
        let state = DeckState(DeckVersion(id: version, deck: deck), request)
        return .success(TrialDeck(state: state, diagnostics: diagnostics))
      } catch {
        return .failure(error)
      }
    }
    guard let deck = try loaded.get() else { return (nil, diagnostics) }
    trialStates.insert((revision, deck), for: trial.id)
    return (deck.state, deck.diagnostics)
  }

  // MARK: Pictures

  /// What of a cell is wanted as a picture.
  public struct PictureRequest: Sendable {
    public var cell: CellID
    /// Pixels per px.
    public var scale: Double
    public var includesBleed = false
    public var trial: String?
    /// A picture that whoever asks has already.
    public var known: String?

    public init(_ cell: CellID, scale: Double) {
      self.cell = cell
      self.scale = scale
    }
  }

  public struct PictureAnswer: Sendable {
    /// `nil` where it is the one that was known.
    public var png: [UInt8]?
    public var tag: String
    public var state: CellState
    public var revision: Int
  }

  /// A cell as PNG.
  public func picture(_ wanted: PictureRequest) async throws -> PictureAnswer {
    let shown = try await composed(wanted.cell, trial: wanted.trial, .wanted)
    guard let scene = shown.cell.scene else { throw PreviewProblem.nothingToShow(reports(of: shown.diagnostics)) }
    let bleed = wanted.includesBleed ? scene.bleed : 0
    guard PictureLimits.allow(scene.trim.width + 2 * bleed, scene.trim.height + 2 * bleed, scale: wanted.scale) else {
      throw PreviewProblem.tooLarge
    }
    let fingerprint = shown.cell.fingerprint
    let key = PictureKey(
      scene: SceneKey(cell: wanted.cell, isTrial: wanted.trial != nil), scale: wanted.scale, includesBleed: bleed > 0)
    let tag = "\(String(UInt(bitPattern: fingerprint), radix: 36))-\(wanted.scale)\(bleed > 0 ? "-bleed" : "")"
    var answer = PictureAnswer(png: nil, tag: tag, state: shown.state, revision: shown.revision)
    if wanted.known == tag { return answer }
    if let known = pictures[key], known.fingerprint == fingerprint {
      answer.png = known.png
      return answer
    }
    let scale = wanted.scale
    let painted: Result<[UInt8], PreviewProblem> = try await render(.wanted) { kit in
      do {
        return .success(try kit.png(try kit.raster(scene, scale: scale, includeBleed: bleed > 0)))
      } catch {
        return .failure(.notPainted("\(error)"))
      }
    }
    let png = try painted.get()
    pictures.insert((fingerprint, png), for: key, cost: png.count)
    answer.png = png
    return answer
  }

  /// What all that is kept between requests costs, bytes.
  var keptBytes: Int { scenes.cost + pictures.cost }
}

/// Bounds on what is painted for a page.
public enum PictureLimits {
  public static let scales = 0.02...8.0
  public static let pixels = 40_000_000

  static func allow(_ width: Double, _ height: Double, scale: Double) -> Bool {
    scales.contains(scale) && width * height * scale * scale <= Double(pixels)
  }
}
