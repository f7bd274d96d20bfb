#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Circular and elliptic arcs as cubic curves.
enum Arc {
  /// Appends curves from angle `start` through `sweep` (radians, clockwise as y points down) around `center`,
  /// on an ellipse turned by `rotation`. The current point must be the arc's start.
  static func append(
    to elements: inout [Path.Element], center: Point, radiusX: Double, radiusY: Double, rotation: Double = 0,
    start: Double, sweep: Double
  ) {
    guard sweep.isFinite, sweep != 0 else { return }
    let count = max(1, Int((abs(sweep) / (.pi / 2)).rounded(.up)))
    let step = sweep / Double(count)
    let handle = 4.0 / 3.0 * tan(step / 4)
    func place(_ x: Double, _ y: Double) -> Point {
      let (u, v) = (x * radiusX, y * radiusY)
      return Point(
        center.x + u * cos(rotation) - v * sin(rotation), center.y + u * sin(rotation) + v * cos(rotation))
    }
    for index in 0..<count {
      let a = start + step * Double(index)
      let b = a + step
      elements.append(
        .curve(
          place(cos(a) - handle * sin(a), sin(a) + handle * cos(a)),
          place(cos(b) + handle * sin(b), sin(b) - handle * cos(b)), place(cos(b), sin(b))))
    }
  }

  /// An open arc that begins at twelve o'clock and runs clockwise (or, mirrored, against the clock).
  static func fromTop(center: Point, radius: Double, fraction: Double, mirrored: Bool) -> Path {
    var elements: [Path.Element] = [.move(Point(center.x, center.y - radius))]
    let sweep = 2 * .pi * fraction * (mirrored ? -1 : 1)
    append(to: &elements, center: center, radiusX: radius, radiusY: radius, start: -.pi / 2, sweep: sweep)
    if fraction >= 1 { elements.append(.close) }
    return Path(elements)
  }
}
