/// One layout of one tree: the nodes, what is known about each so far, and the frames found.
///
/// Widths are worked out from the outside in, heights from the inside out. Every question about a node goes through
/// ``layout(_:width:height:percentBasis:needsBaselines:)`` or ``contentWidth(_:_:contentHeight:)``, which remember
/// their answers.
final class LayoutEngine {
  let nodes: [BoxTree.Node]
  let caches: [LayoutCache]
  var frames: [BoxFrame]
  /// The tracks of placed grids that have absolutely positioned children.
  private(set) var gridLines: [Int: GridLines] = [:]
  private var flow: [Int] = []
  private var flowRanges: [Range<Int>]
  private var absolute: [Int] = []
  private var absoluteRanges: [Range<Int>]
  /// Absolutely positioned boxes that wait for their containing block to be laid out.
  var waiting: [WaitingAbsolute] = []

  /// Whether frames get their ``SizeRules``.
  let explains: Bool

  init(nodes: [BoxTree.Node], explains: Bool = false) {
    self.nodes = nodes
    self.explains = explains
    caches = nodes.map { _ in LayoutCache() }
    frames = Array(repeating: .hidden, count: nodes.count)
    flow.reserveCapacity(nodes.count)
    flowRanges = Array(repeating: 0..<0, count: nodes.count)
    absoluteRanges = flowRanges
  }

  func style(_ id: Int) -> BoxStyle { nodes[id].style }

  /// Sorts the children of every visible node into flex items and absolutely positioned boxes, without recursion.
  private func sortChildren(below root: Int) {
    var level = [root]
    var depth = 1
    while !level.isEmpty && depth < BoxTree.maximumDepth {
      var next: [Int] = []
      for parent in level {
        let (firstInFlow, firstAbsolute) = (flow.count, absolute.count)
        for child in nodes[parent].children where nodes[child.index].style.display != .none {
          if nodes[child.index].style.position == .absolute {
            absolute.append(child.index)
          } else {
            flow.append(child.index)
          }
          if !nodes[child.index].children.isEmpty { next.append(child.index) }
        }
        flowRanges[parent] = firstInFlow..<flow.count
        absoluteRanges[parent] = firstAbsolute..<absolute.count
        sortByOrder(flowRanges[parent])
      }
      level = next
      depth += 1
    }
  }

  private func sortByOrder(_ range: Range<Int>) {
    guard flow[range].contains(where: { nodes[$0].style.order != 0 }) else { return }
    let sorted = flow[range].enumerated().sorted {
      let (one, other) = (nodes[$0.element].style.order, nodes[$1.element].style.order)
      return one == other ? $0.offset < $1.offset : one < other
    }
    flow.replaceSubrange(range, with: sorted.map(\.element))
  }

  /// Children that take part in flex layout, in order-modified document order (CSS Flexbox §5.4).
  func flexChildren(_ id: Int) -> ArraySlice<Int> { flow[flowRanges[id]] }

  func absoluteChildren(_ id: Int) -> ArraySlice<Int> { absolute[absoluteRanges[id]] }

  /// Lays out everything below `root` in a card of the given size.
  func layoutRoot(_ root: Int, width: Double, height: Double, direction: BoxStyle.Direction) {
    guard style(root).display != .none else { return }
    sortChildren(below: root)
    placeRoot(root, card: BoxFrame.Rect(x: 0, y: 0, width: width, height: height), direction: direction)
  }
}

// MARK: - The two questions about a node

extension LayoutEngine {
  /// The height and, where asked for, the baselines of a box whose border-box width is settled.
  func layout(_ id: Int, width: Double, height: HeightConstraint, percentBasis: Double, needsBaselines: Bool)
    -> LayoutResult
  {
    if case .definite(let settled) = height, !needsBaselines { return LayoutResult(height: settled, extent: settled) }
    let key = key(id, width: width, height: height, percentBasis: percentBasis)
    if let known = caches[id].result(key, needsBaselines: needsBaselines) { return known }
    let result: LayoutResult
    if let grid = nodes[id].grid {
      result = layoutGrid(id, grid, key, needsBaselines: needsBaselines)
    } else if nodes[id].measure == nil {
      result = run(id, key).result(needsBaselines: needsBaselines)
    } else {
      result = layoutLeaf(id, width: width, height: height, insets: insets(id, basis: percentBasis))
    }
    caches[id].store(result, for: key, hasBaselines: needsBaselines || nodes[id].measure != nil)
    return result
  }

  private func key(_ id: Int, width: Double, height: HeightConstraint, percentBasis: Double) -> LayoutCache.Key {
    LayoutCache.Key(width: width, height: height, percentBasis: hasPercentPadding(id) ? percentBasis : nil)
  }

