import CardSpec
import Diagnostics
import Localization

/// Names that a repeat or a part adds to the card's slots.
struct Scope {
  private var names: [String: JSONValue] = [:]
  /// The language of the node, where it or one around it names its own.
  private(set) var language: String?
  /// The font stack that the node has from those around it, as it was written.
  private var fontFamily: JSONValue?

  /// Takes what a node hands on to those inside. A font stack may differ by language, so a node that names another
  /// language has the stack that it inherits chosen anew.
  mutating func enter(_ node: inout JSONObject) {
    if let own = node["fontFamily"] {
      fontFamily = own
    } else if node["lang"] != nil, let fontFamily {
      node["fontFamily"] = fontFamily
    }
    if let own = node["lang"]?.string { language = own }
  }

  subscript(name: String) -> JSONValue? { names[name] }
  mutating func set(_ name: String, _ value: JSONValue) { names[name] = value }
  var keys: [String] { names.keys.sorted() }
}

/// Replaces references to slots and to the theme's tokens by values.
struct ValueResolver {
  /// Bounds the length of a text once its references are filled in, bytes.
  private static let longestText = 100_000
  /// How many values may be looked at; tokens that name tokens could otherwise stand for any number.
  private static let mostValues = 500_000

  /// Properties that take a number: of a formatted number they get the number itself.
  private static let numericKeys: Set = [
    "value", "total", "columns", "opacity", "flexGrow", "flexShrink", "dotGap", "thickness", "aspectRatio", "order",
    "width", "height", "repeat",
  ]

  /// Properties that are texts, which may be written once for each language.
  private static let textKeys: Set = ["text", "alt", "link", "src"]

  /// The key of what is handed to a part, which keeps all that it is: a number its text, its number and its source.
  static let partValue = "with"

  let card: LocalizedCard
  let template: Template?
  let theme: Theme
  let languages: [String]
  let subject: Subject
  private(set) var diagnostics: [Diagnostic] = []
  private var openTokens: [String] = []
  private var values = 0

  init(card: LocalizedCard, template: Template?, deck: Deck, subject: Subject) {
    self.card = card
    self.template = template
    theme = deck.theme
    languages = deck.languages
    self.subject = subject
  }

  /// The value with everything in it replaced; `nil` where it is exactly a slot that this card leaves out.
  mutating func resolve(_ value: JSONValue, scope: Scope, key: String) -> JSONValue? {
    values += 1
    guard values <= Self.mostValues else {
      if values == Self.mostValues + 1 {
        report(
          "too-many-nodes", "the layout stands for more than \(Self.mostValues) values", value,
          "look for tokens or parts that use each other many times")
      }
      return nil
    }
    switch value.kind {
    case .null, .bool, .number: return value
    case .string(let text): return string(text, value, scope, key)
    case .array(let values):
      let resolved = values.flatMap { item -> [JSONValue] in
        guard let found = resolve(item, scope: scope, key: key) else { return [] }
        // A reference to a list inside a list stands for its items: ["$font.brand", "Inter"].
        return item.string == nil ? [found] : found.array ?? [found]
      }
      return JSONValue(.array(resolved), at: value.location, path: value.path)
    case .object(let object):
      if Self.textKeys.contains(key) || [Self.partValue, "value"].contains(key),
        TextMap.isMeant(by: object, languages: languages)
      {
        return languageChoice(object, value).flatMap { resolve($0, scope: scope, key: key) }
      }
      let members = object.members.compactMap { member in
        resolve(member.value, scope: scope, key: member.key).map {
          JSONObject.Member(key: member.key, keyLocation: member.keyLocation, value: $0)
        }
      }
      return JSONValue(.object(JSONObject(members)), at: value.location, path: value.path)
    }
  }

  /// A text written out in the layout itself, one string per language.
  private mutating func languageChoice(_ object: JSONObject, _ value: JSONValue) -> JSONValue? {
    if let found = TextMap.choose(card.language, from: object) { return found }
    let diagnostic = Diagnostic.missingTranslation(
      value, language: card.language, of: languages, subject: subject)
    if diagnostics.count < Diagnostic.limit, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    return nil
  }

