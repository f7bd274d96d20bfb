/// One flex item on its way through the algorithm. Sizes are border-box px; main and cross follow the container.
struct FlexItem {
  let id: Int
  /// Resolved margins; `auto` counts as zero.
  var margin: BoxEdges<Double>
  var hasAutoMargin: BoxEdges<Bool>
  /// Padding plus border.
  var insets: BoxEdges<Double>
  var alignment: BoxAlignment
  var isSafe: Bool
  /// Whether the item fills its line in the cross axis.
  var stretches: Bool

  var flexBaseSize = 0.0
  var minMain = 0.0
  var maxMain = Double.infinity
  /// The automatic minimum is not worked out yet; it is known not to exceed ``hypotheticalMain``.
  var minimumIsPending = false
  var hypotheticalMain = 0.0

  var main = 0.0
  var isFrozen = false
  var violation = 0.0

  var cross = 0.0
  /// Distance from the top of the border box to the baseline that takes part in baseline alignment.
  var baseline: Double?

  /// Distance of the border box from the main-start edge of the container's content box.
  var mainOffset = 0.0
  /// Distance of the border box from the cross-start edge of the container's content box.
  var crossOffset = 0.0
}

/// A flex line: which items, and its place in the cross axis.
struct FlexLine {
  var items: Range<Int>
  var crossSize = 0.0
  /// What the items ask for in the cross axis, whatever the container's size.
  var contentCrossSize = 0.0
  /// Distance of the line from the cross-start edge of the container's content box.
  var crossOffset = 0.0
  /// The largest distance from a first baseline to its item's cross-start margin edge.
  var firstBaselineDepth = 0.0
  /// The largest distance from a last baseline to its item's cross-end margin edge.
  var lastBaselineDepth = 0.0
}

/// Which physical directions a container's axes have (CSS Flexbox §2).
struct FlexAxes {
  let isRow: Bool
  /// Main-start is on the right, or at the bottom.
  let mainIsReversed: Bool
  /// Cross-start is at the bottom, or on the right.
  let crossIsReversed: Bool

  init(_ style: BoxStyle) {
    isRow = style.flexDirection.isRow
    let isRightToLeft = style.direction == .rtl
    mainIsReversed = style.flexDirection.isReverse != (isRow && isRightToLeft)
    crossIsReversed = (style.flexWrap == .wrapReverse) != (!isRow && isRightToLeft)
  }

  func main(width: Double, height: Double) -> Double { isRow ? width : height }

  func mainSum(_ edges: BoxEdges<Double>) -> Double { isRow ? edges.horizontal : edges.vertical }
  func crossSum(_ edges: BoxEdges<Double>) -> Double { isRow ? edges.vertical : edges.horizontal }

  func mainStart<T>(_ edges: BoxEdges<T>) -> T {
    isRow ? (mainIsReversed ? edges.right : edges.left) : (mainIsReversed ? edges.bottom : edges.top)
  }
  func mainEnd<T>(_ edges: BoxEdges<T>) -> T {
    isRow ? (mainIsReversed ? edges.left : edges.right) : (mainIsReversed ? edges.top : edges.bottom)
  }
  func crossStart<T>(_ edges: BoxEdges<T>) -> T {
    isRow ? (crossIsReversed ? edges.bottom : edges.top) : (crossIsReversed ? edges.right : edges.left)
  }
  func crossEnd<T>(_ edges: BoxEdges<T>) -> T {
    isRow ? (crossIsReversed ? edges.top : edges.bottom) : (crossIsReversed ? edges.left : edges.right)
  }
}
