import CardSpec

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Fill {
  /// The paint that fills `box` as CSS Images 3 says: §3.1 for linear gradients, §3.2 for radial ones that
  /// end at the farthest corner, §3.4 for the places of stops.
  func paint(in box: Rect, current: Color) -> Paint {
    switch self {
    case .color(let value): .color(value.resolved(current: current))
    case .linearGradient(let direction, let stops): Self.linear(direction, stops, box, current)
    case .radialGradient(let x, let y, let circle, let stops): Self.radial(x, y, circle, stops, box, current)
    }
  }

  /// Whether nothing would be seen of it.
  func isInvisible(current: Color) -> Bool {
    if case .color(let value) = self { return value.resolved(current: current).alpha <= 0 }
    return false
  }

  private static func linear(_ direction: GradientDirection, _ stops: [GradientStop], _ box: Rect, _ current: Color)
    -> Paint
  {
    let (dx, dy) = unitVector(direction, box)
    let half = (abs(box.width * dx) + abs(box.height * dy)) / 2
    let center = Point(box.x + box.width / 2, box.y + box.height / 2)
    return .linear(
      from: Point(center.x - dx * half, center.y - dy * half), to: Point(center.x + dx * half, center.y + dy * half),
      stops: placed(stops, current))
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
    _ x: Double, _ y: Double, _ circle: Bool, _ stops: [GradientStop], _ box: Rect, _ current: Color
  ) -> Paint {
    let center = Point(box.x + box.width * x, box.y + box.height * y)
    let farX = max(abs(center.x - box.x), abs(box.maxX - center.x))
    let farY = max(abs(center.y - box.y), abs(box.maxY - center.y))
    let corner = (farX * farX + farY * farY).squareRoot()
    // An ellipse through the corner with the proportions of the farthest sides is √2 times those sides.
    return .radial(
      center: center, radiusX: circle ? corner : farX * 2.0.squareRoot(),
      radiusY: circle ? corner : farY * 2.0.squareRoot(), stops: placed(stops, current))
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
