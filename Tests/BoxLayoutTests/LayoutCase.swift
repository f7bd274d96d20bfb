import BoxLayout
import CardSpec
import Foundation
import Testing

@testable import Scene

/// A layout as a card spec writes it, and the rectangles that a browser gives its boxes.
struct LayoutCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// The card's size in px.
  let card: Size
  let layout: JSONValue
  /// The border boxes in document order, in px from the card's top left corner.
  let expected: [Rect]

  var testDescription: String { name }

  /// Every case of one data file.
  static func read(_ file: URL) throws -> [LayoutCase] {
    let (document, diagnostics) = JSONParser.parse(try String(contentsOf: file, encoding: .utf8), file: file.path)
    guard let cases = document?["cases"]?.array, diagnostics.isEmpty else { throw Unreadable(what: "\(diagnostics)") }
    return try cases.map { value in
      guard let name = value["name"]?.string, let card = value["card"]?.array, card.count == 2,
        let layout = value["layout"], let frames = value["frames"]?.array
      else { throw Unreadable(what: value.path) }
      let topic = file.deletingPathExtension().lastPathComponent
      return LayoutCase(
        name: "\(topic): \(name)", card: Size(card[0].number ?? 0, card[1].number ?? 0), layout: layout,
        expected: frames.map { frame in
          let numbers = frame.array?.compactMap(\.number) ?? []
          return Rect(numbers[0], numbers[1], numbers[2], numbers[3])
        })
    }
  }

  /// Lays the case out by way of the spec's decoder, and returns the frames in document order.
  func frames() throws -> [Rect] {
    let (node, diagnostics) = NodeDecoder.decode(layout)
    guard let node, diagnostics.isEmpty else {
      throw Unreadable(what: diagnostics.map { "\($0.path ?? ""): \($0.message)" }.joined(separator: "\n"))
    }
    var plan = Plan()
    let root = plan.add(node, direction: .ltr)
    let frames = plan.tree.layout(root: root, width: card.width, height: card.height)
    return plan.documentOrder(of: root).map {
      let frame = frames[$0]
      return Rect(frame.x, frame.y, frame.width, frame.height)
    }
  }

  struct Unreadable: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
  }
}

/// A tree of boxes made from a tree of nodes.
private struct Plan {
  var tree = BoxTree()
  private var children: [BoxTree.NodeID: [BoxTree.NodeID]] = [:]

  mutating func add(_ node: Node, direction inherited: BoxProperties.Direction) -> BoxTree.NodeID {
    let direction = node.box.direction ?? inherited
    let units = LengthContext(em: 10, rem: 10, card: Size(0, 0))
    var style = BoxStyle(
      node.box, direction: direction, units: units, borderDrawn: node.paint.borderStyle != .none)
    switch node.content {
    case .box(let nodes):
      let ids = nodes.map { add($0, direction: direction) }
      let isGrid = node.box.display == .grid
      let id = tree.add(style, grid: isGrid ? GridStyle(node.box.grid, units: units) : nil, children: ids)
      children[id] = ids
      return id
    case .text(let text):
      return tree.addLeaf(style, measure: SquareText(text).measure)
    case .image(let source):
      style.isReplaced = true
      let sides = source.split(separator: "x").compactMap { Double($0) }
      return tree.addLeaf(style) { _ in MeasuredSize(width: sides[0], height: sides[1]) }
    default:
      return tree.addLeaf(style) { _ in MeasuredSize(width: 0, height: 0) }
    }
  }

  func documentOrder(of root: BoxTree.NodeID) -> [BoxTree.NodeID] {
    [root] + (children[root] ?? []).flatMap { documentOrder(of: $0) }
  }
}
