import CCairo
import Typesetting

/// A Cairo font face, opened from one font file.
final class CairoFontFace {
  /// Whether the font brings its own colours or only pixels, so that its outlines do not tell what it looks like.
  let isPictorial: Bool
  /// Whether the outlines depend on axis settings, which a PDF made by Cairo loses without a word.
  let isVariable: Bool
  /// Glyphs that show nothing, such as that of the zero width non-joiner.
  let blanks: [UInt]
  // Safe: the only reference that this object owns, made in init and released in deinit; it never leaves the room.
  let pointer: OpaquePointer

  init(_ face: FontFace) throws(PaintingError) {
    let outlines = try Self.open(face, usesBitmaps: false)
    do {
      (isPictorial, isVariable, blanks) = try Self.traits(of: outlines, file: face.file)
      // A font that has outlines too must never be shown by its bitmaps: they are for small screens.
      pointer = isPictorial ? try Self.open(face, usesBitmaps: true) : cairo_font_face_reference(outlines)
    } catch {
      cairo_font_face_destroy(outlines)
      throw error
    }
    cairo_font_face_destroy(outlines)
  }

  private static func open(_ face: FontFace, usesBitmaps: Bool) throws(PaintingError) -> OpaquePointer {
    guard let pattern = FcPatternCreate() else { throw PaintingError("out of memory for the font \(face.file)") }
    defer { FcPatternDestroy(pattern) }
    // fontconfig copies the string; the face index fits the 32 bits of the file format.
    guard FcPatternAddString(pattern, FC_FILE, face.file) != 0,
      let index = Int32(exactly: face.index), FcPatternAddInteger(pattern, FC_INDEX, index) != 0,
      FcPatternAddBool(pattern, FC_EMBEDDED_BITMAP, usesBitmaps ? 1 : 0) != 0,
      let pointer = cairo_ft_font_face_create_for_pattern(pattern)
    else { throw PaintingError("the font \(face.file), face \(face.index), cannot be named to Cairo") }
    do {
      try check(cairo_font_face_status(pointer), "cannot open the font \(face.file)")
    } catch {
      cairo_font_face_destroy(pointer)
      throw error
    }
    return pointer
  }

  deinit { cairo_font_face_destroy(pointer) }

  private static func traits(
    of face: OpaquePointer, file: String
  ) throws(PaintingError) -> (isPictorial: Bool, isVariable: Bool, blanks: [UInt]) {
    var size = cairo_matrix_t()
    var identity = cairo_matrix_t()
    cairo_matrix_init_scale(&size, 16, 16)
    cairo_matrix_init_identity(&identity)
    let options = FontOptions()
    // Cairo answers with an error object, never with a null pointer; the status tells.
    guard let font = cairo_scaled_font_create(face, &size, &identity, options.pointer) else {
      throw PaintingError("cannot open the font \(file)")
    }
    defer { cairo_scaled_font_destroy(font) }
    try check(cairo_scaled_font_status(font), "cannot open the font \(file)")
    // The FreeType face is only read between lock and unlock.
    guard let record = cairo_ft_scaled_font_lock_face(font) else {
      throw PaintingError("cannot read the font \(file)")
    }
    defer { cairo_ft_scaled_font_unlock_face(font) }
    let flags = record.pointee.face_flags
    let isScalable = flags & FreeTypeFlag.scalable != 0
    var blanks: [UInt] = []
    for character in ["\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{200B}", "\u{34F}", "\u{A0}"] {
      if let blank = glyph(of: character, in: font), !blanks.contains(blank) { blanks.append(blank) }
    }
    return (
      !isScalable || flags & FreeTypeFlag.color != 0, flags & FreeTypeFlag.multipleMasters != 0, blanks
    )
  }

  /// The character's glyph, if the font has one and it shows nothing.
  private static func glyph(of character: String, in font: OpaquePointer) -> UInt? {
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    // Cairo allocates the glyphs, and nothing where it fails; the text is lent for the call.
    let status = cairo_scaled_font_text_to_glyphs(
      font, 0, 0, character, Int32(character.utf8.count), &glyphs, &count, nil, nil, nil)
    defer { cairo_glyph_free(glyphs) }
    guard status == CAIRO_STATUS_SUCCESS, count == 1, let glyphs, glyphs[0].index != 0 else { return nil }
    var extents = cairo_text_extents_t()
    cairo_scaled_font_glyph_extents(font, glyphs, 1, &extents)
    return extents.width == 0 && extents.height == 0 ? UInt(glyphs[0].index) : nil
  }
}

/// The flags of `FT_FaceRec.face_flags` (FreeType's `FT_FACE_FLAG_…`), which are macros that Swift does not see.
private enum FreeTypeFlag {
  static let scalable = 1
  static let multipleMasters = 1 << 8
  static let color = 1 << 14
}

/// How glyphs are rendered: their true outlines at their true places, grey at the edges.
final class FontOptions {
  // Safe: owned by this object alone, from init to deinit.
  let pointer: OpaquePointer?

  init() {
    pointer = cairo_font_options_create()
    cairo_font_options_set_antialias(pointer, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(pointer, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(pointer, CAIRO_HINT_METRICS_OFF)
  }

  deinit { cairo_font_options_destroy(pointer) }
}
