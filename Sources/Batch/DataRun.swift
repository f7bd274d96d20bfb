import CardSpec
import DataRows
import Diagnostics
import Files
import PressColor
import Scene
import Synchronization
import Typesetting

/// Makes the files of a deck's cards once for every row of a file. Rows are read as workers take them, and nothing of a row
/// is kept but what was found wrong: a million need the memory of ten.
///
/// Rows are independent: fit groups reach over the cards and languages of one row.
public struct DataRun: Sendable {
  private let deck: Deck
  private let request: RenderRequest
  /// What is made for each row.
  private let plan: Plan
  private let fillings: [CardFilling]
  private let mentions: FitGroupMentions
  private let queue: RowQueue
  private let shard: Shard?

  /// Why a run cannot begin.
  public struct Refusal: Error, Sendable {
    public var diagnostics: [Diagnostic]
  }

  /// - Parameter deck: its cards, or those that the request names, are rendered for each row; a document holds these alone.
  public init(deck: Deck, request: RenderRequest, data: DataRequest) throws(Refusal) {
    let chosen = Self.chosen(request, deck)
    var all = request
    all.cards = []
    do throws(UnknownNames) {
      _ = try Plan.make(request, deck: deck)
      plan = try Plan.make(all, deck: chosen)
    } catch {
      throw Refusal(diagnostics: error.diagnostics)
    }
    self.deck = chosen
    self.request = request
    let reader: RowReader
    do throws(RowReader.Refusal) {
      reader = try RowReader(file: data.file, deck: deck, separator: data.separator)
    } catch {
      throw Refusal(diagnostics: error.diagnostics)
    }
    let name = OutputName(data.name)
    let fillings = try Self.fillings(chosen.cards, deck)
    let mistakes =
      name.mistakes(among: reader.columns) + fillings.flatMap { Self.mistakes(in: reader.columns, $0, data.file) }
    guard mistakes.isEmpty else { throw Refusal(diagnostics: mistakes) }
    self.fillings = fillings
    mentions = FitGroupMentions(chosen)
    let slots = fillings.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    queue = RowQueue(
      reader, naming: RowNaming(name: name, cards: chosen.cards.map(\.id), deck: deck.name),
      uses: ColumnUses(slots: slots, columns: Set(name.columns), languages: deck.languages), rows: data.rows,
      shard: data.shard)
    shard = data.shard
  }

  private static func fillings(_ cards: [Card], _ deck: Deck) throws(Refusal) -> [CardFilling] {
    var fillings: [CardFilling] = []
    var unreadable: [Diagnostic] = []
    for card in cards {
      do throws(FileError) {
        fillings.append(try CardFilling(card, deck: deck))
      } catch {
        unreadable.append(card.unreadable(error))
      }
    }
    guard unreadable.isEmpty else { throw Refusal(diagnostics: unreadable) }
    return fillings
  }

  /// What is wrong with a table's columns for one card; nothing can be said where every row names its own.
  private static func mistakes(in columns: [Column]?, _ filling: CardFilling, _ file: String) -> [Diagnostic] {
    guard let columns else { return [] }
    return columns.compactMap { filling.mistake(in: $0, file: file) } + filling.missing(among: columns, file: file)
  }

  /// The deck with the cards that were asked for alone.
  private static func chosen(_ request: RenderRequest, _ deck: Deck) -> Deck {
    guard !request.cards.isEmpty else { return deck }
    var chosen = deck
    var seen: Set<String> = []
    chosen.cards = request.cards.map(Glob.init).flatMap { glob in
      deck.cards.filter { glob.matches($0.id) && seen.insert($0.id).inserted }
    }
    chosen.leftOut = []
    return chosen
  }

