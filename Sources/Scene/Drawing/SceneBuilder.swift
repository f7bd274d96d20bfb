import CardSpec
import Diagnostics
import Imaging
import Typesetting

/// Walks a laid-out tree once and writes the display list, the structure and the list of boxes.
struct SceneBuilder {
  /// Groups inside each other that are painted as one; each takes as much memory as the whole picture meanwhile.
  static let deepestGroups = 16
  /// How much may be painted pixel by pixel, in areas of the card.
  static let largestBlurredArea = 16.0
  /// px; what a transform moves farther away has no place.
  static let farthestPlace = 1e6

  let trim: Size
  let bleed: Double
  let medium: Format.Medium
  let subject: Subject
  /// BCP 47.
  let language: String
  private(set) var structure: [StructureElement] = []
  private(set) var boxes: [InspectedBox] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var blurredArea = 0.0

  /// Whether boxes say why they are as they are.
  private let explains: Bool

  init(
    trim: Size, bleed: Double, medium: Format.Medium, language: String, subject: Subject, explains: Bool = false
  ) {
    self.explains = explains
    self.trim = trim
    self.bleed = bleed
    self.medium = medium
    self.language = language
    self.subject = subject
  }

  mutating func build(_ root: LayoutNode) -> [Item] { items(of: root, Surroundings()) }

  /// What a node takes over from the nodes around it.
  private struct Surroundings {
    /// The structure element that it lies in.
    var element: Int?
    /// Everything inside a figure belongs to it: its alternative text speaks for all of it.
    var isFigure = false
    var isDecoration = false
    var isLink = false
    var isVisible = true
    var groupDepth = 0
    /// From the coordinates of the layout to the card's.
    var transform = Transform.identity
  }

  // MARK: The walk

  private mutating func items(of node: LayoutNode, _ outside: Surroundings) -> [Item] {
    let place = boxes.count
    boxes.append(inspected(node))
    guard node.frame.isVisible else {
      for child in node.children { _ = items(of: child, outside) }
      return []
    }
    var inside = outside
    inside.isVisible = node.node.paint.visible ?? outside.isVisible
    if node.node.semantics.role == .decoration { inside.isDecoration = true }
    let firstElement = structure.count
    if inside.isVisible {
      boxes[place].lacksAlternative = lacksAlternative(node, inside)
      addElements(for: node, &inside)
    }
    let effects = NodeEffects(node, bled: bleeding(outside))
    if effects.needsPicture { enterGroup(node, &inside) }
    enter(effects.transform, of: node, &inside)
    let content = inside.isVisible ? own(node, inside).map { $0.drawn(by: place) } : []
    // Children are visited as they are read, and painted in the order of `order` (CSS Flexbox, §5.4).
    let parts = node.children.map { items(of: $0, inside) }
    let painted = node.children.indices.sorted {
      (node.children[$0].node.box.order, $0) < (node.children[$1].node.box.order, $1)
    }
    move(firstElement..., by: effects.transform)
    let all = content + clipped(painted.flatMap { parts[$0] }, by: node, inside)
    let result = effects.applied(to: all, node: place)
    let blurs = content.filter(\.isBlurred).compactMap(\.reach).map(inside.transform.map)
    let whole = result.filter { effects.blur > 0 && $0.isBlurred }.compactMap(\.reach).map(outside.transform.map)
    countBlurs(blurs + whole, in: node)
    if isPress, !effects.blendMode.suitsPlates {
      countBlending(result.compactMap(\.reach).map(outside.transform.map), in: node)
    }
    return result
  }

  private func clipped(_ items: [Item], by node: LayoutNode, _ inside: Surroundings) -> [Item] {
    guard node.node.box.overflow == .hidden, !items.isEmpty else { return items }
    let border = node.frame.border
    let radii = node.radii.scaled(toFit: node.rect).inset(
      top: border.top, right: border.right, bottom: border.bottom, left: border.left)
    let area = radii.isSquare ? bleeding(inside)(node.paddingRect) : node.paddingRect
    return [Item(.group(Group(items, clip: Outline.rounded(area, radii: radii))))]
  }

  private mutating func enterGroup(_ node: LayoutNode, _ inside: inout Surroundings) {
    inside.groupDepth += 1
    guard inside.groupDepth == Self.deepestGroups + 1 else { return }
    report(
      .error, "too-many-groups",
      "more than \(Self.deepestGroups) nodes with opacity, blend modes, masks, blur or transforms lie inside each other",
      reason: "each of them needs as much memory as the whole picture", help: "give these to fewer nodes", node)
  }

  // MARK: Effects

