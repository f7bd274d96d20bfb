/// One value for each physical side of a box. The caller resolves start and end.
public struct BoxEdges<T: Sendable & Hashable>: Sendable, Hashable {
  public var top: T
  public var right: T
  public var bottom: T
  public var left: T

  public init(top: T, right: T, bottom: T, left: T) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }

  public init(all value: T) {
    self.init(top: value, right: value, bottom: value, left: value)
  }

  func map<U>(_ transform: (T) -> U) -> BoxEdges<U> {
    BoxEdges<U>(top: transform(top), right: transform(right), bottom: transform(bottom), left: transform(left))
  }
}

extension BoxEdges where T == Double {
  /// Left plus right.
  var horizontal: Double { left + right }
  /// Top plus bottom.
  var vertical: Double { top + bottom }

  static func + (one: BoxEdges<Double>, other: BoxEdges<Double>) -> BoxEdges<Double> {
    BoxEdges(
      top: one.top + other.top, right: one.right + other.right, bottom: one.bottom + other.bottom,
      left: one.left + other.left)
  }
}
