import CardSpec
import Imaging

/// What a node's effects do to everything that it draws, its children included.
struct NodeEffects {
  let transform: Transform
  let opacity: Double
  let blur: Double
  let mask: [Item]
  let blendMode: BlendMode
  private let isIsolation: Bool

  init(_ node: LayoutNode, bled: (Rect) -> Rect) {
    let paint = node.node.paint
    transform = Self.transform(of: node)
    opacity = min(1, max(0, paint.opacity))
    blur = paint.blur.map { max(0, node.units.pixels($0, percentBase: 0)) } ?? 0
    mask = Self.mask(of: node, bled: bled)
    blendMode = paint.blendMode
    isIsolation = paint.isIsolated || !paint.transform.isEmpty
  }

  /// Whether the node is painted as one picture, which takes memory.
  var needsPicture: Bool { opacity < 1 || blur > 0 || !mask.isEmpty || blendMode != .normal || isIsolation }

  /// The items of the node as one.
  ///
  /// - Parameter node: The node's index in `Scene.boxes`.
  func applied(to items: [Item], node: Int) -> [Item] {
    guard !items.isEmpty else { return [] }
    let isIsolated = isIsolation && items.contains(where: \.blendsWithWhatLiesBelow)
    var group = Group(
      items, opacity: opacity, transform: transform, blendMode: blendMode, isIsolated: isIsolated, blur: blur,
      mask: mask)
    guard !group.isPassThrough || transform != .identity else { return items }
    // A group that is alone in a group needs no second one.
    if items.count == 1, case .group(let inner) = items[0].drawing, isOpacityAlone, inner.blendMode == .normal {
      group = inner
      group.opacity *= opacity
      return [Item(.group(group), element: items[0].element, node: items[0].node)]
    }
    return [Item(.group(group), node: node)]
  }

  private var isOpacityAlone: Bool {
    transform == .identity && blendMode == .normal && blur <= 0 && mask.isEmpty && !isIsolation
  }

  // MARK: Transform

  /// CSS Transforms 1, §7: around the origin in the border box, the functions from the last to the first.
  private static func transform(of node: LayoutNode) -> Transform {
    let (paint, rect, units) = (node.node.paint, node.rect, node.units)
    guard !paint.transform.isEmpty else { return .identity }
    let origin = Point(
      rect.x + units.pixels(paint.transformOrigin[0], percentBase: rect.width),
      rect.y + units.pixels(paint.transformOrigin[1], percentBase: rect.height))
    let functions = paint.transform.map { function -> Transform in
      switch function {
      case .translate(let x, let y):
        .translation(units.pixels(x, percentBase: rect.width), units.pixels(y, percentBase: rect.height))
      case .scale(let x, let y): .scale(x, y)
      case .rotate(let degrees): .rotation(degrees: degrees)
      case .skew(let x, let y): .skew(degreesX: x, degreesY: y)
      case .matrix(let m): Transform(a: m[0], b: m[1], c: m[2], d: m[3], tx: m[4], ty: m[5])
      }
    }
    let whole = functions.reduce(Transform.identity) { $0.after($1) }
    return Transform.translation(origin.x, origin.y).after(whole).after(.translation(-origin.x, -origin.y))
  }

  // MARK: Mask

  /// One item that is opaque where the node is to be seen, in its border box.
  private static func mask(of node: LayoutNode, bled: (Rect) -> Rect) -> [Item] {
    let rect = node.rect
    let area = node.radii.isSquare ? bled(rect) : rect
    let outline = Outline.rounded(area, radii: node.radii)
    switch (node.node.paint.mask, node.maskPicture) {
    case (.fill(let fill), _):
      let paint = fill.paint(in: rect, current: node.computed.color)
      return [Item(.fill(outline, node.node.paint.maskByLuminance ? paint.luminanceMask : paint))]
    case (.picture(_, let fit), .picture(let picture)):
      let frame = Self.frame(Size(Double(picture.width), Double(picture.height)), fit, area)
      return [Item(.picture(picture, frame: frame, clip: outline))]
    case (.picture(_, let fit), .vector(let vector)):
      let frame = Self.frame(Size(vector.width, vector.height), fit, area)
      return [Item(.vector(vector, frame: frame, clip: outline))]
    default: return []
    }
  }

  private static func frame(_ natural: Size, _ fit: PaintProperties.ObjectFit, _ box: Rect) -> Rect {
    let size = natural.fitted(fit, in: Size(box.width, box.height))
    return Rect(box.x + (box.width - size.width) / 2, box.y + (box.height - size.height) / 2, size.width, size.height)
  }
}

extension Size {
  /// CSS Images 3, §5.5.
  func fitted(_ fit: PaintProperties.ObjectFit, in box: Size) -> Size {
    let (x, y) = (box.width / width, box.height / height)
    func scaled(_ factor: Double) -> Size { Size(width * factor, height * factor) }
    return switch fit {
    case .fill: box
    case .contain: scaled(min(x, y))
    case .cover: scaled(max(x, y))
    case .none: self
    case .scaleDown: scaled(min(1, min(x, y)))
    }
  }
}

extension Paint {
  /// White that is as opaque as this paint is light. Luminance is linear in premultiplied colours, in which gradients
  /// are mixed, so that stops alone tell the whole gradient.
  var luminanceMask: Paint {
    func mask(_ stops: [Stop]) -> [Stop] { stops.map { Stop($0.offset, $0.color.luminanceMask) } }
    return switch self {
    case .color(let color): .color(color.luminanceMask)
    case .linear(let from, let to, let stops): .linear(from: from, to: to, stops: mask(stops))
    case .radial(let center, let x, let y, let stops):
      .radial(center: center, radiusX: x, radiusY: y, stops: mask(stops))
    case .conic(let center, let angle, let stops): .conic(center: center, angle: angle, stops: mask(stops))
    }
  }
}

extension Color {
  fileprivate var luminanceMask: Color {
    var mask = Color.white
    mask.alpha = min(1, alpha * (0.2126 * red + 0.7152 * green + 0.0722 * blue))
    return mask
  }
}

extension Item {
  /// Whether a blend mode inside reaches what lies below the item.
  fileprivate var blendsWithWhatLiesBelow: Bool {
    guard case .group(let group) = drawing else { return false }
    if group.blendMode != .normal { return true }
    return group.isPassThrough && group.items.contains(where: \.blendsWithWhatLiesBelow)
  }
}
