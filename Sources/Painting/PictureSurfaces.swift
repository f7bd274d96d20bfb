import CCairo
import Imaging

/// A Cairo image surface with its own copy of a picture's pixels.
final class PictureSurface {
  // Safe: the only reference that this object owns, made in init and released in deinit.
  let pointer: OpaquePointer
  let width: Int
  let height: Int

  /// - Parameter document: Whether the surface also carries what a PDF needs: the JPEG file, and the identity by which
  ///   Cairo embeds a picture once however often it is drawn.
  init(_ picture: Picture, document: Bool) throws(PaintingError) {
    (width, height) = (picture.width, picture.height)
    guard width > 0, height > 0, width <= Painter.largestSide, height <= Painter.largestSide,
      picture.pixels.count == width * height * 4
    else { throw PaintingError("a picture of \(width) × \(height) pixels cannot be drawn") }
    let format = picture.isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32
    guard let surface = cairo_image_surface_create(format, Int32(width), Int32(height)) else {
      throw PaintingError("out of memory for a picture")
    }
    pointer = surface
    try check(cairo_surface_status(surface), "cannot keep a picture of \(width) × \(height) pixels")
    copy(picture.pixels)
    if document {
      try attach(Array("picture \(picture.id) \(width) \(height)".utf8), as: CAIRO_MIME_TYPE_UNIQUE_ID)
      if let jpeg = picture.jpeg { try attach(jpeg, as: CAIRO_MIME_TYPE_JPEG) }
    }
  }

  /// A transparent surface to draw on.
  ///
  /// - Parameters:
  ///   - isCoverage: Whether it keeps alpha alone.
  ///   - isOpaque: Whether it keeps no alpha.
  init(width: Int, height: Int, isCoverage: Bool = false, isOpaque: Bool = false) throws(PaintingError) {
    (self.width, self.height) = (width, height)
    let format = isCoverage ? CAIRO_FORMAT_A8 : isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32
    guard width > 0, height > 0, width <= Painter.largestSide, height <= Painter.largestSide,
      let surface = cairo_image_surface_create(format, Int32(width), Int32(height))
    else { throw PaintingError("a picture of \(width) × \(height) pixels cannot be made") }
    pointer = surface
    try check(cairo_surface_status(surface), "cannot make a picture of \(width) × \(height) pixels")
  }

  deinit { cairo_surface_destroy(pointer) }

  /// Gives Cairo its own copy of `bytes`, which it frees together with the surface.
  func attach(_ bytes: [UInt8], as type: String) throws(PaintingError) {
    guard let copy = malloc(max(1, bytes.count)) else { throw PaintingError("out of memory for a picture") }
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: source.count) }
    }
    let status = cairo_surface_set_mime_data(
      pointer, type, copy.assumingMemoryBound(to: UInt8.self), UInt(bytes.count), { free($0) }, copy)
    if status != CAIRO_STATUS_SUCCESS { free(copy) }
    try check(status, "cannot attach a picture's file")
  }

  /// - Parameter matrix: From user space to the pixels.
  func withPattern(
    _ matrix: cairo_matrix_t, _ body: (OpaquePointer) throws(PaintingError) -> Void
  ) throws(PaintingError) {
    guard let pattern = cairo_pattern_create_for_surface(pointer) else {
      throw PaintingError("out of memory for a picture")
    }
    defer { cairo_pattern_destroy(pattern) }
    var matrix = matrix
    cairo_pattern_set_matrix(pattern, &matrix)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_BILINEAR)
    try body(pattern)
  }

  private func copy(_ pixels: [UInt8]) {
    cairo_surface_flush(pointer)
    let stride = Int(cairo_image_surface_get_stride(pointer))
    // Cairo allocated `stride × height` bytes; each row takes `width × 4`, which the caller checked against the array.
    if let target = cairo_image_surface_get_data(pointer) {
      pixels.withUnsafeBufferPointer { source in
        guard let start = source.baseAddress else { return }
        for row in 0..<height { (target + row * stride).update(from: start + row * width * 4, count: width * 4) }
      }
    }
    cairo_surface_mark_dirty(pointer)
  }
}
