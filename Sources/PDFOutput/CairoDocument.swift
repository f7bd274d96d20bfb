import CCairo
import PDFSyntax
import Painting

/// A PDF file that Cairo writes into memory, page by page.
final class CairoDocument {
  // Safe: the only references that this object owns, made in init and released in deinit. Cairo calls the sink until
  // the surface is finished, which the destruction of the last reference does at the latest; the sink is released after.
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let sink: Unmanaged<ByteSink>

  private final class ByteSink {
    var bytes: [UInt8] = []
  }

  init() throws(PDFError) {
    sink = Unmanaged.passRetained(ByteSink())
    let write: cairo_write_func_t = { sink, bytes, count in
      // Safe: `sink` is the retained object that was handed to Cairo, `bytes` holds `count` bytes during the call.
      guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes += UnsafeBufferPointer(
        start: bytes, count: Int(count))
      return CAIRO_STATUS_SUCCESS
    }
    // Each page sets its own size.
    guard let surface = cairo_pdf_surface_create_for_stream(write, sink.toOpaque(), 100, 100),
      let context = cairo_create(surface)
    else { throw PDFError("there is not enough memory for the document") }
    self.surface = surface
    self.context = context
    // The clock's date would give other bytes at each run; the document's own is written later.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    try check()
  }

  deinit {
    GlyphCache.exclusively {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
    sink.release()
  }

  /// Adds a page.
  ///
  /// - Parameter paint: Gets the page's context with px from the top left of the trim box as its user space.
  func addPage<T, Failure: Error>(
    _ boxes: PageBoxes, _ paint: (OpaquePointer) throws(Failure) -> T
  ) throws(Failure) -> T {
    // The page is painted in the lower left corner of a larger sheet, and its boxes cut the sheet to size: Cairo 1.16
    // paints whole points only, and forgets the tags so far when something opaque covers everything it has.
    let (width, height) = (boxes.width.rounded(.up) + 1, boxes.height.rounded(.up) + 1)
    cairo_pdf_surface_set_size(surface, width, height)
    cairo_save(context)
    cairo_translate(context, 0, height - boxes.height)
    // At the medium's edge, half a point more paint does no harm; in the slug it would.
    let reach = boxes.slug > 0 ? boxes.slug : -0.5
    cairo_rectangle(context, reach, reach, boxes.width - 2 * reach, boxes.height - 2 * reach)
    cairo_clip(context)
    cairo_translate(context, boxes.slug + boxes.bleed, boxes.slug + boxes.bleed)
    cairo_scale(context, PageBoxes.pointsPerPixel, PageBoxes.pointsPerPixel)
    let result = try paint(context)
    cairo_restore(context)
    GlyphCache.exclusively { cairo_show_page(context) }
    return result
  }

  /// The whole file. No page can be added afterwards.
  func finish() throws(PDFError) -> [UInt8] {
    try check()
    GlyphCache.exclusively { cairo_surface_finish(surface) }
    try check(cairo_surface_status(surface))
    let bytes = sink.takeUnretainedValue().bytes
    sink.takeUnretainedValue().bytes = []
    return bytes
  }

  private func check() throws(PDFError) {
    try check(cairo_surface_status(surface))
    try check(cairo_status(context))
  }

  private func check(_ status: cairo_status_t) throws(PDFError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    // Cairo's messages are constant strings of its own.
    let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
    throw PDFError("the pages cannot be written: \(reason)")
  }
}
