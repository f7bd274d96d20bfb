import Foundation
import Testing

@testable import Scene

/// SVG 2, §9.3.
@Suite("Path data")
struct PathDataTests {
  private func ends(_ data: String) throws -> [Point] {
    try PathData.parse(data).map { element in
      switch element {
      case .move(let point), .line(let point), .curve(_, _, let point): point
      case .close: Point(.nan, .nan)
      }
    }
  }

  @Test(arguments: [
    ("M1 2L3 4", "M1,2 L3,4"), ("M1 2 3 4 5 6", "M1 2 L3 4 L5 6"), ("m1 2 3 4", "M1 2 L4 6"),
    ("M1 2h3v4H0V0", "M1 2 L4 2 L4 6 L0 6 L0 0"), ("M.5.5.25-.5", "M0.5 0.5 L0.25 -0.5"),
    ("M1e1+2E0-3e-1 4", "M10 2 L-0.3 4"),
    ("M0 0zm5 5l1 1", "M0 0 Z M5 5 L6 6"), ("M1 1l2 2zl1 0", "M1 1 L3 3 Z L2 1"),
    ("M0 0C1 1 2 1 3 0s2-1 3 0", "M0 0 C1 1 2 1 3 0 C4 -1 5 -1 6 0"), ("M0 0S1 1 2 2", "M0 0 C0 0 1 1 2 2"),
    ("M0 0Q3 3 6 0", "M0 0 C2 2 4 2 6 0"), ("M0 0Q3 3 6 0T12 0", "M0 0 C2 2 4 2 6 0 C8 -2 10 -2 12 0"),
    ("M0 0T6 0", "M0 0 C0 0 2 0 6 0"), ("M0 0L1 1Q2 2 3 3L4 4T9 4", "M0 0 L1 1 Q2 2 3 3 L4 4 Q4 4 9 4"),
    ("", ""), (" \n\tM 0 0 ", "M0 0"), ("M0 0A0 5 0 0 1 9 9", "M0 0 L9 9"), ("M3 3A5 5 0 0 1 3 3", "M3 3"),
  ])
  func equalDataGiveEqualPaths(data: String, other: String) throws {
    #expect(try PathData.parse(data) == PathData.parse(other))
  }

  @Test(arguments: [
    ("M0 0A10 10 0 0 1 10 10", Point(0, 10), 1), ("M0 0a10 10 0 0 0 10 10", Point(10, 0), 1),
    ("M0 0a10 10 0 1110 10", Point(10, 0), 3), ("M0 0A10 10 0 10 10 10", Point(0, 10), 3),
  ])
  func arcsStayOnTheirCircle(data: String, center: Point, curves: Int) throws {
    let points = try ends(data)
    let last = try #require(points.last)
    #expect(isClose(last.x, 10) && isClose(last.y, 10))
    #expect(points.allSatisfy { isClose(hypot($0.x - center.x, $0.y - center.y), 10) })
    #expect(points.count - 1 == curves)
  }

  @Test func tooSmallRadiiAreEnlarged() throws {
    // The chord of 20 needs a radius of 10: the arc is half a circle round (10, 0).
    let points = try ends("M0 0A1 1 0 0 1 20 0")
    #expect(points.allSatisfy { isClose(hypot($0.x - 10, $0.y), 10) })
    #expect(isClose(points[1].x, 10) && isClose(points[1].y, -10))
  }

  @Test func ellipsesTurn() throws {
    let points = try ends("M0 0A20 10 90 0 1 20 0")
    // Turned by 90°, the ellipse is 10 wide and 20 high on each side of (10, 0).
    #expect(isClose(points[1].x, 10) && isClose(points[1].y, -20))
  }

  @Test(arguments: [
    ("L0 0", 1, "a path to begin with M"), ("M0 0 X", 6, "one of the commands M L H V C S Q T A Z"),
    ("M", 2, "a number"),
    ("M0", 3, "a number"), ("M0 0L", 6, "a number"), ("M0 0L1 1,", 10, "a number"), ("M,0 0", 2, "a number"),
    ("M0,,0", 4, "a number"), ("M0 0L1. 2", 8, "a digit"), ("M0 0L.", 7, "a digit"),
    ("M0 0a1 1 0 2 0 1 1", 12, "the flag 0 or 1"),
    ("M0 0z1", 6, "one of the commands M L H V C S Q T A Z"), ("M0 0C1 1 2 2 3", 15, "a number"),
    ("M0 0L1e99 0", 6, "a number"),
    ("M0 0Lnan 0", 6, "a number"), ("M0 0Linf 0", 6, "a number"),
    ("M0 0 é", 6, "one of the commands M L H V C S Q T A Z"),
    ("M0 0L--1 0", 6, "a number"), ("M0 0L0x10 0", 7, "a number"),
  ])
  func errorsSayWhereAndWhat(data: String, position: Int, expected: String) {
    #expect(throws: PathData.Failure(position: position, expected: expected)) { try PathData.parse(data) }
  }

  @Test func aMegabyteIsReadInOnePass() throws {
    let data = "M0 0" + String(repeating: "l1 1q1 0 2 2a1 1 0 0 1 1 1", count: 40_000)
    #expect(try PathData.parse(data).count > 120_000)
  }
}
