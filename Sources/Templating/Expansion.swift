import CardSpec
import Diagnostics
import Localization

/// Expands one template's JSON into the JSON of plain nodes. Values keep the places where they were written.
struct Expansion {
  /// Bounds that no card needs and that keep a mistaken template from running away.
  private static let maximumNodes = 20_000
  private static let maximumDepth = 128

  let card: LocalizedCard
  let template: Template?
  /// The deck's parts, for names that neither the template nor the card has.
  let sharedParts: [String: JSONValue]
  let traits: Set<String>
  let subject: Subject
  let formatName: String
  var diagnostics: [Diagnostic] = []
  private var values: ValueResolver
  private var nodes = 0
  private var openParts: [String] = []

  init(
    card: LocalizedCard, template: Template?, sharedParts: [String: JSONValue], theme: Theme, traits: Set<String>,
    subject: Subject, formatName: String
  ) {
    self.card = card
    self.template = template
    self.sharedParts = sharedParts
    self.traits = traits
    self.subject = subject
    self.formatName = formatName
    values = ValueResolver(card: card, template: template, theme: theme, subject: subject)
  }

  mutating func expand(_ layout: JSONValue) -> JSONValue? {
    let result = nodes(layout, scope: Scope(), depth: 0).first
    diagnostics += values.diagnostics
    return result
  }

  // MARK: Nodes

  /// None where a condition is not met, several where the node repeats.
  private mutating func nodes(_ value: JSONValue, scope: Scope, depth: Int) -> [JSONValue] {
    guard depth <= Self.maximumDepth else {
      report("too-deep", "the layout is nested deeper than \(Self.maximumDepth) levels", value)
      return []
    }
    guard let object = value.object else { return [value] }
    guard let count = object["repeat"] else { return node(object, value, scope, depth).map { [$0] } ?? [] }
    let name = object["as"]?.string ?? "item"
    var single = object
    single["repeat"] = nil
    single["as"] = nil
    return items(count, scope).enumerated().compactMap { index, item in
      var inner = scope
      inner.set(name, item)
      inner.set("index", JSONValue(.number(Double(index)), at: count.location, path: count.path))
      return node(single, value, inner, depth)
    }
  }

  /// What `repeat` runs over: a list, or as many numbers.
  private mutating func items(_ value: JSONValue, _ scope: Scope) -> [JSONValue] {
    let resolved =
      value.string.map { $0.contains("{{") ? $0 : "{{\($0)}}" }.map {
        values.resolve(JSONValue(.string($0), at: value.location, path: value.path), scope: scope, key: "repeat")
      } ?? value
    if let array = resolved?.array { return Array(array.prefix(1000)) }
    if let number = resolved?.number, number >= 1 {
      return (0..<Int(min(1000, number))).map { JSONValue(.number(Double($0)), at: value.location, path: value.path) }
    }
    if resolved != nil { report("repeat", "only a list or a whole number can be repeated over", value) }
    return []
  }

  private mutating func node(_ object: JSONObject, _ value: JSONValue, _ scope: Scope, _ depth: Int) -> JSONValue? {
    if let condition = object["if"]?.string, !meets(condition, scope) { return nil }
    if let part = object["part"] { return self.part(part, object, scope, depth) }
    nodes += 1
    guard nodes <= Self.maximumNodes else {
      if nodes == Self.maximumNodes + 1 {
        report("too-many-nodes", "the layout has more than \(Self.maximumNodes) nodes", value)
      }
      return nil
    }
    let merged = merge(object, scope)
    var result: [JSONObject.Member] = []
    for member in merged.members where !Self.controlKeys.contains(member.key) {
      guard let resolved = property(member, scope, depth) else {
        // A text whose words are absent is not an empty text: it is not there.
        if member.key == "text" { return nil }
        continue
      }
      result.append(JSONObject.Member(key: member.key, keyLocation: member.keyLocation, value: resolved))
    }
    return JSONValue(.object(JSONObject(result)), at: value.location, path: value.path)
  }

