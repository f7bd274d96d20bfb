import CardSpec

/// The shadows of one box (CSS Backgrounds 3, §6.1).
struct BoxShadows {
  let node: LayoutNode
  /// The border edge as it is painted, with the bleed.
  let outer: Rect
  /// Whether the box hides what lies below it.
  let isOpaque: Bool

  /// Those that fall from the box on what lies below; the last is painted first.
  func below() -> [Item.Drawing] { styles { !$0.isInset }.compactMap(drop) }

  /// Those that fall on the box from its edges.
  func above() -> [Item.Drawing] { styles(\.isInset).compactMap(inset) }

  private func styles(_ isWanted: (ShadowStyle) -> Bool) -> [ShadowStyle] {
    node.node.paint.boxShadow.reversed().filter(isWanted).filter { color(of: $0).alpha > 0 }
  }

  private func color(of style: ShadowStyle) -> Color { style.color.resolved(current: node.computed.color) }

  private func lengths(_ style: ShadowStyle) -> (offset: Point, blur: Double, spread: Double) {
    func pixels(_ length: Length) -> Double { node.units.pixels(length, percentBase: 0) }
    // §6.1.2: the standard deviation is half the blur radius.
    return (Point(pixels(style.x), pixels(style.y)), pixels(style.blur) / 2, pixels(style.spread))
  }

  private func drop(_ style: ShadowStyle) -> Item.Drawing? {
    let (offset, blur, spread) = lengths(style)
    let rect = outer.outset(top: spread, right: spread, bottom: spread, left: spread).moved(by: offset)
    guard rect.width > 0, rect.height > 0 else { return nil }
    let radii = node.radii.scaled(toFit: node.rect)
    let caster = Outline.rounded(rect, radii: radii.spread(by: spread))
    // A shadow is only outside of its box. Under an opaque box it goes on a little, so that no edge shines through.
    let overlap = isOpaque ? min(1, outer.width / 2, outer.height / 2) : 0
    let box = outer.outset(top: -overlap, right: -overlap, bottom: -overlap, left: -overlap)
    let hole = Outline.rounded(
      box, radii: radii.inset(top: overlap, right: overlap, bottom: overlap, left: overlap))
    let reach = rect.grown(by: blur * Shadow.reachInDeviations + 1).union(outer.grown(by: 1))
    let clip = Path(Outline.rectangle(reach).elements + hole.elements, evenOdd: true)
    return .shadow(Shadow([.path(caster)], color: color(of: style), blur: blur, clip: clip))
  }

  private func inset(_ style: ShadowStyle) -> Item.Drawing? {
    let (offset, blur, spread) = lengths(style)
    let border = node.frame.border
    let radii = node.radii.scaled(toFit: node.rect).inset(
      top: border.top, right: border.right, bottom: border.bottom, left: border.left)
    let padding = node.paddingRect
    let area = radii.isSquare ? node.paddingRect(reachingTo: outer) : padding
    guard area.width > 0, area.height > 0 else { return nil }
    let light = padding.outset(top: -spread, right: -spread, bottom: -spread, left: -spread).moved(by: offset)
    let around = area.union(light).grown(by: blur * Shadow.reachInDeviations + 1)
    var caster = Outline.rectangle(around)
    if light.width > 0, light.height > 0 {
      caster.elements += Outline.rounded(light, radii: radii.spread(by: -spread)).elements
      caster.evenOdd = true
    }
    let clip = Outline.rounded(area, radii: radii)
    return .shadow(Shadow([.path(caster)], color: color(of: style), blur: blur, clip: clip))
  }
}

extension LayoutNode {
  /// The padding box, with the sides that have no border as far out as the painted border edge.
  fileprivate func paddingRect(reachingTo outer: Rect) -> Rect {
    let (border, box) = (frame.border, rect)
    return paddingRect.outset(
      top: border.top > 0 ? 0 : box.y - outer.y, right: border.right > 0 ? 0 : outer.maxX - box.maxX,
      bottom: border.bottom > 0 ? 0 : outer.maxY - box.maxY, left: border.left > 0 ? 0 : box.x - outer.x)
  }
}

extension CornerRadii {
  /// The radii of a shadow's edge (§6.1.1): square corners stay square, and small ones grow by less than the spread.
  func spread(by amount: Double) -> CornerRadii {
    guard amount > 0 else { return inset(top: -amount, right: -amount, bottom: -amount, left: -amount) }
    func grown(_ radius: Double) -> Double {
      let ratio = radius / amount
      return radius + (ratio < 1 ? amount * (1 + (ratio - 1) * (ratio - 1) * (ratio - 1)) : amount)
    }
    return map { $0.width > 0 && $0.height > 0 ? Size(grown($0.width), grown($0.height)) : Size(0, 0) }
  }
}
