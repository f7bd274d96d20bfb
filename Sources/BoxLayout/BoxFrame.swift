/// Where one box came to lie, in px, not rounded.
public struct BoxFrame: Sendable, Hashable {
  /// Left edge of the border box, from the left edge of the card.
  public var x: Double
  /// Top edge of the border box, from the top edge of the card.
  public var y: Double
  /// Width of the border box.
  public var width: Double
  /// Height of the border box.
  public var height: Double
  /// Resolved padding.
  public var padding: BoxEdges<Double>
  /// Border widths.
  public var border: BoxEdges<Double>
  /// Distance from the box's own top edge to its first baseline, if it has one.
  public var firstBaseline: Double?
  /// `false` within `display: none`, and below ``BoxTree/maximumDepth``; the frame is then all zero.
  public var isVisible: Bool
  /// How width and height came about, where that was asked for.
  public var widthRule: SizeRule?
  public var heightRule: SizeRule?

  /// The frame of a box that is not drawn.
  public static let hidden = BoxFrame(
    x: 0, y: 0, width: 0, height: 0, padding: BoxEdges(all: 0), border: BoxEdges(all: 0), firstBaseline: nil,
    isVisible: false)
}

extension BoxFrame {
  /// An upright rectangle in the card's coordinates, in px.
  public struct Rect: Sendable, Hashable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
  }

  /// The border box.
  public var borderRect: Rect { Rect(x: x, y: y, width: width, height: height) }
  /// The padding box: inside the borders.
  public var paddingRect: Rect { borderRect.inset(by: border) }
  /// The content box: inside borders and padding; never of negative size.
  public var contentRect: Rect { borderRect.inset(by: border + padding) }
}

extension BoxFrame.Rect {
  func inset(by edges: BoxEdges<Double>) -> BoxFrame.Rect {
    BoxFrame.Rect(
      x: x + edges.left, y: y + edges.top, width: max(0, width - edges.horizontal),
      height: max(0, height - edges.vertical))
  }
}

/// The frames of a laid out tree.
public struct BoxFrames: Sendable, Hashable {
  let frames: [BoxFrame]

  /// The frame of a node; ``BoxFrame/hidden`` for a node that is not below the root that was laid out.
  public subscript(id: BoxTree.NodeID) -> BoxFrame {
    frames.indices.contains(id.index) ? frames[id.index] : .hidden
  }
}
