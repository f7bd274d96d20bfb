/// The box that percentages refer to: its content size, or for absolutely positioned boxes its padding box.
struct ContainingBlock {
  var width: Double?
  var height: Double?
}

/// A preferred aspect ratio (CSS Sizing 4, §5.1) and the box that it holds for.
struct PreferredRatio {
  var value: Double
  /// A picture's natural ratio is that of its content; the `aspect-ratio` property follows `box-sizing: border-box`.
  var appliesToContent: Bool

  func width(fromHeight height: Double, insets: BoxEdges<Double>) -> Double {
    let width =
      appliesToContent ? max(0, height - insets.vertical) * value + insets.horizontal : height * value
    return max(width, insets.horizontal).asSize
  }

  func height(fromWidth width: Double, insets: BoxEdges<Double>) -> Double {
    let height =
      appliesToContent ? max(0, width - insets.horizontal) / value + insets.vertical : width / value
    return max(height, insets.vertical).asSize
  }
}

extension LayoutEngine {
  /// Resolved paddings; percentages refer to the containing block's width, and count as zero while that is unknown.
  func padding(_ id: Int, basis: Double?) -> BoxEdges<Double> {
    nodes[id].style.padding.map { $0.resolved(against: basis) ?? 0 }
  }

  /// Padding plus border.
  func insets(_ id: Int, basis: Double?) -> BoxEdges<Double> {
    padding(id, basis: basis) + nodes[id].style.border
  }

  /// Resolved margins; `auto` counts as zero.
  func margins(_ id: Int, basis: Double?) -> BoxEdges<Double> {
    nodes[id].style.margin.map { $0.resolved(against: basis) ?? 0 }
  }

  func hasPercentPadding(_ id: Int) -> Bool {
    let padding = nodes[id].style.padding
    return padding.top.isPercent || padding.right.isPercent || padding.bottom.isPercent || padding.left.isPercent
  }

  func preferredRatio(_ id: Int) -> PreferredRatio? {
    let style = nodes[id].style
    if let ratio = style.aspectRatio { return PreferredRatio(value: ratio, appliesToContent: false) }
    guard style.isReplaced else { return nil }
    let natural = naturalSize(id)
    guard natural.width > 0, natural.height > 0 else { return nil }
    return PreferredRatio(value: natural.width / natural.height, appliesToContent: true)
  }

  /// The automatic minimum of a box with a ratio is its content (CSS Sizing 4, §5.2), unless it hides what overflows.
  private func contentLimitsRatio(_ id: Int, minimum: BoxLength) -> Bool {
    minimum == .auto && !nodes[id].style.isReplaced && nodes[id].style.overflow == .visible
  }
}

// MARK: - Widths

extension LayoutEngine {
  /// A width that does not depend on the room left over: px, percentages and content keywords. Nil for `auto`.
  func fixedWidth(
    _ id: Int, _ length: BoxLength, block: ContainingBlock, available: Double?, insets: BoxEdges<Double>,
    height: Double?
  ) -> Double? {
    if let width = length.resolved(against: block.width) { return max(width, insets.horizontal) }
    var width: Double
    switch length {
    case .minContent: width = intrinsicWidth(id, .minContent, insets: insets, height: height)
    case .maxContent: width = intrinsicWidth(id, .maxContent, insets: insets, height: height)
    case .fitContent: width = fitContentWidth(id, available: available, insets: insets, height: height)
    default: return nil
    }
    if height == nil, let ratio = preferredRatio(id) {
      let bounds = transferredWidthBounds(id, ratio: ratio, block: block, insets: insets)
      width = width.clamped(min: bounds.min, max: bounds.max)
    }
    return width
  }

  /// The border-box width that the content asks for.
  func intrinsicWidth(_ id: Int, _ kind: IntrinsicKind, insets: BoxEdges<Double>, height: Double?) -> Double {
    let contentHeight = height.map { max(0, $0 - insets.vertical) }
    if let height, let ratio = preferredRatio(id) { return ratio.width(fromHeight: height, insets: insets) }
    return contentWidth(id, kind, contentHeight: contentHeight) + insets.horizontal
  }

  /// The content-based minimum width of a box with a ratio and a settled height (CSS Sizing 4, §5.2); else 0.
  func contentMinimum(_ id: Int, insets: BoxEdges<Double>, height: Double?) -> Double {
    guard let height, preferredRatio(id) != nil, contentLimitsRatio(id, minimum: style(id).minWidth) else { return 0 }
    return contentWidth(id, .minContent, contentHeight: max(0, height - insets.vertical)) + insets.horizontal
  }

  /// `fit-content` (CSS Sizing 3, §3.1): the max-content width, or less if the room is less, down to the min-content width.
  func fitContentWidth(_ id: Int, available: Double?, insets: BoxEdges<Double>, height: Double?) -> Double {
    let most = intrinsicWidth(id, .maxContent, insets: insets, height: height)
    guard let available, available < most else { return most }
    return max(available, intrinsicWidth(id, .minContent, insets: insets, height: height))
  }

