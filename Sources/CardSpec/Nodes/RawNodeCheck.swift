import Diagnostics

/// Walks a layout as it was written. Values that hold a reference are checked again once it is filled in.
struct RawNodeCheck {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func node(_ value: JSONValue) {
    guard diagnostics.count < Diagnostic.limit else { return }
    guard let object = value.object else {
      diagnostics.append(NodeMessages.notANode(value))
      return
    }
    if object["part"] != nil {
      members(object, kind: nil, .part)
    } else if let kind = NodeKind.of(object) {
      members(object, kind: kind, .node)
    } else {
      diagnostics.append(NodeMessages.unknownType(object["type"] ?? value))
    }
    if object["as"] != nil, object["repeat"] == nil {
      diagnostics.append(
        Diagnostic(
          .error, "missing-key", "`as` names the item of a `repeat`, and there is none", help: "add `repeat`",
          at: object.member("as")?.keyLocation, path: object["as"]?.path))
    }
    uniqueNames(object["children"]?.array ?? [])
  }

  /// The properties of a style, without a node around them.
  mutating func style(_ object: JSONObject) { members(object, kind: nil, .style) }

  /// `kind` is `nil` where properties of every kind may stand: in parts, variants and styles.
  private mutating func members(_ object: JSONObject, kind: NodeKind?, _ place: NodeControl.Place) {
    let controls = NodeControl.all(in: place)
    for member in object.members where diagnostics.count < Diagnostic.limit {
      if let control = controls.first(where: { $0.name == member.key }) {
        self.control(member, control)
      } else if member.key == "type", place == .node || place == .part {
        type(member)
      } else if member.key == "children", place != .style, kind == nil || kind == .box {
        children(member)
      } else {
        property(member, kind, place)
      }
    }
  }

  private mutating func type(_ member: JSONObject.Member) {
    if member.value.string.flatMap(NodeKind.init) == nil { diagnostics.append(NodeMessages.unknownType(member.value)) }
  }

  private mutating func children(_ member: JSONObject.Member) {
    guard let array = member.value.array else {
      diagnostics.append(NodeMessages.wrongValue(member, expected: "a list of nodes"))
      return
    }
    for child in array { node(child) }
  }

  private mutating func property(_ member: JSONObject.Member, _ kind: NodeKind?, _ place: NodeControl.Place) {
    let properties = NodeProperty.byName[member.key]?.filter { property in kind.map(property.serves) ?? true } ?? []
    guard !properties.isEmpty else {
      diagnostics.append(NodeMessages.unknownKey(member, kind, place))
      return
    }
    if Reference.isDeferred(member.value) || properties.contains(where: { $0.accepts(member.value) }) { return }
    diagnostics += NodeMessages.wrongProperty(member, properties)
  }

  private mutating func control(_ member: JSONObject.Member, _ control: NodeControl) {
    switch member.key {
    case "variants":
      guard let variants = member.value.object else { break }
      for variant in variants.members {
        if let object = variant.value.object {
          members(object, kind: nil, .variant)
        } else {
          diagnostics.append(NodeMessages.wrongValue(variant, expected: "an object of properties"))
        }
      }
      if variants.members.allSatisfy({ $0.value.object != nil }) { break }
      return
    case "style":
      for layer in member.value.array ?? [member.value] { layer.object.map { style($0) } }
    default: break
    }
    if !control.accepts(member.value) {
      diagnostics.append(NodeMessages.wrongValue(member, expected: control.expected))
    }
  }

  private mutating func uniqueNames(_ children: [JSONValue]) {
    var places: [String: JSONValue] = [:]
    for child in children {
      guard let id = child["id"], let name = id.string, child["if"] == nil else { continue }
      if let first = places[name] {
        diagnostics.append(
          Diagnostic(
            .error, "duplicate-id", "two nodes side by side are called \"\(name)\"",
            reason: "the first stands in line \(first.location.line)", help: "give this one another id",
            at: id.location, path: id.path))
      } else {
        places[name] = id
      }
    }
  }
}