  private mutating func string(_ text: String, _ value: JSONValue, _ scope: Scope, _ key: String) -> JSONValue? {
    if text.hasPrefix("$") {
      if text.hasPrefix("$$") {
        return JSONValue(.string(String(text.dropFirst())), at: value.location, path: value.path)
      }
      if Reference.isToken(text) { return token(String(text.dropFirst()), value, scope, key) }
    }
    guard text.contains("{{") else { return value }
    let pieces = Placeholder.split(text)
    if pieces.count == 1, case .reference(let path) = pieces[0] { return slot(path, value, scope, key) }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .reference(let path):
        guard let found = slot(path, value, scope, "text") else { continue }
        guard let text = card.text(of: found) else {
          report(
            "wrong-value", "\"\(path)\" is \(NodeMessages.describe(found)), not a text", value,
            "name one of its texts, or make a node for each item with `repeat`")
          continue
        }
        result += text
      }
      guard result.utf8.count <= Self.longestText else {
        report(
          "long-text", "the text is longer than \(Self.longestText) bytes once its references are filled in", value,
          "shorten it")
        return nil
      }
    }
    return JSONValue(.string(result), at: value.location, path: value.path)
  }

  // MARK: Slots

  /// The value that a condition or a reference names.
  func look(_ path: String, _ scope: Scope) -> JSONValue? {
    let name = Placeholder.name(of: path)
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
      let name = Placeholder.name(of: path)
      if template?.slots[name]?.isRequired == false || name == "link" { return nil }
      let members = (scope[name] ?? card.slots[name])?.object?.keys.map { "\(name).\($0)" } ?? []
      let known = card.slots.keys + scope.keys + (template?.slots.keys.sorted() ?? []) + members
      report("unknown-slot", "there is no slot \"\(path)\"", value, suggestion(path, known))
      return nil
    }
    // A slot may name a token of the theme.
    if let text = found.string, Reference.isToken(text) { return token(String(text.dropFirst()), found, scope, key) }
    if found.number != nil, Self.textKeys.contains(key) {
      return card.text(of: found).map { JSONValue(.string($0), at: found.location, path: found.path) }
    }
    guard key != Self.partValue, let object = found.object, object["number"] != nil, object["text"] != nil else {
      return found
    }
    return Self.numericKeys.contains(key) ? object["number"] : object["text"]
  }

  // MARK: Tokens

  private static let deepestToken = 64

  private mutating func token(_ name: String, _ value: JSONValue, _ scope: Scope, _ key: String) -> JSONValue? {
    guard let found = theme.tokens[name] else {
      report(
        "unknown-token", "the theme has no token \"$\(name)\"", value,
        suggestion(name, theme.tokens.keys.sorted(), prefix: "$"))
      return nil
    }
    if var mistake = theme.mistakes[name] {
      mistake.subject = subject
      if diagnostics.count < Diagnostic.limit, !diagnostics.contains(mistake) { diagnostics.append(mistake) }
      return nil
    }
    guard !openTokens.contains(name) else {
      report("token-cycle", "the token \"$\(name)\" refers to itself", value, nil)
      return nil
    }
    guard openTokens.count < Self.deepestToken else {
      report(
        "token-depth", "tokens refer to each other more than \(Self.deepestToken) times in a row", value,
        "write one of these tokens out")
      return nil
    }
    openTokens.append(name)
    defer { openTokens.removeLast() }
    return resolve(fontStack(found, scope.language) ?? found, scope: scope, key: key)
  }

  /// A font token by language or script as the plain list for the node's language, or else the card's.
  private func fontStack(_ value: JSONValue, _ language: String?) -> JSONValue? {
    guard value.object?["default"] != nil,
      let families = FontStack.families(of: value, language: language ?? card.language)
    else {
      return nil
    }
    let names = families.map { JSONValue(.string($0), at: value.location, path: value.path) }
    return JSONValue(.array(names), at: value.location, path: value.path)
  }

  private mutating func report(_ code: String, _ message: String, _ value: JSONValue, _ help: String?) {
    let diagnostic = Diagnostic(
      .error, code, message, help: help, at: value.location, path: value.path, subject: subject)
    if diagnostics.count < Diagnostic.limit, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
