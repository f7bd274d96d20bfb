import CardSpec

/// A text that does not fit: by how much, and what it does not fit into.
struct Overflow {
  var node: LayoutNode
  /// px beyond the box to the sides and downwards or upwards, at least one above the tolerance.
  var horizontal: Double
  var vertical: Double
  /// The box that it leaves; the text's own where its lines are larger than its box.
  var container: LayoutNode

  /// Rounding below this is never reported, px.
  static let tolerance = 0.5

  /// Every text of the tree that does not fit its own box, a box around it, or the card.
  static func find(in root: LayoutNode) -> [Overflow] {
    var result: [Overflow] = []
    search(root, bounds: [], into: &result)
    return result
  }

  private static func search(_ node: LayoutNode, bounds: [(Rect, LayoutNode)], into result: inout [Overflow]) {
    guard node.frame.isVisible else { return }
    if let text = node.text {
      if let overflow = check(node, text, bounds) { result.append(overflow) }
      return
    }
    // What is placed absolutely may leave its parent on purpose, but not the card.
    for child in node.children {
      let isInFlow = child.node.box.position != .absolute
      search(child, bounds: (isInFlow ? bounds : Array(bounds.prefix(1))) + [(node.paddingRect, node)], into: &result)
    }
  }

  private static func check(_ node: LayoutNode, _ text: TextContent, _ bounds: [(Rect, LayoutNode)]) -> Overflow? {
    let content = node.contentRect
    let shaped = text.shaped(width: content.width)
    guard !shaped.lines.isEmpty else { return nil }
    let trim = text.trimmed(of: shaped)
    let height = shaped.height - trim.top - trim.bottom
    let own = Overflow(
      node: node, horizontal: shaped.inkWidth - content.width, vertical: height - content.height,
      container: node)
    if own.isOver { return own }
    let frame = Rect(content.x, content.y, max(0, content.width), max(content.height, height))
    for (index, (bound, box)) in bounds.enumerated() {
      // An absolutely placed node is measured against the card alone.
      if index > 0, node.node.box.position == .absolute { break }
      let overflow = Overflow(
        node: node, horizontal: max(frame.maxX - bound.maxX, bound.x - frame.x),
        vertical: max(frame.maxY - bound.maxY, bound.y - frame.y), container: box)
      if overflow.isOver { return overflow }
    }
    return nil
  }

  private var isOver: Bool { horizontal > Self.tolerance || vertical > Self.tolerance }
}
