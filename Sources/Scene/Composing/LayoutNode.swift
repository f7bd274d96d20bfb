import BoxLayout
import CardSpec
import Imaging
import Typesetting

/// A node on its way through composing: the specified node, what was computed for it, and its children.
///
/// A class, so that the measure functions that layout calls and the fit steps share one state. It never leaves the
/// composer, which belongs to one worker.
final class LayoutNode {
  enum Content {
    case box
    case text(TextContent)
    case picture(Picture)
    case vector(VectorPicture)
    case qr(QRCode, quietZone: Int)
    case shape
    case path(Path, viewBox: Rect)
    case chart(Chart)
    /// A picture that could not be had; the diagnostic is written, the box keeps its place.
    case missing
  }

  let node: Node
  /// For instance `layout/footer/2`.
  let path: String
  let computed: ComputedText
  let units: LengthContext
  let direction: BoxProperties.Direction
  var content = Content.box
  /// The picture that masks the node, if one does.
  var maskPicture: Content?
  private(set) var children: [LayoutNode] = []
  private(set) weak var parent: LayoutNode?
  var id: BoxTree.NodeID?
  var frame = BoxFrame.hidden

  init(
    node: Node, path: String, computed: ComputedText, units: LengthContext, direction: BoxProperties.Direction
  ) {
    self.node = node
    self.path = path
    self.computed = computed
    self.units = units
    self.direction = direction
  }

  func add(_ child: LayoutNode) {
    child.parent = self
    children.append(child)
  }

  var text: TextContent? { if case .text(let text) = content { text } else { nil } }

  /// The border box in the card's coordinates.
  var rect: Rect { Rect(frame.x, frame.y, frame.width, frame.height) }

  /// The padding box: inside the border.
  var paddingRect: Rect {
    let border = frame.border
    return rect.outset(top: -border.top, right: -border.right, bottom: -border.bottom, left: -border.left)
  }

  var contentRect: Rect {
    let padding = frame.padding
    return paddingRect.outset(
      top: -padding.top, right: -padding.right, bottom: -padding.bottom, left: -padding.left)
  }

  /// The corner radii of the border box; percentages are of its width and height (CSS Backgrounds 3, §4.1).
  var radii: CornerRadii {
    let sizes = node.paint.borderRadius.map {
      Size(units.pixels($0, percentBase: frame.width), units.pixels($0, percentBase: frame.height))
    }
    return CornerRadii(topLeft: sizes[0], topRight: sizes[1], bottomRight: sizes[2], bottomLeft: sizes[3])
  }

  /// Every node of the subtree in document order.
  var subtree: [LayoutNode] {
    var result: [LayoutNode] = []
    collect(into: &result)
    return result
  }

  private func collect(into result: inout [LayoutNode]) {
    result.append(self)
    for child in children { child.collect(into: &result) }
  }
}
