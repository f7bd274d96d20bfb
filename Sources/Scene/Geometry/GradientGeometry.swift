import CardSpec

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Fill {
  /// The paint that fills `box` as CSS Images says: level 3, §3.1 for linear gradients, §3.2 for radial ones, §3.4 for the
  /// places of stops, §3.5 for what repeats; level 4, §3.3 for conic ones.
  func paint(in box: Rect, current: Color) -> Paint {
    switch self {
    case .color(let value): .color(value.resolved(current: current))
    case .linearGradient(let direction, let stops, let repeating):
      Self.linear(direction, Self.placed(stops, current), repeating, box)
    case .radialGradient(let x, let y, let circle, let extent, let stops, let repeating):
      Self.radial(
        Self.center(x, y, in: box), circle: circle, extent, Self.placed(stops, current), repeating: repeating, box)
    case .conicGradient(let x, let y, let from, let stops, let repeating):
      .conic(
        center: Self.center(x, y, in: box), angle: from * .pi / 180,
        stops: repeating
          ? GradientRepetition.stops(Self.placed(stops, current), from: 0, to: 1) : Self.placed(stops, current))
    }
  }

  /// Whether nothing would be seen of it.
  func isInvisible(current: Color) -> Bool {
    if case .color(let value) = self { return value.resolved(current: current).alpha <= 0 }
    return false
  }

  private static func center(_ x: Double, _ y: Double, in box: Rect) -> Point {
    Point(box.x + box.width * x, box.y + box.height * y)
  }

  private static func linear(
    _ direction: GradientDirection, _ stops: [Paint.Stop], _ repeating: Bool, _ box: Rect
  ) -> Paint {
    let (dx, dy) = unitVector(direction, box)
    let half = (abs(box.width * dx) + abs(box.height * dy)) / 2
    let center = center(0.5, 0.5, in: box)
    // The line reaches the corners of the box; what repeats goes on through the bleed.
    let reach = repeating ? 2.0 : 1
    return .linear(
      from: Point(center.x - dx * half * reach, center.y - dy * half * reach),
      to: Point(center.x + dx * half * reach, center.y + dy * half * reach),
      stops: repeating ? GradientRepetition.stops(stops, from: -0.5, to: 1.5) : stops)
  }

  /// The gradient line's direction. Towards a corner it is the normal of the line between the two other corners, so that
  /// the colour of the middle runs through these (CSS Images 3, §3.1.1).
  private static func unitVector(_ direction: GradientDirection, _ box: Rect) -> (Double, Double) {
    switch direction {
    case .angle(let angle):
      let radians = angle * .pi / 180
      return (sin(radians), -cos(radians))
    case .corner(let right, let bottom):
      let length = (box.width * box.width + box.height * box.height).squareRoot()
      guard length > 0 else { return (0, 1) }
      return ((right ? 1 : -1) * box.height / length, (bottom ? 1 : -1) * box.width / length)
    }
  }

  private static func radial(
    _ center: Point, circle: Bool, _ extent: RadialExtent, _ stops: [Paint.Stop], repeating: Bool, _ box: Rect
  ) -> Paint {
    let (x, y) = radii(around: center, circle: circle, extent, box)
    guard repeating, x > 0, y > 0 else { return .radial(center: center, radiusX: x, radiusY: y, stops: stops) }
    // In radii, how far away the farthest corner is, and the bleed around it.
    let corners = box.corners.map { (($0.x - center.x) / x, ($0.y - center.y) / y) }
    let reach = 1.5 * max(1, corners.map { ($0.0 * $0.0 + $0.1 * $0.1).squareRoot() }.max() ?? 1)
    return .radial(
      center: center, radiusX: x * reach, radiusY: y * reach,
      stops: GradientRepetition.stops(stops, from: 0, to: reach))
  }

  private static func radii(
    around center: Point, circle: Bool, _ extent: RadialExtent, _ box: Rect
  ) -> (Double, Double) {
    let (left, right) = (abs(center.x - box.x), abs(box.maxX - center.x))
    let (top, bottom) = (abs(center.y - box.y), abs(box.maxY - center.y))
    let isFar = extent == .farthestSide || extent == .farthestCorner
    let x = isFar ? max(left, right) : min(left, right)
    let y = isFar ? max(top, bottom) : min(top, bottom)
    switch extent {
    case .farthestSide, .closestSide:
      let side = isFar ? max(x, y) : min(x, y)
      return circle ? (side, side) : (x, y)
    case .farthestCorner, .closestCorner:
      let corner = (x * x + y * y).squareRoot()
      // An ellipse through a corner with the proportions of the sides is √2 times those sides.
      return circle ? (corner, corner) : (x * 2.0.squareRoot(), y * 2.0.squareRoot())
    }
  }

  /// Gives every stop a place: the ends 0 and 1, none before its predecessor, the rest spaced evenly.
  private static func placed(_ stops: [GradientStop], _ current: Color) -> [Paint.Stop] {
    var places = stops.map(\.position)
    if !places.isEmpty {
      places[0] = places[0] ?? 0
      places[places.count - 1] = places[places.count - 1] ?? 1
    }
    var largest = 0.0
    for index in places.indices {
      guard let place = places[index] else { continue }
      largest = max(largest, place)
      places[index] = largest
    }
    var index = 0
    while index < places.count {
      guard places[index] == nil, let next = places[index...].firstIndex(where: { $0 != nil }) else {
        index += 1
        continue
      }
      let (before, after) = (places[index - 1] ?? 0, places[next] ?? 1)
      for gap in index..<next {
        places[gap] = before + (after - before) * Double(gap - index + 1) / Double(next - index + 1)
      }
      index = next
    }
    return zip(stops, places).map { Paint.Stop(min(1, max(0, $1 ?? 0)), $0.color.resolved(current: current)) }
  }
}
