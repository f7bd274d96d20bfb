/// A grid item and the tracks that it covers, counted from the first track of the implicit grid.
struct GridItem {
  let id: Int
  var columns: Range<Int>
  var rows: Range<Int>
}

/// Gives every grid item its place (CSS Grid Layout 2, §8.5).
struct GridPlacement {
  private(set) var items: [GridItem] = []
  /// How many implicit tracks lie before the explicit ones.
  private(set) var leadingColumns = 0
  private(set) var leadingRows = 0
  private(set) var columnCount = 0
  private(set) var rowCount = 0

  /// How many tracks a grid may have in one axis; places beyond are drawn in, as browsers do.
  static let limit = 1000

  private struct Cell: Hashable {
    var major: Int
    var minor: Int
  }

  /// A place in one axis: fixed, or only a number of tracks.
  private enum Place {
    case fixed(Range<Int>)
    case span(Int)
  }

  private struct Draft {
    let index: Int
    var major: Place
    var minor: Place
  }

  private var occupied: Set<Cell> = []
  private var large: [(major: Range<Int>, minor: Range<Int>)] = []
  private var minorRange = 0..<0

  init(_ children: ArraySlice<Int>, engine: LayoutEngine, style: GridStyle, explicitColumns: Int, explicitRows: Int) {
    let ids = Array(children)
    let inColumns = style.flowsInColumns
    // Major is the axis that grows: rows, or columns where items flow in columns.
    let drafts = ids.enumerated().map { index, id in
      let own = engine.style(id)
      let column = Self.place(own.gridColumn, explicit: explicitColumns)
      let row = Self.place(own.gridRow, explicit: explicitRows)
      return Draft(index: index, major: inColumns ? column : row, minor: inColumns ? row : column)
    }
    minorRange = 0..<(inColumns ? explicitRows : explicitColumns)
    for case .fixed(let range) in drafts.map(\.minor) {
      minorRange = min(minorRange.lowerBound, range.lowerBound)..<max(minorRange.upperBound, range.upperBound)
    }
    for case .span(let count) in drafts.map(\.minor) where count > minorRange.count {
      minorRange = minorRange.lowerBound..<minorRange.lowerBound + count
    }
    var firstMajor = 0
    for case .fixed(let range) in drafts.map(\.major) { firstMajor = min(firstMajor, range.lowerBound) }
    let places = settle(drafts, firstMajor: firstMajor, isDense: style.isDense)
    finish(ids, places, inColumns: inColumns, columns: explicitColumns, rows: explicitRows)
  }

  // MARK: Lines

  /// §8.3: lines as zero-based track indices from the first explicit track.
  private static func place(_ place: GridPlace, explicit: Int) -> Place {
    func index(_ line: Int) -> Int {
      let wanted = line > 0 ? line - 1 : explicit + 1 + line
      return Swift.min(Swift.max(wanted, -limit), limit)
    }
    func length(_ span: Int) -> Int { Swift.min(Swift.max(span, 1), limit) }
    switch (place.start, place.end) {
    case (.line(let start), .line(let end)):
      let (one, other) = (index(start), index(end))
      return .fixed(one == other ? one..<one + 1 : Swift.min(one, other)..<Swift.max(one, other))
    case (.line(let start), .span(let span)): return .fixed(index(start)..<index(start) + length(span))
    case (.line(let start), .auto): return .fixed(index(start)..<index(start) + 1)
    case (.span(let span), .line(let end)): return .fixed(index(end) - length(span)..<index(end))
    case (.auto, .line(let end)): return .fixed(index(end) - 1..<index(end))
    case (.span(let span), _), (.auto, .span(let span)): return .span(length(span))
    case (.auto, .auto): return .span(1)
    }
  }

  // MARK: Steps

