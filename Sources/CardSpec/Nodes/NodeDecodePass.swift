import Diagnostics

/// Reads resolved nodes; collects everything that is wrong.
struct NodeDecodePass {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func node(_ value: JSONValue) -> Node? {
    guard let object = value.object else {
      diagnostics.append(NodeMessages.notANode(value))
      return nil
    }
    guard let kind = NodeKind.of(object) else {
      diagnostics.append(NodeMessages.unknownType(object["type"] ?? value))
      return nil
    }
    var draft = NodeDraft(node: Node(content: .rect, location: value.location, path: value.path))
    for member in ordered(object) { read(member, kind, &draft) }
    let children = kind == .box ? (object["children"]?.array ?? []).compactMap { node($0) } : []
    guard let content = content(kind, draft, children, value) else { return nil }
    draft.node.content = content
    checkLink(draft.node, value)
    return draft.node
  }

  /// Shorthands first, the widest before the narrower, so that a longhand wins wherever it stands.
  private func ordered(_ object: JSONObject) -> [JSONObject.Member] {
    func rank(_ key: String) -> Int {
      guard NodeProperty.byName[key]?.first?.isShorthand == true else { return 2 }
      return key.hasSuffix("Inline") || key.hasSuffix("Block") ? 1 : 0
    }
    return (0...2).flatMap { level in object.members.filter { rank($0.key) == level } }
  }

  private mutating func read(_ member: JSONObject.Member, _ kind: NodeKind, _ draft: inout NodeDraft) {
    if member.key == "type" || (member.key == "children" && kind == .box) {
      if member.key == "children", member.value.array == nil {
        diagnostics.append(NodeMessages.wrongValue(member, expected: "a list of nodes"))
      }
      return
    }
    guard let property = NodeProperty.named(member.key, for: kind) else {
      diagnostics.append(NodeMessages.unknownKey(member, kind, .node))
      return
    }
    if ["text", "src", "d", "value"].contains(member.key) {
      (draft.node.contentLocation, draft.node.contentPath) = (member.value.location, member.value.path)
    }
    if !property.apply(member.value, &draft) {
      draft.refused.insert(member.key)
      diagnostics += property.mistakes(member)
    }
  }

  private mutating func content(
    _ kind: NodeKind, _ draft: NodeDraft, _ children: [Node], _ value: JSONValue
  ) -> Node.Content? {
    func need<T>(_ part: T?, _ key: String) -> T? {
      if part == nil, !draft.refused.contains(key) {
        diagnostics.append(
          Diagnostic(
            .error, "missing-key", "a node of type \(kind.rawValue) needs `\(key)`",
            reason: NodeProperty.named(key, for: kind)?.summary, help: "add `\(key)`", at: value.location,
            path: JSONPath.member(key, of: value.path)))
      }
      return part
    }
    switch kind {
    case .box: return .box(children: children)
    case .text: return need(draft.text, "text").map { .text($0) }
    case .image: return need(draft.source, "src").map { .image(source: $0) }
    case .svg: return need(draft.source, "src").map { .svg(source: $0) }
    case .qr:
      return need(draft.qrValue, "value").map {
        .qr(value: $0, correction: draft.correction, quietZone: draft.quietZone)
      }
    case .rect: return .rect
    case .ellipse: return .ellipse
    case .line: return .line
    case .path:
      guard let data = need(draft.pathData, "d"), let box = need(draft.viewBox, "viewBox") else { return nil }
      return .path(data: data, viewBox: box, evenOdd: draft.evenOdd)
    case .chart:
      guard let chart = need(draft.hasChart ? draft.chart : nil, "chart"),
        need(draft.hasValue ? draft.chart.value : nil, "value") != nil
      else { return nil }
      return .chart(chart)
    }
  }

  /// Only addresses that a reader can follow safely.
  private mutating func checkLink(_ node: Node, _ value: JSONValue) {
    guard let link = node.semantics.link else { return }
    guard let mistake = LinkAddress.mistake(in: link) else { return }
    diagnostics.append(
      Diagnostic(
        .error, "wrong-link", "\"\(NodeMessages.shortened(link))\" is not an address that a card may link to",
        reason: mistake,
        at: value["link"]?.location ?? value.location, path: value["link"]?.path ?? value.path))
  }
}
