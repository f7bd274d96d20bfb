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
      await withTaskGroup(of: Void.self) { group in
        var next = ordered.makeIterator()
        var batch = SurveyBatch()
        for _ in 0..<width {
          guard let cell = next.next() else { break }
          group.addTask { await self.look(at: cell) }
          batch.cells.append(cell)
        }
        while await group.next() != nil {
          if Task.isCancelled { break }
          batch.done += 1
          if batch.isFull { self.tell(batch.take()) }
          guard let cell = next.next() else { continue }
          group.addTask { await self.look(at: cell) }
          batch.cells.append(cell)
        }
        if !Task.isCancelled { self.tell(batch.cells) }
      }
    }
  }

  /// Cells that were begun and not yet told of; batches grow, so that the first is told soon and many take few messages.
  private struct SurveyBatch {
    var cells: [CellID] = []
    var done = 0
    private var size = 2

    var isFull: Bool { done >= size }

    mutating func take() -> [CellID] {
      size = min(64, size * 2)
      done = 0
      defer { cells = [] }
      return cells
    }
  }

  private func look(at cell: CellID) async {
    guard records[cell]?.state == .waiting else { return }
    _ = try? await composed(cell, trial: nil, .background)
  }

  private func tell(_ cells: [CellID]) {
    let statuses = cells.compactMap { cell in records[cell].map { CellStatus(cell, $0) } }
    guard !statuses.isEmpty else { return }
    listeners.tell(.cells(CellsReport(revision: revision, cells: statuses)))
  }
}
