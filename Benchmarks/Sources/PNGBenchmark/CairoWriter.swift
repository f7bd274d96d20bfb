import CCairo
import Painting

struct CairoFailure: Error {
  let status: cairo_status_t
}

/// Cairo's own PNG writer, on a surface that is made beforehand.
final class CairoWriter {
  // Safe: the only reference, made in init and released in deinit.
  private let surface: OpaquePointer

  init(_ image: RasterImage) throws {
    guard let made = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height)) else {
      throw CairoFailure(status: CAIRO_STATUS_NO_MEMORY)
    }
    surface = made
    let status = cairo_surface_status(made)
    guard status == CAIRO_STATUS_SUCCESS, let target = cairo_image_surface_get_data(made) else {
      throw CairoFailure(status: status)
    }
    let stride = Int(cairo_image_surface_get_stride(made))
    image.pixels.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      // Safe: both have `height` rows of `width × 4` bytes at their strides.
      for y in 0..<image.height {
        (target + y * stride).update(from: start + y * image.stride, count: image.width * 4)
      }
    }
    cairo_surface_mark_dirty(made)
  }

  deinit { cairo_surface_destroy(surface) }

  /// Writes the PNG to memory as `cairo_surface_write_to_png` writes it to a file; returns the number of bytes.
  func write() throws -> Int {
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { target in
      // Safe: Cairo calls back during the call only, with `count` readable bytes.
      cairo_surface_write_to_png_stream(
        surface,
        { target, data, count in
          guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
          target.assumingMemoryBound(to: [UInt8].self).pointee
            .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
          return CAIRO_STATUS_SUCCESS
        }, target)
    }
    guard status == CAIRO_STATUS_SUCCESS else { throw CairoFailure(status: status) }
    return bytes.count
  }
}
