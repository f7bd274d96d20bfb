import CardSpec
import Diagnostics
import Localization

/// Expands one template's JSON into the JSON of plain nodes. Values keep the places where they were written.
struct Expansion {
  /// Bounds that no card needs and that keep a mistaken template from running away.
  private static let maximumNodes = 20_000
  private static let maximumSteps = 200_000
  private static let maximumDepth = 128
  private static let maximumRepeats = 1000

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
  private var steps = 0
  private var hasGivenUp = false
  private var openParts: [String] = []

  init(
    card: LocalizedCard, template: Template?, deck: Deck, traits: Set<String>, subject: Subject, formatName: String
  ) {
    self.card = card
    self.template = template
    sharedParts = deck.parts
    self.traits = traits
    self.subject = subject
    self.formatName = formatName
    values = ValueResolver(card: card, template: template, deck: deck, subject: subject)
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
      report(
        "too-deep", "the layout is nested deeper than \(Self.maximumDepth) levels", value,
        help: "flatten it, or look for parts that use each other")
      return []
    }
    guard mayGoOn(value) else { return [] }
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

  /// Also nodes that are left out cost time, so all are counted.
  private mutating func mayGoOn(_ value: JSONValue) -> Bool {
    steps += 1
    if nodes <= Self.maximumNodes, steps <= Self.maximumSteps { return true }
    if !hasGivenUp {
      report(
        "too-many-nodes", "the layout has more than \(Self.maximumNodes) nodes", value,
        help: "repeat less, or look for parts that use each other many times")
    }
    hasGivenUp = true
    return false
  }

  /// What `repeat` runs over: a list, or as many numbers.
  private mutating func items(_ value: JSONValue, _ scope: Scope) -> [JSONValue] {
    var resolved: JSONValue? = value
    if let text = value.string {
      let reference = JSONValue(
        .string(text.contains("{{") ? text : "{{\(text)}}"), at: value.location, path: value.path)
      guard let found = values.resolve(reference, scope: scope, key: "repeat") else { return [] }
      resolved = found
    }
    if let array = resolved?.array, array.count <= Self.maximumRepeats { return array }
    let number = resolved?.number ?? resolved?["number"]?.number
    if let number, number >= 0, number <= Double(Self.maximumRepeats), number == number.rounded() {
      return (0..<Int(number)).map { JSONValue(.number(Double($0)), at: value.location, path: value.path) }
    }
    report(
      "repeat", "a node cannot be repeated by \(resolved.map(NodeMessages.describe) ?? "nothing")", value,
      reason: "expected a list of at most \(Self.maximumRepeats) items, or a whole number up to \(Self.maximumRepeats)")
    return []
  }

  private mutating func node(_ object: JSONObject, _ value: JSONValue, _ scope: Scope, _ depth: Int) -> JSONValue? {
    if let condition = object["if"]?.string, !meets(condition, scope) { return nil }
    if let part = object["part"] { return self.part(part, object, scope, depth) }
    nodes += 1
    var merged = merge(object, scope)
    var scope = scope
    scope.enter(&merged)
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
      report(
        "part-cycle", "the part \"\(key)\" includes itself: \((openParts + [key]).joined(separator: " → "))", name,
        help: "take the inner use out of one of these parts")
      return nil
    }
    openParts.append(key)
    defer { openParts.removeLast() }
    var inner = scope
    for member in object["with"]?.object?.members ?? [] {
      if let value = values.resolve(member.value, scope: scope, key: ValueResolver.partValue) {
        inner.set(member.key, value)
      }
    }
    guard let base = part.object else { return nil }
    // The part as it is in this format, and over it what its use says: the use always wins.
    var result = plain(base, inner)
    let own = JSONObject(object.members.filter { !["part", "with", "if", "repeat", "as"].contains($0.key) })
    NodeDecoder.overlay(plain(own, inner), on: &result)
    return nodes(JSONValue(.object(result), at: part.location, path: part.path), scope: inner, depth: depth + 1).first
  }

  /// The object with its styles and the variants that apply worked in.
  private mutating func plain(_ object: JSONObject, _ scope: Scope) -> JSONObject {
    JSONObject(merge(object, scope).members.filter { $0.key != "style" && $0.key != "variants" })
  }

  // MARK: Styles and variants

  /// The node's own keys over its styles, and the variants that apply over both, each with its own styles below it.
  private mutating func merge(_ object: JSONObject, _ scope: Scope) -> JSONObject {
    var result = JSONObject()
    for layer in [object] + applying(object["variants"]?.object) {
      for style in styles(layer["style"], scope) { NodeDecoder.overlay(style, on: &result) }
      NodeDecoder.overlay(layer, on: &result)
    }
    return result
  }

  private mutating func styles(_ style: JSONValue?, _ scope: Scope) -> [JSONObject] {
    guard let style, let resolved = values.resolve(style, scope: scope, key: "style") else { return [] }
    return (resolved.array ?? [resolved]).compactMap { layer in
      if layer.object == nil {
        report(
          "wrong-value", "a style cannot be \(NodeMessages.describe(layer))", style,
          reason: "expected an object of properties, such as a token of the theme's `text`")
      }
      return layer.object
    }
  }

  /// Traits in the order of the file, then languages from general to exact, then the format's own name.
  private func applying(_ variants: JSONObject?) -> [JSONObject] {
    guard let variants else { return [] }
    let met = variants.members.filter { traits.contains($0.key) }
    if met.count < 2 { return met.compactMap(\.value.object) }
    // The name alone, or each comparison would copy all of this.
    let formatName = formatName
    func rank(_ key: String) -> Int { key == formatName ? .max : key.hasPrefix("lang-") ? key.utf8.count : 0 }
    let ordered = met.enumerated().sorted { (rank($0.element.key), $0.offset) < (rank($1.element.key), $1.offset) }
    return ordered.compactMap(\.element.value.object)
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

  private mutating func report(
    _ code: String, _ message: String, _ value: JSONValue, reason: String? = nil, help: String? = nil
  ) {
    let diagnostic = Diagnostic(
      .error, code, message, reason: reason, help: help, at: value.location, path: value.path, subject: subject)
    if diagnostics.count < Diagnostic.limit, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}

/// "did you mean …?" where a name is near.
func suggestion(_ name: String, _ known: [String], prefix: String = "") -> String? {
  Suggestion.nearest(to: name, among: known).map { "did you mean \"\(prefix)\($0)\"?" }
}
