import BoxLayout
import CardSpec

/// Runs box layout over a tree of nodes and writes the frames back.
struct CardLayout {
  let root: LayoutNode
  let size: Size
  /// The direction of the card's language.
  let direction: BoxProperties.Direction

  /// - Parameter explains: whether the frames say how their sizes came about.
  func run(explains: Bool = false) {
    var tree = BoxTree()
    let id = add(root, to: &tree)
    let frames = tree.layout(
      root: id, width: size.width, height: size.height, direction: direction == .rtl ? .rtl : .ltr, explains: explains)
    for node in root.subtree {
      if let id = node.id { node.frame = frames[id] }
    }
  }

  private func add(_ node: LayoutNode, to tree: inout BoxTree) -> BoxTree.NodeID {
    var style = BoxStyle(
      node.node.box, direction: node.direction, units: node.units, borderDrawn: node.node.paint.borderStyle != .none)
    let natural = node.naturalSize
    if let natural, style.aspectRatio == nil, natural.width > 0, natural.height > 0 {
      style.aspectRatio = natural.width / natural.height
    }
    let id: BoxTree.NodeID
    switch node.content {
    case .box:
      let children = node.children.map { add($0, to: &tree) }
      let isGrid = node.node.box.display == .grid
      id = tree.add(style, grid: isGrid ? GridStyle(node.node.box.grid, units: node.units) : nil, children: children)
    case .text(let text): id = tree.addLeaf(style) { text.measure($0) }
    default:
      style.isReplaced = natural != nil
      let ratio = style.aspectRatio
      id = tree.addLeaf(style) { Self.measure(natural, ratio, $0) }
    }
    node.id = id
    return id
  }

  /// CSS 2.2, §10.3.2 and §10.6.2: the size of a picture of which nothing, one side, or both are known.
  private static func measure(_ natural: Size?, _ ratio: Double?, _ request: MeasureRequest) -> MeasuredSize {
    let natural = natural ?? Size(0, 0)
    let size: Size =
      switch (request.knownWidth, request.knownHeight) {
      case (let width?, let height?): Size(width, height)
      case (let width?, nil): Size(width, ratio.map { width / $0 } ?? natural.height)
      case (nil, let height?): Size(ratio.map { height * $0 } ?? natural.width, height)
      case (nil, nil): natural
      }
    return MeasuredSize(width: size.width, height: size.height, firstBaseline: nil, lastBaseline: nil)
  }
}

extension LayoutNode {
  /// The size that a picture has of itself, px; `nil` for what has none.
  var naturalSize: Size? {
    switch content {
    case .picture(let picture): Size(Double(picture.width), Double(picture.height))
    case .vector(let vector): Size(vector.width, vector.height)
    case .qr(let code, let quietZone):
      // Four px a module: large enough for a phone's camera on a screen at 1x.
      Size(Double(code.size + 2 * quietZone) * 4, Double(code.size + 2 * quietZone) * 4)
    case .path(_, let viewBox): Size(viewBox.width, viewBox.height)
    default: nil
    }
  }
}
