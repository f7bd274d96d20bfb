import CRsvg
import Imaging

/// Draws SVG files as vectors. Keeps the parsed documents of a worker.
final class VectorRenderer {
  /// Owns one parsed document.
  private final class Document {
    let handle: UnsafeMutablePointer<RsvgHandle>

    init?(_ picture: VectorPicture) {
      // Safe: librsvg copies what it needs of the bytes before it returns.
      let created = picture.data.withUnsafeBufferPointer { rsvg_handle_new_from_data($0.baseAddress, $0.count, nil) }
      guard let created else { return nil }
      handle = created
    }

    deinit { g_object_unref(handle) }
  }

  private var documents: [String: Document] = [:]

  /// Draws the whole picture into `frame` (user space of the context).
  func draw(_ picture: VectorPicture, x: Double, y: Double, width: Double, height: Double, on context: OpaquePointer)
    throws(PaintingError)
  {
    guard let document = documents[picture.id] ?? Document(picture) else {
      throw PaintingError("an SVG picture cannot be read")
    }
    if documents.count > 64 { documents.removeAll() }
    documents[picture.id] = document
    var viewport = RsvgRectangle(x: x, y: y, width: width, height: height)
    guard rsvg_handle_render_document(document.handle, context, &viewport, nil) != 0 else {
      throw PaintingError("an SVG picture cannot be drawn")
    }
  }
}
