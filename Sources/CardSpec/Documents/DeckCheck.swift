import Diagnostics

/// A loaded file and the JSON that it was read from.
struct Loaded<Content> {
  var content: Content
  var document: JSONValue
  var file: String
}

/// Templates that are not there because their files hold mistakes.
struct MissingTemplates {
  /// Files by the template's id.
  var broken: [String: String]
  /// Files that could not be read at all.
  var unreadable: [String]
}

/// Looks at a deck as a whole: what its files say about each other.
struct DeckCheck {
  let deck: Deck
  private(set) var diagnostics: [Diagnostic] = []
  private let traits: Set<String>
  /// `nil` where the theme holds mistakes, so that nothing can be said of references to it.
  private let tokens: Set<String>?

  init(deck: Deck, isThemeWhole: Bool) {
    self.deck = deck
    tokens = isThemeWhole ? Set(deck.theme.tokens.keys) : nil
    let formats = deck.formats + deck.knownFormats
    traits = Set(formats.flatMap { $0.traits + [$0.name] } + ["ltr", "rtl"])
  }

  // MARK: The deck's own file

  mutating func deckFile(_ document: JSONValue) {
    if let value = document["sourceLanguage"], let source = value.string, !deck.languages.contains(source) {
      let near = Suggestion.nearest(to: source, among: deck.languages)
      report(
        .error, "unknown-language", "the source language \"\(source)\" is not a language of this deck", value,
        near.map { "did you mean \"\($0)\"?" } ?? "add it to `languages`")
    }
    let tags = Set(deck.languages.flatMap(LanguageTag.fallbacks))
    for member in document["numberStyles"]?.object?.members ?? []
    where LanguageTag.isValid(member.key) && !tags.contains(member.key) {
      unknownLanguage(member, "number style")
    }
    languages(in: JSONValue(.object(documentTexts(document)), at: document.location, path: ""))
    formats(document["formats"]?.array ?? [])
    layout(nil, deck.parts, shared: [:], nil)
  }

  private func documentTexts(_ document: JSONValue) -> JSONObject {
    JSONObject((document.object?.members ?? []).filter { ["title", "metadata", "parts"].contains($0.key) })
  }

  /// Names become folders, so they must differ on every file system.
  private mutating func formats(_ list: [JSONValue]) {
    var seen: [String: JSONValue] = [:]
    for item in list {
      let name = item["name"] ?? item
      guard let text = name.string else { continue }
      if let first = seen.updateValue(name, forKey: text.lowercased()) {
        report(
          .error, "duplicate-format", "two formats are called \"\(text)\"", name,
          first.string == text ? "remove one of the two" : "give them names that differ in more than capitals",
          reason: "the first stands in line \(first.location.line)")
      } else if item.object != nil, BuiltInFormats.all.contains(where: { $0.name == text }) {
        report(
          .error, "duplicate-format", "\"\(text)\" is the name of a format that every deck knows", name,
          "give your own another name")
      }
    }
  }

  // MARK: Templates

  /// Also returns what is wrong with the template.
  mutating func template(_ template: Loaded<Template>) -> [Diagnostic] {
    let before = diagnostics.count
    let content = template.content
    languages(in: template.document)
    layout(content.layout, content.parts, shared: deck.parts, content.slots.keys.map { $0 })
    return Array(diagnostics[before...])
  }

  private mutating func layout(
    _ layout: JSONValue?, _ parts: [String: JSONValue], shared: [String: JSONValue], _ slots: [String]?
  ) {
    var check = LayoutCheck(parts: parts, sharedParts: shared, slots: slots, traits: traits, tokens: tokens)
    check.run(layout)
    diagnostics += check.diagnostics
  }

  // MARK: Cards

  /// Whether the card can be rendered.
  mutating func card(_ card: Loaded<Card>, _ missing: MissingTemplates) -> Bool {
    let before = diagnostics.count
    let content = CardContent(card.document)
    languages(in: card.document)
    numbers(in: card.document["slots"])
    tokens(in: card.document["slots"])
    if let link = content.link { address(link) }
    if let layout = content.layout { self.layout(layout, content.parts, shared: deck.parts, content.slots.keys) }
    let isWhole = card.content.template.map { template($0, of: card, missing) } ?? true
    for index in before..<diagnostics.count { diagnostics[index].subject.card = card.content.id }
    return isWhole && !diagnostics[before...].contains { $0.severity == .error }
  }

