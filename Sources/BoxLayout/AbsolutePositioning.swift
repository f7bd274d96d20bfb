/// An absolutely positioned box whose containing block is not laid out yet.
struct WaitingAbsolute {
  var id: Int
  /// The flex container that holds it, which gives its static position.
  var parent: Int
}

/// CSS Positioned Layout 3, with static positions after CSS Flexbox §4.1.
extension LayoutEngine {
  /// Places the boxes that waited since `first` in the padding box of `container`.
  func placeWaiting(from first: Int, in container: Int) {
    guard waiting.count > first else { return }
    let own = Array(waiting[first...])
    waiting.removeSubrange(first...)
    for box in own {
      AbsoluteBox(engine: self, waiting: box, containing: frames[container].paddingRect, container: container).place()
    }
  }
}

/// One axis of an absolutely positioned box: the room it has and where it goes in it.
private struct PositionedAxis {
  enum Edge { case start, center, end }

  /// Insets from the containing block's left or top, and right or bottom.
  var near: Double?
  var far: Double?
  /// Size of the containing block.
  var room: Double
  /// Margins; nil is `auto`.
  var nearMargin: Double?
  var farMargin: Double?
  /// The static position, as a place in the containing block and the edge of the box that lies there.
  var staticPlace: Double
  var staticEdge: Edge
  /// Whether the near margin gives way when both insets are set and the box is too large or small.
  var farWins: Bool

  var margins: Double { (nearMargin ?? 0) + (farMargin ?? 0) }

  /// The room for the margin box.
  var available: Double {
    let space: Double
    switch (near, far) {
    case (nil, nil):
      switch staticEdge {
      case .start: space = room - staticPlace
      case .end: space = staticPlace
      case .center: space = 2 * min(staticPlace, room - staticPlace)
      }
    case let (near?, nil): space = room - near
    case let (nil, far?): space = room - far
    case let (near?, far?): space = room - near - far
    }
    return max(0, space - margins)
  }

  /// Where the border box starts.
  func position(size: Double, centred: Edge?) -> Double {
    switch (near, far) {
    case (nil, nil):
      switch staticEdge {
      case .start: return staticPlace + (nearMargin ?? 0)
      case .end: return staticPlace - size - (farMargin ?? 0)
      case .center: return staticPlace - (size + margins) / 2 + (nearMargin ?? 0)
      }
    case let (near?, nil): return near + (nearMargin ?? 0)
    case let (nil, far?): return room - far - size - (farMargin ?? 0)
    case let (near?, far?): return filled(near: near, far: far, size: size, alignment: centred)
    }
  }

  private func filled(near: Double, far: Double, size: Double, alignment: Edge?) -> Double {
    let free = room - near - far - size - margins
    switch (nearMargin, farMargin) {
    case (nil, nil):
      if free < 0 { return farWins ? near + free : near }
      return near + free / 2
    case (nil, _?): return near + free
    case (let margin?, nil): return near + margin
    case (let margin?, _?):
      let start = near + margin
      switch alignment {
      case .start: return start
      case .center: return start + free / 2
      case .end: return start + free
      case nil: return farWins ? start + free : start
      }
    }
  }
}

private struct AbsoluteBox {
  let engine: LayoutEngine
  let waiting: WaitingAbsolute
  let containing: BoxFrame.Rect
  let container: Int

  private var style: BoxStyle { engine.style(waiting.id) }

  func place() {
    let insets = engine.insets(waiting.id, basis: containing.width)
    let block = ContainingBlock(width: containing.width, height: containing.height)
    var horizontal = horizontalAxis
    var vertical = verticalAxis
    let height = settledHeight(vertical: vertical, block: block, insets: insets)
    let width = usedWidth(horizontal: horizontal, block: block, insets: insets, height: height)
    let constraint =
      height.map { HeightConstraint.definite($0) }
      ?? engine.heightConstraint(waiting.id, width: width, block: block, insets: insets)
    let used = engine.layout(
      waiting.id, width: width, height: constraint, percentBasis: containing.width, needsBaselines: false
    ).height
    takeStaticEdge(&horizontal, isHorizontal: true, size: width)
    takeStaticEdge(&vertical, isHorizontal: false, size: used)
    let x = horizontal.position(size: width, centred: nil)
    let y = vertical.position(size: used, centred: verticalAlignment(free: vertical, size: used))
    engine.place(
      waiting.id, x: containing.x + x, y: containing.y + y, width: width, height: constraint,
      percentBasis: containing.width)
  }

  // MARK: Sizes

  private var stretchesVertically: Bool {
    guard style.height == .auto, !style.isReplaced else { return false }
    return style.alignSelf == .auto || style.alignSelf == .normal || style.alignSelf == .stretch
  }

  private func settledHeight(vertical: PositionedAxis, block: ContainingBlock, insets: BoxEdges<Double>) -> Double? {
    if let height = engine.definiteHeight(waiting.id, block: block, insets: insets) { return height }
    guard vertical.near != nil, vertical.far != nil, stretchesVertically else { return nil }
    // A ratio and a width that is settled give the height instead.
    if style.aspectRatio != nil, widthIsSettled { return nil }
    let least = style.minHeight.resolved(against: block.height) ?? 0
    let most = style.maxHeight?.resolved(against: block.height) ?? .infinity
    return vertical.available.clamped(min: max(least, insets.vertical), max: most)
  }

