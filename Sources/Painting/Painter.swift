import CCairo
import Scene

/// Paints scenes as pixels. One per worker: it keeps font faces, pictures and parsed SVG files.
public final class Painter {
  /// Cairo's image surfaces are no larger than this on a side.
  private static let largestSide = 32_767.0
  private let list = DisplayListPainter()

  public init() {}

  /// The card at `scale` pixels per px, on a transparent ground.
  ///
  /// - Parameter includeBleed: whether the bleed around the trim is part of the picture.
  public func raster(_ scene: Scene, scale: Double, includeBleed: Bool = false) throws(PaintingError) -> RasterImage {
    let bleed = includeBleed ? scene.bleed : 0
    let width = ((scene.trim.width + 2 * bleed) * scale).rounded()
    let height = ((scene.trim.height + 2 * bleed) * scale).rounded()
    guard width >= 1, height >= 1, width <= Self.largestSide, height <= Self.largestSide else {
      throw PaintingError("a picture of \(width) × \(height) pixels cannot be drawn; a side has 1 to 32,767 pixels")
    }
    let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
      throw PaintingError(cairo_surface_status(surface))
    }
    defer { cairo_destroy(context) }
    cairo_scale(context, scale, scale)
    cairo_translate(context, bleed, bleed)
    try list.draw(scene.items, on: context)
    cairo_surface_flush(surface)
    return try pixels(of: surface, Int(height))
  }

  private func pixels(of surface: OpaquePointer?, _ height: Int) throws(PaintingError) -> RasterImage {
    guard let data = cairo_image_surface_get_data(surface) else { throw PaintingError("out of memory") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    // Safe: a flushed image surface holds stride × height bytes, and they are copied before it is destroyed.
    let bytes = Array(UnsafeBufferPointer(start: data, count: stride * height))
    return RasterImage(
      width: Int(cairo_image_surface_get_width(surface)), height: height, stride: stride, pixels: bytes)
  }
}
