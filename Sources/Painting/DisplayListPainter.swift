import CCairo
import CardSpec
import Imaging
import Scene
import Typesetting

/// Draws a display list on a Cairo context whose user space is the card's px. Dull on purpose: every decision was
/// made before.
final class DisplayListPainter {
  /// Called around each drawing that leaves marks, so that a PDF can mark it as part of an element.
  struct Marks {
    var begin: (_ element: Int?) -> Void
    var end: () -> Void
    static let none = Marks(begin: { _ in }, end: {})
  }

  private let faces = FaceCache()
  private let surfaces = PictureSurfaces()
  private let vectors = VectorRenderer()
  /// Whether JPEG files pass through untouched (PDF) rather than as pixels.
  var passesJPEG = false

  func draw(_ items: [Item], on context: OpaquePointer, marks: Marks = .none) throws(PaintingError) {
    for item in items { try draw(item, context, marks) }
    let status = cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else { throw PaintingError(status) }
  }

  private func draw(_ item: Item, _ context: OpaquePointer, _ marks: Marks) throws(PaintingError) {
    if case .group(let items, let clip, let opacity) = item.drawing {
      try group(items, clip, opacity, context, marks)
      return
    }
    marks.begin(item.element)
    cairo_save(context)
    switch item.drawing {
    case .fill(let path, let paint):
      trace(path, context)
      set(paint, context)
      cairo_fill(context)
    case .stroke(let path, let paint, let stroke): self.stroke(path, paint, stroke, context)
    case .glyphs(let drawing): try glyphs(drawing, context)
    case .picture(let picture, let frame, let clip): try self.picture(picture, frame, clip, context)
    case .vector(let vector, let frame, let clip):
      trace(clip, context)
      cairo_clip(context)
      try vectors.draw(vector, x: frame.x, y: frame.y, width: frame.width, height: frame.height, on: context)
    case .group: break
    }
    cairo_restore(context)
    marks.end()
  }

  /// A translucent group is marked from outside as one piece: marks inside a form would lose their place.
  private func group(
    _ items: [Item], _ clip: Path?, _ opacity: Double, _ context: OpaquePointer, _ marks: Marks
  ) throws(PaintingError) {
    cairo_save(context)
    if let clip {
      trace(clip, context)
      cairo_clip(context)
    }
    if opacity < 1 {
      marks.begin(items.lazy.compactMap { Self.firstElement($0) }.first)
      cairo_push_group(context)
      try draw(items, on: context)
      cairo_pop_group_to_source(context)
      cairo_paint_with_alpha(context, opacity)
      marks.end()
    } else {
      try draw(items, on: context, marks: marks)
    }
    cairo_restore(context)
  }

  private static func firstElement(_ item: Item) -> Int? {
    if let element = item.element { return element }
    if case .group(let items, _, _) = item.drawing { return items.lazy.compactMap { firstElement($0) }.first }
    return nil
  }

  // MARK: Paths and paints

  private func trace(_ path: Path, _ context: OpaquePointer) {
    cairo_new_path(context)
    cairo_set_fill_rule(context, path.evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, point.x, point.y)
      case .line(let point): cairo_line_to(context, point.x, point.y)
      case .curve(let first, let second, let end):
        cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  private func set(_ paint: Paint, _ context: OpaquePointer) {
    switch paint {
    case .color(let color): set(color, context)
    case .linear(let from, let to, let stops):
      gradient(cairo_pattern_create_linear(from.x, from.y, to.x, to.y), stops, context)
    case .radial(let center, let radiusX, let radiusY, let stops):
      let pattern = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1)
      var matrix = cairo_matrix_t()
      // The pattern's matrix goes from user space to the unit circle.
      cairo_matrix_init_scale(&matrix, 1 / max(radiusX, 1e-6), 1 / max(radiusY, 1e-6))
      cairo_matrix_translate(&matrix, -center.x, -center.y)
      cairo_pattern_set_matrix(pattern, &matrix)
      gradient(pattern, stops, context)
    }
  }

  private func set(_ color: Color, _ context: OpaquePointer) {
    if color.alpha >= 1 {
      cairo_set_source_rgb(context, color.red, color.green, color.blue)
    } else {
      cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
    }
  }