  /// `false` where the template is missing.
  private mutating func template(_ name: String, of card: Loaded<Card>, _ missing: MissingTemplates) -> Bool {
    let value = card.document["template"] ?? card.document
    if let file = missing.broken[name] {
      report(.warning, "not-rendered", "the card waits until its template \"\(name)\" is mended", value, "mend \(file)")
      return false
    }
    if let template = deck.templates[name] {
      slots(card, template)
      return true
    }
    if !missing.unreadable.isEmpty {
      report(
        .warning, "not-rendered", "the card's template \"\(name)\" was not found", value,
        "mend \(missing.unreadable.joined(separator: ", "))")
      return false
    }
    let known = deck.templates.keys.sorted()
    report(
      .error, "unknown-template", "there is no template \"\(name)\"", value,
      Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" },
      reason: known.isEmpty
        ? "no templates are named in `templates`" : "the templates are \(known.joined(separator: ", "))")
    return false
  }

  private mutating func slots(_ card: Loaded<Card>, _ template: Template) {
    let given = card.document["slots"]?.object ?? JSONObject()
    for (name, slot) in template.slots.sorted(by: { $0.key < $1.key }) where slot.isRequired && given[name] == nil {
      report(
        .error, "missing-slot", "the slot \"\(name)\" of the template \"\(template.id)\" is not filled",
        card.document["slots"] ?? card.document, "add \"\(name)\" to `slots`", reason: slot.summary,
        path: "slots.\(name)")
    }
    references(in: card.document, given)
    let used = Self.references(in: card.document)
    for member in given.members {
      if let slot = template.slots[member.key] {
        value(member, slot)
      } else if !used.contains(member.key) {
        let near = Suggestion.nearest(to: member.key, among: template.slots.keys.sorted())
        report(
          .error, "unknown-slot", "the template \"\(template.id)\" has no slot \"\(member.key)\"",
          JSONValue(.null, at: member.keyLocation, path: member.value.path),
          near.map { "did you mean \"\($0)\"?" } ?? "remove it, or use it in a text as {{\(member.key)}}",
          reason: "nothing in the card or its template uses it")
      }
    }
  }

  /// A slot's value against what the template declares.
  private mutating func value(_ member: JSONObject.Member, _ slot: Template.Slot) {
    let value = member.value
    let isReference = value.string.map { $0.contains("{{") || Reference.isToken($0) } ?? false
    let isNumber = value.number != nil || value["number"]?.number != nil
    let isText = value.string != nil || TextMap.accepts(value)
    // Numbers in quotation marks are told by themselves.
    if let object = value.object, Self.quotedNumber(object) != nil { return }
    let expected: String? =
      switch slot.kind {
      case .value: nil
      case .text: isText || isNumber ? nil : "a text, a number, or a text for each language"
      case .number: isNumber || isReference ? nil : "a number, or {\"number\": 0.71, \"style\": \"percent\"}"
      case .image: isText ? nil : "a picture's file, or one for each language"
      case .link: isText ? nil : "an address, or one for each language"
      case .list: value.array != nil || isReference ? nil : "a list"
      }
    if let expected {
      diagnostics += Self.wrongLanguages(member, slot) ?? [Self.wrongValue(member, expected, slot)]
    } else if slot.kind == .text, slot.isRequired, let empty = emptyText(value) {
      report(
        .error, "empty-text", "the slot \"\(member.key)\" has no words", empty, "write them, or leave the slot out",
        reason: "the template needs them")
    } else if slot.kind == .link {
      address(value)
    }
  }

  /// Of a text written by language, the keys that name none; `nil` where that is not what is wrong.
  private static func wrongLanguages(_ member: JSONObject.Member, _ slot: Template.Slot) -> [Diagnostic]? {
    guard [.text, .image, .link].contains(slot.kind), let object = member.value.object, !object.members.isEmpty,
      object.members.allSatisfy({ $0.value.string != nil })
    else { return nil }
    return TextMap.mistakes(member)
  }

  private static func wrongValue(_ member: JSONObject.Member, _ expected: String, _ slot: Template.Slot) -> Diagnostic {
    var diagnostic = NodeMessages.wrongValue(member, expected: expected)
    if slot.kind == .number, let number = member.value.string.flatMap(QuotedNumber.read) {
      diagnostic.help = QuotedNumber.help(number)
    }
    return diagnostic
  }

  /// The text, or the one of its languages, that holds nothing.
  private func emptyText(_ value: JSONValue) -> JSONValue? {
    (value.object?.members.map(\.value) ?? [value]).first { $0.string?.allSatisfy(\.isWhitespace) == true }
  }

  private mutating func address(_ value: JSONValue) {
    for entry in value.object?.members.map(\.value) ?? [value] {
      guard let text = entry.string, !text.contains("{{"), !Reference.isToken(text),
        let mistake = LinkAddress.mistake(in: text)
      else { continue }
      report(
        .error, "wrong-link", "\"\(NodeMessages.shortened(text))\" is not an address that a card may link to", entry,
        nil, reason: mistake)
    }
  }