  private static let controlKeys: Set = ["if", "repeat", "as", "with", "part", "variants", "style", "$comment"]

  private mutating func property(_ member: JSONObject.Member, _ scope: Scope, _ depth: Int) -> JSONValue? {
    guard member.key == "children" else { return values.resolve(member.value, scope: scope, key: member.key) }
    guard let children = member.value.array else { return member.value }
    var expanded: [JSONValue] = []
    for child in children { expanded += nodes(child, scope: scope, depth: depth + 1) }
    return JSONValue(.array(expanded), at: member.value.location, path: member.value.path)
  }

  // MARK: Parts

  private mutating func part(_ name: JSONValue, _ object: JSONObject, _ scope: Scope, _ depth: Int) -> JSONValue? {
    guard let key = name.string else { return nil }
    guard let part = template?.parts[key] ?? card.parts[key] ?? sharedParts[key] else {
      let known = Set(template?.parts.keys.map { $0 } ?? []).union(card.parts.keys).union(sharedParts.keys)
      report("unknown-part", "there is no part \"\(key)\"", name, help: suggestion(key, known.sorted()))
      return nil
    }
    guard !openParts.contains(key) else {
      report("part-cycle", "the part \"\(key)\" includes itself: \((openParts + [key]).joined(separator: " → "))", name)
      return nil
    }
    openParts.append(key)
    defer { openParts.removeLast() }
    var inner = scope
    for member in object["with"]?.object?.members ?? [] {
      if let value = values.resolve(member.value, scope: scope, key: member.key) { inner.set(member.key, value) }
    }
    guard var merged = part.object else { return nil }
    for member in object.members where !["part", "with", "if", "repeat", "as"].contains(member.key) {
      merged[member.key] = member.value
    }
    return nodes(JSONValue(.object(merged), at: part.location, path: part.path), scope: inner, depth: depth + 1).first
  }

  // MARK: Styles and variants

  /// The node's own keys over its styles, and the variants that apply over both.
  private mutating func merge(_ object: JSONObject, _ scope: Scope) -> JSONObject {
    var result = object
    if let style = object["style"] {
      var base = JSONObject()
      let resolved = values.resolve(style, scope: scope, key: "style")
      for layer in resolved?.array ?? resolved.map({ [$0] }) ?? [] {
        for member in layer.object?.members ?? [] { base[member.key] = member.value }
      }
      for member in object.members { base[member.key] = member.value }
      result = base
    }
    for variant in applying(object["variants"]?.object) {
      for member in variant.members { result[member.key] = member.value }
    }
    return result
  }

  /// General traits in the order of the file, then languages, then the format's own name.
  private func applying(_ variants: JSONObject?) -> [JSONObject] {
    let met = (variants?.members ?? []).filter { traits.contains($0.key) }
    let rank = { (key: String) in key == formatName ? 2 : key.hasPrefix("lang-") ? 1 : 0 }
    return (0...2).flatMap { level in met.filter { rank($0.key) == level }.compactMap(\.value.object) }
  }

  private mutating func meets(_ condition: String, _ scope: Scope) -> Bool {
    let isNegated = condition.hasPrefix("!")
    let name = String(condition.drop { $0 == "!" || $0 == " " })
    if name.hasPrefix("@") { return traits.contains(String(name.dropFirst())) != isNegated }
    return Self.isTruthy(values.look(name, scope)) != isNegated
  }

  private static func isTruthy(_ value: JSONValue?) -> Bool {
    switch value?.kind {
    case nil, .null, .bool(false): false
    case .string(let text): !text.isEmpty
    case .array(let array): !array.isEmpty
    default: true
    }
  }

  private mutating func report(_ code: String, _ message: String, _ value: JSONValue, help: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, code, message, help: help, at: value.location, path: value.path, subject: subject))
  }
}

/// "did you mean …?" where a name is near.
func suggestion(_ name: String, _ known: [String]) -> String? {
  Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
}
