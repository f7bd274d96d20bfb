import Diagnostics

/// Looks whether everything that a layout names is there: parts, slots, traits and tokens.
struct LayoutCheck {
  /// Those of the layout's own file, and those of the deck, which are looked at by themselves.
  let parts: [String: JSONValue]
  let sharedParts: [String: JSONValue]
  /// The slots that the layout may use, and those that every card has; `nil` for parts that serve any layout.
  let slots: Set<String>?
  let traits: Set<String>
  /// `nil` where the theme holds mistakes, so that nothing can be said.
  let tokens: Set<String>?
  private(set) var diagnostics: [Diagnostic] = []
  /// Names that repeats and parts add to the slots.
  private var added: Set<String> = ["item", "index"]

  /// Names that every card has besides its slots.
  static let builtIn: Set<String> = ["title", "alt", "link", "card", "language"]

  init(
    parts: [String: JSONValue], sharedParts: [String: JSONValue], slots: [String]?, traits: Set<String>,
    tokens: Set<String>?
  ) {
    self.parts = parts
    self.sharedParts = sharedParts
    self.slots = slots.map { Self.builtIn.union($0) }
    self.traits = traits
    self.tokens = tokens
  }

  mutating func run(_ layout: JSONValue?) {
    let trees = (layout.map { [$0] } ?? []) + parts.sorted { $0.key < $1.key }.map(\.value)
    for tree in trees + sharedParts.values { collect(tree) }
    for tree in trees { node(tree) }
    cycles()
  }

  private mutating func collect(_ value: JSONValue) {
    for item in value.array ?? [] { collect(item) }
    for member in value.object?.members ?? [] {
      if member.key == "as", let name = member.value.string { added.insert(name) }
      if member.key == "with", let object = member.value.object { added.formUnion(object.keys) }
      collect(member.value)
    }
  }

  // MARK: Nodes

  private mutating func node(_ value: JSONValue) {
    guard let object = value.object else { return }
    for member in object.members {
      switch member.key {
      case "$comment": break
      case "if": condition(member.value)
      case "repeat": repetition(member.value)
      case "part": part(member.value)
      case "children": for child in member.value.array ?? [] { node(child) }
      case "variants":
        for variant in member.value.object?.members ?? [] {
          trait(variant.key, at: variant.keyLocation, path: variant.value.path)
          node(variant.value)
        }
      default: references(member.value)
      }
    }
  }

  private mutating func condition(_ value: JSONValue) {
    guard let text = value.string else { return }
    let name = text.drop { $0 == "!" }
    if name.hasPrefix("@") {
      trait(String(name.dropFirst()), at: value.location, path: value.path)
    } else {
      slot(String(name), value)
    }
  }

  private mutating func repetition(_ value: JSONValue) {
    guard let text = value.string else { return }
    text.contains("{{") ? references(value) : slot(text, value)
  }

  // MARK: Names

  private mutating func references(_ value: JSONValue) {
    switch value.kind {
    case .string(let text):
      if Reference.isToken(text) { return token(String(text.dropFirst()), value) }
      for name in Placeholder.references(in: text) { slot(name, value) }
    case .array(let items): for item in items { references(item) }
    case .object(let object): for member in object.members { references(member.value) }
    default: break
    }
  }

  private mutating func slot(_ path: String, _ value: JSONValue) {
    let name = Placeholder.name(of: path)
    guard let slots, !slots.contains(name), !added.contains(name) else { return }
    report("unknown-slot", "there is no slot \"\(NodeMessages.shortened(name))\"", value, name, slots.union(added))
  }

  private mutating func token(_ name: String, _ value: JSONValue) {
    guard let tokens, !tokens.contains(name) else { return }
    report("unknown-token", "the theme has no token \"$\(name)\"", value, name, tokens, prefix: "$")
  }

  private mutating func part(_ value: JSONValue) {
    guard let name = value.string, parts[name] == nil, sharedParts[name] == nil else { return }
    let known = Set(parts.keys).union(sharedParts.keys)
    report("unknown-part", "there is no part \"\(NodeMessages.shortened(name))\"", value, name, known)
  }

  private mutating func trait(_ name: String, at location: SourceLocation, path: String) {
    if traits.contains(name) || name.hasPrefix("lang-") && LanguageTag.isValid(String(name.dropFirst(5))) { return }
    report(
      "unknown-trait", "\"\(NodeMessages.shortened(name))\" is neither a trait nor a format",
      JSONValue(.null, at: location, path: path), name, traits,
      reason: "expected for instance landscape, print, rtl, lang-fr, or the name of a format")
  }

  private mutating func report(
    _ code: String, _ message: String, _ value: JSONValue, _ name: String, _ known: Set<String>, prefix: String = "",
    reason: String? = nil
  ) {
    guard diagnostics.count < Diagnostic.limit else { return }
    let near = Suggestion.nearest(to: name, among: known.sorted())
    diagnostics.append(
      Diagnostic(
        .error, code, message, reason: reason, help: near.map { "did you mean \"\(prefix)\($0)\"?" },
        at: value.location, path: value.path))
  }

  // MARK: Parts that include themselves

  private mutating func cycles() {
    let uses = parts.mapValues { Self.parts(usedBy: $0) }
    var done: Set<String> = []
    for name in parts.keys.sorted() { visit(name, [], uses, &done) }
  }

  private mutating func visit(_ name: String, _ open: [String], _ uses: [String: [String]], _ done: inout Set<String>) {
    if let start = open.firstIndex(of: name), let value = parts[name] {
      let chain = (open[start...] + [name]).joined(separator: " → ")
      diagnostics.append(
        Diagnostic(
          .error, "part-cycle", "the part \"\(name)\" includes itself: \(chain)",
          help: "take the inner use out of one of these parts", at: value.location, path: value.path))
      return
    }
    // A long chain of parts is told apart from a circle when it is expanded.
    guard open.count < 200, done.insert(name).inserted || open.contains(name) else { return }
    for next in uses[name] ?? [] where !done.contains(next) || open.contains(next) || next == name {
      visit(next, open + [name], uses, &done)
    }
  }

  private static func parts(usedBy value: JSONValue) -> [String] {
    (value.array ?? []).flatMap { parts(usedBy: $0) }
      + (value.object?.members ?? []).flatMap { member in
        member.key == "part" ? member.value.string.map { [$0] } ?? [] : parts(usedBy: member.value)
      }
  }
}
