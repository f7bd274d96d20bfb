import CCairo
import CardSpec
import Scene
import Typesetting

extension Brush {
  func glyphs(_ drawing: GlyphDrawing, element: Int?, opacity: Double) throws(PaintingError) {
    let run = drawing.run
    guard !run.glyphs.isEmpty, run.size > 0, run.size.isFinite else { return }
    let face = try painter.face(run.face)
    let glyphs = try placed(run, at: drawing.origin)
    var mark = ContentMark(element: element, language: drawing.language, link: drawing.link)
    if drawing.link != nil { mark.areas = [transform.map(run.area(at: drawing.origin))] }
    if target == .document, face.isPictorial { mark.actualText = run.text }
    open(mark)
    guard drawing.color.alpha * opacity > 0 else { return }
    _ = setSource(color: drawing.color, opacity: opacity)
    switch (target, face.isPictorial) {
    case (.image, let isPictorial): paint(glyphs, of: run, face: face, asPictures: isPictorial, on: context)
    case (.document, true): try pictures(of: glyphs, run: run, face: face, opacity: drawing.color.alpha * opacity)
    case (.document, false):
      guard !face.isVariable else {
        throw PaintingError(
          "\(run.face.file) is a variable font, whose weights a PDF would lose; use the family's static font files")
      }
      show(glyphs, of: run, face: face)
    }
    try check(cairo_status(context), "cannot draw text in \(run.face.family) \(run.face.style)")
  }

