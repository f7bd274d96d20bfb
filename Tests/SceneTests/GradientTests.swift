import CardSpec
import Testing

@testable import Scene

/// CSS Images 3, §3.
@Suite("Gradients")
struct GradientTests {
  private let box = Rect(10, 20, 200, 100)
  private let red = ColorValue.color(Color(red: 1, green: 0, blue: 0))
  private let blue = ColorValue.color(Color(red: 0, green: 0, blue: 1))

  private func line(_ direction: GradientDirection, in box: Rect? = nil) throws -> (from: Point, to: Point) {
    let paint = Fill.linearGradient(direction, stops: [GradientStop(red), GradientStop(blue)])
      .paint(in: box ?? self.box, current: .black)
    guard case .linear(let from, let to, _) = paint else { throw Unexpected() }
    return (from, to)
  }

  private struct Unexpected: Error {}

  @Test(
    arguments: [
      (0.0, Point(110, 120), Point(110, 20)), (90, Point(10, 70), Point(210, 70)),
      (180, Point(110, 20), Point(110, 120)),
      (-90, Point(210, 70), Point(10, 70)), (450, Point(10, 70), Point(210, 70)),
      // |200 sin 45°| + |100 cos 45°| = 212.13 long, through the middle.
      (45, Point(35, 145), Point(185, -5)),
    ] as [(Double, Point, Point)])
  func anglesTurnClockwiseFromTheTop(angle: Double, from: Point, to: Point) throws {
    let line = try line(.angle(angle))
    #expect(isClose(line.from.x, from.x) && isClose(line.from.y, from.y))
    #expect(isClose(line.to.x, to.x) && isClose(line.to.y, to.y))
  }

  /// The two corners beside the one that is named lie exactly half way, whatever the box.
  @Test(arguments: [true, false], [true, false])
  func cornersShareTheMiddleColor(right: Bool, bottom: Bool) throws {
    for box in [Rect(10, 20, 200, 100), Rect(0, 0, 30, 300), Rect(5, 5, 50, 50)] {
      let (from, to) = try line(.corner(right: right, bottom: bottom), in: box)
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      func share(_ x: Double, _ y: Double) -> Double { ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy) }
      #expect(isClose(share(right ? box.maxX : box.x, bottom ? box.maxY : box.y), 1))
      #expect(isClose(share(right ? box.x : box.maxX, bottom ? box.y : box.maxY), 0))
      #expect(isClose(share(right ? box.maxX : box.x, bottom ? box.y : box.maxY), 0.5))
      #expect(isClose(share(right ? box.x : box.maxX, bottom ? box.maxY : box.y), 0.5))
    }
  }

  /// §3.4.3: the ends are 0 and 1, no stop lies before an earlier one, and the others are spaced evenly.
  @Test(
    arguments: [
      ([nil, nil], [0.0, 1]), ([nil, nil, nil], [0, 0.5, 1]), ([0.2, nil, nil, 0.8], [0.2, 0.4, 0.6, 0.8]),
      ([0.6, 0.3, nil], [0.6, 0.6, 1]), ([nil, 0.5, 0.5, nil], [0, 0.5, 0.5, 1]),
      ([nil, 0.9, nil, 0.1], [0, 0.9, 0.9, 0.9]),
      ([0.4], [0.4]),
    ] as [([Double?], [Double])])
  func stopsArePlaced(given: [Double?], places: [Double]) {
    let stops = given.map { GradientStop(red, at: $0) }
    guard case .linear(_, _, let placed) = Fill.linearGradient(.angle(90), stops: stops).paint(in: box, current: .black)
    else {
      Issue.record("no gradient")
      return
    }
    #expect(placed.count == places.count)
    for (stop, place) in zip(placed, places) { #expect(isClose(stop.offset, place)) }
  }

  @Test(
    arguments: [
      (0.5, 0.5, false, 100 * 2.0.squareRoot(), 50 * 2.0.squareRoot()),
      (0.5, 0.5, true, 12_500.0.squareRoot(), 12_500.0.squareRoot()),
      (0, 0, true, 50_000.0.squareRoot(), 50_000.0.squareRoot()),
      (0.25, 1, false, 150 * 2.0.squareRoot(), 100 * 2.0.squareRoot()),
    ] as [(Double, Double, Bool, Double, Double)])
  func radialGradientsEndAtTheFarthestCorner(x: Double, y: Double, circle: Bool, radiusX: Double, radiusY: Double) {
    let stops = [GradientStop(red), GradientStop(blue)]
    let fill = Fill.radialGradient(centerX: x, centerY: y, circle: circle, stops: stops)
    guard case .radial(let center, let rx, let ry, _) = fill.paint(in: box, current: .black) else {
      Issue.record("no gradient")
      return
    }
    #expect(isClose(center.x, 10 + 200 * x) && isClose(center.y, 20 + 100 * y))
    #expect(isClose(rx, radiusX) && isClose(ry, radiusY))
  }
}