  private mutating func enter(_ transform: Transform, of node: LayoutNode, _ inside: inout Surroundings) {
    guard transform != .identity else { return }
    inside.transform = inside.transform.after(transform)
    let place = inside.transform.map(node.rect)
    let sides = [place.x, place.y, place.maxX, place.maxY]
    guard !sides.allSatisfy({ $0.isFinite && abs($0) <= Self.farthestPlace }) else { return }
    report(
      .error, "transform", "the node is moved or scaled too far away from the card",
      reason: "it would reach beyond a million px", help: "give `transform` smaller numbers", node)
  }

  /// Moves the areas of elements that lie in a node with it.
  private mutating func move(_ elements: PartialRangeFrom<Int>, by transform: Transform) {
    guard transform != .identity else { return }
    for index in elements.lowerBound..<structure.count {
      structure[index].frames = structure[index].frames.map(transform.map)
    }
  }

  /// Blurs become pixels: on paper that is noted, and everywhere it costs what their areas are large.
  private mutating func countBlurs(_ reaches: [Rect], in node: LayoutNode) {
    let areas = reaches.compactMap { $0.intersection(page) }
    guard !areas.isEmpty else { return }
    if medium == .paper {
      report(
        .note, "effect-as-picture",
        "what is blurred here is a picture in the PDF, of \(Int(Scene.paperDensity)) pixels per inch",
        reason: "PDF has no blur of its own; the text that lies over it stays text", node)
    }
    count(areas, in: node)
  }

  /// For a press, what plates cannot blend becomes pixels.
  private mutating func countBlending(_ reaches: [Rect], in node: LayoutNode) {
    let areas = reaches.compactMap { $0.intersection(page) }
    guard !areas.isEmpty else { return }
    let mode = node.node.paint.blendMode.rawValue
    report(
      .note, "effect-as-picture",
      "what is blended by `\(mode)` here is a picture in print, of \(Int(Scene.paperDensity)) pixels per inch",
      reason: "inks do not blend as light does, so it is printed in the colours of the screen, without the inks that "
        + "are stated for them; the text that lies over it stays text", node)
    count(areas, in: node)
  }

  private var isPress: Bool { medium == .paper && bleed > 0 }
  private var page: Rect { Rect(-bleed, -bleed, trim.width + 2 * bleed, trim.height + 2 * bleed) }

  private mutating func count(_ areas: [Rect], in node: LayoutNode) {
    let before = blurredArea
    blurredArea += areas.reduce(0) { $0 + $1.width * $1.height } / (page.width * page.height)
    guard before <= Self.largestBlurredArea, blurredArea > Self.largestBlurredArea else { return }
    report(
      .error, "too-many-effects",
      "\(isPress ? "shadows, blurs and blend modes" : "shadows and blurs") cover more than "
        + "\(Int(Self.largestBlurredArea)) times the area of the card",
      reason: "each of them is painted pixel by pixel", help: "use fewer of them, or smaller ones", node)
  }

  private mutating func own(_ node: LayoutNode, _ inside: Surroundings) -> [Item] {
    let bled = bleeding(inside)
    let items = BoxDrawing(node: node, bled: bled).items()
    switch node.content {
    case .box, .missing: return items
    case .text(let text): return items + textItems(node, text, inside)
    default:
      let isMeaningful = !inside.isDecoration && (inside.isFigure || !(node.node.semantics.alt ?? "").isEmpty)
      return items
        + ContentDrawing(node: node, bled: bled).drawings().map {
          Item($0, element: isMeaningful ? inside.element : nil)
        }
    }
  }

  /// Moves the edges of a rectangle that lie on the trim out to the bleed. What is transformed lies elsewhere.
  private func bleeding(_ inside: Surroundings) -> (Rect) -> Rect {
    guard bleed > 0, inside.transform == .identity else { return { $0 } }
    let (trim, bleed, near) = (trim, bleed, 0.01)
    return { rect in
      rect.outset(
        top: abs(rect.y) < near ? bleed : 0, right: abs(rect.maxX - trim.width) < near ? bleed : 0,
        bottom: abs(rect.maxY - trim.height) < near ? bleed : 0, left: abs(rect.x) < near ? bleed : 0)
    }
  }

  // MARK: Text

