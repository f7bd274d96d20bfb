import CardSpec
import Imaging
import Typesetting

/// Walks a laid-out tree once and writes the display list, the structure and the list of boxes.
struct SceneBuilder {
  let trim: Size
  let bleed: Double
  let language: String
  private(set) var structure: [StructureElement] = []
  private(set) var boxes: [InspectedBox] = []

  init(trim: Size, bleed: Double, language: String) {
    self.trim = trim
    self.bleed = bleed
    self.language = language
  }

  mutating func build(_ root: LayoutNode) -> [Item] { items(of: root, parent: nil, inFigure: false) }

  // MARK: The walk

  private mutating func items(of node: LayoutNode, parent: Int?, inFigure: Bool) -> [Item] {
    boxes.append(inspected(node))
    guard node.frame.isVisible else {
      for child in node.children { _ = items(of: child, parent: parent, inFigure: true) }
      return []
    }
    // Inside a figure everything belongs to the figure: its alternative text speaks for all of it.
    let element = inFigure ? parent : addElement(for: node, parent: parent)
    let isFigure = inFigure || (element != parent && element.map { structure[$0].role == .figure } == true)
    let isDecoration = node.node.semantics.role == .decoration
    var content: [Item] = []
    if node.node.paint.visible { content = own(node, element: isDecoration ? nil : element, inFigure: isFigure) }
    var inner: [Item] = []
    for child in node.children.enumerated().sorted(by: { Self.paintsBefore($0, $1) }) {
      inner += items(of: child.element, parent: isDecoration ? nil : element, inFigure: isFigure || isDecoration)
    }
    if node.node.box.overflow == .hidden, !inner.isEmpty {
      let border = node.frame.border
      let radii = node.radii.scaled(toFit: node.rect).inset(
        top: border.top, right: border.right, bottom: border.bottom, left: border.left)
      inner = [Item(.group(inner, clip: Outline.rounded(bled(node.paddingRect), radii: radii), opacity: 1))]
    }
    content += inner
    let opacity = min(1, max(0, node.node.paint.opacity))
    if opacity < 1, !content.isEmpty { return [Item(.group(content, clip: nil, opacity: opacity))] }
    return content
  }

  /// Items paint in the order of `order`, then of the document (CSS Flexbox, §5.4).
  private static func paintsBefore(_ a: (offset: Int, element: LayoutNode), _ b: (offset: Int, element: LayoutNode))
    -> Bool
  {
    (a.element.node.box.order, a.offset) < (b.element.node.box.order, b.offset)
  }

  private mutating func own(_ node: LayoutNode, element: Int?, inFigure: Bool) -> [Item] {
    var items = BoxDrawing(node: node, bled: bled).items()
    let isMeaningful = node.node.semantics.alt != nil || inFigure
    let drawn = isMeaningful ? element : nil
    switch node.content {
    case .box, .missing: break
    case .text(let text): items += textItems(node, text, element: element, inFigure: inFigure)
    default: items += ContentDrawing(node: node, bled: bled).drawings().map { Item($0, element: drawn) }
    }
    return items
  }

  /// The rectangle with every edge that lies on the trim moved out to the bleed.
  private func bled(_ rect: Rect) -> Rect {
    guard bleed > 0 else { return rect }
    let near = 0.01
    return rect.outset(
      top: abs(rect.y) < near ? bleed : 0, right: abs(rect.maxX - trim.width) < near ? bleed : 0,
      bottom: abs(rect.maxY - trim.height) < near ? bleed : 0, left: abs(rect.x) < near ? bleed : 0)
  }

  // MARK: Text

