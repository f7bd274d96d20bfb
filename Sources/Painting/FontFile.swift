import CCairo
import Typesetting

/// A font file that is open.
///
/// It has a FreeType library to itself, so that no two threads ever meet in FreeType: a library's faces may not be
/// opened or closed by several threads at once. Cairo could open the file on its own, but Cairo 1.16 keeps what it opens in
/// one table of the process, closes files there that another thread is reading, and opens new ones outside of its lock.
final class FontFile {
  // Safe: both are owned by this object alone, from init to deinit; the face belongs to the library. After init nothing
  // but Cairo uses the face, under the lock of its font face's own.
  private let library: FT_Library
  private let face: FT_Face
  /// Whether the font brings its own colours or only pixels, so that its outlines do not tell what it looks like.
  let isPictorial: Bool
  /// Whether the outlines depend on axis settings.
  let isVariable: Bool
  /// Glyphs that show nothing, such as that of the zero width non-joiner.
  let blanks: [UInt]

  init(_ font: FontFace) throws(PaintingError) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else {
      throw PaintingError("out of memory for the font \(font.file)")
    }
    var face: FT_Face?
    let status = FT_New_Face(library, font.file, FT_Long(font.index), &face)
    guard status == 0, let face else {
      FT_Done_FreeType(library)
      throw PaintingError(
        "cannot open the font \(font.file), face \(font.index): FreeType says \(status). The file may be missing, "
          + "damaged, or not to be read by you; install the font again")
    }
    self.library = library
    self.face = face
    let flags = face.pointee.face_flags
    isPictorial = flags & FreeTypeFlag.scalable == 0 || flags & FreeTypeFlag.color != 0
    isVariable = flags & FreeTypeFlag.multipleMasters != 0
    blanks = Self.blanks(of: face)
  }

  // Closes the face too.
  deinit { FT_Done_FreeType(library) }

  private static func blanks(of face: FT_Face) -> [UInt] {
    let characters: [Unicode.Scalar] = [
      "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{200B}", "\u{34F}", "\u{A0}",
    ]
    var blanks: [UInt] = []
    for character in characters {
      let glyph = FT_Get_Char_Index(face, FT_ULong(character.value))
      guard glyph != 0, !blanks.contains(UInt(glyph)), FT_Load_Glyph(face, glyph, FreeTypeFlag.noScale) == 0,
        let metrics = face.pointee.glyph?.pointee.metrics, metrics.width == 0, metrics.height == 0
      else { continue }
      blanks.append(UInt(glyph))
    }
    return blanks
  }

  /// A Cairo font face of the file, which keeps the file open: Cairo holds on to fonts long after their last use, and may
  /// let go of them on any thread. The caller owns the reference.
  func cairoFace() throws(PaintingError) -> OpaquePointer {
    // A font that has outlines too must never be shown by its bitmaps: they are for small screens.
    guard let pointer = cairo_ft_font_face_create_for_ft_face(face, isPictorial ? 0 : FreeTypeFlag.noBitmap) else {
      throw PaintingError("out of memory for a font")
    }
    // Cairo's destructor takes back the reference that is retained here. Its key is an address that nobody else uses, and
    // is only compared.
    let owner = Unmanaged.passRetained(self)
    let key = UnsafePointer<cairo_user_data_key_t>(OpaquePointer(owner.toOpaque()))
    do {
      try check(cairo_font_face_status(pointer), "cannot use a font")
      try check(
        cairo_font_face_set_user_data(pointer, key, owner.toOpaque()) { owner in
          guard let owner else { return }
          Unmanaged<FontFile>.fromOpaque(owner).release()
        }, "cannot use a font")
    } catch {
      cairo_font_face_destroy(pointer)
      owner.release()
      throw error
    }
    return pointer
  }
}

/// FreeType's flags of faces (`FT_FACE_FLAG_…`) and of loading glyphs (`FT_LOAD_…`), which are macros that Swift does not see.
private enum FreeTypeFlag {
  static let scalable = 1
  static let multipleMasters = 1 << 8
  static let color = 1 << 14

  /// In the font's own units, without hints and bitmaps.
  static let noScale: Int32 = 1
  static let noBitmap: Int32 = 1 << 3
}
