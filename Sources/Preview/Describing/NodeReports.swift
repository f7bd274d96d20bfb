import CardSpec
import Diagnostics
import Explaining
import Scene

/// Describes the nodes of a scene that was made to be looked into.
struct NodeReports {
  private let scene: Scene
  private let files: DeckFiles
  private var pointers: [String: PointerIndex] = [:]
  /// By node: the properties that those below it inherit.
  private var inherited: [[String: StyleReport]] = []
  private(set) var nodes: [NodeReport] = []

  init(_ scene: Scene, _ files: DeckFiles) {
    self.scene = scene
    self.files = files
    var parents: [(depth: Int, index: Int)] = []
    for (index, box) in scene.boxes.enumerated() {
      let depth = box.path.split(separator: "/").count - 1
      while let last = parents.last, last.depth >= depth { parents.removeLast() }
      let parent = parents.last?.index
      parents.append((depth, index))
      nodes.append(report(box, depth, parent))
    }
    addGaps()
  }

  private mutating func report(_ box: InspectedBox, _ depth: Int, _ parent: Int?) -> NodeReport {
    let explanation = box.explanation
    var node = NodeReport(
      path: box.path, name: box.path.split(separator: "/").last.map(String.init) ?? box.path, parent: parent,
      depth: depth, type: box.type, frame: FrameReport(box.frame),
      isVisible: explanation.map { $0.width.rule != nil } ?? (box.frame.width > 0),
      source: files.place(box.location), lacksAlternative: box.lacksAlternative)
    node.text = box.text
    (node.fontSize, node.specifiedFontSize, node.lines) = (box.fontSize, box.specifiedFontSize, box.lines)
    node.fit = box.fit.map(FitSummary.init)
    guard let explanation else { return node }
    node.border = EdgesReport(explanation.border)
    node.padding = EdgesReport(explanation.padding)
    node.margin = EdgesReport(explanation.margin)
    node.widthWords = SizeWords(width: explanation).text
    node.heightWords = SizeWords(height: explanation).text
    if let text = explanation.text {
      node.runs = text.runs.map(RunReport.init)
      node.lineEnds = text.lines.map(LineReport.init)
      node.baselines = text.lines.map(\.baseline)
    }
    addStyle(of: explanation, to: &node, parent)
    return node
  }

  // MARK: Style

  private mutating func addStyle(of explanation: BoxExplanation, to node: inout NodeReport, _ parent: Int?) {
    var handedOn = parent.map { inherited[$0] } ?? [:]
    var own: Set<String> = []
    for property in explanation.stated {
      let style = style(property)
      own.insert(property.name)
      if property.name == "text" {
        node.textSource = style.valueSource ?? style.source
        node.edit = style.edit
      } else {
        node.style.append(style)
      }
      if InheritedProperties.names.contains(property.name) || property.name == "lang" {
        var passed = style
        passed.from = node.path
        handedOn[property.name] = passed
      }
    }
    // Boxes set no text, so what they only hand on says nothing about them.
    if node.type == "text" {
      let above = (parent.map { inherited[$0] } ?? [:]).filter { !own.contains($0.key) }
      node.style += above.sorted { $0.key < $1.key }.map(\.value)
    }
    inherited.append(handedOn)
  }

  private mutating func style(_ property: StatedProperty) -> StyleReport {
    let written = files.json(property.location.file)?.text(ofMemberAt: property.location)
    let isReference = written.map { $0.hasPrefix("$") || $0.contains("{{") } ?? false
    let (place, value) = (files.place(property.location), files.place(property.value.location))
    // The value stands beside its key, unless it came from elsewhere.
    let isElsewhere = property.value.location.file != property.location.file || isReference
    return StyleReport(
      name: property.name, value: Self.words(property.value), token: isReference ? written : nil, source: place,
      valueSource: isElsewhere ? value : nil, from: nil, edit: edit(property.value))
  }

  private mutating func edit(_ value: JSONValue) -> EditPlace? {
    guard value.string != nil || value.number != nil else { return nil }
    let file = value.location.file
    if pointers[file] == nil, let text = files.json(file) { pointers[file] = PointerIndex(text.document) }
    return pointers[file]?[value.location].map { EditPlace(file: files.name(file), pointer: $0) }
  }

  /// A value on one line, as a spec writes it.
  private static func words(_ value: JSONValue) -> String {
    var words = ""
    write(value, to: &words, depth: 0)
    return words.count > 300 ? words.prefix(299) + "…" : words
  }

  private static func write(_ value: JSONValue, to words: inout String, depth: Int) {
    guard words.utf8.count < 1000, depth < 8 else { return }
    switch value.kind {
    case .null: words += "null"
    case .bool(let value): words += value ? "true" : "false"
    case .number(let number): words += Numbers.fine(number)
    case .string(let text): words += depth == 0 ? text : "\"\(text)\""
    case .array(let items):
      words += "["
      for (index, item) in items.enumerated() {
        if index > 0 { words += ", " }
        write(item, to: &words, depth: depth + 1)
      }
      words += "]"
    case .object(let object):
      words += "{"
      for (index, member) in object.members.enumerated() {
        words += "\(index > 0 ? ", " : "")\"\(member.key)\": "
        write(member.value, to: &words, depth: depth + 1)
      }
      words += "}"
    }
  }

  // MARK: Gaps

  /// The empty strips between neighbours that lie beside or below each other.
  private mutating func addGaps() {
    let children = Dictionary(grouping: nodes.indices.filter { nodes[$0].parent != nil }) { nodes[$0].parent ?? 0 }
    for (parent, members) in children {
      let shown = members.filter { nodes[$0].isVisible && nodes[$0].frame.width > 0 && nodes[$0].frame.height > 0 }
      for (first, second) in zip(shown, shown.dropFirst()) {
        if let gap = Self.gap(nodes[first].frame, nodes[second].frame) { nodes[parent].gaps.append(gap) }
      }
    }
  }

  private static func gap(_ a: FrameReport, _ b: FrameReport) -> GapReport? {
    let (left, right) = a.x <= b.x ? (a, b) : (b, a)
    let (upper, lower) = a.y <= b.y ? (a, b) : (b, a)
    let (across, down) = (right.x - left.x - left.width, lower.y - upper.y - upper.height)
    let top = max(a.y, b.y)
    let height = min(a.y + a.height, b.y + b.height) - top
    if across > 0.01, height > 0 {
      return GapReport(x: left.x + left.width, y: top, width: across, height: height, size: across)
    }
    let start = max(a.x, b.x)
    let width = min(a.x + a.width, b.x + b.width) - start
    guard down > 0.01, width > 0 else { return nil }
    return GapReport(x: start, y: upper.y + upper.height, width: width, height: down, size: down)
  }
}
