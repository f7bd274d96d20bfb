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
      AbsoluteBox(
        engine: self, id: box.id, parent: box.parent,
        isInOwnGrid: box.parent == container && style(container).display == .grid, inset: style(box.id).inset,
        containing: containingRect(of: box, in: container), direction: style(container).direction
      ).place()
    }
  }

  /// The padding box of the containing block, or in a grid of one's own parent the area of the lines that one names
  /// (CSS Grid Layout 2, §9).
  private func containingRect(of box: WaitingAbsolute, in container: Int) -> BoxFrame.Rect {
    let padding = frames[container].paddingRect
    guard box.parent == container, let lines = gridLines[container] else { return padding }
    let content = frames[container].contentRect
    let (left, right) = lines.horizontal(style(box.id).gridColumn)
    let (top, bottom) = lines.vertical(style(box.id).gridRow)
    let x = left.map { content.x + $0 } ?? padding.x
    let y = top.map { content.y + $0 } ?? padding.y
    return BoxFrame.Rect(
      x: x, y: y, width: max(0, (right.map { content.x + $0 } ?? padding.x + padding.width) - x),
      height: max(0, (bottom.map { content.y + $0 } ?? padding.y + padding.height) - y))
  }

  /// Places the root, which fills the card as an absolutely positioned box with insets of zero does.
  func placeRoot(_ root: Int, card: BoxFrame.Rect, direction: BoxStyle.Direction) {
    let inset = style(root).inset.map { $0 == .auto ? .zero : $0 }
    AbsoluteBox(engine: self, id: root, parent: nil, inset: inset, containing: card, direction: direction).place()
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
  /// Whether the start edge of the containing block is the far one.
  var farWins: Bool
  var isHorizontal: Bool
  /// Whether the alignment between two insets was asked to be safe.
  var isSafe = false

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
    case (let near?, nil): space = room - near
    case (nil, let far?): space = room - far
    case (let near?, let far?): space = room - near - far
    }
    return max(0, max(0, space) - margins)
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
    case (let near?, nil): return near + (nearMargin ?? 0)
    case (nil, let far?): return room - far - size - (farMargin ?? 0)
    case (let near?, let far?): return filled(near: near, far: far, size: size, alignment: centred)
    }
  }

  private func filled(near: Double, far: Double, size: Double, alignment: Edge?) -> Double {
    let free = room - near - far - size - margins
    switch (nearMargin, farMargin) {
    case (nil, nil):
      // CSS 2.2, §10.3.7 and §10.6.4: only across the line do margins become negative.
      if free < 0, isHorizontal { return farWins ? near + free : near }
      return near + free / 2
    case (nil, _?): return near + free
    case (let margin?, nil): return near + margin
    case (let margin?, _?):
      guard let alignment else { return near + margin + (farWins ? free : 0) }
      return near + margin + aligned(alignment, free: free, near: near, far: far, size: size)
    }
  }

  /// CSS Box Alignment 3, §4.4: what does not fit between the insets stays, if it can, in the larger of that room and
  /// the containing block, and begins at its start edge if it cannot.
  private func aligned(_ edge: Edge, free: Double, near: Double, far: Double, size: Double) -> Double {
    let offset: Double
    switch edge {
    case .start: offset = 0
    case .center: offset = free / 2
    case .end: offset = free
    }
    guard free < 0 else { return offset }
    if isSafe { return farWins ? free : 0 }
    let first = min(0, near)
    let last = max(room, room - far)
    let outer = size + margins
    let within: (Double) -> Double = { farWins ? max(first, $0) : min(last - outer, $0) }
    let placed = farWins ? min(last - outer, within(near + offset)) : max(first, within(near + offset))
    return placed - near
  }
}

private struct AbsoluteBox {
  let engine: LayoutEngine
  let id: Int
  /// The flex container that gives the static position; `nil` for the root.
  let parent: Int?
  /// Whether the parent is a grid and the containing block, whose area is the static position too.
  var isInOwnGrid = false
  let inset: BoxEdges<BoxLength>
  let containing: BoxFrame.Rect
  /// The direction of the containing block.
  let direction: BoxStyle.Direction

  private var style: BoxStyle { engine.style(id) }

  func place() {
    let insets = engine.insets(id, basis: containing.width)
    let block = ContainingBlock(width: containing.width, height: containing.height)
    var horizontal = horizontalAxis
    var vertical = verticalAxis
    let height = settledHeight(vertical: vertical, block: block, insets: insets)
    let width = usedWidth(horizontal: horizontal, block: block, insets: insets, height: height)
    var constraint = engine.heightConstraint(id, width: width, block: block, insets: insets)
    if style.height == .auto, let height, engine.preferredRatio(id) == nil {
      let limits = engine.heightBounds(id, width: width, block: block, insets: insets, filling: height)
      constraint = .definite(height.clamped(min: limits.min, max: limits.max))
    }
    let used = engine.layout(
      id, width: width, height: constraint, percentBasis: containing.width, needsBaselines: false
    ).height
    takeStaticEdge(&horizontal, isHorizontal: true, size: width)
    takeStaticEdge(&vertical, isHorizontal: false, size: used)
    let x = horizontal.position(size: width, centred: horizontalAlignment)
    let y = vertical.position(size: used, centred: verticalAlignment)
    engine.place(
      id, x: containing.x + x, y: containing.y + y, width: width, height: constraint,
      percentBasis: containing.width, isRoot: parent == nil,
      rules: rules(width: width, height: used, horizontal: horizontal, block: block, insets: insets))
  }

