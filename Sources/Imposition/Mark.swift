/// One stroke or patch beside the cards, for the printer. All of it is cut off.
public struct Mark: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Where to cut.
    case crop
    /// Where to fold.
    case fold
    /// Shows whether the plates lie on each other.
    case registration
    /// Shows how much ink is printed.
    case colorBar
  }

  public enum Shape: Sendable, Hashable {
    /// With flat ends: it ends where it says.
    case line(from: Position, to: Position)
    case circle(center: Position, radius: Double)
    case rectangle(Area)
  }

  public enum Paint: Sendable, Hashable {
    /// - Parameters:
    ///   - width: Points.
    ///   - dash: Lengths of dashes and gaps in turn, points; empty for a whole line.
    case stroke(width: Double, dash: [Double])
    case fill
  }

  public enum Ink: Sendable, Hashable {
    /// All plates, spot inks too: the `All` colourant (ISO 32000-1 §8.6.6.4).
    case registration
    /// Tints of the process inks, 0 to 1.
    case process(cyan: Double, magenta: Double, yellow: Double, black: Double)
    /// A tint of a named ink, 0 to 1.
    case spot(name: String, tint: Double)
  }

  public let kind: Kind
  public let shape: Shape
  public let paint: Paint
  public let ink: Ink

  public init(kind: Kind, shape: Shape, paint: Paint, ink: Ink) {
    self.kind = kind
    self.shape = shape
    self.paint = paint
    self.ink = ink
  }

  /// The smallest rectangle that holds the ink.
  public var area: Area {
    let half =
      switch paint {
      case .stroke(let width, _): width / 2
      case .fill: 0.0
      }
    switch shape {
    case .line(let from, let to):
      let line = Area(
        left: min(from.x, to.x), bottom: min(from.y, to.y), right: max(from.x, to.x), top: max(from.y, to.y))
      // The ends are flat, so that a line is wider only across.
      return line.outset(horizontal: line.width == 0 ? half : 0, vertical: line.height == 0 ? half : 0)
    case .circle(let center, let radius):
      return Area(left: center.x, bottom: center.y, right: center.x, top: center.y).outset(radius + half)
    case .rectangle(let area):
      return area.outset(half)
    }
  }
}
