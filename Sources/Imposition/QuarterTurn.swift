/// A turn by quarters, anticlockwise.
///
/// The `/Rotate` of a PDF page turns clockwise (ISO 32000-1 §7.7.3.3); this is the angle of the matrix that draws.
public enum QuarterTurn: Int, Sendable, Hashable, CaseIterable {
  case none = 0
  case quarter = 90
  case half = 180
  case threeQuarters = 270

  /// The direction in which a thing's top points once it is turned, as a unit vector.
  public var up: (x: Int, y: Int) {
    switch self {
    case .none: (0, 1)
    case .quarter: (-1, 0)
    case .half: (0, -1)
    case .threeQuarters: (1, 0)
    }
  }

  static func + (one: QuarterTurn, other: QuarterTurn) -> QuarterTurn {
    all[(one.rawValue + other.rawValue) / 90 % 4]
  }

  /// As much the other way.
  var reversed: QuarterTurn { Self.all[(360 - rawValue) / 90 % 4] }

  private static let all: [QuarterTurn] = [.none, .quarter, .half, .threeQuarters]

  /// Turns what is `extent` large, and puts its lower left corner at `corner`.
  func matrix(_ extent: Extent, to corner: Position) -> PlacementMatrix {
    switch self {
    case .none: PlacementMatrix(a: 1, b: 0, c: 0, d: 1, e: corner.x, f: corner.y)
    case .quarter: PlacementMatrix(a: 0, b: 1, c: -1, d: 0, e: corner.x + extent.height, f: corner.y)
    case .half: PlacementMatrix(a: -1, b: 0, c: 0, d: -1, e: corner.x + extent.width, f: corner.y + extent.height)
    case .threeQuarters: PlacementMatrix(a: 0, b: -1, c: 1, d: 0, e: corner.x, f: corner.y + extent.width)
    }
  }
}

/// The six numbers of PDF's `cm` operator (ISO 32000-1 §8.3.4): x' = ax + cy + e, y' = bx + dy + f.
public struct PlacementMatrix: Sendable, Hashable {
  public var a: Double
  public var b: Double
  public var c: Double
  public var d: Double
  public var e: Double
  public var f: Double

  public func apply(_ point: Position) -> Position {
    Position(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
  }

  public func apply(_ area: Area) -> Area {
    let one = apply(Position(area.left, area.bottom))
    let other = apply(Position(area.right, area.top))
    return Area(
      left: min(one.x, other.x), bottom: min(one.y, other.y), right: max(one.x, other.x), top: max(one.y, other.y))
  }

  /// First a move, then this.
  func moved(by x: Double, _ y: Double) -> PlacementMatrix {
    let origin = apply(Position(x, y))
    return PlacementMatrix(a: a, b: b, c: c, d: d, e: origin.x, f: origin.y)
  }
}
