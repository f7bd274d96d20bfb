/// A tree of boxes to lay out with CSS Flexbox Level 1. Build it from the leaves up.
public struct BoxTree {
  /// Names a node of one tree.
  public struct NodeID: Hashable, Sendable {
    public let index: Int
  }

  /// How many levels are laid out. Boxes nested deeper are not visible. A level takes at most 10 KB of stack, so that
  /// the limit keeps the recursion of layout within 1.5 MB.
  public static let maximumDepth = 150

  struct Node {
    var style: BoxStyle
    var children: [NodeID]
    var measure: MeasureFunction?
    var isChild = false
    /// Whether the box's intrinsic width can depend on its height: some ratio or wrapping column is at or below it.
    var widthDependsOnHeight: Bool
  }

  private(set) var nodes: [Node] = []

  public init() {}

  /// Adds a flex container around boxes that were added before.
  ///
  /// A child that already has a parent, or that is not of this tree, is left out: a tree stays a tree.
  public mutating func add(_ style: BoxStyle, children: [NodeID]) -> NodeID {
    let id = NodeID(index: nodes.count)
    var own: [NodeID] = []
    own.reserveCapacity(children.count)
    for child in children where nodes.indices.contains(child.index) && !nodes[child.index].isChild {
      nodes[child.index].isChild = true
      own.append(child)
    }
    let style = style.sanitized
    let wrapsColumns = !style.flexDirection.isRow && style.flexWrap != .nowrap
    let depends =
      style.aspectRatio != nil || wrapsColumns || own.contains { nodes[$0.index].widthDependsOnHeight }
    nodes.append(Node(style: style, children: own, measure: nil, widthDependsOnHeight: depends))
    return id
  }

  /// Adds a box whose content the caller measures, such as a text or a picture.
  public mutating func addLeaf(_ style: BoxStyle, measure: @escaping MeasureFunction) -> NodeID {
    let id = NodeID(index: nodes.count)
    let style = style.sanitized
    let depends = style.aspectRatio != nil || style.isReplaced
    nodes.append(Node(style: style, children: [], measure: measure, widthDependsOnHeight: depends))
    return id
  }

  /// Lays out the tree below `root` in a card of the given size, in px.
  ///
  /// The card is the containing block of its root, which lies in it as an absolutely positioned box with insets of
  /// zero does (CSS Positioned Layout 3, §4): it fills the card where its own width or height is `auto`, its margins,
  /// insets and limits count, and `auto` margins centre it. Frames are relative to the card's top left corner.
  /// - Parameters:
  ///   - direction: The direction of the card, which decides on which side a root that is narrower lies.
  ///   - explains: Whether the frames say how their sizes came about.
  public func layout(
    root: NodeID, width: Double, height: Double, direction: BoxStyle.Direction = .ltr, explains: Bool = false
  ) -> BoxFrames {
    guard nodes.indices.contains(root.index) else { return BoxFrames(frames: []) }
    let engine = LayoutEngine(nodes: nodes, explains: explains)
    engine.layoutRoot(root.index, width: width.asSize, height: height.asSize, direction: direction)
    return BoxFrames(frames: engine.frames)
  }
}
