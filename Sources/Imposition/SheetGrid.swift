/// Equal cells in the middle of a sheet, each for one unit.
struct SheetGrid: Sendable, Hashable {
  /// As it lies.
  let sheet: Extent
  let columns: Int
  let rows: Int
  /// Whether units lie in their cells turned by a quarter.
  let isTurned: Bool
  /// Of a cell, which is a unit's trim.
  let cell: Extent
  let gutter: Double

  var count: Int { columns * rows }

  /// From the top left, row by row.
  func cell(_ index: Int) -> Area {
    let corner = Position(
      (sheet.width - columns.span(cell.width, gutter)) / 2 + Double(index % columns) * (cell.width + gutter),
      (sheet.height - rows.span(cell.height, gutter)) / 2
        + Double(rows - 1 - index / columns) * (cell.height + gutter))
    return Area(cell, at: corner)
  }

  /// A cell with the bleed that is its own: whole at the outer edges of the grid, half the gutter at most inside it.
  func clip(_ index: Int, bleed: Double) -> Area {
    let shared = min(bleed, gutter / 2)
    let (column, row) = (index % columns, index / columns)
    var area = cell(index)
    area.left -= column == 0 ? bleed : shared
    area.right += column == columns - 1 ? bleed : shared
    area.top += row == 0 ? bleed : shared
    area.bottom -= row == rows - 1 ? bleed : shared
    return area
  }

  // MARK: Choosing

  /// The grid for units of this size.
  static func choose(
    unit: Extent, bleed: Double, settings: ImpositionSettings
  ) throws(ImpositionError) -> SheetGrid {
    let sides = [settings.size, settings.size.turned].map { GridRoom(sheet: $0, bleed: bleed, settings: settings) }
    switch settings.grid {
    case .automatic:
      // Of those with as many cards, the first is taken: the sheet as stated, the card as it is.
      let choices = sides.flatMap { [$0.fullest(unit, isTurned: false), $0.fullest(unit, isTurned: true)] }
      let most = choices.map(\.count).max() ?? 0
      guard most > 0, let best = choices.first(where: { $0.count == most }) else {
        throw .cardTooLarge(needed: sides[0].needed(unit, columns: 1, rows: 1), room: sides[0].extent)
      }
      guard most <= ImpositionError.mostCards else { throw .tooManyCards(most) }
      return best
    case .fixed(let columns, let rows):
      guard columns > 0, rows > 0 else { throw .emptyGrid(columns: columns, rows: rows) }
      let (count, isTooLarge) = columns.multipliedReportingOverflow(by: rows)
      guard !isTooLarge, count <= ImpositionError.mostCards else { throw .tooManyCards(isTooLarge ? .max : count) }
      let fullest = sides.map { $0.fullest(unit, isTurned: false) }
      for (side, most) in zip(sides, fullest) where most.columns >= columns && most.rows >= rows {
        return side.grid(unit, isTurned: false, columns: columns, rows: rows)
      }
      let index = fullest[1].count > fullest[0].count ? 1 : 0
      throw .gridTooLarge(
        columns: columns, rows: rows, needed: sides[index].needed(unit, columns: columns, rows: rows),
        room: sides[index].extent, fittingColumns: fullest[index].columns, fittingRows: fullest[index].rows)
    }
  }
}

/// What a sheet offers to cards.
private struct GridRoom {
  let sheet: Extent
  /// Inside the margins.
  let extent: Extent
  /// Around the trims of all cards.
  let around: Double
  let gutter: Double

  init(sheet: Extent, bleed: Double, settings: ImpositionSettings) {
    self.sheet = sheet
    extent = Extent(width: sheet.width - 2 * settings.margin, height: sheet.height - 2 * settings.margin)
    around = settings.marks?.leastRoom(bleed: bleed) ?? bleed
    gutter = settings.gutter ?? 2 * bleed
  }

  func needed(_ unit: Extent, columns: Int, rows: Int) -> Extent {
    Extent(
      width: columns.span(unit.width, gutter) + 2 * around, height: rows.span(unit.height, gutter) + 2 * around)
  }

  func fullest(_ unit: Extent, isTurned: Bool) -> SheetGrid {
    let cell = isTurned ? unit.turned : unit
    return grid(
      unit, isTurned: isTurned, columns: count(extent.width, cell.width), rows: count(extent.height, cell.height))
  }

  func grid(_ unit: Extent, isTurned: Bool, columns: Int, rows: Int) -> SheetGrid {
    SheetGrid(
      sheet: sheet, columns: columns, rows: rows, isTurned: isTurned, cell: isTurned ? unit.turned : unit,
      gutter: gutter)
  }

  private func count(_ room: Double, _ side: Double) -> Int {
    max(0, Int(((room - 2 * around + gutter + Points.tolerance) / (side + gutter)).rounded(.down)))
  }
}

extension Int {
  /// The length of so many cells in a row with gutters between them.
  fileprivate func span(_ cell: Double, _ gutter: Double) -> Double {
    Double(self) * cell + Double(Swift.max(0, self - 1)) * gutter
  }
}
