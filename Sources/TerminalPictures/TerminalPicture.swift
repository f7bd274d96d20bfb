import CChafa

/// A picture as text for a terminal.
public struct TerminalPicture: Sendable {
  /// Characters.
  public let columns: Int
  public let rows: Int
  /// What the terminal is sent, without a line end at its end.
  public let text: String

  /// How large a character is where the terminal does not say, px.
  public static let usualCell = (width: 8, height: 16)

  /// - Parameters:
  ///   - pixels: Premultiplied BGRA in memory order, rows of `width × 4` bytes, top row first.
  ///   - room: The columns and rows that it may take; it keeps its proportions.
  ///   - cell: The size of a character, px.
  public init?(
    pixels: [UInt8], width: Int, height: Int, for kind: TerminalKind, environment: [String: String],
    room: (columns: Int, rows: Int), cell: (width: Int, height: Int) = TerminalPicture.usualCell
  ) {
    guard width > 0, height > 0, pixels.count == width * height * 4, room.columns > 0, room.rows > 0 else { return nil }
    let ratio = Double(max(1, cell.width)) / Double(max(1, cell.height))
    (columns, rows) = Self.fitted(width, height, room, ratio)
    guard let config = chafa_canvas_config_new(), let symbols = chafa_symbol_map_new() else { return nil }
    // Safe: both belong to this function; the canvas takes its own references to what it keeps.
    defer {
      chafa_canvas_config_unref(config)
      chafa_symbol_map_unref(symbols)
    }
    chafa_symbol_map_add_by_tags(
      symbols, kind == .plain ? CHAFA_SYMBOL_TAG_ASCII : ChafaSymbolTags(Self.blocks))
    chafa_canvas_config_set_symbol_map(config, symbols)
    chafa_canvas_config_set_geometry(config, gint(columns), gint(rows))
    chafa_canvas_config_set_cell_geometry(config, gint(cell.width), gint(cell.height))
    chafa_canvas_config_set_pixel_mode(config, kind.pixelMode)
    chafa_canvas_config_set_canvas_mode(config, kind.canvasMode)
    guard let canvas = chafa_canvas_new(config) else { return nil }
    defer { chafa_canvas_unref(canvas) }
    // Safe: Chafa reads `height` rows of the array during the call.
    pixels.withUnsafeBufferPointer { buffer in
      chafa_canvas_draw_all_pixels(
        canvas, CHAFA_PIXEL_BGRA8_PREMULTIPLIED, buffer.baseAddress, gint(width), gint(height), gint(width * 4))
    }
    let info = TerminalInfo(environment)
    guard let string = chafa_canvas_print(canvas, info.handle) else { return nil }
    defer { g_string_free(string, 1) }
    let bytes = UnsafeRawBufferPointer(start: string.pointee.str, count: Int(string.pointee.len))
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Blocks, halves, quarters and borders: what every font of a terminal has.
  private static let blocks =
    CHAFA_SYMBOL_TAG_BLOCK.rawValue | CHAFA_SYMBOL_TAG_BORDER.rawValue | CHAFA_SYMBOL_TAG_SPACE.rawValue

  /// The largest size in characters that the room has for the proportions.
  static func fitted(
    _ width: Int, _ height: Int, _ room: (columns: Int, rows: Int), _ ratio: Double
  ) -> (columns: Int, rows: Int) {
    let own = Double(width) / Double(height) / ratio
    let rows = min(Double(room.rows), Double(room.columns) / own)
    return (max(1, min(room.columns, Int((rows * own).rounded()))), max(1, min(room.rows, Int(rows.rounded()))))
  }
}
