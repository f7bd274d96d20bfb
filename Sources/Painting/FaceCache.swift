import CCairo
import Typesetting

/// Cairo's faces for the fonts that a worker has drawn with, by file and index.
final class FaceCache {
  /// Safe: every face is created here, referenced once, and destroyed with the cache.
  private var faces: [FontFace: OpaquePointer] = [:]

  deinit {
    for face in faces.values { cairo_font_face_destroy(face) }
  }

  func face(_ font: FontFace) throws(PaintingError) -> OpaquePointer {
    if let face = faces[font] { return face }
    guard let pattern = FcPatternCreate() else { throw PaintingError("out of memory") }
    defer { FcPatternDestroy(pattern) }
    FcPatternAddString(pattern, FC_FILE, font.file)
    FcPatternAddInteger(pattern, FC_INDEX, Int32(font.index))
    guard let face = cairo_ft_font_face_create_for_pattern(pattern) else { throw PaintingError("out of memory") }
    let status = cairo_font_face_status(face)
    guard status == CAIRO_STATUS_SUCCESS else {
      cairo_font_face_destroy(face)
      throw PaintingError("the font file \(font.file) cannot be used: \(PaintingError(status).message)")
    }
    faces[font] = face
    return face
  }
}