  /// How the sizes came about, where that was asked for.
  private func rules(
    width: Double, height: Double, horizontal: PositionedAxis, block: ContainingBlock, insets: BoxEdges<Double>
  ) -> SizeRules? {
    guard engine.explains else { return nil }
    let filling: SizeRule.Source = parent == nil ? .card : .insets
    let fillsWidth = style.width == .auto && inset.left != .auto && inset.right != .auto && !style.isReplaced
    let fillsHeight = inset.top != .auto && inset.bottom != .auto && stretchesVertically
    let hasRatio = engine.preferredRatio(id) != nil
    return SizeRules(
      width: fillsWidth && !(hasRatio && style.height != .auto)
        ? SizeRule(filling)
        : engine.widthRule(id, width: width, available: horizontal.available, block: block, insets: insets),
      height: fillsHeight && !hasRatio
        ? SizeRule(filling) : engine.heightRule(id, height: height, width: width, block: block, insets: insets))
  }

  // MARK: Sizes

  private var stretchesVertically: Bool {
    guard style.height == .auto, !style.isReplaced else { return false }
    return style.alignSelf == .auto || style.alignSelf == .normal || style.alignSelf == .stretch
  }

  private var stretchesHorizontally: Bool {
    guard !style.isReplaced else { return false }
    return style.justifySelf == .auto || style.justifySelf == .normal || style.justifySelf == .stretch
  }

  private func settledHeight(vertical: PositionedAxis, block: ContainingBlock, insets: BoxEdges<Double>) -> Double? {
    if let height = engine.definiteHeight(id, block: block, insets: insets) { return height }
    guard vertical.near != nil, vertical.far != nil, stretchesVertically else { return nil }
    // A ratio and a width that is settled give the height instead.
    if style.aspectRatio != nil, widthIsSettled { return nil }
    let least = style.minHeight.resolved(against: block.height) ?? 0
    let most = style.maxHeight?.resolved(against: block.height) ?? .infinity
    return vertical.available.clamped(min: max(least, insets.vertical), max: most)
  }

  private var widthIsSettled: Bool {
    guard style.width == .auto else { return style.width.resolved(against: containing.width) != nil }
    return inset.left != .auto && inset.right != .auto && style.alignSelf != .stretch
  }

  private func usedWidth(
    horizontal: PositionedAxis, block: ContainingBlock, insets: BoxEdges<Double>, height: Double?
  ) -> Double {
    let id = id
    let available = horizontal.available
    let bounds = engine.widthBounds(id, block: block, available: available, insets: insets, height: height)
    var width: Double
    if let fixed = engine.fixedWidth(
      id, style.width, block: block, available: available, insets: insets, height: height)
    {
      width = fixed
    } else if horizontal.near != nil, horizontal.far != nil, stretchesHorizontally,
      style.aspectRatio == nil || height == nil
    {
      width = available
      if height == nil, let ratio = engine.preferredRatio(id) {
        let limits = engine.transferredWidthBounds(id, ratio: ratio, block: block, insets: insets)
        width = width.clamped(min: limits.min, max: limits.max)
      }
    } else {
      width = engine.autoWidth(id, block: block, available: available, insets: insets, height: height)
    }
    return width.clamped(min: bounds.min, max: bounds.max)
  }

  // MARK: Axes

  /// The rectangle of the static position, in the containing block's coordinates.
  private var staticRect: BoxFrame.Rect {
    guard let parent, !isInOwnGrid else {
      return BoxFrame.Rect(x: 0, y: 0, width: containing.width, height: containing.height)
    }
    var rect = engine.frames[parent].contentRect
    rect.x -= containing.x
    rect.y -= containing.y
    return rect
  }

  private var horizontalAxis: PositionedAxis {
    PositionedAxis(
      near: inset.left.resolved(against: containing.width),
      far: inset.right.resolved(against: containing.width), room: containing.width,
      nearMargin: style.margin.left.resolved(against: containing.width),
      farMargin: style.margin.right.resolved(against: containing.width),
      staticPlace: 0, staticEdge: .start, farWins: direction == .rtl, isHorizontal: true,
      isSafe: style.safeJustifySelf
    ).withStatic(
      staticSide(isHorizontal: true, free: nil), from: staticRect.x, size: staticRect.width
    ).withStrongerInset()
  }

