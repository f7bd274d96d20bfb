/// The flex layout algorithm (CSS Flexbox Level 1, §9) for one container at one size.
struct FlexContainer {
  let engine: LayoutEngine
  let id: Int
  let axes: FlexAxes
  /// Padding plus border of the container.
  let insets: BoxEdges<Double>
  /// The container's content box; its width is always settled, its height perhaps.
  let innerWidth: Double
  /// What percentages of the width refer to.
  let percentWidth: Double?
  let innerHeight: Double?
  let minInnerHeight: Double
  let maxInnerHeight: Double

  var items: [FlexItem] = []
  var lines: [FlexLine] = []
  /// The container's inner main and cross sizes, once they are known.
  var mainSize = 0.0
  var crossSize = 0.0

  /// - Parameter measuresContent: whether the width is only a guess, to which percentages must not refer.
  init(
    engine: LayoutEngine, id: Int, width: Double, height: HeightConstraint, insets: BoxEdges<Double>,
    measuresContent: Bool = false
  ) {
    self.engine = engine
    self.id = id
    axes = FlexAxes(engine.style(id))
    self.insets = insets
    innerWidth = max(0, width - insets.horizontal)
    percentWidth = measuresContent ? nil : innerWidth
    switch height {
    case .definite(let height):
      let inner = max(0, height - insets.vertical)
      innerHeight = inner
      minInnerHeight = inner
      maxInnerHeight = inner
    case .content(let least, let most):
      innerHeight = nil
      minInnerHeight = max(0, least - insets.vertical)
      maxInnerHeight = max(0, most - insets.vertical)
    }
  }

  /// What the algorithm found, so that items can be placed without running it again.
  struct Outcome {
    var items: [FlexItem]
    var lines: [FlexLine]
    var mainSize: Double
    var crossSize: Double
  }

  var outcome: Outcome {
    get { Outcome(items: items, lines: lines, mainSize: mainSize, crossSize: crossSize) }
    set {
      items = newValue.items
      lines = newValue.lines
      mainSize = newValue.mainSize
      crossSize = newValue.crossSize
    }
  }

  var style: BoxStyle { engine.style(id) }
  var isSingleLine: Bool { style.flexWrap == .nowrap }
  var block: ContainingBlock { ContainingBlock(width: percentWidth, height: innerHeight) }
  var mainGap: Double {
    (axes.isRow ? style.columnGap.resolved(against: percentWidth) : style.rowGap.resolved(against: innerHeight)) ?? 0
  }
  var crossGap: Double {
    (axes.isRow ? style.rowGap.resolved(against: innerHeight) : style.columnGap.resolved(against: percentWidth)) ?? 0
  }
  var sumOfLineCrossSizes: Double {
    lines.reduce(crossGap * Double(max(0, lines.count - 1))) { $0 + $1.crossSize }
  }

  /// All steps of §9 that find sizes and positions inside the container.
  mutating func run() {
    collectItems()
    collectLines()
    settleMainSize()
    for line in lines.indices { resolveFlexibleLengths(lines[line]) }
    findHypotheticalCrossSizes()
    findLineCrossSizes()
    settleCrossSize()
    stretchLines()
    stretchItems()
    for line in lines.indices { alignMain(lines[line]) }
    alignLines()
    alignCross()
  }

  /// §9.2 step 4 and §9.9: the main size of a column whose height is not settled is the sum of its longest line.
  private mutating func settleMainSize() {
    if axes.isRow {
      mainSize = innerWidth
    } else if let innerHeight {
      mainSize = innerHeight
    } else {
      let longest = lines.reduce(0) { max($0, hypotheticalLength(of: $1)) }
      mainSize = longest.clamped(min: minInnerHeight, max: maxInnerHeight)
    }
  }

  private func hypotheticalLength(of line: FlexLine) -> Double {
    items[line.items].reduce(mainGap * Double(max(0, line.items.count - 1))) {
      $0 + $1.hypotheticalMain + axes.mainSum($1.margin)
    }
  }

