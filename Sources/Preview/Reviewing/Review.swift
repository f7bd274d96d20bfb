import CardSpec
import Diagnostics
import Painting

/// A comparison of all cells with an approved state, as far as it is.
struct Review: Sendable {
  var approved: ApprovedState
  var against: ReviewReport.Against
  /// What is wrong with the files of the approved state.
  var diagnostics: [DiagnosticReport] = []
  /// All cells of both sides, those of the deck in its order.
  var cells: [CellID] = []
  var results: [CellID: CellComparison] = [:]
  var task: Task<Void, Never>?

  func report(only cells: [CellID]? = nil) -> ReviewReport {
    let told = (cells ?? self.cells).compactMap { results[$0] }
    let order = Dictionary(self.cells.enumerated().map { ($1, $0) }) { first, _ in first }
    let sorted = told.sorted { a, b in
      if CellComparison.isBefore(a, b) { return true }
      return !CellComparison.isBefore(b, a) && order[a.cell, default: 0] < order[b.cell, default: 0]
    }
    return ReviewReport(
      against: against, done: results.count, total: self.cells.count, isDone: results.count == self.cells.count,
      diagnostics: diagnostics, cells: sorted)
  }
}

extension PreviewSession {
  /// Compares with a revision of git as soon as there is a deck to compare.
  ///
  /// - Throws: What is wrong with the revision. Where the deck itself cannot be read, this is told later, or never.
  public func compare(withRevision revision: String) async throws {
    guard state != nil else {
      awaitedRevision = revision
      return
    }
    awaitedRevision = nil
    _ = try await beginReview(.git(revision))
  }

  /// Compares all cells with an approved state from now on.
  public func beginReview(_ choice: ReviewChoice) async throws -> ReviewReport {
    guard let state else { throw PreviewProblem.noDeck(reports(of: diagnostics)) }
    let (approved, against) = try await approvedState(choice, state)
    endReview()
    var review = Review(approved: approved, against: against)
    let others = await approved.cells()
    let own = Set(state.cells)
    let gone = others.subtracting(own).sorted { ($0.card, $0.format, $0.language) < ($1.card, $1.format, $1.language) }
    review.cells = state.cells + gone
    if case .deck(let session, let old?) = approved {
      let found = await session.diagnostics.ordered()
      review.diagnostics = await Self.elsewhere { old.reports(of: found) }
    }
    self.review = review
    compare(review.cells)
    return reviewReport()!
  }

  public func endReview() {
    review?.task?.cancel()
    review = nil
  }

  /// `nil` where nothing is compared.
  public func reviewReport() -> ReviewReport? { review?.report() }

  /// Compares cells that were touched once more.
  func reviewAgain(_ cells: Set<CellID>) {
    guard let review, let state else { return }
    let gone = review.cells.filter { !state.cells.contains($0) }
    self.review?.cells = state.cells + gone
    for cell in cells { self.review?.results[cell] = nil }
    self.review?.task?.cancel()
    compare((state.cells + gone).filter { self.review?.results[$0] == nil })
  }

  private func approvedState(
    _ choice: ReviewChoice, _ state: DeckState
  ) async throws -> (ApprovedState, ReviewReport.Against) {
    switch choice {
    case .folder(let index):
      guard request.approvedFolders.indices.contains(index) else { throw PreviewProblem.unknownFolder }
      let (folder, name, request) = (request.approvedFolders[index], state.version.deck.name, request)
      let outputs = await Self.elsewhere { try? OutputPictures(folder: folder, deck: name, request) }
      guard let outputs else { throw PreviewProblem.unknownFolder }
      return (.outputs(outputs), ReviewReport.Against(folder: folder))
    case .git(let revision):
      let old: RevisionFolder
      do throws(Git.Problem) { old = try await RevisionFolder.copy(revision, for: request) } catch {
        throw PreviewProblem.revision(error.diagnostic(revision))
      }
      let session = PreviewSession(request.moved(to: old.folder), id: old.commit, pool: pool)
      await session.loadOnce()
      guard await session.state != nil else {
        throw PreviewProblem.revision(old.unreadable(await session.diagnostics))
      }
      return (.deck(session, old), ReviewReport.Against(git: revision, revision: old.commit))
    }
  }

  /// Compares cells one after the other, behind everything that somebody waits for.
  private func compare(_ cells: [CellID]) {
    review?.task = Task {
      var told: [CellID] = []
      for cell in cells {
        guard let approved = self.review?.approved, !Task.isCancelled else { return }
        let result = await self.comparison(of: cell, with: approved)
        if Task.isCancelled { return }
        self.review?.results[cell] = result
        told.append(cell)
        guard told.count >= 16 else { continue }
        self.tellReview(told)
        told = []
      }
      self.tellReview(told)
    }
  }

  private func tellReview(_ cells: [CellID]) {
    guard let review else { return }
    listeners.tell(.review(review.report(only: cells)))
  }

  private func comparison(of cell: CellID, with approved: ApprovedState) async -> CellComparison {
    let isHere = state?.cells.contains(cell) ?? false
    guard isHere, let format = state?.format(cell.format) else { return CellComparison(cell, .removed) }
    guard await approved.cells().contains(cell) else {
      return CellComparison(cell, approved.covers(format) ? .new : .unknown)
    }
    let scale = approved.scale(of: cell, format)
    let new = try? await raster(cell, scale: scale, .background)
    let old = try? await approved.image(cell, scale: scale, pool, .background)
    return CellComparison(cell, old: old, new: new, scale: scale)
  }

  // MARK: Pictures

  /// What of a comparison is wanted as a picture.
  public enum ReviewPicture: String, Sendable { case approved, difference }

  /// - Parameter scale: Pixels per px; what was put out before has the scale that it has.
  public func picture(_ kind: ReviewPicture, of cell: CellID, scale: Double) async throws -> [UInt8] {
    guard let review else { throw PreviewProblem.noReview }
    guard await review.approved.cells().contains(cell) else { throw PreviewProblem.unknownCell }
    let approved = review.approved
    let format = state?.format(cell.format)
    var scale = scale
    if case .outputs = approved { scale = format.map { approved.scale(of: cell, $0) } ?? 1 }
    if let format, !PictureLimits.allow(format.width, format.height, scale: scale) { throw PreviewProblem.tooLarge }
    guard let old = try await approved.image(cell, scale: scale, pool, .wanted) else {
      throw PreviewProblem.nothingToShow([])
    }
    var shown = old
    if kind == .difference {
      guard let new = try await raster(cell, scale: scale, .wanted) else { throw PreviewProblem.nothingToShow([]) }
      shown = PictureDifference.picture(old: old, new: new)
    }
    let image = shown
    let png: Result<[UInt8], PreviewProblem> = try await render(.wanted) { kit in
      do { return .success(try kit.png(image)) } catch { return .failure(.notPainted("\(error)")) }
    }
    return try png.get()
  }

  /// A cell's pixels; `nil` where nothing can be shown of it now.
  func raster(_ cell: CellID, scale: Double, _ urgency: RenderPool.Urgency) async throws -> RasterImage? {
    let shown = try await composed(cell, trial: nil, urgency)
    guard shown.state != .stale, let scene = shown.cell.scene,
      PictureLimits.allow(scene.trim.width, scene.trim.height, scale: scale)
    else { return nil }
    return try await render(urgency) { try? $0.raster(scene, scale: scale, includeBleed: false) }
  }
}
