/// §9.5 and §9.6: positions along both axes.
extension FlexContainer {
  /// A content-distribution keyword reduced to flow-relative edges.
  enum Distribution { case start, end, center, between, around, evenly }

  /// Where the first of `count` things starts and how much space lies between two, for free space to distribute.
  static func offsets(_ distribution: Distribution, free: Double, count: Int) -> (first: Double, between: Double) {
    let count = Double(max(count, 1))
    switch distribution {
    case .start: return (0, 0)
    case .end: return (free, 0)
    case .center: return (free / 2, 0)
    case .between: return (0, count > 1 ? free / (count - 1) : 0)
    case .around: return (free / count / 2, free / count)
    case .evenly: return (free / (count + 1), free / (count + 1))
    }
  }

  /// Reduces a keyword, with the fallbacks of CSS Box Alignment 3, §5.3 where things do not fit.
  /// - Parameter startIsEnd: whether `start` is the far edge: the flow-relative axis runs against the writing mode.
  static func distribution(_ alignment: BoxAlignment, free: Double, isSafe: Bool, startIsEnd: Bool) -> Distribution {
    let start: Distribution = startIsEnd ? .end : .start
    let overflows = free < 0
    if overflows && isSafe { return start }
    switch alignment {
    case .start: return start
    case .end, .lastBaseline: return startIsEnd ? .start : .end
    case .flexEnd: return .end
    case .center: return .center
    case .spaceBetween: return overflows ? .start : .between
    case .spaceAround: return overflows ? start : .around
    case .spaceEvenly: return overflows ? start : .evenly
    default: return .start
    }
  }

  /// `justify-content` with `left` and `right` made flow-relative.
  static func justification(of style: BoxStyle) -> BoxAlignment {
    let axes = FlexAxes(style)
    switch style.justifyContent {
    case .left: return axes.isRow ? (axes.mainIsReversed ? .flexEnd : .flexStart) : .start
    case .right: return axes.isRow ? (axes.mainIsReversed ? .flexStart : .flexEnd) : .start
    default: return style.justifyContent
    }
  }

  /// §9.5 step 12: auto margins first, then `justify-content`.
  mutating func alignMain(_ line: FlexLine) {
    let gap = mainGap
    var free = mainSize - gap * Double(line.items.count - 1)
    var autoMargins = 0
    for index in line.items {
      let item = items[index]
      free -= item.main + axes.mainSum(item.margin)
      autoMargins += (axes.mainStart(item.hasAutoMargin) ? 1 : 0) + (axes.mainEnd(item.hasAutoMargin) ? 1 : 0)
    }
    let autoMargin = autoMargins > 0 ? max(0, free) / Double(autoMargins) : 0
    if autoMargins > 0, free > 0 { free = 0 }
    let distribution = Self.distribution(
      Self.justification(of: style), free: free, isSafe: style.safeJustifyContent,
      startIsEnd: style.flexDirection.isReverse)
    let offsets = Self.offsets(distribution, free: free, count: line.items.count)
    var position = offsets.first
    for index in line.items {
      let item = items[index]
      position += axes.mainStart(item.margin) + (axes.mainStart(item.hasAutoMargin) ? autoMargin : 0)
      items[index].mainOffset = position
      position += item.main + axes.mainEnd(item.margin) + (axes.mainEnd(item.hasAutoMargin) ? autoMargin : 0)
      position += gap + offsets.between
    }
  }

  /// §9.6 step 16: `align-content`. A single-line container has one line as large as itself.
  mutating func alignLines() {
    guard !isSingleLine else { return }
    let free = crossSize - sumOfLineCrossSizes
    let distribution = Self.distribution(
      style.alignContent, free: free, isSafe: style.safeAlignContent,
      startIsEnd: style.flexWrap == .wrapReverse)
    let offsets = Self.offsets(distribution, free: free, count: lines.count)
    var position = offsets.first
    for index in lines.indices {
      lines[index].crossOffset = position
      position += lines[index].crossSize + crossGap + offsets.between
    }
  }

  /// §9.6 steps 13 and 14: items within their lines.
  mutating func alignCross() {
    for line in lines {
      for index in line.items {
        items[index].crossOffset = line.crossOffset + crossOffset(of: items[index], in: line)
      }
    }
  }

  private func crossOffset(of item: FlexItem, in line: FlexLine) -> Double {
    let start = axes.crossStart(item.margin)
    let free = line.crossSize - item.cross - axes.crossSum(item.margin)
    switch (axes.crossStart(item.hasAutoMargin), axes.crossEnd(item.hasAutoMargin)) {
    case (true, true): return start + max(0, free) / 2
    case (true, false): return start + max(0, free)
    case (false, true): return start
    case (false, false): break
    }
    if let distances = baselineDistances(of: item) {
      if item.alignment == .baseline { return start + line.firstBaselineDepth - distances.start }
      return start + free - (line.lastBaselineDepth - distances.end)
    }
    let distribution = Self.distribution(
      item.alignment, free: free, isSafe: item.isSafe, startIsEnd: style.flexWrap == .wrapReverse)
    return start + Self.offsets(distribution, free: free, count: 1).first
  }
}
