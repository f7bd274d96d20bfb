import CardSpec

extension PreviewSession {
  /// Looks at all cells that wait, the card in focus first, behind everything that somebody waits for.
  func beginSurvey() {
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
}
