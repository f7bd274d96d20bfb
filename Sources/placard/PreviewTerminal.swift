import ArgumentParser
import Diagnostics
import Foundation
import Preview
import TerminalPictures
import Watching

/// `placard preview --terminal`: the card as the terminal can show it, anew with each saved change.
struct TerminalPreview {
  let session: PreviewSession
  let messages: MessageOptions
  /// Which terminal is drawn for; `nil` for the one that is there.
  let kind: TerminalKind?

  /// Whether what is written is seen in a terminal. Anywhere else, pictures and colours would be noise.
  static var isOnTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Draws once, and on a terminal again whenever files change, until the task is cancelled.
  func run(following changes: Watcher.Changes) async throws {
    try await draw(clears: Self.isOnTerminal)
    guard Self.isOnTerminal else { return }
    for await paths in changes {
      await session.filesChanged(paths)
      try await draw(clears: true)
    }
  }

  private func draw(clears: Bool) async throws {
    let environment = kind?.environment ?? ProcessInfo.processInfo.environment
    let kind = kind ?? TerminalKind(environment: environment)
    let window = Window()
    var text = clears && kind != .plain ? "\u{1B}[2J\u{1B}[3J\u{1B}[H" : ""
    let cells = await session.terminalCells()
    if cells.isEmpty { text += "there is nothing to show\n" }
    for cell in cells {
      let name = "\(cell.card) · \(cell.language) · \(cell.format)"
      do {
        let drawn = try await session.terminalRaster(cell, longestSide: kind.showsPictures ? 1600 : 400)
        let picture = TerminalPicture(
          pixels: drawn.pixels, width: drawn.width, height: drawn.height, for: kind, environment: environment,
          room: (window.columns, max(1, window.rows - 3)), cell: window.cell)
        text += "\(name)\(drawn.state == .ok ? "" : " · \(drawn.state.rawValue)")\n\(picture?.text ?? "")\n\n"
      } catch PreviewProblem.nothingToShow {
        text += "\(name) · cannot be shown\n\n"
      } catch PreviewProblem.noDeck {
        break
      }
    }
    try Console.output(text)
    Console.show(await session.diagnosticsForTerminal(), messages)
  }

  /// The size of the terminal's window.
  private struct Window {
    var columns = 80
    var rows = 24
    var cell = TerminalPicture.usualCell

    init() {
      var size = winsize()
      // Safe: the call writes to the structure alone.
      guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return }
      (columns, rows) = (Int(size.ws_col), Int(size.ws_row))
      if size.ws_xpixel > 0, size.ws_ypixel > 0 {
        cell = (max(1, Int(size.ws_xpixel) / columns), max(1, Int(size.ws_ypixel) / rows))
      }
    }
  }
}

extension TerminalKind: ExpressibleByArgument {
  static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
