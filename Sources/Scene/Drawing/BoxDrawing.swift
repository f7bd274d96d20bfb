import BoxLayout
import CardSpec

/// The background and border of one box (CSS Backgrounds 3).
struct BoxDrawing {
  let node: LayoutNode
  /// Moves edges that lie on the trim out to the bleed.
  let bled: (Rect) -> Rect

  func items() -> [Item] {
    let shadows = BoxShadows(node: node, outer: outer, isOpaque: isOpaque)
    return (shadows.below() + backgrounds() + shadows.above() + borders()).map { Item($0) }
  }

  /// Whether nothing below the box can be seen through it.
  private var isOpaque: Bool {
    node.node.paint.background.contains {
      if case .color(let value) = $0 { value.resolved(current: node.computed.color).alpha >= 1 } else { false }
    }
  }

  /// The border edge. Rounded corners keep it on the trim: they would be cut off with the bleed.
  private var outer: Rect { node.radii.isSquare ? bled(node.rect) : node.rect }

  private func backgrounds() -> [Item.Drawing] {
    let current = node.computed.color
    let rect = outer
    guard rect.width > 0, rect.height > 0 else { return [] }
    return node.node.paint.background.reversed().filter { !$0.isInvisible(current: current) }.map {
      .fill(Outline.rounded(rect, radii: node.radii), $0.paint(in: node.rect, current: current))
    }
  }

  private func borders() -> [Item.Drawing] {
    let border = node.frame.border
    let style = node.node.paint.borderStyle
    guard style != .none, border.top > 0 || border.right > 0 || border.bottom > 0 || border.left > 0 else { return [] }
    let colors = node.node.paint.borderColor.physical(node.direction == .rtl).map {
      $0.resolved(current: node.computed.color)
    }
    if style != .solid {
      let radii = node.radii.scaled(toFit: node.rect)
      return DashedBorder(rect: node.rect, widths: border, colors: colors, radii: radii, isDotted: style == .dotted)
        .drawings(clip: ring(border))
    }
    if colors.isUniform { return colors.top.alpha > 0 ? [.fill(ring(border), .color(colors.top))] : [] }
    return [.group(Group(mitred(border, colors).map { Item($0) }, clip: ring(border), opacity: 1))]
  }

  /// The area between the border edge and the padding edge.
  private func ring(_ border: BoxEdges<Double>) -> Path {
    let radii = node.radii.scaled(toFit: node.rect)
    if radii.isSquare, [border.top, border.right, border.bottom, border.left].contains(where: { $0 <= 0 }) {
      return strips(border)
    }
    let outline = Outline.rounded(outer, radii: radii)
    let inner = Outline.rounded(
      node.paddingRect,
      radii: radii.inset(top: border.top, right: border.right, bottom: border.bottom, left: border.left))
    return Path(outline.elements + inner.elements, evenOdd: true)
  }

  /// The sides that there are, as rectangles: PDF viewers paint a hairline where a ring has no width.
  private func strips(_ border: BoxEdges<Double>) -> Path {
    let (o, i) = (outer, node.paddingRect)
    let sides = [
      (border.top, Rect(o.x, o.y, o.width, i.y - o.y)), (border.bottom, Rect(o.x, i.maxY, o.width, o.maxY - i.maxY)),
      (border.left, Rect(o.x, i.y, i.x - o.x, i.height)), (border.right, Rect(i.maxX, i.y, o.maxX - i.maxX, i.height)),
    ]
    return Path(sides.flatMap { $0.0 > 0 ? Outline.rectangle($0.1).elements : [] })
  }

  /// Four trapezoids that meet on the diagonals of the corners.
  private func mitred(_ border: BoxEdges<Double>, _ colors: BoxEdges<Color>) -> [Item.Drawing] {
    let (o, i) = (outer.corners, node.paddingRect.corners)
    let sides = [
      (border.top, colors.top), (border.right, colors.right), (border.bottom, colors.bottom),
      (border.left, colors.left),
    ]
    return sides.enumerated().compactMap { index, side in
      guard side.0 > 0, side.1.alpha > 0 else { return nil }
      let next = (index + 1) % 4
      return .fill(
        Path([.move(o[index]), .line(o[next]), .line(i[next]), .line(i[index]), .close]), .color(side.1))
    }
  }
}

extension BoxEdges where T: Equatable {
  var isUniform: Bool { top == right && right == bottom && bottom == left }
}

extension Rect {
  /// From the top left clockwise.
  var corners: [Point] { [Point(x, y), Point(maxX, y), Point(maxX, maxY), Point(x, maxY)] }
}
