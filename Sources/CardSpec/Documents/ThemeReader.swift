import Diagnostics

/// Flattens a theme's groups into tokens by full name. Reads plain values and the W3C Design Tokens format.
struct ThemeReader {
  private(set) var tokens: [String: JSONValue] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// What is wrong with tokens that hold a mistake, by name.
  private(set) var mistakes: [String: Diagnostic] = [:]
  /// Bounds that no theme needs and that keep aliases of aliases from running away.
  private static let longestChain = 32
  private var stepsLeft = 100_000
  /// As written, with the type that they have or inherit.
  private var raw: [String: (value: JSONValue, type: String?)] = [:]

  /// What is wrong with the document's structure.
  static func mistakes(in document: JSONValue) -> [Diagnostic] {
    var shape = ThemeShape()
    shape.theme(document)
    return shape.diagnostics
  }

  mutating func read(_ value: JSONValue) {
    diagnostics += Self.mistakes(in: value)
    guard let object = value.object else { return }
    group(object, prefix: [], type: nil)
    let names = raw.keys.sorted()
    for name in names {
      if let token = resolved(name) { tokens[name] = DesignToken(type: token.type).plain(token.value) }
    }
    for name in names { check(name) }
    var spots = SpotInks()
    for name in names { tokens[name].map { spots.add($0) } }
    diagnostics += spots.diagnostics
    mistakes = blame()
  }

  /// The first mistake within each token, so that what uses it need not be blamed too.
  private func blame() -> [String: Diagnostic] {
    let errors = diagnostics.filter { $0.severity == .error && $0.path != nil }
    guard !errors.isEmpty else { return [:] }
    var result: [String: Diagnostic] = [:]
    for (name, token) in tokens {
      let path = token.path
      result[name] = errors.first { diagnostic in
        guard let place = diagnostic.path, diagnostic.location?.file == token.location.file else { return false }
        return place == path || place.hasPrefix(path + ".") || place.hasPrefix(path + "[")
      }
    }
    return result
  }

  private mutating func group(_ object: JSONObject, prefix: [String], type: String?) {
    let type = object["$type"]?.string ?? type
    for member in object.members where ThemeShape.isName(member.key) {
      let name = prefix + [member.key]
      if let inner = member.value.object, !isLeaf(inner, name) {
        group(inner, prefix: name, type: type)
      } else {
        let own = member.value["$type"]?.string ?? type
        raw[name.joined(separator: ".")] = (Self.written(member.value), own)
      }
    }
  }

  private func isLeaf(_ object: JSONObject, _ name: [String]) -> Bool {
    if ThemeShape.isToken(object) || ThemeShape.isInk(object) { return true }
    guard name.count >= 2, name[0] == "text" || name[0] == "font" else { return false }
    return !ThemeShape.isTokenGroup(object)
  }

  /// A token's value, with the ink that its extensions state.
  private static func written(_ token: JSONValue) -> JSONValue {
    guard let value = token["$value"] else { return token }
    let stated = token["$extensions"]?["placard"]?.object?.members ?? []
    let ink = stated.filter { ["cmyk", "spot", "tint", "overprint"].contains($0.key) }
    guard !ink.isEmpty else { return value }
    var object = JSONObject()
    object["rgb"] = value
    for member in ink { object.set(member) }
    return JSONValue(.object(object), at: value.location, path: value.path)
  }

  // MARK: Aliases

  /// `{color.accent}` is another token's value; chains are followed, circles are errors. A token without a type takes
  /// that of the token it names.
  private mutating func resolved(_ name: String) -> (value: JSONValue, type: String?)? {
    guard var token = raw[name] else { return nil }
    var seen = [name]
    while let target = Self.alias(token.value) {
      if seen.contains(target) {
        report(
          "token-cycle", "the token \"\(name)\" refers to itself: \((seen + [target]).joined(separator: " → "))",
          token.value, "give one of these tokens a value of its own")
        return nil
      }
      guard let found = raw[target] else {
        unknown(target, token.value)
        return nil
      }
      guard seen.count < Self.longestChain else {
        report("token-cycle", "\"\(name)\" goes through more than \(Self.longestChain) aliases", token.value, nil)
        return nil
      }
      seen.append(target)
      token = (found.value, token.type ?? found.type)
    }
    return (nested(token.value, seen), token.type)
  }

