import CardSpec
import Foundation
import Testing

@testable import Scene

@Suite("Number graphics")
struct ChartTests {
  private let on = Color(red: 1, green: 0, blue: 0)
  private let off = Color(red: 0, green: 1, blue: 0)

  private func drawings(
    _ kind: Chart.Kind, _ value: Double, in box: Rect = Rect(10, 20, 200, 120), isRTL: Bool = false,
    _ change: (inout Chart) -> Void = { _ in }
  ) -> [Item.Drawing] {
    var chart = Chart(kind: kind, value: value)
    chart.fill = .color(.color(on))
    chart.track = .color(.color(off))
    change(&chart)
    return ChartDrawing(chart: chart, box: box, current: .black, isRTL: isRTL, cornerRadius: 0).drawings()
  }

  private func path(_ drawings: [Item.Drawing], _ color: Color) -> Path {
    for drawing in drawings {
      switch drawing {
      case .fill(let path, .color(color)), .stroke(let path, .color(color), _): return path
      case .group(let group):
        let inner = path(group.items.map(\.drawing), color)
        if !inner.elements.isEmpty { return inner }
      default: continue
      }
    }
    return Path()
  }

  private func dots(_ drawings: [Item.Drawing], _ color: Color) -> [Rect] {
    path(drawings, color).elements.split { $0 == .close }.map { Path(Array($0)).bounds }
  }

  /// Every share of every total is shown by exactly the nearest number of dots, and no dot lies outside or on another.
  @Test(arguments: [1, 2, 3, 7, 10, 28, 99, 100, 101, 1000])
  func dotsAreExact(total: Int) {
    let box = Rect(10, 20, 200, 120)
    for count in Set([0, 1, total / 3, total * 28 / 100, total - 1, total]) {
      let drawn = drawings(.dots, Double(count) / Double(total)) { $0.total = total }
      let (filled, empty) = (dots(drawn, on), dots(drawn, off))
      #expect(filled.count == count && empty.count == total - count)
      let all = filled + empty
      let side = all[0].width
      #expect(all.allSatisfy { isClose($0.width, side) && isClose($0.height, side) && side > 0 })
      #expect(
        all.allSatisfy {
          $0.x >= box.x - 0.001 && $0.y >= box.y - 0.001 && $0.maxX <= box.maxX + 0.001 && $0.maxY <= box.maxY + 0.001
        })
      let pitch = side * 1.5
      let cells = Set(
        all.map { [Int((($0.x - all[0].x) / pitch).rounded()), Int((($0.y - all[0].y) / pitch).rounded())] })
      #expect(cells.count == total)
    }
  }

  @Test func twentyEightOfAHundred() {
    let drawn = drawings(.dots, 0.28, in: Rect(0, 0, 120, 120))
    #expect(dots(drawn, on).count == 28 && dots(drawn, off).count == 72)
    // Row by row from the start: two full rows of ten and eight of the third.
    let rows = Dictionary(grouping: dots(drawn, on)) { ($0.y * 1000).rounded() }
    #expect(rows.sorted { $0.key < $1.key }.map(\.value.count) == [10, 10, 8])
  }

  @Test func dotsFillFromTheOtherSideWhereTextRunsToTheLeft() throws {
    let filled = dots(
      drawings(.dots, 0.25, isRTL: true) {
        $0.total = 4
        $0.columns = 4
      }, on)
    let first = try #require(filled.first)
    #expect(isClose(first.maxX, 210))
  }

  @Test(arguments: [0.0, 0.001, 0.28, 0.5, 0.71, 1])
  func barsAreAsLongAsTheirShare(value: Double) {
    for isRTL in [false, true] {
      let bar = path(drawings(.bar, value, isRTL: isRTL), on).bounds
      #expect(isClose(bar.width, 200 * value))
      if value > 0 { #expect(isClose(isRTL ? bar.maxX : bar.x, isRTL ? 210 : 10)) }
    }
    #expect(isClose(path(drawings(.bar, value), off).bounds, Rect(10, 20, 200, 120)))
  }

  @Test(arguments: [0.001, 0.25, 0.28, 0.5, 0.71, 0.999])
  func ringsTurnAsFarAsTheirShare(value: Double) throws {
    for isRTL in [false, true] {
      let elements = path(drawings(.ring, value, isRTL: isRTL) { $0.thickness = 0.5 }, on).elements
      let corner = try #require(elements.firstIndex { if case .line = $0 { true } else { false } })
      guard case .move(let first) = elements[0], case .curve(_, _, let outer) = elements[corner - 1],
        case .line(let inner) = elements[corner], case .curve(_, _, let last) = elements[elements.count - 2]
      else {
        Issue.record("\(elements)")
        continue
      }
      let angle = value * 2 * .pi * (isRTL ? -1 : 1)
      func isAt(_ point: Point, _ radius: Double, _ angle: Double) -> Bool {
        isClose(point.x, 110 + radius * sin(angle)) && isClose(point.y, 80 - radius * cos(angle))
      }
      #expect(isAt(first, 60, 0) && isAt(outer, 60, angle) && isAt(inner, 30, angle) && isAt(last, 30, 0))
    }
  }

  @Test func anEmptyRingHasNoFillAndAFullOneIsClosed() {
    #expect(path(drawings(.ring, 0), on).elements.isEmpty)
    #expect(path(drawings(.ring, 1), on).elements.last == .close)
  }

  @Test(arguments: [Rect(0, 0, 0, 10), Rect(0, 0, 10, 0), Rect(0, 0, 0, 0)], Chart.Kind.allCases)
  func aChartWithoutSpaceDrawsNothing(box: Rect, kind: Chart.Kind) {
    #expect(drawings(kind, 0.5, in: box).isEmpty)
  }
}