  /// Runs the algorithm for a container, unless the last run answered the same question.
  private func run(_ id: Int, _ key: LayoutCache.Key) -> FlexContainer {
    if let last = caches[id].run, last.key == key || isSame(id, last.key, last.height, as: key) {
      var known = FlexContainer(
        engine: self, id: id, width: key.width, height: last.key.height, insets: insets(id, basis: key.percentBasis))
      known.outcome = last.outcome
      return known
    }
    var container = FlexContainer(
      engine: self, id: id, width: key.width, height: key.height, insets: insets(id, basis: key.percentBasis))
    container.run()
    caches[id].store(container, for: key)
    return container
  }

  // Not inlined, so that the levels of flex containers do not carry a grid's frame on the stack.
  @inline(never)
  private func layoutGrid(_ id: Int, _ grid: GridStyle, _ key: LayoutCache.Key, needsBaselines: Bool) -> LayoutResult {
    self.grid(id, grid, key).result(needsBaselines: needsBaselines)
  }

  @inline(never)
  private func placeGrid(_ id: Int, _ grid: GridStyle, _ key: LayoutCache.Key, x: Double, y: Double) {
    let container = self.grid(id, grid, key)
    container.placeItems(x: x, y: y)
    frames[id].height = container.outerHeight
    frames[id].firstBaseline = container.placedBaseline()
    if !absoluteChildren(id).isEmpty { gridLines[id] = container.lines }
  }

  private func grid(_ id: Int, _ grid: GridStyle, _ key: LayoutCache.Key) -> GridContainer {
    var container = GridContainer(
      engine: self, id: id, grid: grid, width: key.width, height: key.height,
      insets: insets(id, basis: key.percentBasis))
    container.run()
    return container
  }

  /// Whether a run whose height came from its content, and was `height`, stands for one with another constraint.
  private func isSame(_ id: Int, _ known: LayoutCache.Key, _ height: Double, as key: LayoutCache.Key) -> Bool {
    guard known.width == key.width, known.percentBasis == key.percentBasis,
      case .content(let least, let most) = known.height
    else { return false }
    switch key.height {
    case .definite(let settled): return settled == height && nodes[id].ignoresOwnHeight
    case .content(let newLeast, let newMost):
      // The same content within limits that it does not meet, or limits that are just its height.
      return newLeast <= height && height <= newMost && (newLeast == newMost || (least <= 0 && most == .infinity))
    }
  }

  private func layoutLeaf(_ id: Int, width: Double, height: HeightConstraint, insets: BoxEdges<Double>) -> LayoutResult
  {
    let contentWidth = max(0, width - insets.horizontal)
    var result: LayoutResult
    if style(id).isReplaced {
      let natural = naturalSize(id).height + insets.vertical
      let height = preferredRatio(id)?.height(fromWidth: width, insets: insets) ?? natural
      result = LayoutResult(height: height, extent: height)
    } else {
      let size = measure(id, contentWidth: contentWidth)
      let height = size.height + insets.vertical
      result = LayoutResult(
        height: height, extent: height, firstBaseline: size.firstBaseline.map { $0 + insets.top },
        lastBaseline: (size.lastBaseline ?? size.firstBaseline).map { $0 + insets.top })
    }
    switch height {
    case .definite(let settled): result.height = settled
    case .content(let least, let most): result.height = result.height.clamped(min: least, max: most)
    }
    return result
  }

  /// Places a box and everything in it. Coordinates are those of the root.
  func place(
    _ id: Int, x: Double, y: Double, width: Double, height: HeightConstraint, percentBasis: Double,
    isRoot: Bool = false, rules: SizeRules? = nil
  ) {
    let style = style(id)
    let firstWaiting = waiting.count
    frames[id] = BoxFrame(
      x: x, y: y, width: width, height: 0, padding: padding(id, basis: percentBasis), border: style.border,
      firstBaseline: nil, isVisible: true, widthRule: rules?.width, heightRule: rules?.height)
    if let grid = nodes[id].grid {
      placeGrid(id, grid, key(id, width: width, height: height, percentBasis: percentBasis), x: x, y: y)
    } else if nodes[id].measure == nil {
      let container = run(id, key(id, width: width, height: height, percentBasis: percentBasis))
      container.placeItems(x: x, y: y)
      frames[id].height = container.outerHeight
      frames[id].firstBaseline = container.placedBaseline(y: y)
    } else {
      let result = layout(id, width: width, height: height, percentBasis: percentBasis, needsBaselines: true)
      frames[id].height = result.height
      frames[id].firstBaseline = result.firstBaseline
    }
    for child in absoluteChildren(id) { waiting.append(WaitingAbsolute(id: child, parent: id)) }
    if isRoot || style.position != .static { placeWaiting(from: firstWaiting, in: id) }
  }
}