  private mutating func textItems(_ node: LayoutNode, _ text: TextContent, element: Int?, inFigure: Bool) -> [Item] {
    let content = node.contentRect
    let shaped = text.shaped(width: content.width)
    let origin = Point(content.x, content.y - text.trimmed(of: shaped).top)
    let meanings = text.meanings
    var items: [Item] = []
    var linkElements: [Int: Int] = [:]
    for line in shaped.lines {
      for run in line.runs {
        guard meanings.indices.contains(run.span) else { continue }
        let meaning = meanings[run.span]
        var target = element
        if let link = meaning.link, let element, !inFigure {
          let frame = Rect(origin.x + run.x, origin.y + line.y, run.width, line.height)
          target = linkElement(link, run.span, frame, parent: element, &linkElements)
          items.append(Item(underline(run, line, origin, meaning.color), element: nil))
        }
        let drawing = GlyphDrawing(
          run: run, origin: origin, color: meaning.color,
          language: text.styled.spans[run.span].language ?? text.styled.language, link: meaning.link)
        items.append(Item(.glyphs(drawing), element: target))
      }
    }
    return items
  }

  private mutating func linkElement(
    _ link: String, _ span: Int, _ frame: Rect, parent: Int, _ known: inout [Int: Int]
  ) -> Int {
    if let index = known[span] {
      structure[index].frames.append(frame)
      return index
    }
    structure.append(StructureElement(role: .link, parent: parent, link: link, frames: [frame]))
    known[span] = structure.count - 1
    return structure.count - 1
  }

  private func underline(_ run: GlyphRun, _ line: ShapedLine, _ origin: Point, _ color: Color) -> Item.Drawing {
    let thickness = max(run.size / 18, 0.5)
    let rect = Rect(origin.x + run.x, origin.y + line.baseline + run.size * 0.1, run.width, thickness)
    return .fill(Outline.rectangle(rect), .color(color))
  }

  // MARK: Meaning

  /// Adds the node's element, if it has one, and a link around its content where the whole node leads somewhere.
  private mutating func addElement(for node: LayoutNode, parent: Int?) -> Int? {
    var element = parent
    if let role = role(of: node) {
      let language = node.computed.language == language ? nil : node.computed.language
      structure.append(
        StructureElement(
          role: role, parent: element, language: language, alt: node.node.semantics.alt, frames: [node.rect]))
      element = structure.count - 1
    }
    if let link = node.node.semantics.link, node.node.semantics.role != .decoration {
      structure.append(StructureElement(role: .link, parent: element, link: link, frames: [node.rect]))
      element = structure.count - 1
    }
    return element
  }

  private func role(of node: LayoutNode) -> StructureElement.Role? {
    switch node.node.semantics.role {
    case .heading1: return .heading1
    case .heading2: return .heading2
    case .heading3: return .heading3
    case .paragraph: return .paragraph
    case .figure: return .figure
    case .quote: return .quote
    case .note: return .note
    case .caption: return .caption
    case .list: return .list
    case .listItem: return .listItem
    case .section: return .section
    case .decoration: return nil
    case nil: break
    }
    if node.text != nil { return .paragraph }
    return node.node.semantics.alt == nil ? nil : .figure
  }

  // MARK: Inspection

  private func inspected(_ node: LayoutNode) -> InspectedBox {
    let frame = node.frame.isVisible ? node.rect : Rect(0, 0, 0, 0)
    var box = InspectedBox(path: node.path, type: node.node.typeName, frame: frame, location: node.node.location)
    guard let text = node.text else { return box }
    box.text = text.styled.spans.map(\.text).joined()
    box.specifiedFontSize = text.computed.size
    box.fontSize = text.size
    guard node.frame.isVisible else { return box }
    let shaped = text.shaped(width: node.contentRect.width)
    box.lines = shaped.lines.count
    for run in shaped.lines.flatMap(\.runs) {
      let name = "\(run.face.family) \(run.face.style)"
      if !box.fonts.contains(name) { box.fonts.append(name) }
    }
    return box
  }
}

extension Node {
  /// The word that `type` has for this node in a spec.
  var typeName: String {
    switch content {
    case .box: "box"
    case .text: "text"
    case .image: "image"
    case .svg: "svg"
    case .qr: "qr"
    case .rect: "rect"
    case .ellipse: "ellipse"
    case .line: "line"
    case .path: "path"
    case .chart: "chart"
    }
  }
}
