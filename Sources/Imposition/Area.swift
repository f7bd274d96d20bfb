/// A point of a sheet or page. Points of 1/72 inch from the lower left corner, y upwards, as in PDF
/// (ISO 32000-1 §8.3.2.3).
public struct Position: Sendable, Hashable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Width and height, points.
public struct Extent: Sendable, Hashable {
  public var width: Double
  public var height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// - Parameters: Millimetres.
  public static func millimetres(_ width: Double, _ height: Double) -> Extent {
    Extent(width: width * Points.perMillimetre, height: height * Points.perMillimetre)
  }

  /// Lying instead of standing, or the other way round.
  public var turned: Extent { Extent(width: height, height: width) }
}

/// A rectangle of a sheet or page, points.
public struct Area: Sendable, Hashable {
  public var left: Double
  public var bottom: Double
  public var right: Double
  public var top: Double

  public init(left: Double, bottom: Double, right: Double, top: Double) {
    self.left = left
    self.bottom = bottom
    self.right = right
    self.top = top
  }

  public init(_ extent: Extent, at corner: Position = Position(0, 0)) {
    self.init(left: corner.x, bottom: corner.y, right: corner.x + extent.width, top: corner.y + extent.height)
  }

  public var width: Double { right - left }
  public var height: Double { top - bottom }
  public var extent: Extent { Extent(width: width, height: height) }
  public var center: Position { Position((left + right) / 2, (bottom + top) / 2) }

  /// Larger by `distance` on each side.
  public func outset(_ distance: Double) -> Area { outset(horizontal: distance, vertical: distance) }

  func outset(horizontal: Double, vertical: Double) -> Area {
    Area(left: left - horizontal, bottom: bottom - vertical, right: right + horizontal, top: top + vertical)
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Area) -> Area {
    Area(
      left: min(left, other.left), bottom: min(bottom, other.bottom), right: max(right, other.right),
      top: max(top, other.top))
  }

  /// Whether the two share more than an edge.
  public func overlaps(_ other: Area) -> Bool { overlaps(other, beyond: Points.tolerance) }

  func overlaps(_ other: Area, beyond depth: Double) -> Bool {
    min(right, other.right) - max(left, other.left) > depth && min(top, other.top) - max(bottom, other.bottom) > depth
  }

  /// Whether all of the other lies in this one.
  public func contains(_ other: Area) -> Bool {
    other.left >= left - Points.tolerance && other.bottom >= bottom - Points.tolerance
      && other.right <= right + Points.tolerance && other.top <= top + Points.tolerance
  }

  /// The smallest rectangle that holds all of them; `nil` if there are none.
  static func union(_ areas: some Sequence<Area>) -> Area? {
    areas.reduce(nil as Area?) { $0?.union($1) ?? $1 }
  }
}

/// The unit of this room.
public enum Points {
  public static let perMillimetre = 72.0 / 25.4
  /// What sums of lengths may be off by: far less than any plate can show.
  static let tolerance = 1e-6
}

extension Double {
  /// So many millimetres, in points.
  var millimetres: Double { self * Points.perMillimetre }
}
