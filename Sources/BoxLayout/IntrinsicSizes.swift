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
    } else {
      width = containerContentWidth(id, kind, contentHeight: contentHeight)
    }
    caches[id].storeContentWidth(width, kind, contentHeight: contentHeight)
    return width
  }

  private func containerContentWidth(_ id: Int, _ kind: IntrinsicKind, contentHeight: Double?) -> Double {
    let style = nodes[id].style
    let items = flexChildren[id]
    guard !items.isEmpty else { return 0 }
    if !style.flexDirection.isRow {
      if style.flexWrap != .nowrap, kind == .maxContent {
        return wrappedColumnWidth(id, contentHeight: contentHeight)
      }
      return items.reduce(0) { max($0, contribution($1, kind, contentHeight: contentHeight)) }
    }
    // A row that may wrap can be as narrow as its widest item.
    if style.flexWrap != .nowrap, kind == .minContent {
      return items.reduce(0) { max($0, contribution($1, kind, contentHeight: contentHeight)) }
    }
    let gap = style.columnGap.resolved(against: nil) ?? 0
    return items.reduce(gap * Double(items.count - 1)) {
      $0 + contribution($1, kind, contentHeight: contentHeight)
    }.asSize
  }

  /// The width of a column that wraps: its lines side by side, each item at its max-content width.
  private func wrappedColumnWidth(_ id: Int, contentHeight: Double?) -> Double {
    let style = nodes[id].style
    let widest = flexChildren[id].reduce(0) { max($0, contribution($1, .maxContent, contentHeight: contentHeight)) }
    let block = ContainingBlock(width: nil, height: nil)
    let limit = style.maxHeight?.resolved(against: block.height)
    let insets = insets(id, basis: nil)
    let constraint =
      contentHeight.map { HeightConstraint.definite($0 + insets.vertical) }
      ?? .content(min: 0, max: limit ?? .infinity)
    var container = FlexContainer(
      engine: self, id: id, width: widest + insets.horizontal, height: constraint, insets: insets)
    container.run()
    return container.sumOfLineCrossSizes.asSize
  }

  /// The room that a box asks of its container (CSS Sizing 3, §5.2), margins included.
  /// - Parameter contentHeight: the container's own content height, if settled.
  private func contribution(_ id: Int, _ kind: IntrinsicKind, contentHeight: Double?) -> Double {
    let style = nodes[id].style
    let block = ContainingBlock(width: nil, height: contentHeight)
    let insets = insets(id, basis: nil)
    let margin = margins(id, basis: nil)
    let height = definiteHeight(id, block: block, insets: insets)
    var width: Double
    if let fixed = fixedContribution(id, style.width, kind, block: block, insets: insets, height: height) {
      width = fixed
    } else if style.isReplaced, kind == .minContent, style.width.isPercent || style.maxWidth?.isPercent == true {
      // A picture with a relative width can be squeezed (CSS Sizing 3, §5.2.2).
      width = insets.horizontal
    } else if let ratio = preferredRatio(id), let height {
      width = ratio.width(fromHeight: height, insets: insets)
      if style.minWidth == .auto, !style.isReplaced, style.overflow == .visible {
        width = max(width, intrinsicWidth(id, .minContent, insets: insets, height: height))
      }
    } else {
      width = intrinsicWidth(id, kind, insets: insets, height: height)
      if let ratio = preferredRatio(id) {
        let bounds = transferredWidthBounds(id, ratio: ratio, block: block, insets: insets)
        width = width.clamped(min: bounds.min, max: bounds.max)
      }
    }
    let least = fixedContribution(id, style.minWidth, kind, block: block, insets: insets, height: height) ?? 0
    let most =
      style.maxWidth.flatMap {
        fixedContribution(id, $0, kind, block: block, insets: insets, height: height)
      } ?? .infinity
    width = width.clamped(min: max(least, insets.horizontal), max: most)
    return (width + margin.horizontal).clampedToLayoutRange
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
