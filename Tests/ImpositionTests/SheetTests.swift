import Testing

@testable import Imposition

/// What lies where on sheets of known sizes.
@Suite struct SheetTests {
  private func sheets(
    _ page: Extent, pages: Int, _ settings: ImpositionSettings, bleed: Double = 3
  ) throws -> [Sheet] {
    try SheetLayout.sheets(page: page, bleed: mm(bleed), pages: pages, settings: settings)
  }

  @Test func `ten business cards without bleed fit on A4, nine with 3 mm of it`() throws {
    #expect(try sheets(.businessCard, pages: 10, .with(.a4), bleed: 0)[0].placements.count == 10)
    #expect(try sheets(.businessCard, pages: 10, .with(.a4))[0].placements.count == 9)
  }

  @Test func `the sheet lies if more cards fit that way, and cards are turned for the same reason`() throws {
    // 190 × 60 mm: one above the other on a standing A4.
    let standing = try sheets(.millimetres(180, 60), pages: 1, .with(.a4))[0]
    #expect(standing.size == .a4)
    #expect(standing.placements[0].rotation == .none)
    // 60 × 180 mm: four beside each other on a lying A4, as many as turned on a standing one, which was asked for.
    let turned = try sheets(.millimetres(60, 180), pages: 1, .with(.a4))[0]
    #expect(turned.size == .a4)
    #expect(turned.placements[0].rotation == .quarter)
    // With a grid the cards stay as they are, and the sheet lies.
    let lying = try sheets(
      .millimetres(60, 180), pages: 1, .with(.a4) { $0.grid = .fixed(columns: 4, rows: 1) })[0]
    #expect(lying.size == Extent.a4.turned)
    #expect(lying.placements[0].rotation == .none)
  }

  @Test func `cards lie in rows from the top left, in the middle of the sheet`() throws {
    let sheet = try sheets(.a6, pages: 4, .with(.sra3) { $0.grid = .fixed(columns: 2, rows: 2) })[0]
    let left = mm((320 - 216) / 2)
    let bottom = mm((450 - 302) / 2)
    let corners = [(0.0, 154.0), (111, 154), (0, 0), (111, 0)]
    for (index, placement) in sheet.placements.enumerated() {
      #expect(placement.page == index)
      let corner = Position(left + mm(corners[index].0), bottom + mm(corners[index].1))
      #expect(close(placement.trim, Area(.a6, at: corner)))
      #expect(close(placement.clip, placement.trim.outset(mm(3))))
    }
    #expect(close(sheet.trim, Area(.millimetres(216, 302), at: Position(left, bottom))))
    #expect(close(sheet.bleed, sheet.trim.outset(mm(3))))
    #expect(sheet.media == Area(.sra3))
  }

  @Test func `a gutter below twice the bleed is shared half and half`() throws {
    let sheet = try sheets(
      .a6, pages: 4,
      .with(.sra3) {
        $0.grid = .fixed(columns: 2, rows: 2)
        $0.gutter = mm(4)
      })[0]
    let first = sheet.placements[0]
    #expect(close(first.clip.left, first.trim.left - mm(3)) && close(first.clip.top, first.trim.top + mm(3)))
    #expect(close(first.clip.right, first.trim.right + mm(2)) && close(first.clip.bottom, first.trim.bottom - mm(2)))
  }

  @Test func `a deck goes on from sheet to sheet, and the last may be short`() throws {
    let settings = ImpositionSettings.with(.sra3) { $0.grid = .fixed(columns: 2, rows: 2) }
    let found = try sheets(.a6, pages: 6, settings)
    #expect(found.map { $0.placements.map(\.page) } == [[0, 1, 2, 3], [4, 5]])
    #expect(found.map(\.leaf) == [0, 1])
    #expect(found.allSatisfy { $0.side == .front })
    // Boxes are those of the cards that are there.
    #expect(close(found[1].trim.height, mm(148)))
  }

  @Test func `a sheet can be filled with each card`() throws {
    let settings = ImpositionSettings.with(.sra3) {
      $0.grid = .fixed(columns: 2, rows: 1)
      $0.filling = .repeated
      $0.sides = .alternating(.longEdge)
    }
    let found = try sheets(.a6, pages: 4, settings)
    #expect(found.map { $0.placements.map(\.page) } == [[0, 0], [1, 1], [2, 2], [3, 3]])
    #expect(found.map(\.side) == [.front, .back, .front, .back])
  }

  @Test func `one page can be the back of all others`() throws {
    let settings = ImpositionSettings.with(.sra3) {
      $0.grid = .fixed(columns: 2, rows: 1)
      $0.sides = .common(back: 1, .longEdge)
    }
    let found = try sheets(.a6, pages: 4, settings)
    #expect(found.map { $0.placements.map(\.page) } == [[0, 2], [1, 1], [3], [1]])
  }

  @Test func `backs lie in mirrored order, on their head if the sheet is turned about its short edge`() throws {
    func back(_ flip: ImpositionSettings.Flip) throws -> [Placement] {
      try sheets(
        .a6, pages: 8,
        .with(.sra3) {
          $0.grid = .fixed(columns: 2, rows: 2)
          $0.sides = .alternating(flip)
        })[1].placements.sorted { ($0.trim.left, $0.trim.bottom) < ($1.trim.left, $1.trim.bottom) }
    }
    // Fronts 1 3 above 5 7. By columns from the bottom left:
    #expect(try back(.longEdge).map(\.page) == [7, 3, 5, 1])
    #expect(try back(.longEdge).allSatisfy { $0.rotation == .none })
    #expect(try back(.shortEdge).map(\.page) == [1, 5, 3, 7])
    #expect(try back(.shortEdge).allSatisfy { $0.rotation == .half })
  }

