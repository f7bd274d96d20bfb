import Diagnostics

/// Flattens a theme's groups into tokens by full name. Reads plain values and the W3C Design Tokens format.
struct ThemeReader {
  private(set) var tokens: [String: JSONValue] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  mutating func read(_ value: JSONValue) {
    guard let object = value.object else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-value", "a theme cannot be \(NodeMessages.describe(value))",
          reason: "expected groups of tokens, such as {\"color\": {\"ink\": \"#111C33\"}}", at: value.location,
          path: value.path))
      return
    }
    group(object, prefix: [], type: nil)
    resolveAliases()
  }

  private mutating func group(_ object: JSONObject, prefix: [String], type: String?) {
    let type = object["$type"]?.string ?? type
    for member in object.members where !member.key.hasPrefix("$") {
      guard Self.isName(member.key) else {
        diagnostics.append(
          Diagnostic(
            .error, "wrong-name", "\"\(member.key)\" cannot name a token",
            reason: "expected letters, digits, - and _", at: member.keyLocation, path: member.value.path))
        continue
      }
      let name = prefix + [member.key]
      if let inner = member.value.object, !isLeaf(inner, name) {
        group(inner, prefix: name, type: type)
      } else {
        leaf(member.value, name, type)
      }
    }
  }

  private func isLeaf(_ object: JSONObject, _ name: [String]) -> Bool {
    if object["$value"] != nil || object["rgb"] != nil { return true }
    return name.count >= 2 && (name[0] == "text" || name[0] == "font" && object["default"] != nil)
  }

  private mutating func leaf(_ value: JSONValue, _ name: [String], _ type: String?) {
    let type = value["$type"]?.string ?? type
    let plain = value["$value"].map { designToken($0, type) } ?? value
    if name[0] == "color" || type == "color" { checkColor(plain) }
    tokens[name.joined(separator: ".")] = plain
  }

  /// A dimension is written as an object in the newer drafts of the format.
  private func designToken(_ value: JSONValue, _ type: String?) -> JSONValue {
    guard type == "dimension", let number = value["value"]?.number, let unit = value["unit"]?.string else {
      return value
    }
    let digits = number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    return JSONValue(.string(digits + unit), at: value.location, path: value.path)
  }

  private mutating func checkColor(_ value: JSONValue) {
    if let text = value.string, text.hasPrefix("{") || text.hasPrefix("$") { return }
    let grammar = Grammar<ColorValue>.color
    guard grammar.read(value) == nil else { return }
    diagnostics.append(
      Diagnostic(
        .error, "wrong-value", "a colour cannot be \(NodeMessages.describe(value))",
        reason: "expected \(grammar.expected)",
        at: value.location, path: value.path))
  }

  /// `{color.accent}` is another token's value; chains are followed, circles are errors.
  private mutating func resolveAliases() {
    for name in tokens.keys.sorted() {
      var seen = [name]
      while let value = tokens[name], let target = Self.alias(value) {
        if seen.contains(target) || seen.count > 64 {
          report("the token \"\(name)\" refers to itself: \((seen + [target]).joined(separator: " → "))", value, nil)
          tokens[name] = nil
          break
        }
        guard let found = tokens[target] else {
          report("there is no token \"\(target)\"", value, Suggestion.nearest(to: target, among: tokens.keys.sorted()))
          tokens[name] = nil
          break
        }
        seen.append(target)
        tokens[name] = found
      }
    }
  }

  private static func alias(_ value: JSONValue) -> String? {
    guard let text = value.string, text.hasPrefix("{"), text.hasSuffix("}"), !text.hasPrefix("{{") else { return nil }
    return String(text.dropFirst().dropLast())
  }

  private mutating func report(_ message: String, _ value: JSONValue, _ near: String?) {
    diagnostics.append(
      Diagnostic(
        .error, "unknown-token", message, help: near.map { "did you mean \"\($0)\"?" }, at: value.location,
        path: value.path))
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
  }
}
