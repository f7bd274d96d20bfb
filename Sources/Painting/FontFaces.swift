import CCairo
import Typesetting

/// A Cairo font face, of a font file that is open for it alone.
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
    let file = try FontFile(face)
    (isPictorial, isVariable, blanks) = (file.isPictorial, file.isVariable, file.blanks)
    pointer = try file.cairoFace()
  }

  // Cairo may let go of the last font of this face at the same moment, and would forget to close the file.
  deinit { GlyphCache.exclusively { cairo_font_face_destroy(pointer) } }
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
