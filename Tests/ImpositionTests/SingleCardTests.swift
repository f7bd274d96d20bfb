import Testing

@testable import Imposition

/// The boxes and marks of one card on a medium of its own.
@Suite struct SingleCardTests {
  let page = MarkedPage(trim: .a6, bleed: mm(3), marks: MarkStyle())

  @Test func `the medium is the trim with bleed, marks and a little room around it, from 0, 0`() {
    #expect(close(page.media, Area(.millimetres(105 + 20, 148 + 20))))
    #expect(close(page.trim, Area(.a6, at: Position(mm(10), mm(10)))))
    #expect(close(page.bleed, page.trim.outset(mm(3))))
    #expect(page.leftOut.isEmpty)
  }

  @Test func `without marks the medium is the bleed`() {
    let page = MarkedPage(trim: .a6, bleed: mm(3), marks: nil)
    #expect(close(page.media, Area(.millimetres(111, 154))))
    #expect(page.bleed == page.media)
    #expect(close(page.trim, Area(.a6, at: Position(mm(3), mm(3)))))
    #expect(page.marks.isEmpty)
  }

  @Test func `two hairlines at each corner begin at the offset and prolong the edges of the trim`() {
    let trim = page.trim
    var expected: [Area] = []
    for x in [trim.left, trim.right] {
      for y in [trim.bottom - mm(8), trim.top + mm(3)] {
        expected.append(Area(left: x, bottom: y, right: x, top: y + mm(5)))
      }
    }
    for y in [trim.bottom, trim.top] {
      for x in [trim.left - mm(8), trim.right + mm(3)] {
        expected.append(Area(left: x, bottom: y, right: x + mm(5), top: y))
      }
    }
    let crops = page.marks.of(.crop)
    #expect(crops.count == 8)
    #expect(crops.allSatisfy { $0.paint == .stroke(width: 0.25, dash: []) && $0.ink == .registration })
    for area in expected {
      let lines = crops.lines.filter {
        close(
          area,
          Area(
            left: min($0.from.x, $0.to.x), bottom: min($0.from.y, $0.to.y), right: max($0.from.x, $0.to.x),
            top: max($0.from.y, $0.to.y)))
      }
      #expect(lines.count == 1, "\(area)")
    }
  }

  @Test func `a bleed that is deeper than the offset moves the marks out`() {
    let page = MarkedPage(trim: .a6, bleed: mm(8), marks: .with { $0.offset = mm(2) })
    #expect(page.marks.of(.crop).count == 8)
    #expect(page.marks.allSatisfy { !$0.area.overlaps(page.bleed) })
    #expect(page.marks.allSatisfy { page.media.contains($0.area) })
    #expect(close(page.trim.left, mm(8 + 1 + 5 + 1)))
  }

  @Test func `registration marks stand in the middle of each side, outside the bleed`() throws {
    let centers = page.marks.compactMap {
      if case .circle(let center, _) = $0.shape { center } else { nil }
    }
    let middle = page.trim.center
    #expect(centers.count == 4)
    #expect(centers.count { close($0.x, middle.x) } == 2)
    #expect(centers.count { close($0.y, middle.y) } == 2)
    let marks = page.marks.of(.registration)
    #expect(marks.count == 12)
    #expect(marks.allSatisfy { $0.ink == .registration && !$0.area.overlaps(page.bleed.outset(mm(0.9))) })
  }

  @Test func `the colour bar has each ink, half of it, two on each other, and the named inks`() {
    let style = MarkStyle.with { $0.spotInks = ["PANTONE 186 C", "Gold"] }
    let bars = MarkedPage(trim: .a6, bleed: mm(3), marks: style).marks.of(.colorBar)
    func process(_ c: Double, _ m: Double, _ y: Double, _ k: Double) -> Mark.Ink {
      .process(cyan: c, magenta: m, yellow: y, black: k)
    }
    let solids = [process(1, 0, 0, 0), process(0, 1, 0, 0), process(0, 0, 1, 0), process(0, 0, 0, 1)]
    let tints = [process(0.5, 0, 0, 0), process(0, 0.5, 0, 0), process(0, 0, 0.5, 0), process(0, 0, 0, 0.5)]
    let overprints = [process(1, 1, 0, 0), process(1, 0, 1, 0), process(0, 1, 1, 0)]
    let spots: [Mark.Ink] = [.spot(name: "PANTONE 186 C", tint: 1), .spot(name: "Gold", tint: 1)]
    #expect(bars.map(\.ink) == solids + tints + overprints + spots)
    for bar in bars {
      #expect(close(bar.area.width, mm(5)) && close(bar.area.height, mm(5)))
    }
  }

  @Test(arguments: [(80.0, 5.0, 1), (60, 4, 1), (34, 4, 2), (20, 4, 4)])
  func `a narrow card has smaller patches, or patches on more sides`(width: Double, side: Double, sides: Int) {
    let page = MarkedPage(trim: .millimetres(width, 26), bleed: mm(3), marks: MarkStyle())
    let bars = page.marks.of(.colorBar)
    #expect(bars.count == 11)
    let trim = page.trim
    let used = [
      bars.contains { $0.area.bottom > trim.top }, bars.contains { $0.area.top < trim.bottom },
      bars.contains { $0.area.right < trim.left }, bars.contains { $0.area.left > trim.right },
    ]
    #expect(used.count { $0 } == sides)
    #expect(bars.allSatisfy { close($0.area.width, mm(side)) })
  }

  @Test func `what finds no room is left out, and that is told`() {
    let page = MarkedPage(trim: .millimetres(10, 10), bleed: mm(3), marks: MarkStyle())
    #expect(page.leftOut == [.colorBar])
    #expect(page.marks.of(.colorBar).isEmpty)
    let tiny = MarkedPage(trim: .millimetres(4, 4), bleed: mm(3), marks: MarkStyle())
    #expect(tiny.leftOut == [.registration, .colorBar])
    #expect(tiny.marks.of(.crop).count == 8)
  }

  @Test func `only what is asked for is drawn`() {
    let crops = MarkedPage(
      trim: .a6, bleed: mm(3),
      marks: .with {
        $0.registration = false
        $0.colorBars = false
      })
    #expect(Set(crops.marks.map(\.kind)) == [.crop])
    #expect(close(crops.trim.left, mm(9)))
    let none = MarkedPage(
      trim: .a6, bleed: mm(3),
      marks: .with {
        $0.crop = false
        $0.registration = false
        $0.colorBars = false
      })
    #expect(none.media == none.bleed)
  }

  @Test(arguments: [(30.0, 20.0), (55, 85), (105, 148), (210, 297), (12, 300)], [0.0, 1, 3, 5, 10])
  func `marks touch neither the bleed nor each other and stay on the medium`(size: (Double, Double), bleed: Double) {
    let page = MarkedPage(trim: .millimetres(size.0, size.1), bleed: mm(bleed), marks: MarkStyle())
    for (index, mark) in page.marks.enumerated() {
      #expect(!mark.area.overlaps(page.bleed), "\(mark)")
      #expect(page.media.contains(mark.area), "\(mark)")
      for other in page.marks[(index + 1)...] where mark.kind != .registration || other.kind != .registration {
        #expect(!mark.area.overlaps(other.area), "\(mark), \(other)")
      }
    }
  }
}
