import CCairo
import CardSpec
import Scene

extension Brush {
  // MARK: Groups

  /// Paints a group as one, in its own coordinates and through its clip.
  func blend(_ group: Group) throws(PaintingError) {
    // Without bounds a group takes the whole surface, and Cairo would forget a page's earlier tags.
    let reach = group.contentReach?.intersection(visible)?.grown(by: 1).intersection(visible)
    guard let reach, reach.isFinite else { return }
    cairo_rectangle(context, reach.x, reach.y, reach.width, reach.height)
    cairo_clip(context)
    let content =
      group.blur > 0 ? try blurred(group.items, by: group.blur, seen: reach) : try pattern(of: group.items, opacity: 1)
    guard let content else { return }
    var mask: OpaquePointer?
    defer {
      // The context must not keep the group as its source: where a page's group goes, its fonts go too.
      GlyphCache.exclusively {
        cairo_set_source_rgba(context, 0, 0, 0, 1)
        cairo_pattern_destroy(content)
        cairo_pattern_destroy(mask)
      }
    }
    if !group.mask.isEmpty { mask = try pattern(of: group.mask, opacity: group.opacity) }
    if target == .document, group.blendMode != .normal { restateBlendMode(at: Point(reach.x, reach.y)) }
    cairo_set_source(context, content)
    cairo_set_operator(context, group.blendMode.cairoOperator)
    if let mask { cairo_mask(context, mask) } else { cairo_paint_with_alpha(context, group.opacity) }
    cairo_set_operator(context, CAIRO_OPERATOR_OVER)
  }

  /// Cairo 1.16 takes a mode as set until it paints in another one, although the end of a clip has set it back in the
  /// PDF: two groups with one mode side by side would lose the second's. So something is painted in the normal mode
  /// before each, too small and too faint to be seen. Cairo leaves out what is fainter.
  private func restateBlendMode(at place: Point) {
    cairo_set_operator(context, CAIRO_OPERATOR_OVER)
    cairo_set_source_rgba(context, 0, 0, 0, 0.004)
    cairo_rectangle(context, place.x, place.y, 0.01, 0.01)
    cairo_fill(context)
  }

  /// The items as a source. The caller destroys it.
  private func pattern(of items: [Item], opacity: Double) throws(PaintingError) -> OpaquePointer {
    // After an error the context is not used any more, and releases an open group when it is destroyed.
    cairo_push_group(context)
    try paintAsOne(items, opacity: opacity)
    guard let pattern = cairo_pop_group(context) else { throw PaintingError("out of memory for a group") }
    return pattern
  }

  private func blurred(_ items: [Item], by deviation: Double, seen: Rect) throws(PaintingError) -> OpaquePointer? {
    guard let content = Item.reach(of: items, within: nil) else { return nil }
    guard
      let (grid, surface) = try blurredPixels(
        of: content, by: deviation, isCoverage: false,
        { (context, seen) throws(PaintingError) in
          try Brush(context: context, painter: painter, target: .image, scene: scene, area: seen)
            .paint(items, opacity: 1)
        })
    else { return nil }
    try grid.setSource(surface, on: context)
    // Safe: the source is a live pattern of the context; the reference is given to the caller.
    return cairo_pattern_reference(cairo_get_source(context))
  }

  // MARK: Shadows

  func draw(_ shadow: Shadow, opacity: Double) throws(PaintingError) {
    let color = shadow.color
    guard color.alpha * opacity > 0, let reach = try reach(of: shadow.casters) else { return }
    try withClip(shadow.clip) { () throws(PaintingError) in
      _ = setSource(color: color, opacity: opacity)
      var needsPixels = shadow.blur > 0
      for caster in shadow.casters where !needsPixels { needsPixels = try isPictorial(caster) }
      guard needsPixels else {
        for caster in shadow.casters { try silhouette(caster, on: context) }
        return
      }
      let blurred = try blurredPixels(of: reach, by: shadow.blur, isCoverage: true) {
        (context, _) throws(PaintingError) in
        cairo_set_source_rgba(context, 0, 0, 0, 1)
        for caster in shadow.casters { try silhouette(caster, on: context) }
      }
      guard let (grid, surface) = blurred else { return }
      cairo_rectangle(context, grid.frame.x, grid.frame.y, grid.frame.width, grid.frame.height)
      cairo_clip(context)
      try grid.mask(surface, on: context)
    }
  }

  private func reach(of casters: [Shadow.Caster]) throws(PaintingError) -> Rect? {
    var reach: Rect?
    for caster in casters {
      let own: Rect? =
        switch caster {
        case .path(let path): path.bounds
        case .glyphs(let drawing): try inkBox(drawing)
        }
      if let own { reach = reach?.union(own) ?? own }
    }
    return reach
  }

  private func isPictorial(_ caster: Shadow.Caster) throws(PaintingError) -> Bool {
    guard case .glyphs(let drawing) = caster else { return false }
    return try painter.face(drawing.run.face).isPictorial
  }

  /// Fills the outline of what casts a shadow with the context's source: shapes, never text.
  private func silhouette(_ caster: Shadow.Caster, on context: OpaquePointer) throws(PaintingError) {
    switch caster {
    case .path(let path):
      try trace(path, on: context)
      cairo_fill(context)
    case .glyphs(let drawing): try silhouette(drawing, on: context)
    }
  }