  func widthBounds(
    _ id: Int, block: ContainingBlock, available: Double?, insets: BoxEdges<Double>, height: Double?
  ) -> (min: Double, max: Double) {
    let style = nodes[id].style
    let least =
      fixedWidth(id, style.minWidth, block: block, available: available, insets: insets, height: height) ?? 0
    let most = style.maxWidth.flatMap {
      fixedWidth(id, $0, block: block, available: available, insets: insets, height: height)
    }
    return (max(least, insets.horizontal), most ?? .infinity)
  }

  /// The width of a box whose `width` is `auto` and that does not stretch.
  func autoWidth(_ id: Int, block: ContainingBlock, available: Double?, insets: BoxEdges<Double>, height: Double?)
    -> Double
  {
    let width = max(
      fitContentWidth(id, available: available, insets: insets, height: height),
      contentMinimum(id, insets: insets, height: height))
    guard height == nil, let ratio = preferredRatio(id) else { return width }
    let bounds = transferredWidthBounds(id, ratio: ratio, block: block, insets: insets)
    return width.clamped(min: bounds.min, max: bounds.max)
  }

  /// Height limits seen through the ratio as width limits (CSS Sizing 4, §5.3).
  func transferredWidthBounds(_ id: Int, ratio: PreferredRatio, block: ContainingBlock, insets: BoxEdges<Double>)
    -> (min: Double, max: Double)
  {
    let style = nodes[id].style
    let least = max(style.minHeight.resolved(against: block.height) ?? 0, insets.vertical)
    let most = style.maxHeight?.resolved(against: block.height).map { ratio.width(fromHeight: $0, insets: insets) }
    return (ratio.width(fromHeight: least, insets: insets), most ?? .infinity)
  }
}

// MARK: - Heights

extension LayoutEngine {
  /// The border-box height that the style settles by itself, within its limits.
  func definiteHeight(_ id: Int, block: ContainingBlock, insets: BoxEdges<Double>) -> Double? {
    let style = nodes[id].style
    guard let height = style.height.resolved(against: block.height) else { return nil }
    let least = style.minHeight.resolved(against: block.height) ?? 0
    let most = style.maxHeight?.resolved(against: block.height) ?? .infinity
    return height.clamped(min: max(least, insets.vertical), max: most)
  }

  /// The height of the content alone, as a border-box height.
  func contentHeight(_ id: Int, width: Double, percentBasis: Double?) -> Double {
    layout(
      id, width: width, height: .content(min: 0, max: .infinity), percentBasis: percentBasis ?? 0,
      needsBaselines: false
    ).height
  }

  /// The border-box height that the content asks for, through the ratio of a box that has one.
  func intrinsicHeight(_ id: Int, width: Double, percentBasis: Double?, insets: BoxEdges<Double>) -> Double {
    preferredRatio(id)?.height(fromWidth: width, insets: insets)
      ?? contentHeight(id, width: width, percentBasis: percentBasis)
  }

  /// The limits of a height. `filling` is the height of a box that fills its containing block, which its content sees.
  func heightBounds(
    _ id: Int, width: Double, block: ContainingBlock, insets: BoxEdges<Double>, filling: Double? = nil
  ) -> (min: Double, max: Double) {
    let style = nodes[id].style
    func resolve(_ length: BoxLength) -> Double? {
      if length.isContentKeyword, let filling, preferredRatio(id) == nil {
        return layout(
          id, width: width, height: .definite(filling), percentBasis: block.width ?? 0, needsBaselines: true
        ).extent
      }
      if length.isContentKeyword {
        return intrinsicHeight(id, width: width, percentBasis: block.width, insets: insets)
      }
      return length.resolved(against: block.height)
    }
    return (max(resolve(style.minHeight) ?? 0, insets.vertical), style.maxHeight.flatMap(resolve) ?? .infinity)
  }

  /// How the style of a box gives its height once its width is settled.
  func heightConstraint(_ id: Int, width: Double, block: ContainingBlock, insets: BoxEdges<Double>) -> HeightConstraint
  {
    let style = nodes[id].style
    if let height = style.height.resolved(against: block.height) {
      let bounds = heightBounds(id, width: width, block: block, insets: insets, filling: height)
      return .definite(height.clamped(min: bounds.min, max: bounds.max))
    }
    let bounds = heightBounds(id, width: width, block: block, insets: insets)
    guard preferredRatio(id) != nil else { return .content(min: bounds.min, max: bounds.max) }
    var height = intrinsicHeight(id, width: width, percentBasis: block.width, insets: insets)
    if contentLimitsRatio(id, minimum: style.minHeight), !style.height.isPercent {
      // What can follow the height of the ratio does; the rest is the automatic minimum (CSS Sizing 4, §5.2).
      let content = layout(
        id, width: width, height: .definite(height), percentBasis: block.width ?? 0, needsBaselines: true)
      height = max(height, content.extent)
    }
    return .definite(height.clamped(min: bounds.min, max: bounds.max))
  }
}
