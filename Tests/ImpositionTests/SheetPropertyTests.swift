import Testing

@testable import Imposition

/// Many sizes and settings, drawn by lot: what holds for all sheets.
@Suite struct SheetPropertyTests {
  /// A question to the layout.
  struct Case: CustomStringConvertible {
    let page: Extent
    let bleed: Double
    let pages: Int
    let settings: ImpositionSettings

    init(seed: UInt64) {
      var numbers = SeededNumbers(seed: seed)
      func between(_ low: Double, _ high: Double) -> Double { mm(Double.random(in: low...high, using: &numbers)) }
      let sheets = [Extent.a4, Extent.a4.turned, .sra3, .millimetres(305, 305), .millimetres(330, 480)]
      var settings = ImpositionSettings(size: sheets[Int.random(in: 0..<sheets.count, using: &numbers)])
      page = Extent(width: between(20, 160), height: between(20, 160))
      bleed = Bool.random(using: &numbers) ? mm(3) : between(0, 8)
      settings.margin = between(0, 12)
      if Bool.random(using: &numbers) { settings.gutter = between(0, 20) }
      if Int.random(in: 0..<4, using: &numbers) == 0 { settings.gutter = 0 }
      settings.filling = Bool.random(using: &numbers) ? .deck : .repeated
      let flip = ImpositionSettings.Flip.allCases.randomElement(using: &numbers) ?? .longEdge
      var pages = Int.random(in: 1...45, using: &numbers)
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: settings.sides = .single
      case 1: settings.sides = .alternating(flip)
      case 2:
        pages += 1
        settings.sides = .common(back: Int.random(in: 0..<pages, using: &numbers), flip)
      default:
        pages *= 4
        settings.sides = .folded(ImpositionSettings.Fold.allCases.randomElement(using: &numbers) ?? .left, flip)
      }
      if Int.random(in: 0..<5, using: &numbers) == 0 {
        settings.grid = .fixed(
          columns: Int.random(in: 1...3, using: &numbers), rows: Int.random(in: 1...3, using: &numbers))
      }
      var style = MarkStyle()
      style.offset = between(0, 6)
      style.length = between(1, 8)
      style.spotInks = ["Gold"]
      settings.marks = Int.random(in: 0..<8, using: &numbers) == 0 ? nil : style
      self.pages = pages
      self.settings = settings
    }

    var description: String { "\(page), bleed \(bleed), \(pages) pages, \(settings)" }

    func sheets() throws(ImpositionError) -> [Sheet] {
      try SheetLayout.sheets(page: page, bleed: bleed, pages: pages, settings: settings)
    }

