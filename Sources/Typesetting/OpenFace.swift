import CPango

/// A font file's face opened for shaping. Lengths are in the font's own units (`unitsPerEm` to the font size).
///
/// It owns its HarfBuzz font, which in turn keeps the face and the mapped file alive.
final class OpenFace {
  let font: OpaquePointer
  let unitsPerEm: Double
  /// In units of one em.
  let metrics: FontMetrics
  /// The hyphen shown where a word is broken at a soft hyphen, and its advance in font units.
  let hyphen: (glyph: UInt32, advance: Int32)?
  let embedding: FontEmbedding
  /// The tags of all features, read when they are first asked for.
  private lazy var features: Set<hb_tag_t> = Self.features(of: hb_font_get_face(font))

  init(file: String, index: Int) throws(TypesettingError) {
    guard let blob = hb_blob_create_from_file_or_fail(file) else { throw .unreadableFont(file: file) }
    // The face takes its own reference to the blob, and the font to the face: ours are given back at once.
    guard let face = hb_face_create(blob, UInt32(clamping: index)) else {
      hb_blob_destroy(blob)
      throw .unreadableFont(file: file)
    }
    hb_blob_destroy(blob)
    defer { hb_face_destroy(face) }
    let unitsPerEm = hb_face_get_upem(face)
    guard hb_face_get_glyph_count(face) > 0, unitsPerEm > 0, let font = hb_font_create(face) else {
      throw .unreadableFont(file: file)
    }
    hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
    hb_font_make_immutable(font)
    self.font = font
    self.unitsPerEm = Double(unitsPerEm)
    metrics = Self.metrics(of: font).scaled(by: 1 / Double(unitsPerEm))
    hyphen = Self.hyphen(of: font)
    embedding = Self.embedding(face)
  }

  deinit { hb_font_destroy(font) }

  /// The left and right edge of a glyph's ink, in the font's own units from its origin; `nil` where it has none.
  func ink(of glyph: UInt32) -> (left: Int32, right: Int32)? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0, extents.width != 0 else { return nil }
    let (a, b) = (extents.x_bearing, extents.x_bearing &+ extents.width)
    return (min(a, b), max(a, b))
  }

  /// The glyphs of an ellipsis: the font's own, or three full stops.
  var ellipsis: [(glyph: UInt32, advance: Int32)] {
    for (character, count) in [(0x2026 as UInt32, 1), (0x2E, 3)] {
      var glyph: hb_codepoint_t = 0
      if hb_font_get_nominal_glyph(font, character, &glyph) != 0 {
        return Array(repeating: (glyph, hb_font_get_glyph_h_advance(font, glyph)), count: count)
      }
    }
    return []
  }

  /// Whether the font has the feature for any script. The tag has four ASCII characters.
  func hasFeature(_ tag: String) -> Bool { features.contains(Self.packed(tag)) }

  static func packed(_ tag: String) -> hb_tag_t { tag.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  private static func features(of face: OpaquePointer?) -> Set<hb_tag_t> {
    var result: Set<hb_tag_t> = []
    for table in ["GSUB", "GPOS"].map(packed) {
      let total = hb_ot_layout_table_get_feature_tags(face, table, 0, nil, nil)
      var tags = [hb_tag_t](repeating: 0, count: Int(total))
      var count = total
      // HarfBuzz writes at most `count` tags, and the array has as many.
      hb_ot_layout_table_get_feature_tags(face, table, 0, &count, &tags)
      result.formUnion(tags.prefix(Int(count)))
    }
    return result
  }

  /// Ascender and descender as browsers take them: `hhea`, or the typographic ones of `OS/2` where the font says so.
  private static func metrics(of font: OpaquePointer) -> FontMetrics {
    func value(_ tag: hb_ot_metrics_tag_t) -> Double {
      var position: hb_position_t = 0
      hb_ot_metrics_get_position_with_fallback(font, tag, &position)
      return Double(position)
    }
    return FontMetrics(
      ascent: value(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER), descent: -value(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER),
      capHeight: value(HB_OT_METRICS_TAG_CAP_HEIGHT), xHeight: value(HB_OT_METRICS_TAG_X_HEIGHT),
      lineGap: max(0, value(HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP)),
      underlineOffset: -value(HB_OT_METRICS_TAG_UNDERLINE_OFFSET),
      underlineThickness: value(HB_OT_METRICS_TAG_UNDERLINE_SIZE))
  }

  private static func hyphen(of font: OpaquePointer) -> (glyph: UInt32, advance: Int32)? {
    for character: UInt32 in [0x2010, 0x2D] {
      var glyph: hb_codepoint_t = 0
      if hb_font_get_nominal_glyph(font, character, &glyph) != 0 {
        return (glyph, hb_font_get_glyph_h_advance(font, glyph))
      }
    }
    return nil
  }

  private static func embedding(_ face: OpaquePointer) -> FontEmbedding {
    let os2: hb_tag_t = 0x4F53_2F32
    guard let table = hb_face_reference_table(face, os2) else { return .unstated }
    defer { hb_blob_destroy(table) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(table, &length), length >= 10 else { return .unstated }
    // The bounds were checked on the line above; the blob lives until the end of this function.
    let bytes = UnsafeRawBufferPointer(start: data, count: Int(length))
    return FontEmbedding(flags: UInt16(bytes[8]) << 8 | UInt16(bytes[9]))
  }
}