  // MARK: Pixels

  /// Paints something as pixels and blurs them.
  ///
  /// A wide blur has no fine detail, so it is computed on fewer pixels: never on more than `finest` in a deviation. That
  /// bounds the cost by the area alone. Documents get all the pixels that paper asks for.
  ///
  /// - Parameters:
  ///   - reach: Where there is something to blur.
  ///   - body: Paints it, on a context whose user space is the brush's, within the rectangle that it is given.
  private func blurredPixels(
    of reach: Rect, by deviation: Double, isCoverage: Bool, _ body: (OpaquePointer, Rect) throws(PaintingError) -> Void
  ) throws(PaintingError) -> (PixelGrid, PictureSurface)? {
    let margin = deviation * Shadow.reachInDeviations
    guard let area = reach.grown(by: margin + 1).intersection(visible.grown(by: margin + 1)) else { return nil }
    let matrix = pixelMatrix
    let density = PixelGrid.densities(of: matrix)
    let finest = 10.0
    let coarseness = (x: max(1, deviation * density.x / finest), y: max(1, deviation * density.y / finest))
    guard let grid = PixelGrid(covering: area, matrix: matrix, coarseness: coarseness) else { return nil }
    let surface = try grid.paint(isCoverage: isCoverage) { (context) throws(PaintingError) in
      try body(context, grid.frame)
    }
    blur(surface, x: deviation * grid.densityX, y: deviation * grid.densityY, coarseness, channels: isCoverage ? 1 : 4)
    guard target == .document, coarseness.x > 1 || coarseness.y > 1 else { return (grid, surface) }
    // Viewers of documents show the pixels as they are, with visible steps.
    guard let shown = reach.grown(by: margin + 1).intersection(visible.grown(by: 1)),
      let paper = PixelGrid(covering: shown, matrix: matrix)
    else { return nil }
    let enlarged = try paper.paint(isCoverage: isCoverage) { (context) throws(PaintingError) in
      cairo_set_operator(context, CAIRO_OPERATOR_SOURCE)
      try grid.setSource(surface, on: context)
      cairo_paint(context)
    }
    return (paper, enlarged)
  }

  /// From user space to pixels: those of the picture, or those that a document gets.
  var pixelMatrix: cairo_matrix_t {
    var matrix = cairo_matrix_t()
    guard target == .document else {
      cairo_get_matrix(context, &matrix)
      return matrix
    }
    let density = Scene.paperDensity / 96
    return cairo_matrix_t(
      xx: transform.a * density, yx: transform.b * density, xy: transform.c * density, yy: transform.d * density,
      x0: transform.tx * density, y0: transform.ty * density)
  }

  private func blur(
    _ surface: PictureSurface, x: Double, y: Double, _ coarseness: (x: Double, y: Double), channels: Int
  ) {
    /// A coarse pixel is the mean of its area, is blurred as one, and is shown with straight lines between pixels: all
    /// that widens the Gaussian.
    func narrowed(_ deviation: Double, _ coarseness: Double) -> Double {
      guard coarseness > 1 else { return deviation }
      let widened = (1 - 1 / (coarseness * coarseness)) / 6 + 1.0 / 6
      return max(0, deviation * deviation - widened).squareRoot()
    }
    cairo_surface_flush(surface.pointer)
    // Cairo allocated `stride × height` bytes, of which each row uses `width × channels`.
    if let pixels = cairo_image_surface_get_data(surface.pointer) {
      GaussianBlur(x: narrowed(x, coarseness.x), y: narrowed(y, coarseness.y)).apply(
        to: pixels, width: surface.width, height: surface.height,
        stride: Int(cairo_image_surface_get_stride(surface.pointer)), channels: channels)
    }
    cairo_surface_mark_dirty(surface.pointer)
  }
}

extension BlendMode {
  /// Cairo's name for it, which in a PDF becomes the mode of the same name (ISO 32000-1, §11.3.5).
  var cairoOperator: cairo_operator_t {
    switch self {
    case .normal: CAIRO_OPERATOR_OVER
    case .multiply: CAIRO_OPERATOR_MULTIPLY
    case .screen: CAIRO_OPERATOR_SCREEN
    case .overlay: CAIRO_OPERATOR_OVERLAY
    case .darken: CAIRO_OPERATOR_DARKEN
    case .lighten: CAIRO_OPERATOR_LIGHTEN
    case .colorDodge: CAIRO_OPERATOR_COLOR_DODGE
    case .colorBurn: CAIRO_OPERATOR_COLOR_BURN
    case .hardLight: CAIRO_OPERATOR_HARD_LIGHT
    case .softLight: CAIRO_OPERATOR_SOFT_LIGHT
    case .difference: CAIRO_OPERATOR_DIFFERENCE
    case .exclusion: CAIRO_OPERATOR_EXCLUSION
    case .hue: CAIRO_OPERATOR_HSL_HUE
    case .saturation: CAIRO_OPERATOR_HSL_SATURATION
    case .color: CAIRO_OPERATOR_HSL_COLOR
    case .luminosity: CAIRO_OPERATOR_HSL_LUMINOSITY
    }
  }
}
