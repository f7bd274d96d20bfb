import CPango

extension FontLibrary {
  /// Runs `body` while Pango's font map of this thread has these fonts and no others, for libraries that set text with
  /// Pango themselves.
  package func withPangoFonts<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    // Pango takes a reference of its own; without a map, the thread has Pango's usual one again.
    pango_cairo_font_map_set_default(pangoFontMap?.pointer)
    defer { pango_cairo_font_map_set_default(nil) }
    try body()
  }
}

/// A Pango font map for the fonts of one configuration.
final class PangoFonts {
  // Safe: the only reference that this object owns, made in init and released in deinit.
  let pointer: OpaquePointer

  /// - Parameter config: an `FcConfig`, of which the map takes a reference of its own.
  init?(config: OpaquePointer) {
    // A new map asks fontconfig for the process's configuration. Where there is none yet, fontconfig would read the
    // machine's own: slowly, and with complaints to the user about what is wrong with it. Fontconfig changes the
    // configuration in one step and keeps it alive.
    guard FcConfigSetCurrent(config) != 0 else { return nil }
    guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else { return nil }
    pointer = OpaquePointer(map)
    // Safe: a font map for FreeType fonts is a `PangoFcFontMap`.
    pango_fc_font_map_set_config(pointer, config)
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(pointer)) }
}
