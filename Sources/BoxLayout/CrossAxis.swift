/// §9.4: cross sizes of items and lines.
extension FlexContainer {
  /// §9.4 step 7: each item's cross size if it does not stretch.
  mutating func findHypotheticalCrossSizes() {
    for index in items.indices {
      let item = items[index]
      if axes.isRow {
        items[index].cross = hypotheticalHeight(of: item)
      } else {
        let isSettled =
          innerHeight != nil || engine.preferredRatio(item.id) != nil
          || engine.definiteHeight(item.id, block: block, insets: item.insets) != nil
        let settled = isSettled ? item.main : nil
        items[index].cross = columnItemWidth(item, height: settled)
      }
    }
  }

  private func hypotheticalHeight(of item: FlexItem) -> Double {
    if item.stretches, isSingleLine, innerHeight != nil, let settled = settledHeight(of: item) { return settled }
    let constraint = engine.heightConstraint(item.id, width: item.main, block: block, insets: item.insets)
    return engine.layout(
      item.id, width: item.main, height: constraint, percentBasis: innerWidth,
      needsBaselines: takesPartInBaselines(item)
    ).height
  }

  /// §9.4 step 8: the cross size of each line.
  mutating func findLineCrossSizes() {
    let container = axes.isRow ? innerHeight : innerWidth
    for index in lines.indices {
      var line = lines[index]
      measureBaselines(&line)
      var size = 0.0
      var first: (above: Double, below: Double)?
      var last: (above: Double, below: Double)?
      for item in items[line.items] {
        let outer = item.cross + axes.crossSum(item.margin)
        guard let distances = baselineDistances(of: item) else {
          size = max(size, outer)
          continue
        }
        if item.alignment == .baseline {
          first = (max(first?.above ?? -.infinity, distances.start), max(first?.below ?? -.infinity, distances.end))
        } else {
          last = (max(last?.above ?? -.infinity, distances.start), max(last?.below ?? -.infinity, distances.end))
        }
      }
      size = max(size, first.map { $0.above + $0.below } ?? 0, last.map { $0.above + $0.below } ?? 0)
      line.firstBaselineDepth = first?.above ?? 0
      line.lastBaselineDepth = last?.below ?? 0
      line.contentCrossSize = size
      if isSingleLine {
        size = container ?? size.clamped(min: minInnerHeight, max: maxInnerHeight)
      }
      line.crossSize = size
      lines[index] = line
    }
  }

  /// §9.4 step 9: lines share what is left of the container.
  mutating func stretchLines() {
    guard !isSingleLine, !lines.isEmpty else { return }
    switch style.alignContent {
    case .normal, .stretch, .auto: break
    default: return
    }
    let free = crossSize - sumOfLineCrossSizes
    guard free > 0 else { return }
    for index in lines.indices { lines[index].crossSize += free / Double(lines.count) }
  }

  /// §9.4 step 11: the used cross size of stretched items. As in browsers, the other texts and boxes of a column
  /// that wraps may use the whole width of their line.
  mutating func stretchItems() {
    if !axes.isRow, !isSingleLine { widenInLines() }
    for line in lines {
      for index in line.items where items[index].stretches {
        let item = items[index]
        let size = max(0, line.crossSize - axes.crossSum(item.margin))
        let bounds =
          axes.isRow
          ? engine.heightBounds(item.id, width: item.main, block: block, insets: item.insets)
          : engine.widthBounds(
            item.id, block: block, available: size, insets: item.insets, height: nil)
        items[index].cross = size.clamped(min: bounds.min, max: bounds.max)
      }
    }
  }

  private mutating func widenInLines() {
    for line in lines {
      for index in line.items where !items[index].stretches {
        let item = items[index]
        guard engine.style(item.id).width == .auto, engine.preferredRatio(item.id) == nil else { continue }
        let room = line.crossSize - item.margin.horizontal
        guard room > innerWidth - item.margin.horizontal else { continue }
        let bounds = engine.widthBounds(item.id, block: block, available: room, insets: item.insets, height: item.main)
        items[index].cross = engine.fitContentWidth(
          item.id, available: room, insets: item.insets, height: item.main
        ).clamped(min: bounds.min, max: bounds.max)
      }
    }
  }
}
