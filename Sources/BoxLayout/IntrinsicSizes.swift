/// Sizes that follow from content: CSS Flexbox §9.9 as browsers do it, and the measuring of leaves.
extension LayoutEngine {
  /// A leaf's size without any limit; for a picture its natural size.
  func naturalSize(_ id: Int) -> MeasuredSize {
    if let known = caches[id].natural { return known }
    let size = nodes[id].measure?(MeasureRequest()).sanitized ?? MeasuredSize(width: 0, height: 0)
    caches[id].natural = size
    return size
  }

  /// A leaf's content at a settled width.
  func measure(_ id: Int, contentWidth: Double) -> MeasuredSize {
    if let natural = caches[id].natural, abs(natural.width - contentWidth) <= 1e-6 { return natural }
    if let known = caches[id].measured(width: contentWidth) { return known }
    let request = MeasureRequest(knownWidth: contentWidth, availableWidth: .definite(contentWidth))
    let size = nodes[id].measure?(request).sanitized ?? MeasuredSize(width: 0, height: 0)
    caches[id].storeMeasured(size, width: contentWidth)
    return size
  }

  /// The min-content or max-content width of a box's content box.
  func contentWidth(_ id: Int, _ kind: IntrinsicKind, contentHeight: Double?) -> Double {
    let contentHeight = nodes[id].widthDependsOnHeight ? contentHeight : nil
    if let known = caches[id].contentWidth(kind, contentHeight: contentHeight) { return known }
    let width: Double
    if let measure = nodes[id].measure {
      if kind == .maxContent || nodes[id].style.isReplaced {
        width = naturalSize(id).width
      } else {
        width = measure(MeasureRequest(availableWidth: .minContent)).sanitized.width
      }
    } else if let grid = nodes[id].grid {
      width = GridBuilder(engine: self, id: id, grid: grid).contentWidth(kind).asSize
    } else {
      width = containerContentWidth(id, kind, contentHeight: contentHeight)
    }
    caches[id].storeContentWidth(width, kind, contentHeight: contentHeight)
    return width
  }

  private func containerContentWidth(_ id: Int, _ kind: IntrinsicKind, contentHeight: Double?) -> Double {
    let style = nodes[id].style
    let items = flexChildren(id)
    let row = style.flexDirection.isRow ? style : nil
    guard !items.isEmpty else { return 0 }
    if !style.flexDirection.isRow {
      if style.flexWrap != .nowrap, kind == .maxContent {
        return wrappedColumnWidth(id, contentHeight: contentHeight)
      }
      return items.reduce(0) { max($0, contribution($1, kind, contentHeight: contentHeight, inRow: row)) }
    }
    // A row that may wrap can be as narrow as its widest item.
    if style.flexWrap != .nowrap, kind == .minContent {
      return items.reduce(0) { max($0, contribution($1, kind, contentHeight: contentHeight, inRow: row)) }
    }
    let gap = style.columnGap.resolved(against: nil) ?? 0
    var sum = gap * Double(items.count - 1)
    var hasNegative = false
    for item in items {
      let width = contribution(item, kind, contentHeight: contentHeight, inRow: row)
      sum += width
      hasNegative = hasNegative || width < 0
    }
    guard style.flexWrap != .nowrap, hasNegative else { return sum.asSize }
    return max(sum.asSize, self.contentWidth(id, .minContent, contentHeight: contentHeight))
  }

  /// The width of a column that wraps: its lines side by side, each item at its max-content width.
  private func wrappedColumnWidth(_ id: Int, contentHeight: Double?) -> Double {
    let style = nodes[id].style
    let widest = flexChildren(id).reduce(0) { max($0, contribution($1, .maxContent, contentHeight: contentHeight)) }
    let limit = style.maxHeight?.resolved(against: nil)
    // Nothing makes it wrap.
    if contentHeight == nil, limit == nil { return widest.asSize }
    let insets = insets(id, basis: nil)
    let constraint =
      contentHeight.map { HeightConstraint.definite($0 + insets.vertical) }
      ?? .content(min: 0, max: limit ?? .infinity)
    var container = FlexContainer(
      engine: self, id: id, width: widest + insets.horizontal, height: constraint, insets: insets,
      measuresContent: true)
    container.run()
    return container.sumOfLineCrossSizes.asSize
  }