  /// Aliases inside lists and composite values.
  private mutating func nested(_ value: JSONValue, _ seen: [String]) -> JSONValue {
    stepsLeft -= 1
    guard stepsLeft > 0 else {
      if stepsLeft == 0 { report("token-cycle", "the theme's aliases stand for too many values", value, nil) }
      return value
    }
    switch value.kind {
    case .array(let items):
      return JSONValue(.array(items.map { item(of: $0, seen) }), at: value.location, path: value.path)
    case .object(let object):
      let members = object.members.map {
        JSONObject.Member(key: $0.key, keyLocation: $0.keyLocation, value: item(of: $0.value, seen))
      }
      return JSONValue(.object(JSONObject(members)), at: value.location, path: value.path)
    default: return value
    }
  }

  private mutating func item(of value: JSONValue, _ seen: [String]) -> JSONValue {
    guard let target = Self.alias(value) else { return nested(value, seen) }
    guard !seen.contains(target), seen.count < 16 else {
      report(
        "token-cycle", "the token \"\(seen[0])\" refers to itself: \((seen + [target]).joined(separator: " → "))",
        value, "give one of these tokens a value of its own")
      return value
    }
    guard let found = raw[target] else {
      unknown(target, value)
      return value
    }
    let inner = item(of: found.value, seen + [target])
    return DesignToken(type: found.type).plain(inner)
  }

  private static func alias(_ value: JSONValue) -> String? {
    guard let text = value.string, text.hasPrefix("{"), text.hasSuffix("}"), !text.hasPrefix("{{") else { return nil }
    return String(text.dropFirst().dropLast())
  }

  // MARK: Checks

  /// Colours must be colours, and references must lead somewhere.
  private mutating func check(_ name: String) {
    guard let value = tokens[name], let token = raw[name] else { return }
    references(value)
    guard name.hasPrefix("color.") || token.type == "color" else { return }
    // What is written plainly was looked at with the document's structure.
    if token.type != "color", !diagnostics.isEmpty || Grammar<ColorValue>.color.orReference.accepts(value) { return }
    let grammar = Grammar<ColorValue>.color
    if grammar.orReference.accepts(value) { return }
    let inner = grammar.inside(JSONObject.Member(key: name, keyLocation: value.location, value: value))
    guard inner.isEmpty else {
      diagnostics += inner.filter { !diagnostics.contains($0) }
      return
    }
    diagnostics.append(
      Diagnostic(
        .error, "wrong-value", "the colour \"\(name)\" cannot be \(NodeMessages.describe(value))",
        reason: "expected \(grammar.expected), or {\"colorSpace\": \"srgb\", \"components\": [0.1, 0.2, 0.3]}",
        at: value.location, path: value.path))
  }

  private mutating func references(_ value: JSONValue) {
    switch value.kind {
    case .string(let text) where Reference.isToken(text):
      let target = String(text.dropFirst())
      if raw[target] == nil { unknown(target, value) }
    case .array(let items): for item in items { references(item) }
    case .object(let object): for member in object.members { references(member.value) }
    default: break
    }
  }

  private mutating func unknown(_ target: String, _ value: JSONValue) {
    let near = Suggestion.nearest(to: target, among: raw.keys.sorted())
    report(
      "unknown-token", "the theme has no token \"\(target)\"", value, near.map { "did you mean \"\($0)\"?" })
  }

  private mutating func report(_ code: String, _ message: String, _ value: JSONValue, _ help: String?) {
    let diagnostic = Diagnostic(.error, code, message, help: help, at: value.location, path: value.path)
    if diagnostics.count < Diagnostic.limit, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