  private var widthIsSettled: Bool {
    style.width != .auto || (style.inset.left != .auto && style.inset.right != .auto)
  }

  private func usedWidth(
    horizontal: PositionedAxis, block: ContainingBlock, insets: BoxEdges<Double>, height: Double?
  ) -> Double {
    let id = waiting.id
    let available = horizontal.available
    let bounds = engine.widthBounds(id, block: block, available: available, insets: insets, height: height)
    let width: Double
    if let fixed = engine.fixedWidth(
      id, style.width, block: block, available: available, insets: insets, height: height)
    {
      width = fixed
    } else if horizontal.near != nil, horizontal.far != nil, !style.isReplaced,
      style.aspectRatio == nil || height == nil || style.height == .auto
    {
      width = available
    } else {
      width = engine.autoWidth(id, block: block, available: available, insets: insets, height: height)
    }
    return width.clamped(min: bounds.min, max: bounds.max)
  }

  // MARK: Axes

  private var horizontalAxis: PositionedAxis {
    let parent = engine.frames[waiting.parent].contentRect
    return PositionedAxis(
      near: style.inset.left.resolved(against: containing.width),
      far: style.inset.right.resolved(against: containing.width), room: containing.width,
      nearMargin: style.margin.left.resolved(against: containing.width),
      farMargin: style.margin.right.resolved(against: containing.width),
      staticPlace: parent.x - containing.x, staticEdge: .start,
      farWins: engine.style(container).direction == .rtl
    ).withStatic(staticSide(isHorizontal: true, free: nil), from: parent.x - containing.x, size: parent.width)
  }

  private var verticalAxis: PositionedAxis {
    let parent = engine.frames[waiting.parent].contentRect
    return PositionedAxis(
      near: style.inset.top.resolved(against: containing.height),
      far: style.inset.bottom.resolved(against: containing.height), room: containing.height,
      nearMargin: style.margin.top.resolved(against: containing.width),
      farMargin: style.margin.bottom.resolved(against: containing.width),
      staticPlace: parent.y - containing.y, staticEdge: .start, farWins: false
    ).withStatic(staticSide(isHorizontal: false, free: nil), from: parent.y - containing.y, size: parent.height)
  }

  /// The static edge again, now that the size is known: safe and distributed alignment fall back on overflow.
  private func takeStaticEdge(_ axis: inout PositionedAxis, isHorizontal: Bool, size: Double) {
    let parent = engine.frames[waiting.parent].contentRect
    let origin = isHorizontal ? parent.x - containing.x : parent.y - containing.y
    let extent = isHorizontal ? parent.width : parent.height
    axis = axis.withStatic(
      staticSide(isHorizontal: isHorizontal, free: extent - size - axis.margins), from: origin, size: extent)
  }

  /// Where the box would lie as the only item of its parent (CSS Flexbox §4.1).
  private func staticSide(isHorizontal: Bool, free: Double?) -> PositionedAxis.Edge {
    let parent = engine.style(waiting.parent)
    let axes = FlexAxes(parent)
    let isMain = axes.isRow == isHorizontal
    let free = free ?? 0
    let distribution: FlexContainer.Distribution
    if isMain {
      let container = FlexContainer(
        engine: engine, id: waiting.parent, width: 0, height: .definite(0), insets: BoxEdges(all: 0))
      distribution = FlexContainer.distribution(
        container.justification, free: free, isSafe: parent.safeJustifyContent,
        startIsEnd: parent.flexDirection.isReverse)
    } else {
      let inherits = style.alignSelf == .auto
      distribution = FlexContainer.distribution(
        FlexContainer.itemAlignment(
          inherits ? parent.alignItems : style.alignSelf,
          follows: axes.isRow || style.direction == parent.direction), free: free,
        isSafe: inherits ? parent.safeAlignItems : style.safeAlignSelf,
        startIsEnd: parent.flexWrap == .wrapReverse)
    }
    let isReversed = isMain ? axes.mainIsReversed : axes.crossIsReversed
    switch distribution {
    case .start, .between: return isReversed ? .end : .start
    case .end: return isReversed ? .start : .end
    case .center, .around, .evenly: return .center
    }
  }

  /// CSS Box Alignment 3, §6.2: `align-self` between two insets.
  private func verticalAlignment(free axis: PositionedAxis, size: Double) -> PositionedAxis.Edge? {
    guard axis.near != nil, axis.far != nil else { return nil }
    let overflows = size > axis.available
    if style.safeAlignSelf && overflows { return .start }
    switch style.alignSelf {
    case .center: return .center
    case .end, .flexEnd, .lastBaseline: return .end
    case .start, .flexStart, .baseline: return .start
    default: return nil
    }
  }
}

extension PositionedAxis {
  fileprivate func withStatic(_ edge: Edge, from origin: Double, size: Double) -> PositionedAxis {
    var axis = self
    axis.staticEdge = edge
    switch edge {
    case .start: axis.staticPlace = origin
    case .center: axis.staticPlace = origin + size / 2
    case .end: axis.staticPlace = origin + size
    }
    return axis
  }
}
