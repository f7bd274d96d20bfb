import CardSpec
import Diagnostics
import Painting

/// Compares two states of a deck once, for people who were not there: a page, and whether anything differs.
public struct DeckComparison: Sendable {
  /// One of both states.
  public enum Side: Sendable, Hashable {
    /// The deck's files as they are.
    case files
    /// A revision of git.
    case revision(String)
    /// A folder with a manifest.
    case outputs(String)

    /// As people named it.
    public var name: String {
      switch self {
      case .files: "the files as they are"
      case .revision(let revision): revision
      case .outputs(let folder): folder
      }
    }
  }

  /// Why there is nothing to compare.
  public enum Problem: Error, Sendable, Hashable {
    case unknownRevision(String)
    case unusableFolder(String)
    case unreadableDeck(String)
  }

  /// How two states differ.
  public struct Outcome: Sendable {
    /// What has changed most first; what is as before is not named.
    public var cells: [CellComparison] = []
    /// How many cells are as before.
    public var same = 0
    /// The page.
    public var html: [UInt8] = []
    /// What stands in the way of cells.
    public var diagnostics: [Diagnostic] = []
  }

  private let request: PreviewRequest
  private let old: Side
  private let new: Side
  /// How many changed cells are shown as pictures; the others are named.
  private static let mostShown = 200

  public init(_ request: PreviewRequest, old: Side, new: Side) {
    self.request = request
    self.old = old
    self.new = new
  }

  public func run() async throws(Problem) -> Outcome {
    let pool = RenderPool(fontConfiguration: request.fontConfiguration, threads: request.threads)
    pool.start()
    defer { pool.stop() }
    let name = await deckName()
    let (before, after) = (try await state(old, name, pool), try await state(new, name, pool))
    var outcome = Outcome()
    outcome.diagnostics = await before.diagnostics + after.diagnostics
    let (here, there) = (await after.orderedCells(), await before.orderedCells())
    let known = Set(here)
    var shown: [ChangedCell] = []
    var unshown = 0
    for cell in here + there.filter({ !known.contains($0) }) {
      let found = await compare(cell, before, after, pool)
      guard found.comparison.change != .same else {
        outcome.same += 1
        continue
      }
      outcome.cells.append(found.comparison)
      if shown.count < Self.mostShown, let pictures = await found.pictures(pool) {
        shown.append(pictures)
      } else {
        unshown += 1
      }
    }
    outcome.cells.sort(by: CellComparison.isBefore)
    shown.sort { CellComparison.isBefore($0.comparison, $1.comparison) }
    let page = ComparisonPage(
      deck: name, old: old.name, new: new.name, cells: outcome.cells, shown: shown, same: outcome.same)
    outcome.html = Array(page.html.utf8)
    return outcome
  }

  // MARK: Sides

  private func deckName() async -> String {
    await PreviewSession.elsewhere { request.source.load().deck?.name } ?? ""
  }

  private func state(_ side: Side, _ deck: String, _ pool: RenderPool) async throws(Problem) -> ApprovedState {
    switch side {
    case .files:
      let session = PreviewSession(request, id: "files", pool: pool)
      await session.loadOnce()
      guard await session.state != nil else { throw .unreadableDeck(request.source.file) }
      return .deck(session, nil)
    case .revision(let revision):
      let folder = request.source.folder
      let exported: RevisionFolder? = await PreviewSession.elsewhere { try? RevisionFolder(revision, of: folder) }
      guard let exported else { throw .unknownRevision(revision) }
      let session = PreviewSession(request.moved(to: exported.folder), id: exported.commit, pool: pool)
      await session.loadOnce()
      guard await session.state != nil else { throw .unreadableDeck("\(request.source.file) at \(revision)") }
      return .deck(session, exported)
    case .outputs(let folder):
      let outputs = await PreviewSession.elsewhere { try? OutputPictures(folder: folder, deck: deck) }
      guard let outputs else { throw .unusableFolder(folder) }
      return .outputs(outputs)
    }
  }

  // MARK: Cells

  /// Both pictures of a cell, and how they differ.
  private struct Compared: Sendable {
    var comparison: CellComparison
    var old: RasterImage?
    var new: RasterImage?

    /// As files; `nil` where there is none.
    func pictures(_ pool: RenderPool) async -> ChangedCell? {
      let (old, new, comparison) = (old, new, comparison)
      guard old != nil || new != nil else { return nil }
      return try? await pool.run(.wanted) { kit in
        let both = old.flatMap { old in new.map { PictureDifference.picture(old: old, new: $0) } }
        func png(_ image: RasterImage?) -> [UInt8]? { image.flatMap { try? kit.png($0) } }
        return ChangedCell(comparison: comparison, old: png(old), new: png(new), difference: png(both))
      }
    }
  }

  private func compare(
    _ cell: CellID, _ before: ApprovedState, _ after: ApprovedState, _ pool: RenderPool
  ) async -> Compared {
    let (isOld, isNew) = (await before.cells().contains(cell), await after.cells().contains(cell))
    let scale = await scale(of: cell, before, after)
    let old = isOld ? try? await before.image(cell, scale: scale, pool, .wanted) : nil
    let new = isNew ? try? await after.image(cell, scale: scale, pool, .wanted) : nil
    guard isOld, isNew else {
      // Folders hold no pictures of paper, which says nothing about the cards.
      let isKnown = await (isOld ? after : before).knows(cell)
      return Compared(
        comparison: CellComparison(cell, isKnown ? isNew ? .new : .removed : .unknown), old: old, new: new)
    }
    return Compared(comparison: CellComparison(cell, old: old, new: new, scale: scale), old: old, new: new)
  }

  /// That of files that were put out, else 1.
  private func scale(of cell: CellID, _ before: ApprovedState, _ after: ApprovedState) async -> Double {
    for (side, other) in [(before, after), (after, before)] {
      guard case .outputs = side, let format = await other.format(cell.format) else { continue }
      let scale = side.scale(of: cell, format)
      if scale != 1 { return scale }
    }
    return 1
  }
}

extension ApprovedState {
  fileprivate func orderedCells() async -> [CellID] {
    switch self {
    case .deck(let session, _): await session.state?.cells ?? []
    case .outputs(let outputs):
      outputs.files.keys.sorted { ($0.card, $0.format, $0.language) < ($1.card, $1.format, $1.language) }
    }
  }

  fileprivate func format(_ name: String) async -> Format? {
    guard case .deck(let session, _) = self else { return nil }
    return await session.state?.format(name)
  }

  /// Whether a cell that is not here is not there at all.
  fileprivate func knows(_ cell: CellID) async -> Bool {
    switch self {
    case .deck: true
    case .outputs(let outputs): outputs.files.keys.contains { $0.format == cell.format }
    }
  }

  fileprivate var diagnostics: [Diagnostic] {
    get async {
      guard case .deck(let session, _) = self else { return [] }
      return await session.diagnostics
    }
  }
}
