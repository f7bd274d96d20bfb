@testable import BoxLayout

extension BoxStyle {
  static func with(_ change: (inout BoxStyle) -> Void) -> BoxStyle {
    var style = BoxStyle()
    change(&style)
    return style
  }

  static func sized(_ width: Double, _ height: Double) -> BoxStyle {
    with {
      $0.width = .px(width)
      $0.height = .px(height)
    }
  }
}

extension BoxTree {
  /// Adds `count` containers around each other.
  mutating func nest(_ inner: NodeID, _ count: Int, _ style: BoxStyle = BoxStyle(), grid: GridStyle? = nil) -> NodeID {
    var outer = inner
    for _ in 0..<count { outer = add(style, grid: grid, children: [outer]) }
    return outer
  }
}