  /// References of a card's texts to slots that it does not have. A layout's own may name the items that it repeats over.
  private mutating func references(in document: JSONValue, _ given: JSONObject) {
    for key in ["title", "alt", "link", "slots"] { document[key].map { references(inText: $0, given) } }
  }

  private mutating func references(inText value: JSONValue, _ given: JSONObject) {
    for item in value.array ?? value.object?.members.map(\.value) ?? [] { references(inText: item, given) }
    for path in value.string.map(Placeholder.references) ?? [] where given[Placeholder.name(of: path)] == nil {
      let near = Suggestion.nearest(to: Placeholder.name(of: path), among: given.keys)
      report(
        .error, "unknown-slot", "the card has no slot \"\(NodeMessages.shortened(path))\"", value,
        near.map { "did you mean {{\($0)}}?" } ?? "add it to `slots`")
    }
  }

  private static func references(in value: JSONValue) -> Set<String> {
    switch value.kind {
    case .string(let text): Set(Placeholder.references(in: text).map(Placeholder.name))
    case .array(let items): items.reduce(into: []) { $0.formUnion(references(in: $1)) }
    case .object(let object): object.members.reduce(into: []) { $0.formUnion(references(in: $1.value)) }
    default: []
    }
  }

  // MARK: Values wherever they stand

  /// Texts in languages that the deck does not have.
  private mutating func languages(in value: JSONValue) {
    for item in value.array ?? [] { languages(in: item) }
    guard let object = value.object else { return }
    guard TextMap.isMeant(by: object, languages: deck.languages) else {
      diagnostics += TextMap.misspelt(in: object, languages: deck.languages).map(NodeMessages.wrongLanguage)
      for member in object.members { languages(in: member.value) }
      return
    }
    let tags = Set(deck.languages.flatMap(LanguageTag.fallbacks))
    for member in object.members where !tags.contains(member.key) { unknownLanguage(member, "text") }
  }

  private mutating func unknownLanguage(_ member: JSONObject.Member, _ what: String) {
    let near = Suggestion.nearest(to: member.key, among: deck.languages)
    report(
      .warning, "unknown-language", "the deck has no language \"\(member.key)\", so this \(what) is never used",
      JSONValue(.null, at: member.keyLocation, path: member.value.path),
      near.map { "did you mean \"\($0)\"?" } ?? "add it to the deck's `languages`, or remove it")
  }

  private mutating func numbers(in value: JSONValue?) {
    for item in value?.array ?? [] { numbers(in: item) }
    guard let object = value?.object else { return }
    guard let number = object["number"], number.number != nil else {
      if let member = object.member("number"), let meant = Self.quotedNumber(object) {
        var diagnostic = NodeMessages.wrongValue(member, expected: "a number")
        diagnostic.help = QuotedNumber.help(meant)
        diagnostics.append(diagnostic)
        return
      }
      for member in object.members { numbers(in: member.value) }
      return
    }
    if let least = object["minimumFractionDigits"], let most = object["maximumFractionDigits"],
      let low = least.number, let high = most.number, low > high
    {
      report(
        .error, "wrong-value", "a number cannot have at least \(Int(low)) and at most \(Int(high)) decimals", least,
        "make `minimumFractionDigits` the smaller one")
    }
    let isCurrency = object["style"]?.string == NumberNotation.currency.rawValue
    if isCurrency != (object["currency"] != nil) {
      report(
        .error, "missing-key",
        isCurrency ? "an amount of money needs `currency`" : "`currency` needs the style \"currency\"",
        object["currency"] ?? object["style"] ?? number,
        isCurrency ? "add \"currency\": \"USD\" or another code" : "add \"style\": \"currency\"")
    }
  }

  /// The number that an object would stand for if its `number` were not written as a text.
  private static func quotedNumber(_ object: JSONObject) -> Double? {
    let keys = DocumentShapes.number.keys.map(\.name)
    return object.keys.allSatisfy(keys.contains) ? object["number"]?.string.flatMap(QuotedNumber.read) : nil
  }

  private mutating func tokens(in value: JSONValue?) {
    for item in value?.array ?? [] { tokens(in: item) }
    for member in value?.object?.members ?? [] { tokens(in: member.value) }
    guard let value, let text = value.string, Reference.isToken(text) else { return }
    let name = String(text.dropFirst())
    guard let tokens, !tokens.contains(name) else { return }
    let near = Suggestion.nearest(to: name, among: tokens.sorted())
    report(
      .error, "unknown-token", "the theme has no token \"\(NodeMessages.shortened(text))\"", value,
      near.map { "did you mean \"$\($0)\"?" })
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, _ value: JSONValue, _ help: String?,
    reason: String? = nil, path: String? = nil
  ) {
    guard diagnostics.count < Diagnostic.limit else { return }
    diagnostics.append(
      Diagnostic(
        severity, code, message, reason: reason, help: help, at: value.location, path: path ?? value.path))
  }
}