  private func gradient(_ pattern: OpaquePointer?, _ stops: [Paint.Stop], _ context: OpaquePointer) {
    let isOpaque = stops.allSatisfy { $0.color.alpha >= 1 }
    for stop in stops {
      let color = stop.color
      if isOpaque {
        cairo_pattern_add_color_stop_rgb(pattern, stop.offset, color.red, color.green, color.blue)
      } else {
        cairo_pattern_add_color_stop_rgba(pattern, stop.offset, color.red, color.green, color.blue, color.alpha)
      }
    }
    cairo_set_source(context, pattern)
    cairo_pattern_destroy(pattern)
  }

  private func stroke(_ path: Path, _ paint: Paint, _ stroke: Stroke, _ context: OpaquePointer) {
    trace(path, context)
    set(paint, context)
    cairo_set_line_width(context, stroke.width)
    let cap =
      switch stroke.cap {
      case .butt: CAIRO_LINE_CAP_BUTT
      case .round: CAIRO_LINE_CAP_ROUND
      case .square: CAIRO_LINE_CAP_SQUARE
      }
    cairo_set_line_cap(context, cap)
    if stroke.dash.contains(where: { $0 > 0 }) { cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), 0) }
    cairo_stroke(context)
  }

  // MARK: Text

  private func glyphs(_ drawing: GlyphDrawing, _ context: OpaquePointer) throws(PaintingError) {
    let run = drawing.run
    guard !run.glyphs.isEmpty else { return }
    cairo_set_font_face(context, try faces.face(run.face))
    cairo_set_font_size(context, run.size)
    setFontOptions(context)
    set(drawing.color, context)
    let glyphs = run.glyphs.map {
      cairo_glyph_t(index: UInt($0.id), x: drawing.origin.x + $0.x, y: drawing.origin.y + $0.y)
    }
    let clusters = run.clusters.map {
      cairo_text_cluster_t(num_bytes: Int32($0.bytes), num_glyphs: Int32($0.glyphs))
    }
    let flags = run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0)
    // Safe: Cairo reads the text, glyphs and clusters during the call only.
    run.text.withCString { text in
      cairo_show_text_glyphs(
        context, text, Int32(run.text.utf8.count), glyphs, Int32(glyphs.count), clusters, Int32(clusters.count), flags)
    }
  }

  /// Outlines as designed: no hinting, positions not rounded.
  private func setFontOptions(_ context: OpaquePointer) {
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_set_font_options(context, options)
  }

  // MARK: Pictures

  private func picture(_ picture: Picture, _ frame: Rect, _ clip: Path, _ context: OpaquePointer) throws(PaintingError)
  {
    guard frame.width > 0, frame.height > 0, picture.width > 0, picture.height > 0 else { return }
    try surfaces.withSurface(picture) { surface throws(PaintingError) in
      if passesJPEG { attach(picture, to: surface) }
      trace(clip, context)
      cairo_clip(context)
      cairo_translate(context, frame.x, frame.y)
      cairo_scale(context, frame.width / Double(picture.width), frame.height / Double(picture.height))
      cairo_set_source_surface(context, surface, 0, 0)
      // The edge's pixels are repeated, so that no pale seam shows where the picture meets its clip.
      cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
      cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD)
      cairo_rectangle(context, 0, 0, Double(picture.width), Double(picture.height))
      cairo_fill(context)
    }
  }

  /// Lets Cairo write the JPEG file itself, once for all pages that show it.
  private func attach(_ picture: Picture, to surface: OpaquePointer) {
    func set(_ bytes: [UInt8], _ type: String) {
      // Safe: the copy is freed by the destroy function when Cairo drops it.
      let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      let status = cairo_surface_set_mime_data(surface, type, copy, UInt(bytes.count), { $0?.deallocate() }, copy)
      if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
    }
    if let jpeg = picture.jpeg { set(jpeg, CAIRO_MIME_TYPE_JPEG) }
    set(Array(picture.id.utf8), CAIRO_MIME_TYPE_UNIQUE_ID)
  }
}
