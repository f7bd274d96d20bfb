import CPango

/// Pango alone, with the fonts that a configuration file lists.
final class PangoShaping {
  // Safe: each is a reference of this object's own, made in init and released in deinit.
  private let context: OpaquePointer

  init(configuration: String) throws {
    guard let config = FcConfigCreate(), FcConfigParseAndLoad(config, configuration, FcBool(1)) != 0,
      FcConfigBuildFonts(config) != 0,
      let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
    else { throw Failure(reason: "Pango has no fonts") }
    defer { g_object_unref(map) }
    // The font map keeps a reference of its own.
    pango_fc_font_map_set_config(OpaquePointer(map), config)
    FcConfigDestroy(config)
    guard let context = pango_font_map_create_context(map) else { throw Failure(reason: "Pango has no context") }
    self.context = context
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(context)) }

  /// Sets one text in lines, as a program does that uses Pango for it.
  func shape(_ text: SampleCard.Text) {
    guard let layout = pango_layout_new(context) else { return }
    let font = pango_font_description_new()
    pango_font_description_set_family(font, "Inter")
    pango_font_description_set_weight(font, text.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(font, text.size * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, font)
    pango_layout_set_width(layout, Int32(text.width * Double(PANGO_SCALE)))
    pango_layout_set_text(layout, text.text, -1)
    var extents = PangoRectangle()
    pango_layout_get_extents(layout, nil, &extents)
    pango_font_description_free(font)
    g_object_unref(UnsafeMutableRawPointer(layout))
  }
}
