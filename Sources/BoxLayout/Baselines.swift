/// §8.3 and §8.5: baselines of items and of the container.
extension FlexContainer {
  /// Whether an item shares a baseline with others; only in rows is the baseline along the main axis.
  func takesPartInBaselines(_ item: FlexItem) -> Bool {
    guard axes.isRow, item.alignment == .baseline || item.alignment == .lastBaseline else { return false }
    return !item.hasAutoMargin.top && !item.hasAutoMargin.bottom
  }

  mutating func measureBaselines(_ line: inout FlexLine) {
    for index in line.items where takesPartInBaselines(items[index]) {
      let item = items[index]
      let result = layoutForBaseline(item)
      items[index].baseline =
        (item.alignment == .baseline ? result.firstBaseline : result.lastBaseline) ?? item.cross
    }
  }

  private func layoutForBaseline(_ item: FlexItem) -> LayoutResult {
    engine.layout(
      item.id, width: width(of: item), height: heightConstraint(of: item), percentBasis: innerWidth,
      needsBaselines: true)
  }

  /// The distances from an item's baseline to its cross-start and cross-end margin edges.
  func baselineDistances(of item: FlexItem) -> (start: Double, end: Double)? {
    guard let baseline = item.baseline else { return nil }
    let above = baseline + item.margin.top
    let below = item.cross - baseline + item.margin.bottom
    return axes.crossIsReversed ? (below, above) : (above, below)
  }

  /// §8.5: the container's baseline, from its own top edge.
  func containerBaseline(isLast: Bool) -> Double? {
    guard let line = isLast ? lines.last : lines.first else { return nil }
    let sharing = line.items.filter { items[$0].baseline != nil }
    let sought: BoxAlignment = isLast ? .lastBaseline : .baseline
    let index: Int
    if axes.isRow, let shared = sharing.first(where: { items[$0].alignment == sought }) ?? sharing.first {
      index = shared
    } else {
      index = isLast ? line.items.upperBound - 1 : line.items.lowerBound
    }
    let item = items[index]
    let result = layoutForBaseline(item)
    let own = isLast ? result.lastBaseline : result.firstBaseline
    return position(of: item).y + (own ?? height(of: item))
  }
}