  /// §9.6 step 15: the used cross size of the container.
  private mutating func settleCrossSize() {
    guard axes.isRow else {
      crossSize = innerWidth
      return
    }
    crossSize = innerHeight ?? sumOfLineCrossSizes.clamped(min: minInnerHeight, max: maxInnerHeight)
  }

  /// How much height the content takes up, whatever the container's own height.
  private var extent: Double {
    if axes.isRow {
      return lines.reduce(crossGap * Double(max(0, lines.count - 1))) { $0 + $1.contentCrossSize } + insets.vertical
    }
    let longest = lines.reduce(0) { longest, line in
      max(
        longest,
        line.items.reduce(mainGap * Double(max(0, line.items.count - 1))) {
          $0 + items[$1].hypotheticalMain + axes.mainSum(items[$1].margin)
        })
    }
    return longest + insets.vertical
  }

  var outerHeight: Double { (axes.isRow ? crossSize : mainSize) + insets.vertical }
}

// MARK: - What the container hands on

extension FlexContainer {
  func result(needsBaselines: Bool) -> LayoutResult {
    var result = LayoutResult(height: outerHeight, extent: extent)
    if needsBaselines {
      result.firstBaseline = containerBaseline(isLast: false)
      result.lastBaseline = containerBaseline(isLast: true)
    }
    return result
  }

  func width(of item: FlexItem) -> Double { axes.isRow ? item.main : item.cross }
  func height(of item: FlexItem) -> Double { axes.isRow ? item.cross : item.main }

  /// The item's border box within the container's border box.
  func position(of item: FlexItem) -> (x: Double, y: Double) {
    let main = axes.mainIsReversed ? mainSize - item.mainOffset - item.main : item.mainOffset
    let cross = axes.crossIsReversed ? crossSize - item.crossOffset - item.cross : item.crossOffset
    return axes.isRow ? (insets.left + main, insets.top + cross) : (insets.left + cross, insets.top + main)
  }

  /// How an item's height is given for its own layout, after this algorithm has settled it (§9.8).
  func heightConstraint(of item: FlexItem) -> HeightConstraint {
    if axes.isRow {
      if item.stretches { return .definite(item.cross) }
      return engine.heightConstraint(item.id, width: item.main, block: block, insets: item.insets)
    }
    // A main size is definite if the container's is, or if the item's own is and could not flex.
    if innerHeight != nil { return .definite(item.main) }
    let own = engine.style(item.id)
    let basis = own.flexBasis == .auto ? own.height : own.flexBasis
    if basis.resolved(against: innerHeight) != nil { return .definite(item.main) }
    if item.main == item.hypotheticalMain, engine.preferredRatio(item.id) != nil { return .definite(item.main) }
    return .content(min: item.main, max: item.main)
  }

  /// Places every item and what is in it; `x` and `y` are the container's place in the root.
  func placeItems(x: Double, y: Double) {
    for line in lines {
      for item in items[line.items] {
        let position = position(of: item)
        let offset = engine.relativeOffset(
          of: item.id, width: innerWidth, height: innerHeight, direction: style.direction)
        engine.place(
          item.id, x: x + position.x + offset.x, y: y + position.y + offset.y, width: width(of: item),
          height: heightConstraint(of: item), percentBasis: innerWidth, rules: rules(of: item, in: line))
      }
    }
  }
}

extension LayoutEngine {
  /// CSS Positioned Layout 3, §3.3: the shift of a relatively positioned box in a containing block.
  func relativeOffset(of id: Int, width: Double, height: Double?, direction: BoxStyle.Direction) -> (
    x: Double, y: Double
  ) {
    let style = style(id)
    guard style.position == .relative else { return (0, 0) }
    let left = style.inset.left.resolved(against: width)
    let right = style.inset.right.resolved(against: width)
    let top = style.inset.top.resolved(against: height)
    let bottom = style.inset.bottom.resolved(against: height)
    let fromStart = direction == .ltr ? left ?? right.map(-) : right.map(-) ?? left
    return (fromStart ?? 0, top ?? bottom.map(-) ?? 0)
  }
}