  private mutating func settle(_ drafts: [Draft], firstMajor: Int, isDense: Bool) -> [(
    major: Range<Int>, minor: Range<Int>
  )] {
    var places = Array(repeating: (major: 0..<1, minor: 0..<1), count: drafts.count)
    // Step 0: everything with both places.
    for draft in drafts {
      guard case .fixed(let major) = draft.major, case .fixed(let minor) = draft.minor else { continue }
      take(major, minor)
      places[draft.index] = (major, minor)
    }
    // Step 1: items locked to a row.
    var cursors: [Int: Int] = [:]
    for draft in drafts {
      guard case .fixed(let major) = draft.major, case .span(let span) = draft.minor else { continue }
      var start = isDense ? minorRange.lowerBound : cursors[major.lowerBound] ?? minorRange.lowerBound
      while !isFree(major, start..<start + span) { start += 1 }
      cursors[major.lowerBound] = start + span
      take(major, start..<start + span)
      minorRange = minorRange.lowerBound..<max(minorRange.upperBound, start + span)
      places[draft.index] = (major, start..<start + span)
    }
    // Step 4: the rest, with a cursor.
    var cursor = (major: firstMajor, minor: minorRange.lowerBound)
    for draft in drafts {
      guard case .span(let majorSpan) = draft.major else { continue }
      if isDense { cursor = (firstMajor, minorRange.lowerBound) }
      let found: (major: Range<Int>, minor: Range<Int>)
      switch draft.minor {
      case .fixed(let minor):
        if !isDense, minor.lowerBound < cursor.minor { cursor.major += 1 }
        cursor.minor = minor.lowerBound
        while !isFree(cursor.major..<cursor.major + majorSpan, minor) { cursor.major += 1 }
        found = (cursor.major..<cursor.major + majorSpan, minor)
      case .span(let minorSpan):
        while cursor.minor + minorSpan > minorRange.upperBound
          || !isFree(cursor.major..<cursor.major + majorSpan, cursor.minor..<cursor.minor + minorSpan)
        {
          cursor.minor += 1
          if cursor.minor + minorSpan > minorRange.upperBound {
            cursor = (cursor.major + 1, minorRange.lowerBound)
          }
        }
        found = (cursor.major..<cursor.major + majorSpan, cursor.minor..<cursor.minor + minorSpan)
      }
      take(found.major, found.minor)
      places[draft.index] = found
    }
    return places
  }

  private mutating func finish(
    _ ids: [Int], _ places: [(major: Range<Int>, minor: Range<Int>)], inColumns: Bool, columns: Int, rows: Int
  ) {
    var (firstColumn, lastColumn, firstRow, lastRow) = (0, columns, 0, rows)
    for place in places {
      let (column, row) = inColumns ? (place.major, place.minor) : (place.minor, place.major)
      firstColumn = min(firstColumn, column.lowerBound)
      lastColumn = max(lastColumn, column.upperBound)
      firstRow = min(firstRow, row.lowerBound)
      lastRow = max(lastRow, row.upperBound)
    }
    if !minorRange.isEmpty, inColumns {
      (firstRow, lastRow) = (min(firstRow, minorRange.lowerBound), max(lastRow, minorRange.upperBound))
    } else if !minorRange.isEmpty {
      (firstColumn, lastColumn) = (min(firstColumn, minorRange.lowerBound), max(lastColumn, minorRange.upperBound))
    }
    (leadingColumns, leadingRows) = (-firstColumn, -firstRow)
    (columnCount, rowCount) = (lastColumn - firstColumn, lastRow - firstRow)
    items = zip(ids, places).map { id, place in
      let (column, row) = inColumns ? (place.major, place.minor) : (place.minor, place.major)
      return GridItem(
        id: id, columns: column.lowerBound - firstColumn..<column.upperBound - firstColumn,
        rows: row.lowerBound - firstRow..<row.upperBound - firstRow)
    }
  }

  private func isFree(_ major: Range<Int>, _ minor: Range<Int>) -> Bool {
    if large.contains(where: { $0.major.overlaps(major) && $0.minor.overlaps(minor) }) { return false }
    return !major.contains { row in minor.contains { occupied.contains(Cell(major: row, minor: $0)) } }
  }

  /// Small areas are kept by cell, so that looking one up stays cheap among many; large ones as they are.
  private mutating func take(_ major: Range<Int>, _ minor: Range<Int>) {
    guard major.count * minor.count <= 64 else {
      large.append((major, minor))
      return
    }
    for row in major { for column in minor { occupied.insert(Cell(major: row, minor: column)) } }
  }
}
