import CChafa

/// What a terminal can show.
public enum TerminalKind: String, Sendable, Hashable, CaseIterable {
  /// Pictures, by kitty's protocol, iTerm2's, or sixels.
  case kitty, iterm2, sixel
  /// Coloured blocks and other characters, in 16 million colours, 256, or 16.
  case trueColor = "truecolor"
  case colors256 = "256"
  case colors16 = "16"
  /// Characters without colour.
  case plain

  /// What a terminal is that says so of itself.
  ///
  /// - Parameter environment: The environment's variables, such as `TERM` and `COLORTERM`.
  public init(environment: [String: String]) {
    if environment["TERM"] == nil || environment["TERM"] == "dumb" || !(environment["NO_COLOR"] ?? "").isEmpty {
      self = .plain
      return
    }
    let info = TerminalInfo(environment)
    self =
      if info.has(CHAFA_TERM_SEQ_BEGIN_KITTY_IMMEDIATE_IMAGE_V1) {
        .kitty
      } else if info.has(CHAFA_TERM_SEQ_BEGIN_ITERM2_IMAGE) {
        .iterm2
      } else if info.has(CHAFA_TERM_SEQ_BEGIN_SIXELS) {
        .sixel
      } else if info.has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_DIRECT) {
        .trueColor
      } else if info.has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_256) {
        .colors256
      } else if info.has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_16) {
        .colors16
      } else {
        .plain
      }
  }

  /// The variables of a terminal that shows what is drawn for this kind.
  public var environment: [String: String] {
    switch self {
    case .kitty: ["TERM": "xterm-kitty", "KITTY_PID": "1"]
    case .iterm2: ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "LC_TERMINAL": "iTerm2"]
    case .sixel: ["TERM": "mlterm", "MLTERM": "3.9"]
    case .trueColor, .colors256, .colors16: ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    case .plain: [:]
    }
  }

  /// Whether it shows pixels.
  public var showsPictures: Bool { self == .kitty || self == .iterm2 || self == .sixel }

  var pixelMode: ChafaPixelMode {
    switch self {
    case .kitty: CHAFA_PIXEL_MODE_KITTY
    case .iterm2: CHAFA_PIXEL_MODE_ITERM2
    case .sixel: CHAFA_PIXEL_MODE_SIXELS
    default: CHAFA_PIXEL_MODE_SYMBOLS
    }
  }

  var canvasMode: ChafaCanvasMode {
    switch self {
    case .kitty, .iterm2, .sixel, .trueColor: CHAFA_CANVAS_MODE_TRUECOLOR
    case .colors256: CHAFA_CANVAS_MODE_INDEXED_240
    case .colors16: CHAFA_CANVAS_MODE_INDEXED_16
    case .plain: CHAFA_CANVAS_MODE_FGBG
    }
  }
}

/// Chafa's knowledge of one terminal: which sequences of characters it understands.
final class TerminalInfo {
  // Safe: made in init, given back in deinit, and used by this object's owner alone meanwhile.
  let handle: OpaquePointer

  init(_ environment: [String: String]) {
    // Chafa reads the list of `NAME=value` during the call only, and hands over what it makes.
    let lines = environment.map { "\($0.key)=\($0.value)" }.sorted()
    var strings: [UnsafeMutablePointer<CChar>?] = lines.map { g_strdup($0) } + [nil]
    defer { for string in strings { g_free(string) } }
    handle = chafa_term_db_detect(chafa_term_db_get_default(), &strings)
  }

  deinit { chafa_term_info_unref(handle) }

  func has(_ sequence: ChafaTermSeq) -> Bool { chafa_term_info_have_seq(handle, sequence) != 0 }
}
