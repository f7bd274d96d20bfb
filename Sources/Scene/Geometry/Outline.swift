/// Closed outlines of simple figures, made of lines and cubic curves.
enum Outline {
  /// A quarter circle as one cubic: the control points' distance in radii.
  static let kappa = 0.552_284_749_830_793_4

  static func rectangle(_ rect: Rect) -> Path {
    Path([
      .move(Point(rect.x, rect.y)), .line(Point(rect.maxX, rect.y)), .line(Point(rect.maxX, rect.maxY)),
      .line(Point(rect.x, rect.maxY)), .close,
    ])
  }

  /// A rectangle with elliptic corners, given from the top left clockwise; too large radii are scaled
  /// down together (CSS Backgrounds 3, §4.5).
  static func rounded(_ rect: Rect, radii given: CornerRadii) -> Path {
    let radii = given.scaled(toFit: rect)
    if radii.isSquare { return rectangle(rect) }
    let (tl, tr, br, bl) = (radii.topLeft, radii.topRight, radii.bottomRight, radii.bottomLeft)
    let k = 1 - kappa
    return Path([
      .move(Point(rect.x + tl.width, rect.y)),
      .line(Point(rect.maxX - tr.width, rect.y)),
      .curve(
        Point(rect.maxX - tr.width * k, rect.y), Point(rect.maxX, rect.y + tr.height * k),
        Point(rect.maxX, rect.y + tr.height)),
      .line(Point(rect.maxX, rect.maxY - br.height)),
      .curve(
        Point(rect.maxX, rect.maxY - br.height * k), Point(rect.maxX - br.width * k, rect.maxY),
        Point(rect.maxX - br.width, rect.maxY)),
      .line(Point(rect.x + bl.width, rect.maxY)),
      .curve(
        Point(rect.x + bl.width * k, rect.maxY), Point(rect.x, rect.maxY - bl.height * k),
        Point(rect.x, rect.maxY - bl.height)),
      .line(Point(rect.x, rect.y + tl.height)),
      .curve(
        Point(rect.x, rect.y + tl.height * k), Point(rect.x + tl.width * k, rect.y), Point(rect.x + tl.width, rect.y)),
      .close,
    ])
  }

  static func ellipse(_ rect: Rect) -> Path {
    let radius = Size(rect.width / 2, rect.height / 2)
    return rounded(rect, radii: CornerRadii(topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius))
  }
}

/// The horizontal and vertical radii of four corners, px.
struct CornerRadii: Sendable, Hashable {
  var topLeft: Size
  var topRight: Size
  var bottomRight: Size
  var bottomLeft: Size

  static let zero = CornerRadii(
    topLeft: Size(0, 0), topRight: Size(0, 0), bottomRight: Size(0, 0), bottomLeft: Size(0, 0))

  var isSquare: Bool { [topLeft, topRight, bottomRight, bottomLeft].allSatisfy { $0.width <= 0 || $0.height <= 0 } }

  func scaled(toFit rect: Rect) -> CornerRadii {
    let sums = [
      (rect.width, topLeft.width + topRight.width), (rect.width, bottomLeft.width + bottomRight.width),
      (rect.height, topLeft.height + bottomLeft.height), (rect.height, topRight.height + bottomRight.height),
    ]
    let factor = sums.reduce(1.0) { $1.1 > $1.0 ? min($0, $1.0 / $1.1) : $0 }
    return map { Size(max(0, $0.width) * factor, max(0, $0.height) * factor) }
  }

  /// The radii of the padding edge inside borders of these widths (CSS Backgrounds 3, §4.2).
  func inset(top: Double, right: Double, bottom: Double, left: Double) -> CornerRadii {
    func shrink(_ size: Size, _ x: Double, _ y: Double) -> Size {
      Size(max(0, size.width - x), max(0, size.height - y))
    }
    return CornerRadii(
      topLeft: shrink(topLeft, left, top), topRight: shrink(topRight, right, top),
      bottomRight: shrink(bottomRight, right, bottom), bottomLeft: shrink(bottomLeft, left, bottom))
  }

  func map(_ transform: (Size) -> Size) -> CornerRadii {
    CornerRadii(
      topLeft: transform(topLeft), topRight: transform(topRight), bottomRight: transform(bottomRight),
      bottomLeft: transform(bottomLeft))
  }
}