@Suite("Gradients of all kinds")
struct GradientKindTests {
  private let box = Rect(0, 0, 100, 50)
  private let stops = [GradientStop(.color(.black)), GradientStop(.color(.white))]

  @Test(arguments: [
    (RadialExtent.closestSide, true, 10.0, 10.0), (.closestSide, false, 20, 10), (.farthestSide, true, 80, 80),
    (.farthestSide, false, 80, 40), (.closestCorner, true, 500.0.squareRoot(), 500.0.squareRoot()),
    (.closestCorner, false, 20 * 2.0.squareRoot(), 10 * 2.0.squareRoot()),
    (.farthestCorner, true, 8000.0.squareRoot(), 8000.0.squareRoot()),
    (.farthestCorner, false, 80 * 2.0.squareRoot(), 40 * 2.0.squareRoot()),
  ])
  func radialGradientsEndAtSidesAndCorners(extent: RadialExtent, circle: Bool, x: Double, y: Double) {
    let fill = Fill.radialGradient(centerX: 0.2, centerY: 0.2, circle: circle, extent: extent, stops: stops)
    guard case .radial(let center, let radiusX, let radiusY, _) = fill.paint(in: box, current: .black) else {
      Issue.record("no radial gradient")
      return
    }
    #expect(isClose(center.x, 20) && isClose(center.y, 10) && isClose(radiusX, x) && isClose(radiusY, y))
  }

  @Test func conicGradientsTurnAroundTheirCentre() {
    let fill = Fill.conicGradient(centerX: 0.5, centerY: 1, from: 90, stops: stops)
    #expect(
      fill.paint(in: box, current: .black)
        == .conic(center: Point(50, 50), angle: .pi / 2, stops: [Paint.Stop(0, .black), Paint.Stop(1, .white)]))
  }

  @Test func repetitionGoesOnWithTheFirstStop() {
    let given = [Paint.Stop(0, .black), Paint.Stop(0.25, .white)]
    let written = GradientRepetition.stops(given, from: 0, to: 1)
    #expect(written.map(\.offset) == [0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 1])
    #expect(written.map(\.color.red) == [0, 1, 0, 1, 0, 1, 0, 1])
  }

  @Test func repetitionIsCutAtTheEnds() {
    let given = [Paint.Stop(0.4, .black), Paint.Stop(0.8, .white)]
    let written = GradientRepetition.stops(given, from: 0, to: 1)
    #expect(zip(written.map(\.offset), [0, 0.4, 0.4, 0.8, 0.8, 1]).allSatisfy { isClose($0, $1) })
    #expect(zip(written.map(\.color.red), [0, 1, 0, 1, 0, 0.5]).allSatisfy { isClose($0, $1) })
  }

  @Test(arguments: [(0.0, 0.0, 1.0), (0, 0.0001, 0.5)])
  func whatIsTooFineToSeeIsOneColour(first: Double, last: Double, light: Double) {
    let given = [Paint.Stop(first, .black), Paint.Stop(last, .white)]
    let written = GradientRepetition.stops(given, from: 0, to: 1)
    #expect(written.map(\.offset) == [0, 1] && written.allSatisfy { isClose($0.color.red, light) })
  }
}
