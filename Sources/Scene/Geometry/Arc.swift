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

  /// The part of a ring that begins at twelve o'clock and runs clockwise (or, mirrored, against the clock) through a
  /// fraction of the whole.
  static func ring(center: Point, outer: Double, inner: Double, fraction: Double, mirrored: Bool) -> Path {
    let sweep = 2 * .pi * min(1, fraction) * (mirrored ? -1 : 1)
    let start = -Double.pi / 2
    func point(_ radius: Double, _ angle: Double) -> Point {
      Point(center.x + radius * cos(angle), center.y + radius * sin(angle))
    }
    var elements: [Path.Element] = [.move(point(outer, start))]
    append(to: &elements, center: center, radiusX: outer, radiusY: outer, start: start, sweep: sweep)
    let isWhole = fraction >= 1
    if isWhole { elements.append(.close) }
    if inner > 0 {
      let end = point(inner, start + sweep)
      elements.append(isWhole ? .move(end) : .line(end))
      append(to: &elements, center: center, radiusX: inner, radiusY: inner, start: start + sweep, sweep: -sweep)
      elements.append(.close)
    } else if !isWhole {
      elements += [.line(center), .close]
    }
    // The inner edge runs against the outer one, so that the hole is outside also by the nonzero rule.
    return Path(elements)
  }
}
