import CardSpec
import Imaging

/// What a node draws in its content box: pictures, codes, shapes, paths and number graphics.
struct ContentDrawing {
  let node: LayoutNode
  let bled: (Rect) -> Rect

  private var paint: PaintProperties { node.node.paint }
  private var current: Color { node.computed.color }

  func drawings() -> [Item.Drawing] {
    let box = node.contentRect
    guard box.width > 0, box.height > 0 || isLine else { return [] }
    switch node.content {
    case .picture(let picture):
      let (frame, clip) = placed(Size(Double(picture.width), Double(picture.height)), box)
      return [.picture(picture, frame: frame, clip: clip)]
    case .vector(let vector):
      let (frame, clip) = placed(Size(vector.width, vector.height), box)
      return [.vector(vector, frame: frame, clip: clip)]
    case .qr(let code, let quietZone): return [qr(code, quietZone, box)]
    case .shape: return shape(box)
    case .path(let path, let viewBox): return filledAndStroked(fitted(path, viewBox, box), paintBox: box)
    case .chart(let chart):
      let radius = node.units.pixels(paint.borderRadius[0], percentBase: box.height)
      return ChartDrawing(
        chart: chart, box: box, current: current, isRTL: node.direction == .rtl, cornerRadius: radius
      ).drawings()
    case .box, .text, .missing: return []
    }
  }

  private var isLine: Bool { if case .line = node.node.content { true } else { false } }

  // MARK: Pictures

  /// CSS Images 3, §5.5: the picture's frame for `objectFit` and `objectPosition`, and the box it is seen through.
  private func placed(_ natural: Size, _ box: Rect) -> (frame: Rect, clip: Path) {
    // Only a picture that covers its box can reach into the bleed without being torn from its edges.
    let covers = paint.objectFit == .cover || paint.objectFit == .fill
    let radii = node.radii.scaled(toFit: node.rect).inset(
      top: box.y - node.rect.y, right: node.rect.maxX - box.maxX, bottom: node.rect.maxY - box.maxY,
      left: box.x - node.rect.x)
    let area = covers && radii.isSquare ? bled(box) : box
    let size = natural.fitted(paint.objectFit, in: Size(area.width, area.height))
    let free = Size(area.width - size.width, area.height - size.height)
    let frame = Rect(
      area.x + node.units.pixels(paint.objectPosition[0], percentBase: free.width),
      area.y + node.units.pixels(paint.objectPosition[1], percentBase: free.height), size.width, size.height)
    return (frame, Outline.rounded(area, radii: radii))
  }

  /// All dark areas as one path.
  private func qr(_ code: QRCode, _ quietZone: Int, _ box: Rect) -> Item.Drawing {
    let side = min(box.width, box.height)
    let module = side / Double(code.size + 2 * quietZone)
    let origin = Point(
      box.x + (box.width - side) / 2 + module * Double(quietZone),
      box.y + (box.height - side) / 2 + module * Double(quietZone))
    var path = Path()
    for outline in ModuleOutlines(code).corners {
      let points = outline.map { Point(origin.x + module * Double($0.column), origin.y + module * Double($0.row)) }
      path.elements += points.prefix(1).map { .move($0) } + points.dropFirst().map { .line($0) } + [.close]
    }
    return .fill(path, .color(current))
  }

  // MARK: Shapes

  private func shape(_ box: Rect) -> [Item.Drawing] {
    switch node.node.content {
    case .rect:
      let radii = node.radii
      return filledAndStroked(
        Outline.rounded(radii.isSquare && paint.stroke == nil ? bled(box) : box, radii: radii), paintBox: box)
    case .ellipse: return filledAndStroked(Outline.ellipse(box), paintBox: box)
    case .line: return line(box)
    default: return []
    }
  }

  /// Through the middle of the box along its longer side, and into the bleed where an end lies on the trim.
  private func line(_ box: Rect) -> [Item.Drawing] {
    let isHorizontal = box.width >= box.height
    let reach = bled(box)
    let middle = Point(box.x + box.width / 2, box.y + box.height / 2)
    let path =
      isHorizontal
      ? Path([.move(Point(reach.x, middle.y)), .line(Point(reach.maxX, middle.y))])
      : Path([.move(Point(middle.x, reach.y)), .line(Point(middle.x, reach.maxY))])
    let fill = paint.stroke ?? .color(.currentColor)
    return fill.isInvisible(current: current)
      ? [] : [.stroke(path, fill.paint(in: box, current: current), stroke)]
  }

  private func filledAndStroked(_ path: Path, paintBox: Rect) -> [Item.Drawing] {
    var result: [Item.Drawing] = []
    // A shape that says nothing is filled with the text's colour, as a glyph would be.
    let fill = paint.fill ?? (paint.stroke == nil ? .color(.currentColor) : nil)
    if let fill, !fill.isInvisible(current: current) {
      result.append(.fill(path, fill.paint(in: paintBox, current: current)))
    }
    if let line = paint.stroke, stroke.width > 0, !line.isInvisible(current: current) {
      result.append(.stroke(path, line.paint(in: paintBox, current: current), stroke))
    }
    return result
  }

  private var stroke: Stroke {
    let units = node.units
    let base = min(node.frame.width, node.frame.height)
    let cap: Stroke.Cap =
      switch paint.strokeCap {
      case .butt: .butt
      case .round: .round
      case .square: .square
      }
    return Stroke(
      width: max(0, units.pixels(paint.strokeWidth, percentBase: base)),
      dash: paint.strokeDash.map { max(0, units.pixels($0, percentBase: base)) }, cap: cap)
  }

  /// The path moved and scaled from its view box into the node's box by `objectFit`.
  private func fitted(_ path: Path, _ viewBox: Rect, _ box: Rect) -> Path {
    guard viewBox.width > 0, viewBox.height > 0 else { return Path() }
    let size = Size(viewBox.width, viewBox.height).fitted(
      paint.objectFit, in: Size(box.width, box.height))
    let origin = Point(
      box.x + node.units.pixels(paint.objectPosition[0], percentBase: box.width - size.width),
      box.y + node.units.pixels(paint.objectPosition[1], percentBase: box.height - size.height))
    let (sx, sy) = (size.width / viewBox.width, size.height / viewBox.height)
    func place(_ point: Point) -> Point {
      Point(origin.x + (point.x - viewBox.x) * sx, origin.y + (point.y - viewBox.y) * sy)
    }
    let elements = path.elements.map { element -> Path.Element in
      switch element {
      case .move(let point): .move(place(point))
      case .line(let point): .line(place(point))
      case .curve(let first, let second, let end): .curve(place(first), place(second), place(end))
      case .close: .close
      }
    }
    return Path(elements, evenOdd: path.evenOdd)
  }
}
