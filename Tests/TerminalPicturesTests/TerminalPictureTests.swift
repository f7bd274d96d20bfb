import Testing

@testable import TerminalPictures

@Suite("Pictures in terminals")
struct TerminalPictureTests {
  @Test(
    "A terminal is what it says of itself",
    arguments: [
      (["TERM": "xterm-kitty", "KITTY_PID": "1", "COLORTERM": "truecolor"], TerminalKind.kitty),
      (
        ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "ITERM_SESSION_ID": "1", "LC_TERMINAL": "iTerm2"],
        .iterm2
      ),
      (["TERM": "mlterm", "MLTERM": "3.9"], .sixel),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .trueColor),
      (["TERM": "dumb"], .plain), ([:], .plain),
      (["TERM": "xterm-kitty", "NO_COLOR": "1"], .plain),
    ] as [([String: String], TerminalKind)])
  func kinds(environment: [String: String], kind: TerminalKind) {
    #expect(TerminalKind(environment: environment) == kind)
  }

  @Test("A kind's own variables say what it is", arguments: [TerminalKind.kitty, .iterm2, .sixel, .trueColor, .plain])
  func environments(kind: TerminalKind) { #expect(TerminalKind(environment: kind.environment) == kind) }

  @Test(
    "A picture keeps its proportions within the room",
    arguments: [
      (1080, 1920, 27, 24), (1200, 630, 80, 21), (1, 1000, 1, 24), (1000, 1, 80, 1),
    ])
  func proportions(width: Int, height: Int, columns: Int, rows: Int) {
    let size = TerminalPicture.fitted(width, height, (80, 24), 0.5)
    #expect(size == (columns, rows))
  }

  @Test("The colours of the picture are in the text")
  func colors() throws {
    // Red in the upper half, blue in the lower.
    let pixels = (0..<32 * 32).flatMap { $0 < 512 ? [0, 0, 255, 255] : [255, 0, 0, 255] as [UInt8] }
    let environment = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    let picture = try #require(
      TerminalPicture(
        pixels: pixels, width: 32, height: 32, for: .trueColor, environment: environment, room: (8, 4)))
    #expect((picture.columns, picture.rows) == (8, 4))
    let lines = picture.text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].contains("2;255;0;0") && !lines[0].contains("2;0;0;255"))
    #expect(lines[3].contains("2;0;0;255") && !lines[3].contains("2;255;0;0"))
  }

  @Test(
    "Each kind has its own way",
    arguments: [
      (TerminalKind.kitty, ["TERM": "xterm-kitty"], "\u{1B}_G"),
      (.iterm2, ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "LC_TERMINAL": "iTerm2"], "\u{1B}]1337;File="),
      (.sixel, ["TERM": "mlterm", "MLTERM": "3.9"], "\u{1B}P"),
    ] as [(TerminalKind, [String: String], String)])
  func protocols(kind: TerminalKind, environment: [String: String], start: String) throws {
    let pixels = [UInt8](repeating: 200, count: 16 * 16 * 4)
    let picture = try #require(
      TerminalPicture(
        pixels: pixels, width: 16, height: 16, for: kind, environment: environment, room: (4, 2), cell: (8, 16)))
    #expect(picture.text.contains(start))
  }

  @Test("What is no picture gives none")
  func nothing() {
    #expect(TerminalPicture(pixels: [], width: 0, height: 0, for: .plain, environment: [:], room: (1, 1)) == nil)
    #expect(
      TerminalPicture(pixels: [0, 0, 0], width: 1, height: 1, for: .plain, environment: [:], room: (1, 1)) == nil)
  }
}
