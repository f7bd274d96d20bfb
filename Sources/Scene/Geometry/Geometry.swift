/// A point in px (1/96 in), y down, from the top left of the card's trim box.
public struct Point: Sendable, Hashable {
  public var x: Double
  public var y: Double
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A size in px.
public struct Size: Sendable, Hashable {
  public var width: Double
  public var height: Double
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// A rectangle in px, in the coordinates of the card's trim box.
public struct Rect: Sendable, Hashable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double
  public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
  public var maxX: Double { x + width }
  public var maxY: Double { y + height }

  func moved(by offset: Point) -> Rect { Rect(x + offset.x, y + offset.y, width, height) }

  /// The rectangle grown (or, with negative amounts, shrunk) on each side; never below zero size.
  public func outset(top: Double, right: Double, bottom: Double, left: Double) -> Rect {
    Rect(x - left, y - top, max(0, width + left + right), max(0, height + top + bottom))
  }
}

/// A path of straight lines and cubic Bézier curves.
public struct Path: Sendable, Hashable {
  public enum Element: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }
  public var elements: [Element]
  public var evenOdd: Bool
  public init(_ elements: [Element] = [], evenOdd: Bool = false) {
    self.elements = elements
    self.evenOdd = evenOdd
  }
}
