@testable import Imposition

/// One of four directions on a sheet.
struct Direction: Hashable {
  let x: Int
  let y: Int

  init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  init(_ up: (x: Int, y: Int)) { self.init(x: up.x, y: up.y) }

  init(from: Position, to: Position) {
    func sign(_ value: Double) -> Int { abs(value) < 1e-6 ? 0 : value > 0 ? 1 : -1 }
    self.init(x: sign(to.x - from.x), y: sign(to.y - from.y))
  }

  var opposite: Direction { Direction(x: -x, y: -y) }
  var clockwise: Direction { Direction(x: y, y: -x) }
}

/// What is printed somewhere on a sheet, in the coordinates of its front.
struct Seen {
  let page: Int
  let trim: Area
  let clip: Area
  let up: Direction
}

/// A sheet of paper that is turned in space, independently of the code that is tested: half a turn about an axis that
/// lies in the sheet. The edge of the sheet is parallel to that axis.
struct Paper {
  let size: Extent
  /// The axis of the turn is the edge that the flip names.
  let axis: (x: Double, y: Double)

  init(_ size: Extent, _ flip: ImpositionSettings.Flip) {
    self.size = size
    let standingEdge = (0.0, 1.0)
    let lyingEdge = (1.0, 0.0)
    let longest = size.height >= size.width ? standingEdge : lyingEdge
    let shortest = size.height >= size.width ? lyingEdge : standingEdge
    axis = flip == .longEdge ? longest : shortest
  }

  /// Rodrigues' rotation of a vector in the sheet by half a turn about the axis: v' = 2(v·k)k − v.
  private func turn(_ x: Double, _ y: Double) -> (Double, Double) {
    let along = x * axis.x + y * axis.y
    return (2 * along * axis.x - x, 2 * along * axis.y - y)
  }

  private func turn(_ point: Position) -> Position {
    let middle = Position(size.width / 2, size.height / 2)
    let (x, y) = turn(point.x - middle.x, point.y - middle.y)
    return Position(middle.x + x, middle.y + y)
  }

  private func turn(_ area: Area) -> Area {
    let corners = [turn(Position(area.left, area.bottom)), turn(Position(area.right, area.top))]
    return Area(
      left: corners.map(\.x).min() ?? 0, bottom: corners.map(\.y).min() ?? 0, right: corners.map(\.x).max() ?? 0,
      top: corners.map(\.y).max() ?? 0)
  }

  /// What is on the back, seen through the paper.
  func seenFromFront(_ placement: Placement) -> Seen {
    let (x, y) = turn(Double(placement.rotation.up.x), Double(placement.rotation.up.y))
    return Seen(
      page: placement.page, trim: turn(placement.trim), clip: turn(placement.clip),
      up: Direction(x: Int(x.rounded()), y: Int(y.rounded())))
  }

  func seenFromFront(_ mark: Mark) -> Area { turn(mark.area) }
}

extension Placement {
  var up: Direction { Direction(rotation.up) }
}
