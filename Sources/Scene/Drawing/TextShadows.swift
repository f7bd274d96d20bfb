import CardSpec

/// The shadows of a text node (CSS Text Decoration 3, §4): below all of its text, each of them of all of it.
struct TextShadows {
  private let shadows: [TextShadow]
  private let current: Color

  init(_ node: LayoutNode) {
    shadows = node.computed.shadows
    current = node.computed.color
  }

  /// - Parameter items: The text's glyphs and underlines.
  func items(casting items: [Item]) -> [Item] {
    shadows.reversed().compactMap { shadow in
      let color = shadow.color.resolved(current: current)
      let casters = items.compactMap { $0.caster(movedBy: shadow.offset) }
      guard color.alpha > 0, !casters.isEmpty else { return nil }
      return Item(.shadow(Shadow(casters, color: color, blur: shadow.blur)))
    }
  }
}

extension Item {
  fileprivate func caster(movedBy offset: Point) -> Shadow.Caster? {
    switch drawing {
    case .glyphs(var drawing):
      drawing.origin = Point(drawing.origin.x + offset.x, drawing.origin.y + offset.y)
      drawing.link = nil
      return .glyphs(drawing)
    case .fill(let path, _): return .path(path.moved(by: offset))
    default: return nil
    }
  }

  /// Whether painting it makes pixels of it.
  var isBlurred: Bool {
    switch drawing {
    case .shadow(let shadow): shadow.blur > 0
    case .group(let group): group.blur > 0
    default: false
    }
  }
}

extension Path {
  fileprivate func moved(by offset: Point) -> Path {
    func place(_ point: Point) -> Point { Point(point.x + offset.x, point.y + offset.y) }
    let moved = elements.map { element -> Element in
      switch element {
      case .move(let to): .move(place(to))
      case .line(let to): .line(place(to))
      case .curve(let a, let b, let to): .curve(place(a), place(b), place(to))
      case .close: .close
      }
    }
    return Path(moved, evenOdd: evenOdd)
  }
}
