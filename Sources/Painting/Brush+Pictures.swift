import CCairo
import Imaging
import Scene

extension Brush {
  func draw(_ picture: Picture, frame: Rect, clip: Path, opacity: Double) throws(PaintingError) {
    guard frame.width > 0, frame.height > 0, frame.isFinite, opacity > 0 else { return }
    let surface =
      switch target {
      case .document: try documentSurface(picture, frame: frame)
      case .image: try imageSurface(picture, frame: frame)
      }
    guard let pattern = cairo_pattern_create_for_surface(surface.pointer) else {
      throw PaintingError("out of memory for a picture")
    }
    defer { cairo_pattern_destroy(pattern) }
    place(pattern, of: surface, in: frame)
    cairo_set_source(context, pattern)
    // One edge instead of two on top of each other: each of them would let the ground shine through.
    if opacity >= 1, target == .image, clip.bounds.map({ frame.contains($0) }) ?? false {
      try trace(clip)
      cairo_fill(context)
      return
    }
    try withClip(clip) { () throws(PaintingError) in
      cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
      if opacity >= 1 {
        cairo_fill(context)
      } else {
        cairo_clip(context)
        cairo_paint_with_alpha(context, opacity)
      }
    }
  }

  /// Puts a surface's pattern into a rectangle of user space.
  func place(_ pattern: OpaquePointer, of surface: PictureSurface, in frame: Rect) {
    var toPixels = cairo_matrix_t()
    cairo_matrix_init_scale(&toPixels, Double(surface.width) / frame.width, Double(surface.height) / frame.height)
    cairo_matrix_translate(&toPixels, -frame.x, -frame.y)
    cairo_pattern_set_matrix(pattern, &toPixels)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD)
    // On images, filters reach beyond the edge, which must not fade. In a PDF, padding would unpack a JPEG file.
    cairo_pattern_set_extend(pattern, target == .image ? CAIRO_EXTEND_PAD : CAIRO_EXTEND_NONE)
  }

  private func documentSurface(_ picture: Picture, frame: Rect) throws(PaintingError) -> PictureSurface {
    guard let inks else { return try painter.documentSurface(picture) }
    // Lengths of the frame's sides on the page: user space may be turned.
    let across = (transform.a * transform.a + transform.b * transform.b).squareRoot() * frame.width
    let down = (transform.c * transform.c + transform.d * transform.d).squareRoot() * frame.height
    return try painter.documentSurface(try inks.picture(picture, width: across / 96, height: down / 96))
  }

  private func imageSurface(_ picture: Picture, frame: Rect) throws(PaintingError) -> PictureSurface {
    var (width, height) = (frame.width, frame.height)
    cairo_user_to_device_distance(context, &width, &height)
    return try painter.imageSurface(picture, width: abs(width), height: abs(height))
  }
}

extension Rect {
  var isFinite: Bool { x.isFinite && y.isFinite && width.isFinite && height.isFinite }

  /// Whether another rectangle lies within, up to a thousandth of a px.
  fileprivate func contains(_ other: Rect) -> Bool {
    let slack = 0.001
    return other.x >= x - slack && other.y >= y - slack && other.maxX <= maxX + slack && other.maxY <= maxY + slack
  }
}
