import Diagnostics

/// Walks a layout as it was written. Values that hold a placeholder or a token are checked once they are filled in.
struct RawNodeCheck {
  private(set) var diagnostics: [Diagnostic] = []

  static let controls = ["if", "repeat", "as", "part", "with", "variants", "style", "$comment"]

  mutating func node(_ value: JSONValue) {
    guard let object = value.object else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-value", "a node cannot be \(NodeMessages.describe(value))",
          reason: "expected an object such as {\"text\": \"…\"}", at: value.location, path: value.path))
      return
    }
    guard object["part"] == nil else {
      members(object, kind: nil)
      return
    }
    guard let kind = NodeKind.of(object) else {
      diagnostics.append(NodeMessages.unknownType(object["type"] ?? value))
      return
    }
    members(object, kind: kind)
  }

  /// `kind` is `nil` where keys of every kind may stand: in parts, variants and styles.
  private mutating func members(_ object: JSONObject, kind: NodeKind?) {
    for member in object.members {
      switch member.key {
      case "type": type(member)
      case "children": children(member, kind)
      case _ where Self.controls.contains(member.key): control(member)
      default: property(member, kind)
      }
    }
    uniqueNames(object["children"]?.array ?? [])
  }

  private mutating func type(_ member: JSONObject.Member) {
    if member.value.string.flatMap(NodeKind.init) == nil { diagnostics.append(NodeMessages.unknownType(member.value)) }
  }

  private mutating func children(_ member: JSONObject.Member, _ kind: NodeKind?) {
    if let kind, kind != .box {
      diagnostics.append(NodeMessages.unknownKey(member, kind, controls: Self.controls))
    } else if let array = member.value.array {
      for child in array { node(child) }
    } else {
      diagnostics.append(NodeMessages.wrongValue(member, expected: "a list of nodes"))
    }
  }

  private mutating func property(_ member: JSONObject.Member, _ kind: NodeKind?) {
    guard let property = NodeProperty.byName[member.key], kind.map(property.serves) ?? true else {
      diagnostics.append(NodeMessages.unknownKey(member, kind ?? .box, controls: Self.controls))
      return
    }
    if Reference.isDeferred(member.value) || Self.isTextMap(member) { return }
    var draft = NodeDraft(node: Node(content: .rect, location: member.value.location, path: member.value.path))
    if !property.apply(member.value, &draft) {
      diagnostics.append(NodeMessages.wrongValue(member, expected: property.expected))
    }
  }

  /// Texts may be written in several languages.
  private static func isTextMap(_ member: JSONObject.Member) -> Bool {
    guard ["text", "alt", "link", "value", "src"].contains(member.key), let object = member.value.object else {
      return false
    }
    return !object.members.isEmpty
      && object.members.allSatisfy { LanguageTag.isValid($0.key) && $0.value.string != nil }
  }

  private mutating func control(_ member: JSONObject.Member) {
    let value = member.value
    switch member.key {
    case "if", "$comment", "part": expect(value.string.map { !$0.isEmpty } ?? false, member, "a text in quotes")
    case "as": expect(Grammar<String>.identifier.read(value) != nil, member, Grammar<String>.identifier.expected)
    case "repeat":
      let isCount = Grammar<Int>.integer(1...1000).read(value) != nil
      expect(
        isCount || value.string.map { !$0.isEmpty } ?? false, member,
        "a whole number from 1 to 1000, or the name of a list")
    case "with": expect(value.object != nil, member, "an object of slots")
    case "style": style(member)
    default:
      guard let variants = value.object else { return expect(false, member, "an object of variants") }
      for variant in variants.members {
        if let object = variant.value.object {
          members(object, kind: nil)
        } else {
          diagnostics.append(NodeMessages.wrongValue(variant, expected: "an object of properties"))
        }
      }
    }
  }

  private mutating func style(_ member: JSONObject.Member) {
    for layer in member.value.array ?? [member.value] where !Reference.isDeferred(layer) {
      if let object = layer.object {
        members(object, kind: nil)
      } else {
        expect(false, member, "a style such as \"$text.headline\", an object of properties, or a list of these")
      }
    }
  }

  private mutating func expect(_ condition: Bool, _ member: JSONObject.Member, _ expected: String) {
    if !condition { diagnostics.append(NodeMessages.wrongValue(member, expected: expected)) }
  }

  private mutating func uniqueNames(_ children: [JSONValue]) {
    var places: [String: JSONValue] = [:]
    for child in children {
      guard let id = child["id"], let name = id.string, child["if"] == nil else { continue }
      if let first = places[name] {
        diagnostics.append(
          Diagnostic(
            .error, "duplicate-id", "two nodes side by side are called \"\(name)\"",
            reason: "the first is at line \(first.location.line)", at: id.location, path: id.path))
      } else {
        places[name] = id
      }
    }
  }
}

/// Values that are filled in later.
enum Reference {
  static let pattern = "^(?:[^{]|\\{(?!\\{))*\\{\\{[^}]*\\}\\}|^\\$[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+$"

  /// Whether the text names a token of the theme, or holds a placeholder.
  static func isDeferred(_ value: JSONValue) -> Bool {
    guard let text = value.string else { return false }
    return isToken(text) || hasPlaceholder(text)
  }

  static func isToken(_ text: String) -> Bool {
    guard text.hasPrefix("$") else { return false }
    let parts = text.utf8.dropFirst().split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count >= 2, let first = parts[0].first, ASCII.isLetter(first) else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
    }
  }

  static func hasPlaceholder(_ text: String) -> Bool {
    guard let open = text.firstRange(of: "{{") else { return false }
    guard let brace = text[open.upperBound...].firstIndex(of: "}") else { return false }
    return text[brace...].hasPrefix("}}")
  }
}
