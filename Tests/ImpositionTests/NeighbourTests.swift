import Testing

@testable import Imposition

/// Marks between cards: they give way to the bleed of any card.
@Suite struct NeighbourTests {
  private let bounds = Area(.millimetres(300, 200))
  private let style = MarkStyle.with {
    $0.registration = false
    $0.colorBars = false
  }

  /// Two cards of 50 mm beside each other, with a bleed of 3 mm.
  private func crops(gutter: Double) -> [Mark] {
    let one = Area(.millimetres(50, 50), at: Position(mm(50), mm(50)))
    let other = Area(.millimetres(50, 50), at: Position(mm(100 + gutter), mm(50)))
    let bleed = min(3, gutter / 2)
    func item(_ trim: Area) -> MarkedItem {
      var area = trim.outset(mm(3))
      if trim == one { area.right = trim.right + mm(bleed) } else { area.left = trim.left - mm(bleed) }
      return MarkedItem(trim: trim, bleed: area)
    }
    return PrinterMarks(around: [item(one), item(other)], bleed: mm(3), within: bounds, style: style).marks
  }

  /// The lines that lie between the two, as the stretches they take, mm.
  private func between(_ gutter: Double) -> [ClosedRange<Double>] {
    crops(gutter: gutter).lines.filter {
      $0.from.y == $0.to.y && min($0.from.x, $0.to.x) > mm(100) && max($0.from.x, $0.to.x) < mm(100 + gutter)
        && close($0.from.y, mm(50))
    }.map { ((min($0.from.x, $0.to.x) / mm(1) - 100)...(max($0.from.x, $0.to.x) / mm(1) - 100)) }
  }

  @Test func `a wide gutter holds the marks of both`() throws {
    let found = between(20)
    try #require(found.count == 2)
    #expect(close(found[0].lowerBound, 3) && close(found[0].upperBound, 8))
    #expect(close(found[1].lowerBound, 12) && close(found[1].upperBound, 17))
  }

  @Test func `where both ask for the same stretch there is one line`() throws {
    let found = between(10)
    try #require(found.count == 1)
    #expect(close(found[0].lowerBound, 3) && close(found[0].upperBound, 7))
  }

  @Test func `a mark ends at the neighbour's bleed`() throws {
    let found = between(8)
    try #require(found.count == 1)
    #expect(close(found[0].lowerBound, 3) && close(found[0].upperBound, 5))
  }

  @Test(arguments: [7.0, 6, 4])
  func `a gutter with room for less than 1.5 mm holds none`(gutter: Double) {
    #expect(between(gutter).isEmpty)
    // Those above and below the cards are there all the same.
    #expect(crops(gutter: gutter).lines.count { $0.from.x == $0.to.x } == 8)
  }

  @Test func `cards that touch share their cut and its marks`() {
    let vertical = crops(gutter: 0).lines.filter { $0.from.x == $0.to.x }
    #expect(vertical.count == 6)
  }

  @Test func `marks end at the edge of what can be printed`() {
    let trim = Area(.millimetres(50, 50), at: Position(mm(6), mm(50)))
    let marks = PrinterMarks(
      around: [MarkedItem(trim: trim, bleed: trim.outset(mm(3)))], bleed: mm(3), within: bounds, style: style
    ).marks
    let left = marks.lines.filter { max($0.from.x, $0.to.x) < trim.left }
    #expect(left.count == 2)
    for line in left { #expect(close(min(line.from.x, line.to.x), 0) && close(max(line.from.x, line.to.x), mm(3))) }
  }

  @Test func `fold marks are dashed and stand at both ends of the fold`() {
    let trim = Area(.millimetres(100, 50), at: Position(mm(50), mm(50)))
    let item = MarkedItem(trim: trim, bleed: trim.outset(mm(3)), fold: .vertical(x: trim.center.x))
    let drawn = PrinterMarks(around: [item], bleed: mm(3), within: bounds, style: MarkStyle())
    let folds = drawn.marks.of(.fold)
    #expect(folds.count == 2)
    #expect(folds.allSatisfy { $0.paint == .stroke(width: 0.25, dash: [2, 2]) })
    #expect(folds.lines.allSatisfy { close($0.from.x, trim.center.x) && close($0.to.x, trim.center.x) })
    // The registration marks give way to it.
    for mark in drawn.marks.of(.registration) {
      #expect(folds.allSatisfy { !$0.area.overlaps(mark.area) })
    }
  }

  @Test func `nothing has no marks`() {
    #expect(PrinterMarks(around: [], bleed: 0, within: bounds, style: MarkStyle()).marks.isEmpty)
  }
}