  /// The room that a box asks of its container (CSS Sizing 3, §5.2), margins included.
  /// - Parameter contentHeight: the container's own content height, if settled.
  func contribution(_ id: Int, _ kind: IntrinsicKind, contentHeight: Double?, inRow row: BoxStyle? = nil)
    -> Double
  {
    let style = nodes[id].style
    let block = ContainingBlock(width: nil, height: contentHeight)
    let insets = insets(id, basis: nil)
    let margin = margins(id, basis: nil)
    let height =
      definiteHeight(id, block: block, insets: insets)
      ?? row.flatMap { stretchedHeight(id, in: $0, block: block, insets: insets, margin: margin) }
    var width: Double
    if let fixed = fixedContribution(id, style.width, kind, block: block, insets: insets, height: height) {
      let isKeyword = style.width.isContentKeyword
      width = isKeyword ? max(fixed, contentMinimum(id, insets: insets, height: height)) : fixed
    } else if style.isReplaced, kind == .minContent, style.width.isPercent || style.maxWidth?.isPercent == true {
      // A picture with a relative width can be squeezed (CSS Sizing 3, §5.2.2).
      width = insets.horizontal
    } else {
      width = max(
        intrinsicWidth(id, kind, insets: insets, height: height), contentMinimum(id, insets: insets, height: height))
      if height == nil, let ratio = preferredRatio(id) {
        let bounds = transferredWidthBounds(id, ratio: ratio, block: block, insets: insets)
        width = width.clamped(min: bounds.min, max: bounds.max)
      }
    }
    let most =
      style.maxWidth.flatMap {
        fixedContribution(id, $0, kind, block: block, insets: insets, height: height)
      } ?? .infinity
    var least = fixedContribution(id, style.minWidth, .minContent, block: block, insets: insets, height: height) ?? 0
    if let row, row.flexWrap == .nowrap || kind == .maxContent, case .px(let basis) = style.flexBasis {
      // CSS Flexbox §9.9.2: the flex base size is a limit in the directions in which the item cannot flex.
      if style.minWidth == .auto, style.overflow == .visible {
        let content = max(
          intrinsicWidth(id, .minContent, insets: insets, height: height),
          contentMinimum(id, insets: insets, height: height))
        let fixed = fixedWidth(id, style.width, block: block, available: nil, insets: insets, height: height)
        least = min(content, fixed ?? content, most)
      }
      if style.flexGrow == 0 { width = min(width, basis) }
      if style.flexShrink == 0 { width = max(width, basis) }
    }
    width = width.clamped(min: max(least, insets.horizontal), max: most)
    return (width + margin.horizontal).clampedToLayoutRange
  }

  /// The height of an item that fills a row of settled height (CSS Flexbox §9.8 rule 1).
  private func stretchedHeight(
    _ id: Int, in row: BoxStyle, block: ContainingBlock, insets: BoxEdges<Double>, margin: BoxEdges<Double>
  ) -> Double? {
    let style = nodes[id].style
    guard let room = block.height, row.flexWrap == .nowrap, style.height == .auto,
      style.margin.top != .auto, style.margin.bottom != .auto,
      FlexContainer.itemAlignment(style.alignSelf == .auto ? row.alignItems : style.alignSelf, follows: true)
        == .stretch
    else { return nil }
    let least = style.minHeight.resolved(against: room) ?? 0
    let most = style.maxHeight?.resolved(against: room) ?? .infinity
    return max(0, room - margin.vertical).clamped(min: max(least, insets.vertical), max: most)
  }

  /// A width property as a contribution: percentages have nothing to refer to, and `fit-content` asks what is asked.
  private func fixedContribution(
    _ id: Int, _ length: BoxLength, _ kind: IntrinsicKind, block: ContainingBlock, insets: BoxEdges<Double>,
    height: Double?
  ) -> Double? {
    if length == .fitContent { return intrinsicWidth(id, kind, insets: insets, height: height) }
    return fixedWidth(id, length, block: block, available: nil, insets: insets, height: height)
  }
}