    var flip: ImpositionSettings.Flip? {
      switch settings.sides {
      case .single: nil
      case .alternating(let flip), .common(_, let flip), .folded(_, let flip): flip
      }
    }
  }

  /// Calls `body` with each case that fits on its sheet.
  private func forEachCase(_ body: (Case, [Sheet]) throws -> Void) throws {
    var laidOut = 0
    for seed in 0..<400 {
      let question = Case(seed: UInt64(seed))
      do throws(ImpositionError) {
        let sheets = try question.sheets()
        laidOut += 1
        do { try body(question, sheets) } catch { Issue.record("\(question): \(error)") }
      } catch {
        // Only for want of room.
        switch error {
        case .cardTooLarge, .gridTooLarge: break
        default: Issue.record("\(question): \(error)")
        }
      }
    }
    #expect(laidOut >= 250)
  }

  @Test func `no two bleeds overlap, and each holds its trim`() throws {
    try forEachCase { question, sheets in
      for sheet in sheets {
        for (index, one) in sheet.placements.enumerated() {
          #expect(one.clip.contains(one.trim) && one.trim.outset(question.bleed).contains(one.clip))
          #expect(!sheet.placements[(index + 1)...].contains { one.clip.overlaps($0.clip) }, "\(question)")
        }
      }
    }
  }

  @Test func `bleeds are whole where the gutter is at least twice as wide`() throws {
    try forEachCase { question, sheets in
      if case .folded = question.settings.sides { return }
      guard (question.settings.gutter ?? .infinity) >= 2 * question.bleed else { return }
      let placements = sheets.flatMap(\.placements)
      #expect(placements.allSatisfy { close($0.clip, $0.trim.outset(question.bleed)) }, "\(question)")
    }
  }

  @Test func `no mark crosses a bleed`() throws {
    try forEachCase { question, sheets in
      for sheet in sheets {
        for mark in sheet.marks {
          let isCrossed = sheet.placements.contains { mark.area.overlaps($0.clip) }
          if isCrossed { Issue.record("\(question): \(mark)") }
        }
      }
    }
  }

  @Test func `all that is printed lies inside the margins`() throws {
    try forEachCase { question, sheets in
      for sheet in sheets {
        let bounds = sheet.media.outset(-question.settings.margin)
        // Half a hairline may lie on the margin's edge.
        #expect(sheet.marks.allSatisfy { bounds.outset(0.125).contains($0.area) }, "\(question)")
        #expect(sheet.placements.allSatisfy { bounds.contains($0.clip) }, "\(question)")
        #expect(sheet.media.contains(sheet.bleed) && sheet.bleed.contains(sheet.trim))
        #expect(sheet.placements.allSatisfy { sheet.bleed.contains($0.clip) && sheet.trim.contains($0.trim) })
      }
    }
  }

  @Test func `the cuts of the outermost cards have marks at both ends`() throws {
    try forEachCase { question, sheets in
      guard let style = question.settings.marks else { return }
      // At least 1.5 mm, or as much as was asked for.
      let least = min(style.length, mm(1.5)) - 1e-6
      for sheet in sheets where sheet.side == .front {
        let lines = sheet.marks.of(.crop).lines
        let upright = lines.filter { close($0.from.x, $0.to.x) && abs($0.to.y - $0.from.y) >= least }
        let lying = lines.filter { close($0.from.y, $0.to.y) && abs($0.to.x - $0.from.x) >= least }
        // Rows are filled from the top left: the first column and the first row are whole.
        let (trim, hair) = (sheet.trim, 1e-6)
        func isAbove(_ x: Double) -> Bool { upright.contains { close($0.from.x, x) && $0.from.y > trim.top - hair } }
        func isBeside(_ y: Double) -> Bool { lying.contains { close($0.from.y, y) && $0.to.x < trim.left + hair } }
        #expect(isAbove(trim.left) && isAbove(trim.right) && isBeside(trim.top) && isBeside(trim.bottom), "\(question)")
        #expect(upright.contains { close($0.from.x, trim.left) && $0.to.y < trim.bottom + hair }, "\(question)")
        #expect(lying.contains { close($0.from.y, trim.top) && $0.from.x > trim.right - hair }, "\(question)")
      }
    }
  }

  @Test func `every page is printed exactly as often as it should be`() throws {
    try forEachCase { question, sheets in
      var counts = Array(repeating: 0, count: question.pages)
      for placement in sheets.flatMap(\.placements) { counts[placement.page] += 1 }
      let cells = sheets[0].placements.count / question.panels
      let each = question.settings.filling == .repeated ? cells : 1
      var expected = Array(repeating: each, count: question.pages)
      if case .common(let back, _) = question.settings.sides { expected[back] = each * (question.pages - 1) }
      #expect(counts == expected, "\(question)")
    }
  }

  @Test func `backs lie exactly behind their fronts when the sheet is turned about its edge`() throws {
    try forEachCase { question, sheets in
      guard let flip = question.flip else {
        #expect(sheets.allSatisfy { $0.side == .front })
        return
      }
      #expect(sheets.count.isMultiple(of: 2))
      for index in stride(from: 0, to: sheets.count, by: 2) {
        try compare(sheets[index], sheets[index + 1], flip, question)
      }
    }
  }

  private func compare(_ front: Sheet, _ back: Sheet, _ flip: ImpositionSettings.Flip, _ question: Case) throws {
    #expect(front.side == .front && back.side == .back && front.leaf == back.leaf && front.size == back.size)
    let paper = Paper(front.size, flip)
    for placement in back.placements {
      let seen = paper.seenFromFront(placement)
      let over = try #require(front.placements.first { close($0.trim, seen.trim) }, "\(question): \(seen)")
      // Lifted at its foot, the front of a card that opens upwards shows what is read the other way round.
      let isLifted = if case .folded(.top, _) = question.settings.sides { over.page % 4 == 0 } else { false }
      let isBehind =
        close(over.clip, seen.clip) && question.back(of: over.page) == seen.page
        && seen.up == (isLifted ? over.up.opposite : over.up)
      if !isBehind { Issue.record("\(question): \(seen) behind \(over)") }
    }
    // Each front that has a back has it.
    let backs = front.placements.compactMap { question.back(of: $0.page) }
    #expect(backs.sorted() == back.placements.map(\.page).sorted())
    #expect(front.marks.count == back.marks.count)
    let areMarksBehind = zip(front.marks, back.marks).allSatisfy {
      close($0.area, paper.seenFromFront($1)) && $0.ink == $1.ink
    }
    #expect(areMarksBehind, "\(question)")
  }

  @Test func `no other choice holds more cards`() throws {
    try forEachCase { question, sheets in
      guard question.settings.grid == .automatic, question.settings.filling == .repeated else { return }
      let found = sheets[0].placements.count / question.panels
      // Counted one by one, in all four ways.
      var most = 0
      let unit = question.unit
      let around = max(
        question.bleed,
        question.settings.marks.map { max($0.offset, question.bleed) + min($0.length, mm(1.5)) } ?? 0)
      let gutter = question.settings.gutter ?? 2 * question.bleed
      for sheet in [question.settings.size, question.settings.size.turned] {
        for card in [unit, unit.turned] {
          func count(_ room: Double, _ side: Double) -> Int {
            var used = 2 * around + side
            var count = 0
            while used <= room - 2 * question.settings.margin + 1e-6 {
              count += 1
              used += gutter + side
            }
            return count
          }
          most = max(most, count(sheet.width, card.width) * count(sheet.height, card.height))
        }
      }
      #expect(found == most, "\(question)")
    }
  }

  @Test func `the same question has the same answer`() throws {
    try forEachCase { question, sheets in
      let again = try question.sheets()
      #expect(again == sheets)
    }
  }
}

extension SheetPropertyTests.Case {
  /// Pages on one side of what is cut out as one piece.
  var panels: Int { if case .folded = settings.sides { 2 } else { 1 } }

  var unit: Extent {
    switch settings.sides {
    case .folded(.top, _): Extent(width: page.width, height: page.height * 2)
    case .folded: Extent(width: page.width * 2, height: page.height)
    default: page
    }
  }

  /// The page on the other side of the paper.
  func back(of front: Int) -> Int? {
    switch settings.sides {
    case .single: nil
    case .alternating: front + 1 < pages ? front + 1 : nil
    case .common(let back, _): back
    case .folded: front % 4 == 0 ? front + 1 : front - 1
    }
  }
}