  private var verticalAxis: PositionedAxis {
    PositionedAxis(
      near: inset.top.resolved(against: containing.height),
      far: inset.bottom.resolved(against: containing.height), room: containing.height,
      nearMargin: style.margin.top.resolved(against: containing.width),
      farMargin: style.margin.bottom.resolved(against: containing.width),
      staticPlace: 0, staticEdge: .start, farWins: false, isHorizontal: false,
      isSafe: style.safeAlignSelf
    ).withStatic(
      staticSide(isHorizontal: false, free: nil), from: staticRect.y, size: staticRect.height
    ).withStrongerInset()
  }

  /// The static edge again, now that the size is known: safe and distributed alignment fall back on overflow.
  private func takeStaticEdge(_ axis: inout PositionedAxis, isHorizontal: Bool, size: Double) {
    let origin = isHorizontal ? staticRect.x : staticRect.y
    let extent = isHorizontal ? staticRect.width : staticRect.height
    axis = axis.withStatic(
      staticSide(isHorizontal: isHorizontal, free: extent - size - axis.margins), from: origin, size: extent)
  }

  /// Where the box would lie as the only item of its parent (CSS Flexbox §4.1). As in browsers, only a `safe` of the
  /// box itself counts, and what distributes space centres even a box that is too large.
  private func staticSide(isHorizontal: Bool, free: Double?) -> PositionedAxis.Edge {
    guard let parentID = parent else { return .start }
    let parent = engine.style(parentID)
    if parent.display == .grid { return gridStaticSide(isHorizontal: isHorizontal, free: free ?? 0, of: parent) }
    let axes = FlexAxes(parent)
    let isMain = axes.isRow == isHorizontal
    let distribution: FlexContainer.Distribution
    if isMain {
      distribution = FlexContainer.distribution(
        FlexContainer.justification(of: parent), free: 0, isSafe: false, startIsEnd: parent.flexDirection.isReverse)
    } else {
      let inherits = style.alignSelf == .auto
      let alignment = FlexContainer.itemAlignment(
        inherits ? parent.alignItems : style.alignSelf,
        follows: axes.isRow || style.direction == parent.direction)
      // There is nothing to share a baseline with.
      let fallback: BoxAlignment =
        alignment == .baseline ? .start : alignment == .lastBaseline ? .end : alignment
      distribution = FlexContainer.distribution(
        fallback, free: free ?? 0, isSafe: !inherits && style.safeAlignSelf,
        startIsEnd: parent.flexWrap == .wrapReverse)
    }
    let isReversed = isMain ? axes.mainIsReversed : axes.crossIsReversed
    switch distribution {
    case .start, .between: return isReversed ? .end : .start
    case .end: return isReversed ? .start : .end
    case .center, .around, .evenly: return .center
    }
  }

  /// CSS Grid Layout 2, §9: as the only item of an area as large as the content box.
  private func gridStaticSide(isHorizontal: Bool, free: Double, of parent: BoxStyle) -> PositionedAxis.Edge {
    let isReversed = isHorizontal && parent.direction == .rtl
    let own = isHorizontal ? style.justifySelf : style.alignSelf
    let inherits = own == .auto
    let chosen = inherits ? (isHorizontal ? parent.justifyItems : parent.alignItems) : own
    let isSafe = !inherits && (isHorizontal ? style.safeJustifySelf : style.safeAlignSelf)
    if isSafe, free < 0 { return isReversed ? .end : .start }
    return edge(chosen, isReversed: isReversed, follows: !isHorizontal || style.direction == parent.direction)
      ?? (isReversed ? .end : .start)
  }

  /// Which physical edge a keyword means, seen from the left or the top; `nil` for `normal`.
  private func edge(_ alignment: BoxAlignment, isReversed: Bool, follows: Bool) -> PositionedAxis.Edge? {
    let start: PositionedAxis.Edge = isReversed ? .end : .start
    let end: PositionedAxis.Edge = isReversed ? .start : .end
    switch alignment {
    case .center: return .center
    case .end, .flexEnd, .lastBaseline: return end
    case .start, .flexStart, .baseline, .stretch: return start
    case .selfStart: return follows ? start : end
    case .selfEnd: return follows ? end : start
    case .left: return .start
    case .right: return .end
    default: return nil
    }
  }

  /// CSS Box Alignment 3, §6.2: `align-self` between two insets.
  private var verticalAlignment: PositionedAxis.Edge? { edge(style.alignSelf, isReversed: false, follows: true) }

  /// CSS Box Alignment 3, §6.1: `justify-self` between two insets.
  private var horizontalAlignment: PositionedAxis.Edge? {
    edge(style.justifySelf, isReversed: direction == .rtl, follows: style.direction == direction)
  }
}

extension PositionedAxis {
  /// CSS Positioned Layout 4, §4.1: where two insets leave less than nothing, the weaker one gives way.
  fileprivate func withStrongerInset() -> PositionedAxis {
    guard let near, let far, near + far > room else { return self }
    var axis = self
    if farWins { axis.near = room - far } else { axis.far = room - near }
    return axis
  }

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
