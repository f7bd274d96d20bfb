import BoxLayout
import CardSpec

/// Dashed and dotted borders. CSS Backgrounds 3, §4.3 leaves lengths open; these are the ones that Chromium draws: dashes
/// of two widths with gaps of about one (three and two where the border is thinner than 3 px), round dots one apart, and
/// gaps stretched so that every side begins and ends with a whole dash or dot.
struct DashedBorder {
  /// The border box, px.
  let rect: Rect
  let widths: BoxEdges<Double>
  let colors: BoxEdges<Color>
  /// Already scaled to fit the box.
  let radii: CornerRadii
  let isDotted: Bool

  /// - Parameter clip: the area between the border edge and the padding edge.
  func drawings(clip: Path) -> [Item.Drawing] {
    if !radii.isSquare, widths.isUniform, colors.isUniform { return colors.top.alpha > 0 ? [rounded()] : [] }
    let sides = self.sides()
    // Sides overlap in the corners: translucent ones are blended once, together.
    let alpha = colors.top.alpha
    if colors.isUniform, alpha < 1 {
      return alpha > 0 ? [.group(Group(sides.map { Item($0) }, clip: radii.isSquare ? nil : clip, opacity: alpha))] : []
    }
    return radii.isSquare ? sides : [.group(Group(sides.map { Item($0) }, clip: clip, opacity: 1))]
  }

  private func sides() -> [Item.Drawing] {
    let (left, right) = (rect.x + widths.left / 2, rect.maxX - widths.right / 2)
    let (top, bottom) = (rect.y + widths.top / 2, rect.maxY - widths.bottom / 2)
    let sides = [
      (widths.top, colors.top, Point(rect.x, top), Point(rect.maxX, top)),
      (widths.right, colors.right, Point(right, rect.y), Point(right, rect.maxY)),
      (widths.bottom, colors.bottom, Point(rect.maxX, bottom), Point(rect.x, bottom)),
      (widths.left, colors.left, Point(left, rect.maxY), Point(left, rect.y)),
    ]
    return sides.compactMap { width, color, from, to in
      let length = abs(to.x - from.x) + abs(to.y - from.y)
      guard width > 0, color.alpha > 0, length > 0 else { return nil }
      var opaque = color
      if colors.isUniform { opaque.alpha = 1 }
      guard isDotted else {
        let path = Path([.move(from), .line(to)])
        return .stroke(path, .color(opaque), Stroke(width: width, dash: dashes(width, along: length)))
      }
      // A dot's centre lies half a width inside each end.
      let inset = min(width, length) / 2 / length
      let path = Path([.move(from.toward(to, inset)), .line(to.toward(from, inset))])
      let stroke = Stroke(width: width, dash: [0, width + gap(width, width, along: length)], cap: .round)
      return .stroke(path, .color(opaque), stroke)
    }
  }

  /// One closed line through the middle of the border.
  private func rounded() -> Item.Drawing {
    let half = widths.top / 2
    let middle = rect.outset(top: -half, right: -half, bottom: -half, left: -half)
    let inner = radii.inset(top: half, right: half, bottom: half, left: half)
    let path = Outline.rounded(middle, radii: inner)
    let length = inner.perimeter(of: middle)
    let width = widths.top
    let dash =
      isDotted
      ? [0, width + gap(width, width, along: length, isClosed: true)] : dashes(width, along: length, isClosed: true)
    return .stroke(path, .color(colors.top), Stroke(width: width, dash: dash, cap: isDotted ? .round : .butt))
  }

  private func dashes(_ width: Double, along length: Double, isClosed: Bool = false) -> [Double] {
    let dash = width * (width >= 3 ? 2 : 3)
    return [dash, gap(dash, width * (width >= 3 ? 1 : 2), along: length, isClosed: isClosed)]
  }

  /// The gap nearest to the wanted one with which whole dashes fill the length; none where two dashes do not fit.
  private func gap(_ dash: Double, _ wanted: Double, along length: Double, isClosed: Bool = false) -> Double {
    let available = isClosed ? length : length + wanted
    let fewer = max(isClosed ? 1 : 2, (available / (dash + wanted)).rounded(.down))
    func gap(_ count: Double) -> Double { (length - count * dash) / (isClosed ? count : count - 1) }
    let (wide, narrow) = (gap(fewer), gap(fewer + 1))
    return max(0, narrow <= 0 || abs(wide - wanted) < abs(narrow - wanted) ? wide : narrow)
  }
}

extension Point {
  /// The point a share of the way to another.
  fileprivate func toward(_ other: Point, _ share: Double) -> Point {
    Point(x + (other.x - x) * share, y + (other.y - y) * share)
  }
}

extension CornerRadii {
  /// The length of a rounded rectangle's outline, px; the quarters of ellipses by Ramanujan's first formula.
  fileprivate func perimeter(of rect: Rect) -> Double {
    [topLeft, topRight, bottomRight, bottomLeft].reduce(2 * (rect.width + rect.height)) { sum, radius in
      let (a, b) = (radius.width, radius.height)
      let quarter = .pi / 4 * (3 * (a + b) - ((3 * a + b) * (a + 3 * b)).squareRoot())
      return sum - a - b + quarter
    }
  }
}