  private func placed(_ run: GlyphRun, at origin: Point) throws(PaintingError) -> [cairo_glyph_t] {
    guard origin.isFinite, run.glyphs.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      throw PaintingError("\(scene.card) has text without a place")
    }
    return run.glyphs.map { cairo_glyph_t(index: UInt($0.id), x: origin.x + $0.x, y: origin.y + $0.y) }
  }

  /// Fills the outlines of text with a context's source; of a font of pictures, their silhouettes.
  func silhouette(_ drawing: GlyphDrawing, on context: OpaquePointer) throws(PaintingError) {
    let run = drawing.run
    guard !run.glyphs.isEmpty, run.size > 0, run.size.isFinite else { return }
    let face = try painter.face(run.face)
    let glyphs = try placed(run, at: drawing.origin)
    paint(glyphs, of: run, face: face, asPictures: face.isPictorial, on: context)
    try check(cairo_status(context), "cannot draw a shadow of text in \(run.face.family) \(run.face.style)")
  }

  /// The rectangle around the ink of a text.
  func inkBox(_ drawing: GlyphDrawing) throws(PaintingError) -> Rect? {
    guard drawing.run.size > 0, drawing.run.size.isFinite else { return nil }
    let glyphs = try placed(drawing.run, at: drawing.origin)
    guard let first = glyphs.first else { return nil }
    return frame(of: glyphs, from: first, run: drawing.run, face: try painter.face(drawing.run.face))
  }

  private func frame(of glyphs: [cairo_glyph_t], from first: cairo_glyph_t, run: GlyphRun, face: CairoFontFace) -> Rect
  {
    var extents = cairo_text_extents_t()
    withFont(run, face, on: context) {
      cairo_glyph_extents(context, glyphs, Int32(clamping: glyphs.count), &extents)
    }
    // Bearings are counted from the first glyph's origin.
    return Rect(first.x + extents.x_bearing, first.y + extents.y_bearing, extents.width, extents.height)
  }

  /// Runs `body` with a font on the context, which does not keep it: Cairo lets go of fonts in its glyph cache.
  private func withFont(_ run: GlyphRun, _ face: CairoFontFace, on context: OpaquePointer, _ body: () -> Void) {
    GlyphCache.exclusively {
      cairo_save(context)
      cairo_set_font_face(context, face.pointer)
      cairo_set_font_size(context, run.size)
      cairo_set_font_options(context, painter.fontOptions.pointer)
      body()
      cairo_restore(context)
    }
  }

  /// Paints glyphs with a context's source: their outlines, because Cairo 1.16 shows glyphs on images at whole pixels only,
  /// which spaces small text unevenly; or their pictures.
  private func paint(
    _ glyphs: [cairo_glyph_t], of run: GlyphRun, face: CairoFontFace, asPictures: Bool, on context: OpaquePointer
  ) {
    guard !asPictures else { return showPictures(glyphs, of: run, face: face, on: context) }
    cairo_new_path(context)
    // A path outlives the state in which it was made.
    withFont(run, face, on: context) { cairo_glyph_path(context, glyphs, Int32(clamping: glyphs.count)) }
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
    cairo_fill(context)
  }

  /// Shows glyphs with the text that they stand for, which a PDF keeps for searching, copying and reading aloud.
  private func show(_ glyphs: [cairo_glyph_t], of run: GlyphRun, face: CairoFontFace) {
    var glyphs = glyphs
    var clusters = run.clusters.map {
      cairo_text_cluster_t(num_bytes: Int32(clamping: $0.bytes), num_glyphs: Int32(clamping: $0.glyphs))
    }
    if run.isRightToLeft, !face.blanks.isEmpty {
      let split = LetterSplitting(run, placed: glyphs, blanks: face.blanks)
      (glyphs, clusters) = (split.glyphs, split.clusters)
    }
    let flags = run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0)
    // Cairo checks that the clusters cover text and glyphs exactly, and copies all three.
    withFont(run, face, on: context) {
      cairo_show_text_glyphs(
        context, run.text, Int32(clamping: run.text.utf8.count), glyphs, Int32(clamping: glyphs.count), clusters,
        Int32(clamping: clusters.count), flags)
    }
  }

  /// Shows a colour font's glyphs one by one: Cairo 1.16 loses a picture that is shown together with an empty glyph.
  private func showPictures(
    _ glyphs: [cairo_glyph_t], of run: GlyphRun, face: CairoFontFace, on context: OpaquePointer
  ) {
    withFont(run, face, on: context) { for var glyph in glyphs { cairo_show_glyphs(context, &glyph, 1) } }
  }

  /// Draws a colour font's glyphs as a picture: Cairo 1.16 would put them into a PDF at 72 dots per inch.
  private func pictures(
    of glyphs: [cairo_glyph_t], run: GlyphRun, face: CairoFontFace, opacity: Double
  ) throws(PaintingError) {
    let frame = frame(of: glyphs, from: glyphs[0], run: run, face: face)
    guard frame.width > 0, frame.height > 0, frame.isFinite else { return }
    // Colour fonts draw their glyphs 136 pixels high; more than that is not in the file.
    let density = min(max(136 / run.size, 1), Double(Painter.largestSide) / max(frame.width, frame.height) / 2)
    let surface = try PictureSurface(
      width: Int((frame.width * density).rounded(.up)), height: Int((frame.height * density).rounded(.up)))
    guard let inner = cairo_create(surface.pointer) else { throw PaintingError("out of memory for text") }
    defer { cairo_destroy(inner) }
    cairo_scale(inner, Double(surface.width) / frame.width, Double(surface.height) / frame.height)
    cairo_translate(inner, -frame.x, -frame.y)
    showPictures(glyphs, of: run, face: face, on: inner)
    try check(cairo_status(inner), "cannot draw text in \(run.face.family)")
    guard let pattern = cairo_pattern_create_for_surface(surface.pointer) else {
      throw PaintingError("out of memory for text")
    }
    defer { cairo_pattern_destroy(pattern) }
    place(pattern, of: surface, in: frame)
    cairo_set_source(context, pattern)
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
    cairo_clip(context)
    cairo_paint_with_alpha(context, opacity)
  }
}

extension GlyphRun {
  /// About the line's height around the run, for links.
  fileprivate func area(at origin: Point) -> Rect {
    let baseline = origin.y + (glyphs.first?.y ?? 0)
    return Rect(origin.x + x, baseline - size * 0.95, width, size * 1.2)
  }
}
