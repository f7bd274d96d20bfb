import CCairo
import CardSpec
import Scene

extension Brush {
  func fill(_ path: Path, with paint: Paint, opacity: Double) throws(PaintingError) {
    guard try setSource(paint, of: path, opacity: opacity) else { return }
    try trace(path)
    cairo_fill(context)
  }

  func draw(_ path: Path, with paint: Paint, stroke: Stroke, opacity: Double) throws(PaintingError) {
    guard stroke.width > 0, stroke.width.isFinite, try setSource(paint, of: path, opacity: opacity) else { return }
    cairo_set_line_width(context, stroke.width)
    // SVG 2 §13.5.4 and CSS give corners this limit; Cairo's own is 10.
    cairo_set_miter_limit(context, 4)
    let cap =
      switch stroke.cap {
      case .butt: CAIRO_LINE_CAP_BUTT
      case .round: CAIRO_LINE_CAP_ROUND
      case .square: CAIRO_LINE_CAP_SQUARE
      }
    cairo_set_line_cap(context, cap)
    // Cairo refuses negative dashes and dashes that are all zero; SVG draws a solid line then (SVG 2 §13.5.6).
    let isDashed = stroke.dash.allSatisfy { $0 >= 0 && $0.isFinite } && stroke.dash.contains { $0 > 0 }
    cairo_set_dash(context, stroke.dash, isDashed ? Int32(clamping: stroke.dash.count) : 0, 0)
    try trace(path)
    cairo_stroke(context)
  }

  /// Makes `path` the context's current path.
  func trace(_ path: Path) throws(PaintingError) { try trace(path, on: context) }

  /// The same on another context of the same user space.
  func trace(_ path: Path, on context: OpaquePointer) throws(PaintingError) {
    cairo_new_path(context)
    cairo_set_fill_rule(context, path.evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    for element in path.elements {
      guard element.isFinite else { throw PaintingError("\(scene.card) has a shape without a place or size") }
      switch element {
      case .move(let to): cairo_move_to(context, to.x, to.y)
      case .line(let to): cairo_line_to(context, to.x, to.y)
      case .curve(let a, let b, let to): cairo_curve_to(context, a.x, a.y, b.x, b.y, to.x, to.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  /// Makes `paint` the source. `false` if it paints nothing.
  ///
  /// - Parameter path: What is painted with it.
  private func setSource(_ paint: Paint, of path: Path, opacity: Double) throws(PaintingError) -> Bool {
    switch paint {
    case .color(let color):
      return setSource(color: color, opacity: opacity)
    case .linear(let from, let to, let stops):
      // CSS Images 3 §3.4.3: beyond the last stop lies its colour, and a line without length has nothing before it.
      guard from.isFinite, to.isFinite, from != to else { return setSource(color: stops.last?.color, opacity: opacity) }
      return try setGradient(stops, opacity: opacity, cairo_pattern_create_linear(from.x, from.y, to.x, to.y))
    case .radial(let center, let radiusX, let radiusY, let stops):
      guard center.isFinite, radiusX > 0, radiusY > 0, radiusX.isFinite, radiusY.isFinite else {
        return setSource(color: stops.last?.color, opacity: opacity)
      }
      let pattern = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1)
      var toUnitCircle = cairo_matrix_t()
      cairo_matrix_init_scale(&toUnitCircle, 1 / radiusX, 1 / radiusY)
      cairo_matrix_translate(&toUnitCircle, -center.x, -center.y)
      cairo_pattern_set_matrix(pattern, &toUnitCircle)
      return try setGradient(stops, opacity: opacity, pattern)
    case .conic(let center, let angle, let stops):
      guard center.isFinite, angle.isFinite else { return setSource(color: stops.last?.color, opacity: opacity) }
      return try setConic(center, angle, stops, within: path, opacity: opacity)
    }
  }

  func setSource(color: Color?, opacity: Double) -> Bool {
    guard let color, color.alpha * opacity > 0 else { return false }
    let (red, green, blue) = components(of: color, alpha: color.alpha * opacity)
    cairo_set_source_rgba(context, red, green, blue, color.alpha * opacity)
    return true
  }

  /// What Cairo is told for a colour.
  func components(of color: Color, alpha: Double) -> (red: Double, green: Double, blue: Double) {
    inks?.standIn(for: color, alpha: alpha) ?? (color.red, color.green, color.blue)
  }

  /// Stops that Cairo mixes as CSS would, and as a press must.
  func placed(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    let plain = GradientStops.forPlainMixing(stops)
    return inks?.stops(plain) ?? plain
  }

  /// Takes over `pattern`.
  private func setGradient(
    _ stops: [Paint.Stop], opacity: Double, _ pattern: OpaquePointer?
  ) throws(PaintingError) -> Bool {
    guard let pattern else { throw PaintingError("out of memory for a gradient") }
    defer { cairo_pattern_destroy(pattern) }
    for stop in placed(stops) {
      let alpha = stop.color.alpha * opacity
      let (red, green, blue) = components(of: stop.color, alpha: alpha)
      cairo_pattern_add_color_stop_rgba(pattern, stop.offset, red, green, blue, alpha)
    }
    try check(cairo_pattern_status(pattern), "cannot make a gradient")
    cairo_set_source(context, pattern)
    return stops.contains { $0.color.alpha > 0 } && opacity > 0
  }
}

extension Point {
  var isFinite: Bool { x.isFinite && y.isFinite }
}

extension Path.Element {
  fileprivate var isFinite: Bool {
    switch self {
    case .move(let to), .line(let to): to.isFinite
    case .curve(let a, let b, let to): a.isFinite && b.isFinite && to.isFinite
    case .close: true
    }
  }
}
