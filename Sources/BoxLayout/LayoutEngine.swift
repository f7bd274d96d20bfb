/// One layout of one tree: the nodes, what is known about each so far, and the frames found.
///
/// Widths are worked out from the outside in, heights from the inside out. Every question about a node goes through
/// ``layout(_:width:height:percentBasis:needsBaselines:)`` or ``contentWidth(_:_:contentHeight:)``, which remember
/// their answers.
final class LayoutEngine {
  let nodes: [BoxTree.Node]
  var caches: [LayoutCache]
  var frames: [BoxFrame]
  /// Children that take part in flex layout, in order-modified document order (CSS Flexbox §5.4).
  private(set) var flexChildren: [[Int]]
  private(set) var absoluteChildren: [[Int]]
  /// Absolutely positioned boxes that wait for their containing block to be laid out.
  var waiting: [WaitingAbsolute] = []

  /// Whether frames get their ``SizeRules``.
  let explains: Bool

  init(nodes: [BoxTree.Node], explains: Bool = false) {
    self.nodes = nodes
    self.explains = explains
    caches = Array(repeating: LayoutCache(), count: nodes.count)
    frames = Array(repeating: .hidden, count: nodes.count)
    flexChildren = Array(repeating: [], count: nodes.count)
    absoluteChildren = Array(repeating: [], count: nodes.count)
  }

  func style(_ id: Int) -> BoxStyle { nodes[id].style }

  /// Sorts the children of every visible node into flex items and absolutely positioned boxes, without recursion.
  private func sortChildren(below root: Int) {
    var level = [root]
    var depth = 1
    while !level.isEmpty && depth < BoxTree.maximumDepth {
      var next: [Int] = []
      for parent in level {
        for child in nodes[parent].children where nodes[child.index].style.display != .none {
          if nodes[child.index].style.position == .absolute {
            absoluteChildren[parent].append(child.index)
          } else {
            flexChildren[parent].append(child.index)
          }
          next.append(child.index)
        }
        sortByOrder(parent)
      }
      level = next
      depth += 1
    }
  }

  private func sortByOrder(_ parent: Int) {
    guard flexChildren[parent].contains(where: { nodes[$0].style.order != 0 }) else { return }
    let sorted = flexChildren[parent].enumerated().sorted {
      let (one, other) = (nodes[$0.element].style.order, nodes[$1.element].style.order)
      return one == other ? $0.offset < $1.offset : one < other
    }
    flexChildren[parent] = sorted.map(\.element)
  }

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
    let key = LayoutCache.Key(
      width: width, height: height, percentBasis: hasPercentPadding(id) ? percentBasis : nil)
    if let known = caches[id].result(key, needsBaselines: needsBaselines) { return known }
    let result: LayoutResult
    if nodes[id].measure == nil {
      var container = FlexContainer(
        engine: self, id: id, width: width, height: height, insets: insets(id, basis: percentBasis))
      container.run()
      result = container.result(needsBaselines: needsBaselines)
    } else {
      result = layoutLeaf(id, width: width, height: height, insets: insets(id, basis: percentBasis))
    }
    caches[id].store(result, for: key, hasBaselines: needsBaselines || nodes[id].measure != nil)
    return result
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
  @discardableResult
  func place(
    _ id: Int, x: Double, y: Double, width: Double, height: HeightConstraint, percentBasis: Double,
    isRoot: Bool = false,
    rules: SizeRules? = nil
  ) -> LayoutResult {
    let insets = insets(id, basis: percentBasis)
    let style = style(id)
    let firstWaiting = waiting.count
    frames[id] = BoxFrame(
      x: x, y: y, width: width, height: 0, padding: padding(id, basis: percentBasis), border: style.border,
      firstBaseline: nil, isVisible: true, widthRule: rules?.width, heightRule: rules?.height)
    let result: LayoutResult
    if nodes[id].measure == nil {
      var container = FlexContainer(engine: self, id: id, width: width, height: height, insets: insets)
      container.run()
      container.placeItems(x: x, y: y)
      result = container.result(needsBaselines: true)
    } else {
      result = layout(id, width: width, height: height, percentBasis: percentBasis, needsBaselines: true)
    }
    frames[id].height = result.height
    frames[id].firstBaseline = result.firstBaseline
    for child in absoluteChildren[id] { waiting.append(WaitingAbsolute(id: child, parent: id)) }
    if isRoot || style.position != .static { placeWaiting(from: firstWaiting, in: id) }
    return result
  }
}
