import Imaging

/// The outlines of a QR symbol's dark areas, without seams, and with fewer points than its modules have.
///
/// Each is walked with the dark on the right, so that a hole runs the other way round and stays open under either fill
/// rule. Areas that touch at a corner alone have outlines of their own.
struct ModuleOutlines {
  /// A corner between modules, counted from the symbol's top left.
  struct Corner: Hashable {
    var column: Int
    var row: Int
  }

  private let code: QRCode

  init(_ code: QRCode) { self.code = code }

  /// The corners of each outline, in the order of their top left ones.
  var corners: [[Corner]] {
    var outlines: [[Corner]] = []
    // Every outline has an edge above a dark module; those that were walked are known.
    var isWalked = [Bool](repeating: false, count: code.size * code.size)
    for row in 0..<code.size {
      for column in 0..<code.size where isDark(column, row) && !isDark(column, row - 1) {
        if !isWalked[row * code.size + column] { outlines.append(outline(from: column, row, &isWalked)) }
      }
    }
    return outlines
  }

  private func isDark(_ column: Int, _ row: Int) -> Bool {
    (0..<code.size).contains(column) && (0..<code.size).contains(row) && code.modules[row * code.size + column]
  }

  /// Walks along the edges of dark modules, beginning above one, until the way comes back.
  private func outline(from column: Int, _ row: Int, _ isWalked: inout [Bool]) -> [Corner] {
    var corners: [Corner] = []
    var (x, y) = (column, row)
    var (dx, dy) = (1, 0)
    repeat {
      if dx == 1 { isWalked[y * code.size + x] = true }
      // Ahead on the right, and on the left of that.
      let isAheadDark = isDark(x + dx, y + dy)
      let isLeftDark = isDark(x + dx + dy, y + dy - dx)
      if isAheadDark, !isLeftDark {
        (x, y) = (x + dx, y + dy)
        continue
      }
      // The edge ends at the module's corner ahead, on the side that the way runs along.
      corners.append(Corner(column: x + max(dx, dy, 0), row: y + max(dy, -dx, 0)))
      if isAheadDark {
        (x, y) = (x + dx + dy, y + dy - dx)
        (dx, dy) = (dy, -dx)
      } else {
        (dx, dy) = (-dy, dx)
      }
    } while (x, y) != (column, row) || (dx, dy) != (1, 0)
    return corners
  }
}
