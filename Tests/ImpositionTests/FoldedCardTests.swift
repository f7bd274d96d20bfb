import Testing

@testable import Imposition

/// Folded cards, as a reader with the card in hand meets its pages.
@Suite struct FoldedCardTests {
  private func sides(
    _ fold: ImpositionSettings.Fold, _ flip: ImpositionSettings.Flip, sheet: Extent = .sra3, card: Extent = .a6
  ) throws -> [Sheet] {
    try SheetLayout.sheets(
      page: card, bleed: mm(3), pages: 4,
      settings: .with(sheet) { $0.sides = .folded(fold, flip) })
  }

  /// The placement of a page, counted from one.
  private func place(_ page: Int, _ sheets: [Sheet]) throws -> Placement {
    try #require(sheets.flatMap(\.placements).first { $0.page == page - 1 })
  }

  @Test func `the outside has the back left of the front, the inside is read from left to right`() throws {
    let sheets = try sides(.left, .shortEdge, sheet: .millimetres(300, 220))
    #expect(sheets.map { $0.placements.count } == [2, 2])
    let trims = try (1...4).map { try place($0, sheets).trim }
    #expect(close(trims[3].right, trims[0].left))
    #expect(close(trims[1].right, trims[2].left))
    #expect(sheets[0].placements.map(\.page).sorted() == [0, 3])
    #expect(sheets[0].placements.allSatisfy { $0.rotation == .none })
  }

  @Test func `from right to left, front and back change places, and so do the pages inside`() throws {
    let sheets = try sides(.right, .shortEdge, sheet: .millimetres(300, 220))
    let trims = try (1...4).map { try place($0, sheets).trim }
    #expect(close(trims[0].right, trims[3].left))
    #expect(close(trims[2].right, trims[1].left))
  }

  @Test func `a card that opens upwards has its back above the front, on its head`() throws {
    let sheets = try sides(.top, .longEdge, sheet: .millimetres(150, 330))
    let places = try (1...4).map { try place($0, sheets) }
    #expect(close(places[0].trim.top, places[3].trim.bottom))
    #expect(places[0].rotation == .none)
    #expect(places[3].rotation == .half)
    // The sheet is turned about its standing edge, the card from bottom to top: the inside stands on its head.
    #expect(places[1].rotation == .half && places[2].rotation == .half)
    #expect(close(places[1].trim.top, places[2].trim.bottom))
  }

  @Test(arguments: ImpositionSettings.Fold.allCases, ImpositionSettings.Flip.allCases)
  func `there is no bleed at the fold, and all of it elsewhere`(
    fold: ImpositionSettings.Fold, flip: ImpositionSettings.Flip
  )
    throws
  {
    for sheet in try sides(fold, flip) {
      let (one, other) = (sheet.placements[0], sheet.placements[1])
      #expect(!one.clip.overlaps(other.clip))
      #expect(close(one.clip.union(other.clip), one.trim.union(other.trim).outset(mm(3))))
    }
  }

  @Test(arguments: ImpositionSettings.Fold.allCases, ImpositionSettings.Flip.allCases)
  func `fold marks lie on the fold, outside the bleed`(fold: ImpositionSettings.Fold, flip: ImpositionSettings.Flip)
    throws
  {
    for sheet in try sides(fold, flip, card: .millimetres(120, 170)) {
      let (one, other) = (sheet.placements[0], sheet.placements[1])
      let lines = sheet.marks.of(.fold).lines
      #expect(lines.count == 2)
      let isUpright = close(one.trim.bottom, other.trim.bottom)
      for line in lines {
        if isUpright {
          #expect(close(line.from.x, sheet.trim.center.x) && close(line.to.x, sheet.trim.center.x))
        } else {
          #expect(close(line.from.y, sheet.trim.center.y) && close(line.to.y, sheet.trim.center.y))
        }
      }
      #expect(sheet.marks.of(.fold).allSatisfy { !$0.area.overlaps(sheet.bleed) })
    }
  }

  /// Paper has two sides: which page is behind which, and whether they have the same top when they are seen through it.
  @Test(
    arguments: ImpositionSettings.Fold.allCases,
    [
      (ImpositionSettings.Flip.longEdge, Extent.sra3), (.shortEdge, .sra3), (.longEdge, .sra3.turned),
      (.shortEdge, .sra3.turned),
    ])
  func `once folded, each page reads right`(
    fold: ImpositionSettings.Fold, turned: (flip: ImpositionSettings.Flip, sheet: Extent)
  )
    throws
  {
    let sheets = try sides(fold, turned.flip, sheet: turned.sheet)
    let paper = Paper(sheets[0].size, turned.flip)
    let (front, inner, next, back) = try (
      place(1, sheets), paper.seenFromFront(place(2, sheets)), paper.seenFromFront(place(3, sheets)), place(4, sheets)
    )
    // One leaf holds 1 and 2, the other 3 and 4.
    #expect(close(front.trim, inner.trim))
    #expect(close(back.trim, next.trim))
    // The edge at which the leaves hang together, seen from the front page's own top.
    let away = Direction(from: back.trim.center, to: front.trim.center)
    switch fold {
    case .left:
      // The back lies to the left of an upright front; both pages of a leaf have the same top.
      #expect(away == front.up.clockwise)
      #expect(inner.up == front.up && next.up == back.up && back.up == front.up)
    case .right:
      #expect(away == front.up.clockwise.opposite)
      #expect(inner.up == front.up && next.up == back.up && back.up == front.up)
    case .top:
      // The back lies above an upright front, head to head. Lifted, the front shows page 2 with its foot at the fold;
      // page 3 has its head there, so both are read in one go.
      #expect(away == front.up.opposite)
      #expect(back.up == front.up.opposite)
      #expect(inner.up == front.up.opposite)
      #expect(next.up == back.up)
    }
  }
}