  @Test func `a last page alone has a blank back with the same boxes`() throws {
    let settings = ImpositionSettings.with(.sra3) { $0.sides = .alternating(.longEdge) }
    let found = try sheets(.a6, pages: 1, settings)
    #expect(found.count == 2)
    #expect(found[1].placements.isEmpty)
    #expect(!found[1].marks.isEmpty)
    #expect(close(found[1].trim.width, found[0].trim.width))
  }

  @Test func `marks can be switched off, and then only the bleed needs room`() throws {
    let settings = ImpositionSettings.with(.millimetres(210, 297)) {
      $0.margin = 0
      $0.marks = nil
    }
    let found = try sheets(.millimetres(204, 291), pages: 1, settings)
    #expect(found[0].marks.isEmpty)
    #expect(close(found[0].bleed, found[0].media))
  }

  @Test func `a page is drawn where its placement is`() throws {
    let trim = Area(.a6, at: Position(20, 30))
    for rotation in QuarterTurn.allCases {
      let extent = rotation == .none || rotation == .half ? Extent.a6 : Extent.a6.turned
      let area = Area(extent, at: Position(100, 200))
      let matrix = Placement(page: 0, trim: area, rotation: rotation, clip: area).matrix(from: trim)
      #expect(close(matrix.apply(trim), area))
      let bottom = matrix.apply(Position(trim.left, trim.bottom))
      let top = matrix.apply(Position(trim.left, trim.top))
      #expect(close(top.x - bottom.x, Double(rotation.up.x) * trim.height))
      #expect(close(top.y - bottom.y, Double(rotation.up.y) * trim.height))
      // Nothing is mirrored.
      #expect(matrix.a * matrix.d - matrix.b * matrix.c == 1)
    }
  }
}

/// What is told when cards cannot be put on sheets.
@Suite struct ImpositionErrorTests {
  private func message(_ page: Extent, pages: Int = 4, _ settings: ImpositionSettings, bleed: Double = 3) -> String? {
    do {
      _ = try SheetLayout.sheets(page: page, bleed: mm(bleed), pages: pages, settings: settings)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `a card that is too large`() {
    #expect(
      message(.a4, .with(.a4))
        == "a card does not fit on the sheet: with its bleed and crop marks it needs 219 × 306 mm, and inside the margins "
        + "the sheet has 200 × 287 mm")
  }

  @Test func `a grid that is too large, and which would fit`() {
    #expect(
      message(.businessCard, .with(.a4) { $0.grid = .fixed(columns: 3, rows: 4) })
        == "3 × 4 cards do not fit on the sheet: with bleeds, gutters and crop marks they need 276 × 247 mm, and inside "
        + "the margins the sheet has 287 × 200 mm; 3 × 3 would fit")
    #expect(
      message(.businessCard, .with(.a6) { $0.grid = .fixed(columns: 1, rows: 3) })?.hasSuffix("; 1 × 2 would fit")
        == true)
    #expect(
      message(.a4, .with(.a6) { $0.grid = .fixed(columns: 1, rows: 1) })?.hasSuffix(
        "; not one card would fit that way round") == true)
  }

  @Test func `pages that make no cards`() {
    #expect(message(.a6, pages: 0, .with(.a4)) == "there are no pages to put on a sheet")
    #expect(
      message(.a6, pages: 6, .with(.sra3) { $0.sides = .folded(.left, .longEdge) })
        == "a folded card has four pages (front, two inside, back); 6 pages do not make whole cards")
    #expect(
      message(.a6, pages: 2, .with(.sra3) { $0.sides = .common(back: 2, .longEdge) })
        == "page 3 cannot be the common back: there are 2 pages")
    #expect(
      message(.a6, pages: 1, .with(.sra3) { $0.sides = .common(back: 0, .longEdge) })
        == "the common back is the only page: there is no front")
  }

  @Test(arguments: [(0, 1), (1, 0), (-2, -2)])
  func `grids of nothing`(columns: Int, rows: Int) {
    #expect(
      message(.a6, .with(.a4) { $0.grid = .fixed(columns: columns, rows: rows) })
        == "a grid has at least one column and one row, not \(columns) × \(rows)")
  }

  @Test func `lengths that are none`() {
    #expect(message(.a6, .with(.a4) { $0.margin = -mm(1.25) }) == "the margin of a sheet cannot be -1.25 mm")
    #expect(message(.a6, .with(.a4) { $0.margin = mm(105) }) == "the margin of a sheet cannot be 105 mm")
    #expect(message(.a6, .with(.a4) { $0.gutter = -.infinity }) == "the gutter of a sheet cannot be -inf mm")
    #expect(message(.a6, .with(.a4), bleed: -1) == "the bleed of a sheet cannot be -1 mm")
    #expect(message(.a6, .with(Extent(width: .nan, height: 9))) == "the width of a sheet cannot be nan mm")
    #expect(message(Extent(width: 1, height: 9), .with(.a4)) == "the cards' width of a sheet cannot be 0.35 mm")
  }

  @Test func `more cards than a sheet can hold`() {
    #expect(
      message(.a6, .with(.a4) { $0.grid = .fixed(columns: .max, rows: 2) })?.hasSuffix(
        "cards on one side of a sheet are more than the 2500 that are possible") == true)
    let many = message(.millimetres(2, 2), .with(.millimetres(5000, 5000)), bleed: 0)
    #expect(many?.hasSuffix("more than the 2500 that are possible") == true)
  }
}
