import CardSpec
import Diagnostics
import Localization

/// Names that a repeat or a part adds to the card's slots.
struct Scope {
  private var names: [String: JSONValue] = [:]

  subscript(name: String) -> JSONValue? { names[name] }
  mutating func set(_ name: String, _ value: JSONValue) { names[name] = value }
  var keys: [String] { names.keys.sorted() }
}

/// Replaces references to slots and to the theme's tokens by values.
struct ValueResolver {
  /// Properties that take a number: of a formatted number they get the number itself.
  private static let numericKeys: Set = [
    "value", "total", "columns", "opacity", "flexGrow", "flexShrink", "dotGap", "thickness", "aspectRatio", "order",
    "width", "height",
  ]

  let card: LocalizedCard
  let template: Template?
  let theme: Theme
  let subject: Subject
  private(set) var diagnostics: [Diagnostic] = []
  private var openTokens: [String] = []

  init(card: LocalizedCard, template: Template?, theme: Theme, subject: Subject) {
    self.card = card
    self.template = template
    self.theme = theme
    self.subject = subject
  }

  /// The value with everything in it replaced; `nil` where it is exactly a slot that this card leaves out.
  mutating func resolve(_ value: JSONValue, scope: Scope, key: String) -> JSONValue? {
    switch value.kind {
    case .null, .bool, .number: return value
    case .string(let text): return string(text, value, scope, key)
    case .array(let values):
      let resolved = values.compactMap { resolve($0, scope: scope, key: key) }
      return JSONValue(.array(resolved), at: value.location, path: value.path)
    case .object(let object):
      if let chosen = languageChoice(object) { return resolve(chosen, scope: scope, key: key) }
      let members = object.members.compactMap { member in
        resolve(member.value, scope: scope, key: member.key).map {
          JSONObject.Member(key: member.key, keyLocation: member.keyLocation, value: $0)
        }
      }
      return JSONValue(.object(JSONObject(members)), at: value.location, path: value.path)
    }
  }

  /// A text written out in the layout itself, one string per language.
  private func languageChoice(_ object: JSONObject) -> JSONValue? {
    guard let own = object[card.language] ?? object[String(card.language.split(separator: "-").first ?? "")] else {
      return nil
    }
    return object.members.allSatisfy { $0.value.string != nil } ? own : nil
  }

  private mutating func string(_ text: String, _ value: JSONValue, _ scope: Scope, _ key: String) -> JSONValue? {
    if text.hasPrefix("$") {
      if text.hasPrefix("$$") {
        return JSONValue(.string(String(text.dropFirst())), at: value.location, path: value.path)
      }
      if Self.isToken(text) { return token(String(text.dropFirst()), value, scope, key) }
    }
    guard text.contains("{{") else { return value }
    let pieces = Placeholder.split(text)
    if pieces.count == 1, case .reference(let path) = pieces[0] { return slot(path, value, scope, key) }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .reference(let path):
        if let found = slot(path, value, scope, "text"), let text = Placeholder.text(found) { result += text }
      }
    }
    return JSONValue(.string(result), at: value.location, path: value.path)
  }

  // MARK: Slots

  /// The value that a condition or a reference names.
  func look(_ path: String, _ scope: Scope) -> JSONValue? {
    let name = String(path.split(separator: ".").first ?? "")
    guard let value = scope[name] ?? card.slots[name] ?? builtIn(name) else { return nil }
    return Placeholder.look(path, in: value)
  }

  /// What every card has besides its slots.
  private func builtIn(_ name: String) -> JSONValue? {
    let text: String?
    switch name {
    case "title": text = card.title
    case "alt": text = card.alt
    case "link": text = card.link
    case "card": text = card.card
    case "language": text = card.language
    default: text = nil
    }
    return text.map { JSONValue(.string($0), at: card.location, path: name) }
  }

  private mutating func slot(_ path: String, _ value: JSONValue, _ scope: Scope, _ key: String) -> JSONValue? {
    guard let found = look(path, scope) else {
      let name = String(path.split(separator: ".").first ?? "")
      if template?.slots[name]?.isRequired == false || name == "link" { return nil }
      let known = card.slots.keys + scope.keys + (template?.slots.keys.sorted() ?? [])
      report("unknown-slot", "there is no slot \"\(path)\"", value, suggestion(path, known))
      return nil
    }
    // A slot may name a token of the theme.
    if let text = found.string, Self.isToken(text) { return token(String(text.dropFirst()), found, scope, key) }
    guard let object = found.object, object["number"] != nil, object["text"] != nil else { return found }
    return Self.numericKeys.contains(key) ? object["number"] : object["text"]
  }

  // MARK: Tokens

  static func isToken(_ text: String) -> Bool {
    guard text.hasPrefix("$") else { return false }
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let first = parts.first?.first, first.isASCII, first.isLetter else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
  }

  private mutating func token(_ name: String, _ value: JSONValue, _ scope: Scope, _ key: String) -> JSONValue? {
    guard let found = theme.tokens[name] else {
      report("unknown-token", "the theme has no \"$\(name)\"", value, suggestion(name, theme.tokens.keys.sorted()))
      return nil
    }
    guard !openTokens.contains(name) else {
      report("token-cycle", "the token \"$\(name)\" refers to itself", value, nil)
      return nil
    }
    openTokens.append(name)
    defer { openTokens.removeLast() }
    return resolve(fontStack(found) ?? found, scope: scope, key: key)
  }

  /// A font token by language or script as the plain list for this card's language.
  private func fontStack(_ value: JSONValue) -> JSONValue? {
    guard value.object?["default"] != nil, let families = FontStack.families(of: value, language: card.language) else {
      return nil
    }
    let names = families.map { JSONValue(.string($0), at: value.location, path: value.path) }
    return JSONValue(.array(names), at: value.location, path: value.path)
  }

  private mutating func report(_ code: String, _ message: String, _ value: JSONValue, _ help: String?) {
    let diagnostic = Diagnostic(
      .error, code, message, help: help, at: value.location, path: value.path, subject: subject)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
