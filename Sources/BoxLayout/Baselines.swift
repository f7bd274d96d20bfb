/// §8.3 and §8.5: baselines of items and of the container.
extension FlexContainer {
  /// Whether an item shares a baseline with others.
  func takesPartInBaselines(_ item: FlexItem) -> Bool {
    guard item.alignment == .baseline || item.alignment == .lastBaseline else { return false }
    return !axes.crossStart(item.hasAutoMargin) && !axes.crossEnd(item.hasAutoMargin)
  }

  mutating func measureBaselines(_ line: inout FlexLine) {
    for index in line.items where takesPartInBaselines(items[index]) {
      let item = items[index]
      guard axes.isRow else {
        // A box in a column has no baseline in the cross axis; its left edge stands for one (CSS Box Alignment 3, §9.1).
        items[index].baseline = 0
        continue
      }
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
    let before = baseline + (axes.isRow ? item.margin.top : item.margin.left)
    let after = item.cross - baseline + (axes.isRow ? item.margin.bottom : item.margin.right)
    return axes.crossIsReversed ? (after, before) : (before, after)
  }

  /// The container's first baseline, from its own top edge, once what is in it was placed.
  /// - Parameter y: Where the container's border box starts.
  func placedBaseline(y: Double) -> Double? {
    guard let index = baselineItem(isLast: false) else { return nil }
    let item = items[index]
    let top = position(of: item).y
    if axes.isRow, let shared = item.baseline { return top + shared }
    return top + (engine.frames[item.id].firstBaseline ?? height(of: item))
  }

  /// §8.5: the container's baseline, from its own top edge.
  func containerBaseline(isLast: Bool) -> Double? {
    guard let index = baselineItem(isLast: isLast) else { return nil }
    let item = items[index]
    if axes.isRow, let shared = item.baseline { return position(of: item).y + shared }
    let result = layoutForBaseline(item)
    let own = isLast ? result.lastBaseline : result.firstBaseline
    return position(of: item).y + (own ?? height(of: item))
  }

  /// The item that gives the container its baseline.
  private func baselineItem(isLast: Bool) -> Int? {
    // "Startmost" and "endmost" are seen from the top, whichever way lines and items run.
    guard let line = isLast != (style.flexWrap == .wrapReverse) ? lines.last : lines.first else { return nil }
    let sought: BoxAlignment = isLast ? .lastBaseline : .baseline
    if axes.isRow {
      let sharing = line.items.filter { items[$0].baseline != nil }
      if let shared = sharing.first(where: { items[$0].alignment == sought }) ?? sharing.first { return shared }
    }
    return isLast != style.flexDirection.isReverse ? line.items.upperBound - 1 : line.items.lowerBound
  }
}
