import Diagnostics

extension PreviewSession {
  /// Cells of the card in focus, or of the first one.
  public func terminalCells() -> [CellID] {
    guard let state, let card = request.focus ?? state.cards.first else { return [] }
    return state.cells.filter { $0.card == card }
  }

  /// A picture's pixels: premultiplied BGRA, rows of `width × 4` bytes.
  public struct Drawn: Sendable {
    public var width: Int
    public var height: Int
    public var pixels: [UInt8]
    public var state: CellState
  }

  /// - Parameter longestSide: Of the picture, pixels.
  public func terminalRaster(_ cell: CellID, longestSide: Double) async throws -> Drawn {
    let shown = try await composed(cell, trial: nil, .wanted)
    guard let scene = shown.cell.scene else { throw PreviewProblem.nothingToShow(reports(of: shown.diagnostics)) }
    let scale = min(2, longestSide / max(scene.trim.width, scene.trim.height))
    let painted: Result<Drawn, PreviewProblem> = try await render(.wanted) { kit in
      do {
        let image = try kit.raster(scene, scale: scale, includeBleed: false)
        return .success(Drawn(width: image.width, height: image.height, pixels: image.pixels, state: shown.state))
      } catch {
        return .failure(.notPainted("\(error)"))
      }
    }
    return try painted.get()
  }

  /// What is wrong with the files and with the cells that a terminal shows.
  public func diagnosticsForTerminal() async -> [Diagnostic] {
    var found = allDiagnostics
    for cell in terminalCells() {
      if let shown = try? await composed(cell, trial: nil, .wanted) { found += shown.diagnostics }
    }
    return found.ordered()
  }
}
