import BoxLayout
import CardSpec

/// The background and border of one box (CSS Backgrounds 3).
struct BoxDrawing {
  let node: LayoutNode
  /// Moves edges that lie on the trim out to the bleed.
  let bled: (Rect) -> Rect

  func items() -> [Item] { (backgrounds() + borders()).map { Item($0) } }

  private func backgrounds() -> [Item.Drawing] {
    let current = node.computed.color
    let radii = node.radii
    let rect = radii.isSquare ? bled(node.rect) : node.rect
    guard rect.width > 0, rect.height > 0 else { return [] }
    return node.node.paint.background.reversed().filter { !$0.isInvisible(current: current) }.map {
      .fill(Outline.rounded(rect, radii: radii), $0.paint(in: node.rect, current: current))
    }
  }

  private func borders() -> [Item.Drawing] {
    let border = node.frame.border
    let style = node.node.paint.borderStyle
    guard style != .none, border.top > 0 || border.right > 0 || border.bottom > 0 || border.left > 0 else { return [] }
    let colors = node.node.paint.borderColor.physical(node.direction == .rtl).map {
      $0.resolved(current: node.computed.color)
    }
    let isOneColor = colors.top == colors.right && colors.right == colors.bottom && colors.bottom == colors.left
    if style != .solid { return dashed(border, colors, style) }
    if isOneColor { return colors.top.alpha > 0 ? [.fill(ring(border), .color(colors.top))] : [] }
    let sides = mitred(border, colors)
    return [.group(sides.map { Item($0) }, clip: ring(border), opacity: 1)]
  }

  /// The area between the border edge and the padding edge.
  private func ring(_ border: BoxEdges<Double>) -> Path {
    let radii = node.radii.scaled(toFit: node.rect)
    let outer = Outline.rounded(node.rect, radii: radii)
    let inner = Outline.rounded(
      node.paddingRect,
      radii: radii.inset(top: border.top, right: border.right, bottom: border.bottom, left: border.left))
    return Path(outer.elements + inner.elements, evenOdd: true)
  }

  /// Four trapezoids that meet on the diagonals of the corners.
  private func mitred(_ border: BoxEdges<Double>, _ colors: BoxEdges<Color>) -> [Item.Drawing] {
    let (outer, inner) = (node.rect, node.paddingRect)
    let o = [
      Point(outer.x, outer.y), Point(outer.maxX, outer.y), Point(outer.maxX, outer.maxY), Point(outer.x, outer.maxY),
    ]
    let i = [
      Point(inner.x, inner.y), Point(inner.maxX, inner.y), Point(inner.maxX, inner.maxY), Point(inner.x, inner.maxY),
    ]
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

  /// Dashes three widths long, dots as round caps, along the middle of each side.
  private func dashed(
    _ border: BoxEdges<Double>, _ colors: BoxEdges<Color>, _ style: PaintProperties.BorderStyle
  ) -> [Item.Drawing] {
    let rect = node.rect
    let (left, right) = (rect.x + border.left / 2, rect.maxX - border.right / 2)
    let (top, bottom) = (rect.y + border.top / 2, rect.maxY - border.bottom / 2)
    let sides = [
      (border.top, colors.top, Point(left, top), Point(right, top)),
      (border.right, colors.right, Point(right, top), Point(right, bottom)),
      (border.bottom, colors.bottom, Point(right, bottom), Point(left, bottom)),
      (border.left, colors.left, Point(left, bottom), Point(left, top)),
    ]
    return sides.compactMap { width, color, from, to in
      guard width > 0, color.alpha > 0 else { return nil }
      let dash = style == .dotted ? [0, width * 2] : [width * 3, width * 3]
      let stroke = Stroke(width: width, dash: dash, cap: style == .dotted ? .round : .butt)
      return .stroke(Path([.move(from), .line(to)]), .color(color), stroke)
    }
  }
}
