/// A tree of boxes to lay out with CSS Flexbox Level 1 and CSS Grid Layout. Build it from the leaves up.
public struct BoxTree {
  /// Names a node of one tree.
  public struct NodeID: Hashable, Sendable {
    public let index: Int
  }

  /// How many levels are laid out. Boxes nested deeper are not visible. A level takes less than 16 KB of stack, so that
  /// the limit keeps the recursion of layout within 2 MB.
  public static let maximumDepth = 130

  struct Node {
    var style: BoxStyle
    var children: [NodeID]
    /// What makes a container a grid.
    var grid: GridStyle?
    var measure: MeasureFunction?
    var isChild = false
    /// Whether the box's intrinsic width can depend on its height: some ratio or wrapping column is at or below it.
    var widthDependsOnHeight: Bool
    /// Whether a container lies in itself the same way at a settled height and at that height from its content:
    /// nothing at or below it refers to its height.
    var ignoresOwnHeight = true
  }

  private(set) var nodes: [Node] = []

  public init() {}

  /// Adds a flex or grid container around boxes that were added before.
  ///
  /// A child that already has a parent, or that is not of this tree, is left out: a tree stays a tree.
  /// - Parameter grid: The tracks of a container whose `display` is `grid`.
  public mutating func add(_ style: BoxStyle, grid: GridStyle? = nil, children: [NodeID]) -> NodeID {
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
    let ignores =
      style.aspectRatio == nil && style.display != .grid && !style.rowGap.isPercent
      && own.allSatisfy { Self.ignoresHeight(nodes[$0.index], ofColumn: style) }
    nodes.append(
      Node(
        style: style, children: own, grid: style.display == .grid ? (grid ?? GridStyle()).sanitized : nil, measure: nil,
        widthDependsOnHeight: depends, ignoresOwnHeight: ignores))
    return id
  }

  /// Whether a child lies the same way whether or not its container's height is settled.
  private static func ignoresHeight(_ child: Node, ofColumn container: BoxStyle) -> Bool {
    let style = child.style
    let lengths = [style.height, style.minHeight, style.maxHeight ?? .auto, style.inset.top, style.inset.bottom]
    let isColumn = !container.flexDirection.isRow
    return child.ignoresOwnHeight && !lengths.contains(where: \.isPercent) && !(isColumn && style.flexBasis.isPercent)
  }

  /// Adds a box whose content the caller measures, such as a text or a picture.
  public mutating func addLeaf(_ style: BoxStyle, measure: @escaping MeasureFunction) -> NodeID {
    let id = NodeID(index: nodes.count)
    let style = style.sanitized
    let depends = style.aspectRatio != nil || style.isReplaced
    nodes.append(
      Node(style: style, children: [], measure: measure, widthDependsOnHeight: depends, ignoresOwnHeight: !depends))
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
