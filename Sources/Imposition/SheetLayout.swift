/// Puts the pages of a document on sheets: several cards on each, their backs exactly behind them, with marks.
///
/// Pure geometry; the same input gives the same sheets.
public enum SheetLayout {
  /// - Parameters:
  ///   - page: The trim of each page, points.
  ///   - bleed: That each page has on all sides, points.
  ///   - pages: How many pages the document has.
  /// - Returns: In the order of printing: each front is followed by its back.
  /// - Throws: If the cards do not fit, or the settings make no sense.
  public static func sheets(
    page: Extent, bleed: Double, pages: Int, settings: ImpositionSettings
  ) throws(ImpositionError) -> [Sheet] {
    try check(page, bleed, settings)
    let units = try ImposedUnit.units(pages: pages, page: page, sides: settings.sides)
    let grid = try SheetGrid.choose(unit: settings.sides.unitExtent(of: page), bleed: bleed, settings: settings)
    // Sheets with as many cards have the same marks.
    var marks: [Int: PrinterMarks?] = [:]
    return leaves(of: units, on: grid, settings.filling).enumerated().flatMap { number, units in
      let leaf = Leaf(number: number, units: units, grid: grid, bleed: bleed, settings: settings)
      let drawn = marks[units.count] ?? leaf.marks
      marks[units.count] = drawn
      return leaf.sheets(drawn)
    }
  }

  private static func leaves(
    of units: [ImposedUnit], on grid: SheetGrid, _ filling: ImpositionSettings.Filling
  ) -> [[ImposedUnit]] {
    switch filling {
    case .deck:
      stride(from: 0, to: units.count, by: grid.count).map { Array(units[$0..<min(units.count, $0 + grid.count)]) }
    case .repeated: units.map { Array(repeating: $0, count: grid.count) }
    }
  }

  /// The sides of a page that PDF allows, points (ISO 32000-1, annex C, table C.1).
  private static let pdfSides = 3.0...14_400.0

  private static func check(_ page: Extent, _ bleed: Double, _ settings: ImpositionSettings) throws(ImpositionError) {
    let sides = [
      ("width", settings.size.width), ("height", settings.size.height), ("cards' width", page.width),
      ("cards' height", page.height),
    ]
    for (name, side) in sides where !pdfSides.contains(side) { throw .badLength(name: name, side) }
    let distances = [
      ("bleed", bleed), ("gutter", settings.gutter ?? 0), ("margin", settings.margin),
      ("marks' offset", settings.marks?.offset ?? 0), ("marks' length", settings.marks?.length ?? 0),
    ]
    for (name, distance) in distances where !(0...pdfSides.upperBound).contains(distance) {
      throw .badLength(name: name, distance)
    }
    guard 2 * settings.margin < min(settings.size.width, settings.size.height) else {
      throw .badLength(name: "margin", settings.margin)
    }
  }
}

/// One sheet of paper with both its sides.
private struct Leaf {
  let number: Int
  let units: [ImposedUnit]
  let grid: SheetGrid
  let bleed: Double
  let settings: ImpositionSettings

  private var items: [MarkedItem] {
    units.indices.map { index in
      let cell = grid.cell(index)
      return MarkedItem(
        trim: cell, bleed: grid.clip(index, bleed: bleed),
        fold: settings.sides.fold(in: cell, isTurned: grid.isTurned))
    }
  }

  /// `nil` where none are wanted.
  var marks: PrinterMarks? {
    let bounds = Area(grid.sheet).outset(-settings.margin)
    return settings.marks.map { PrinterMarks(around: items, bleed: bleed, within: bounds, style: $0) }
  }

  /// The front, and the back if there is one.
  func sheets(_ marks: PrinterMarks?) -> [Sheet] {
    let items = items
    let front = side(.front, items, marks?.marks ?? [], marks?.leftOut ?? []) { $0 }
    guard let turn = settings.sides.flip?.turn(of: grid.sheet) else { return [front] }
    let turned = items.map { MarkedItem(trim: turn.apply($0.trim), bleed: turn.apply($0.bleed)) }
    let back = side(.back, turned, front.marks.map(turn.apply), front.leftOutMarks) {
      turn.back(of: $0) + settings.sides.backRotation
    }
    return [front, back]
  }

  private func side(
    _ side: Sheet.Side, _ items: [MarkedItem], _ marks: [Mark], _ leftOut: [Mark.Kind],
    rotation: (QuarterTurn) -> QuarterTurn
  ) -> Sheet {
    let rotation = rotation(grid.isTurned ? .quarter : .none)
    let placements = zip(units, items).flatMap { unit, item in
      (side == .front ? unit.front : unit.back).map { place($0, in: item, rotation) }
    }
    return Sheet(
      leaf: number, side: side, size: grid.sheet, placements: placements, marks: marks, leftOutMarks: leftOut,
      trim: Area.union(items.map(\.trim)) ?? Area(grid.sheet),
      bleed: Area.union(items.map(\.bleed)) ?? Area(grid.sheet))
  }

  /// A panel has bleed where its edge is the unit's, and none at a fold.
  private func place(_ panel: ImposedUnit.Panel, in item: MarkedItem, _ rotation: QuarterTurn) -> Placement {
    let extent = grid.isTurned ? item.trim.extent.turned : item.trim.extent
    let area = rotation.matrix(extent, to: Position(item.trim.left, item.trim.bottom)).apply(panel.area)
    func edge(_ side: KeyPath<Area, Double>) -> Double {
      abs(area[keyPath: side] - item.trim[keyPath: side]) < Points.tolerance
        ? item.bleed[keyPath: side] : area[keyPath: side]
    }
    return Placement(
      page: panel.page, trim: area, rotation: rotation + panel.rotation,
      clip: Area(left: edge(\.left), bottom: edge(\.bottom), right: edge(\.right), top: edge(\.top)))
  }
}