  private mutating func textItems(_ node: LayoutNode, _ text: TextContent, _ inside: Surroundings) -> [Item] {
    let content = node.contentRect
    let shaped = text.shaped(width: content.width)
    let origin = Point(content.x, content.y - text.trimmed(of: shaped).top)
    let element = inside.isDecoration ? nil : inside.element
    let meanings = text.meanings
    if inside.isLink, meanings.contains(where: { $0.link != nil }) { reportNestedLink(node) }
    var items: [Item] = []
    var links = TextLinks(spans: meanings.map(\.link))
    for line in shaped.lines {
      for run in line.runs where meanings.indices.contains(run.span) {
        let meaning = meanings[run.span]
        let link = inside.isLink || element == nil ? nil : meaning.link
        var target = element
        if let link, let element {
          let frame = Rect(origin.x + run.x, origin.y + line.y, run.width, line.height)
          target = links.add(frame, of: run.span, leadingTo: link, parent: element, to: &structure)
          let rect = text.underline(run, line, like: links.firstSpan(of: run.span)).moved(by: origin)
          items.append(Item(.fill(Outline.rectangle(rect), .color(meaning.color.ofText))))
        }
        let drawing = GlyphDrawing(
          run: run, origin: origin, color: meaning.color,
          language: text.styled.spans[run.span].language ?? text.styled.language, link: link)
        items.append(Item(.glyphs(drawing), element: target))
      }
    }
    return TextShadows(node).items(casting: items) + items
  }

  // MARK: Meaning

  /// Adds the node's element, if it has one, and a link around its content where the whole node leads somewhere.
  private mutating func addElements(for node: LayoutNode, _ inside: inout Surroundings) {
    guard !inside.isDecoration else { return }
    if !inside.isFigure, let role = role(of: node) {
      let language = node.computed.language == language ? nil : node.computed.language
      let alt = node.node.semantics.alt.flatMap { $0.isEmpty ? nil : $0 }
      structure.append(
        StructureElement(role: role, parent: inside.element, language: language, alt: alt, frames: [node.rect]))
      inside.element = structure.count - 1
      inside.isFigure = role == .figure
    }
    guard let link = node.node.semantics.link else { return }
    guard !inside.isLink else { return reportNestedLink(node) }
    structure.append(StructureElement(role: .link, parent: inside.element, link: link, frames: [node.rect]))
    inside.element = structure.count - 1
    inside.isLink = true
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
    // As in HTML, an empty alternative text says that the picture is decoration.
    return (node.node.semantics.alt ?? "").isEmpty ? nil : .figure
  }

  /// A picture, code or number graphic says in `alt` what it shows, or `""` where that adds nothing; a picture inside a
  /// figure is spoken for, and decoration has nothing to say.
  private func lacksAlternative(_ node: LayoutNode, _ inside: Surroundings) -> Bool {
    guard !inside.isDecoration, !inside.isFigure else { return false }
    let isPicture =
      switch node.node.content {
      case .image, .svg, .qr, .chart: true
      default: false
      }
    let alt = node.node.semantics.alt
    return isPicture && (alt == nil || node.node.semantics.role == .figure && alt == "")
  }

  // MARK: Diagnostics

  private mutating func reportNestedLink(_ node: LayoutNode) {
    report(
      .warning, "link-in-link", "a link inside another link leads nowhere of its own",
      reason: "whoever follows it would not know which of the two is meant; the outer one is kept",
      help: "remove one of the two links", node)
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, reason: String, help: String? = nil,
    _ node: LayoutNode
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code, message, reason: reason, help: help, at: node.node.location, path: node.node.path,
        subject: subject.naming(node)))
  }

  // MARK: Inspection

  private func inspected(_ node: LayoutNode) -> InspectedBox {
    let frame = node.frame.isVisible ? node.rect : Rect(0, 0, 0, 0)
    var box = InspectedBox(path: node.path, type: node.node.typeName, frame: frame, location: node.node.location)
    if explains { box.explanation = BoxExplanation(node) }
    guard let text = node.text else { return box }
    box.text = text.styled.spans.map(\.text).joined()
    box.specifiedFontSize = text.computed.size
    box.fontSize = text.size
    box.fit = text.decision(allowed: node.node.text.fit)
    guard node.frame.isVisible else { return box }
    let shaped = text.shaped(width: node.contentRect.width)
    box.lines = shaped.lines.count
    for run in shaped.lines.flatMap(\.runs) {
      let name = "\(run.face.family) \(run.face.style)"
      if !box.fonts.contains(name) { box.fonts.append(name) }
    }
    if explains {
      let content = node.contentRect
      box.explanation?.text = TextExplanation(
        text, shaped, room: content.width, top: content.y - text.trimmed(of: shaped).top)
    }
    return box
  }
}

extension Item {
  /// The same with the node that draws it.
  fileprivate func drawn(by node: Int) -> Item {
    var item = self
    item.node = node
    return item
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
