import CRsvg
import Imaging

/// An SVG file that librsvg has read. This file knows librsvg alone; Cairo's own names come from another module.
final class VectorDrawing {
  // Safe: the only reference that this object owns, made in init and released in deinit.
  private let handle: UnsafeMutablePointer<RsvgHandle>

  init(_ vector: VectorPicture) throws(PaintingError) {
    var problem: UnsafeMutablePointer<GError>?
    // librsvg reads the bytes before it returns and keeps none of them. Without a base address it opens no other file.
    let made = vector.data.withUnsafeBufferPointer {
      rsvg_handle_new_from_data($0.baseAddress, gsize($0.count), &problem)
    }
    guard let made else { throw Self.error("cannot read an SVG picture", problem) }
    handle = made
    rsvg_handle_set_dpi(handle, 96)
  }

  deinit { g_object_unref(handle) }

  /// Draws the whole picture into a rectangle of the context's user space.
  func draw(on context: OpaquePointer, x: Double, y: Double, width: Double, height: Double) throws(PaintingError) {
    var viewport = RsvgRectangle(x: x, y: y, width: width, height: height)
    var problem: UnsafeMutablePointer<GError>?
    guard rsvg_handle_render_document(handle, context, &viewport, &problem) != 0 else {
      throw Self.error("cannot draw an SVG picture", problem)
    }
  }

  private static func error(_ task: String, _ problem: UnsafeMutablePointer<GError>?) -> PaintingError {
    guard let problem else { return PaintingError(task) }
    defer { g_error_free(problem) }
    guard let message = problem.pointee.message else { return PaintingError(task) }
    return PaintingError("\(task): \(String(cString: message))")
  }
}