  /// - Parameters:
  ///   - waits: Whether to wait where another command writes to the folder.
  ///   - stop: Once it is requested, workers drop what they are at and take no more rows.
  ///   - onWait: Called once where it waits for longer than a moment.
  ///   - progress: Called after each row with how many are done, one call at a time.
  public func run(
    waits: Bool = true, stop: StopSignal = StopSignal(), onWait: () -> Void = {},
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> DataResult {
    let folder = request.outputFolder
    do throws(OutputLock.Refusal) {
      guard let lock = try await OutputLock.take(folder, as: shard, waits: waits, stop: stop, onWait: onWait) else {
        return DataResult()
      }
      // Nothing says which files of the folder rows made, so only the cache can spare their making.
      let memory = request.cache.map { FolderMemory($0, folder: folder, isShared: true) }
      var result = await makeAll(memory, stop, progress)
      memory?.finish()
      result.diagnostics += memory?.diagnostics ?? []
      if !lock.isEnforced { result.diagnostics.append(.unguarded(folder)) }
      // Rows are in no manifest. Where there is one, they may have taken the places of files that it names.
      lock.release(isComplete: !JobSources.isFile(folder + "/" + ManifestStore.fileName))
      return result
    } catch {
      var result = DataResult()
      result.obstacle = .refused(error, folder)
      return result
    }
  }

  private func makeAll(
    _ memory: FolderMemory?, _ stop: StopSignal, _ progress: @escaping @Sendable (Int) -> Void
  ) async -> DataResult {
    var result = DataResult()
    do throws(FileError) {
      let folders = Set(plan.jobs.map { "\(request.outputFolder)/\($0.language)/\($0.format.name)" })
      for folder in folders.sorted() { try AtomicFile.makeFolder(folder, below: request.outputFolder) }
    } catch {
      result.obstacle = .outputFolder(error)
      return result
    }
    guard !plan.jobs.isEmpty else { return result }
    let reuse: Reuse?
    do throws(TypesettingError) {
      reuse = try memory.map { memory throws(TypesettingError) in try madeBefore(memory) }
    } catch {
      result.obstacle = .fonts(error)
      return result
    }
    let (profile, pressProblem) = PressSetup.profile(for: plan, deck)
    let counter = RowCounter(progress)
    let parts = await withTaskGroup(of: Part.self) { group in
      for _ in 0..<request.jobs {
        group.addTask { work(profile, reuse, stop, counter) }
      }
      return await group.reduce(into: [Part]()) { $0.append($1) }
    }
    var (rows, leftOut, findings) = queue.outcome
    for part in parts {
      findings.merge(part.findings)
      result.files += part.files
      result.workers.append(part.totals)
      result.written += part.written
      result.reused += part.reused
      result.failed += part.failed
      leftOut += part.leftOut
    }
    (result.rows, result.leftOut) = (rows, leftOut)
    if queue.isEmpty, findings.diagnostics.isEmpty { findings.add([.noRows], row: 0) }
    result.obstacle = parts.compactMap(\.obstacle).first
    result.diagnostics = findings.diagnostics + (pressProblem.map { [$0] } ?? [])
    return result
  }

  /// What was made before of rows.
  private func madeBefore(_ memory: FolderMemory) throws(TypesettingError) -> Reuse {
    let fonts = try FontLibrary(configuration: request.fontConfiguration).inventory
    let run = BatchRun(deck: deck, request: request, plan: plan)
    return memory.reuse(for: run, fonts: fonts, keepsFiles: false, isForRows: true)
  }

  // MARK: One worker

  /// What one worker did.
  private struct Part: Sendable {
    var findings = RowFindings()
    var files: [RunReport.File] = []
    var written = 0
    var reused = 0
    var failed = 0
    var leftOut = 0
    /// Folders in which nothing of killed runs is left.
    var cleaned: Set<String> = []
    var obstacle: Diagnostic?
    var totals = WorkerTotals()
  }

  private func work(_ profile: PressProfile?, _ reuse: Reuse?, _ stop: StopSignal, _ counter: RowCounter) -> Part {
    var part = Part()
    do throws(TypesettingError) {
      let worker = try Worker(deck: deck, request: request, profile: profile, stop: stop)
      while !stop.isRequested, let row = queue.next() {
        make(row, worker, reuse, &part)
        counter.rowIsDone()
      }
      part.totals = worker.done
    } catch {
      part.obstacle = .fonts(error)
    }
    return part
  }

  private func make(_ named: NamedRow, _ worker: Worker, _ reuse: Reuse?, _ part: inout Part) {
    var own = deck
    own.cards = []
    for filling in fillings {
      switch filling.fill(named.row) {
      case .success(let card): own.cards.append(card)
      case .failure(let problem):
        part.findings.add([problem.diagnostic], row: named.row.number)
        part.leftOut += 1
        return
      }
    }
    let jobs = jobs(of: named, own.cards)
    let survey = FitSurvey(deck: own, plan: Plan(jobs: jobs), mentions: mentions)
    var sizes = FitSurvey.Findings()
    for place in 0..<survey.count { worker.answer(survey, at: place, &sizes, reuse: reuse) }
    part.findings.add(survey.diagnostics(sizes).map { $0.of(named.row) }, row: named.row.number)
    for job in jobs {
      clean(job.folder, &part)
      guard var result = worker.make(job, groups: sizes.groups, reuse: reuse) else { return }
      result.diagnostics = result.diagnostics.map { $0.of(named.row) }
      part.findings.add(result.diagnostics, row: named.row.number)
      if result.bytes == nil { part.failed += 1 } else { part.written += 1 }
      if result.bytes != nil, result.origin != .made { part.reused += 1 }
      if request.keepsDecisions { part.files.append(RunReport.File(job, result)) }
    }
  }

  /// Takes away what killed runs left in a folder, the first time that a worker comes to it. Rows may have any number of
  /// folders, so that only so many are remembered, and none is looked at after them.
  private func clean(_ folder: String, _ part: inout Part) {
    guard !request.sharesFolder, part.cleaned.count < Self.mostCleaned, part.cleaned.insert(folder).inserted else {
      return
    }
    guard OutputFiles(folder: request.outputFolder).link(above: folder + "/.") == nil else { return }
    OutputLock.removeLeftovers(in: request.outputFolder + "/" + folder)
  }

  private static let mostCleaned = 4_096

  /// The plan's jobs with a row's cards, under its names.
  private func jobs(of named: NamedRow, _ cards: [Card]) -> [Plan.Job] {
    plan.jobs.map { job in
      var job = job
      let folder = "\(job.language)/\(job.format.name)"
      switch job.kind {
      case .png:
        let index = cards.firstIndex { $0.id == job.cards.first?.id } ?? 0
        job.cards = cards[index...index]
        job.path = "\(folder)/\(named.cards[index]).png"
      case .sheets:
        job.cards = cards[...]
        job.path = "\(folder)-sheets/\(named.document).pdf"
      case .pdf, .contactSheet:
        job.cards = cards[...]
        job.path = "\(folder)/\(named.document).pdf"
      }
      return job
    }
  }
}

/// Counts rows that are done, of all workers.
private final class RowCounter: Sendable {
  private let count = Mutex(0)
  private let progress: @Sendable (Int) -> Void

  init(_ progress: @escaping @Sendable (Int) -> Void) { self.progress = progress }

  func rowIsDone() {
    count.withLock { count in
      count += 1
      progress(count)
    }
  }
}

/// What a run over rows did.
public struct DataResult: Sendable {
  /// How many rows were read, of those asked for.
  public var rows = 0
  /// How many of them could not be used.
  public var leftOut = 0
  public var written = 0
  /// How many of these files needed not be made.
  public var reused = 0
  public var failed = 0
  /// What became of each file, in no order, where the request keeps decisions.
  public var files: [RunReport.File] = []
  public var workers: [WorkerTotals] = []
  /// The first of each severity, and how many more there are.
  public var diagnostics: [Diagnostic] = []
  /// Why nothing could be made at all, if so.
  public var obstacle: Diagnostic?
}

extension Diagnostic {
  fileprivate static let noRows = Diagnostic(
    .warning, "no-rows", "there are no rows to render", help: "look at the file, and at --rows")

  /// The same of a card that was filled with a row.
  fileprivate func of(_ row: DataRow) -> Diagnostic {
    var copy = self
    copy.subject.card = (subject.card.map { "\($0), " } ?? "") + "row \(row.number) (line \(row.location.line))"
    return copy
  }
}
