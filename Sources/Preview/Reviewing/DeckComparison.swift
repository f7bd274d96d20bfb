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
  public struct Problem: Error, Sendable, Hashable {
    public enum Kind: Sendable {
      /// Neither state has a language or format that was asked for.
      case unknownNames
      /// One of both states cannot be had.
      case missingState
    }

    public var kind: Kind
    public var diagnostics: [Diagnostic]
  }

  /// How two states differ.
  public struct Outcome: Sendable {
    /// What has changed most first; what is as before is not named.
    public var cells: [CellComparison] = []
    /// How many cells are as before.
    public var same = 0
    /// How many cells an output folder holds no pictures of: those of paper.
    public var withoutPicture = 0
    /// The page.
    public var html: [UInt8] = []
    /// What is wrong with the files of both states, and what stands in the way of cells.
    public var diagnostics: [Diagnostic] = []

    /// How many cells differ, as far as is known.
    public var differing: Int { cells.count - unknown }
    /// How many cells could not be compared, since one of both states cannot be shown.
    public var unknown: Int { cells.count { $0.change == .unknown } }
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
    let missing = Set(await before.unknown(request).map(\.message))
    let unknown = await after.unknown(request).filter { missing.contains($0.message) }
    guard unknown.isEmpty else { throw Problem(kind: .unknownNames, diagnostics: unknown) }
    var outcome = Outcome()
    outcome.diagnostics = await before.diagnostics + after.diagnostics
    let (here, there) = (await after.orderedCells(), await before.orderedCells())
    let known = Set(here)
    var shown: [ChangedCell] = []
    var unshown = 0
    for cell in here + there.filter({ !known.contains($0) }) {
      guard await before.holds(cell, ifIn: after), await after.holds(cell, ifIn: before) else {
        outcome.withoutPicture += 1
        continue
      }
      let found = await compare(cell, before, after, pool)
      if found.comparison.change == .unknown {
        if found.isOld, found.old == nil { outcome.diagnostics += await before.obstacles(to: cell) }
        if found.isNew, found.new == nil { outcome.diagnostics += await after.obstacles(to: cell) }
      }
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
      deck: name, old: old.name, new: new.name, cells: outcome.cells, shown: shown, same: outcome.same,
      withoutPicture: outcome.withoutPicture)
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
      guard await session.state != nil else {
        throw Problem(kind: .missingState, diagnostics: await session.diagnostics)
      }
      return .deck(session, nil)
    case .revision(let revision):
      let exported: RevisionFolder
      do throws(Git.Problem) { exported = try await RevisionFolder.copy(revision, for: request) } catch {
        throw Problem(kind: .missingState, diagnostics: [error.diagnostic(revision, mayBeFolder: true)])
      }
      let session = PreviewSession(request.moved(to: exported.folder), id: exported.commit, pool: pool)
      await session.loadOnce()
      guard await session.state != nil else {
        let found = await session.diagnostics
        throw Problem(kind: .missingState, diagnostics: exported.named(found) + [exported.unreadable(found)])
      }
      return .deck(session, exported)
    case .outputs(let folder):
      let request = request
      let outputs = await PreviewSession.elsewhere { try? OutputPictures(folder: folder, deck: deck, request) }
      guard let outputs else {
        let found = Diagnostic(
          .error, "manifest", "\(folder)/manifest.json cannot be used", help: "render into this folder again")
        throw Problem(kind: .missingState, diagnostics: [found])
      }
      return .outputs(outputs)
    }
  }

  // MARK: Cells

  /// Both pictures of a cell, and how they differ.
  private struct Compared: Sendable {
    var comparison: CellComparison
    /// In which of both states the cell is.
    var isOld: Bool
    var isNew: Bool
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
      // Of what cannot be shown, nobody can say that it is nothing else than new.
      let change: CellComparison.Change = old == nil && new == nil ? .unknown : isNew ? .new : .removed
      return Compared(comparison: CellComparison(cell, change), isOld: isOld, isNew: isNew, old: old, new: new)
    }
    return Compared(
      comparison: CellComparison(cell, old: old, new: new, scale: scale), isOld: true, isNew: true, old: old, new: new)
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

  /// Whether a cell would be here if there were one: what was put out holds no pictures of paper.
  ///
  /// - Parameter other: The state that has the cell if this one has not.
  fileprivate func holds(_ cell: CellID, ifIn other: ApprovedState) async -> Bool {
    guard case .outputs = self, let format = await other.format(cell.format) else { return true }
    return covers(format)
  }
}
