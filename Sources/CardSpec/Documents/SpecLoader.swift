import Diagnostics

/// Loads decks and cards with everything that they refer to. All problems of all files are returned; what is sound is
/// loaded in spite of them.
public enum SpecLoader {
  /// A deck with its theme, templates and cards; `nil` where the deck's own file cannot be used.
  public static func loadDeck(_ path: String) -> (deck: Deck?, diagnostics: [Diagnostic]) {
    var pass = LoadPass(path)
    let deck = pass.deck()
    return (deck, pass.diagnostics)
  }

  /// A card file that stands alone, as a deck of one card.
  public static func loadCard(_ path: String) -> (deck: Deck?, diagnostics: [Diagnostic]) {
    var pass = LoadPass(path)
    let deck = pass.loneCard()
    return (deck, pass.diagnostics)
  }
}

/// One loading run.
private struct LoadPass {
  let path: String
  let folder: DeckFolder
  var diagnostics: [Diagnostic] = []
  private var templateFiles: [String: String] = [:]
  private var cardFiles: [String: String] = [:]

  init(_ path: String) {
    self.path = path
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.dropLast().joined(separator: "/")
    folder = DeckFolder(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
  }

  // MARK: Decks and lone cards

  mutating func deck() -> Deck? {
    guard let value = document(path, path, DocumentShapes.deck), let object = value.object else { return nil }
    let languages = strings(object["languages"])
    guard let name = object["name"]?.string, !languages.isEmpty, let cards = object["cards"] else { return nil }
    var deck = Deck(
      name: name, languages: languages, sourceLanguage: object["sourceLanguage"]?.string ?? languages[0],
      folder: folder.folder, file: path)
    share(object, &deck)
    deck.parts = Self.parts(object)
    for file in files(cards) { if let card = card(file) { deck.cards.append(card) } }
    check(deck)
    return deck
  }

  mutating func loneCard() -> Deck? {
    guard let value = document(path, path, DocumentShapes.card), let object = value.object else { return nil }
    guard let card = card(value, path) else { return nil }
    let languages = strings(object["languages"])
    var deck = Deck(
      name: card.id, languages: languages.isEmpty ? ["en"] : languages, sourceLanguage: languages.first ?? "en",
      folder: folder.folder, file: path)
    deck.title = card.title
    share(object, &deck)
    if object["formats"] == nil {
      diagnostics.append(
        Diagnostic(
          .error, "missing-key", "a card that stands alone needs `formats`",
          reason: "without a deck, the card itself says in which sizes it is rendered",
          help: "add \"formats\": [\"square\"], or name the deck with --deck", at: value.location, path: "formats"))
    }
    deck.cards = [card]
    check(deck)
    return deck
  }

  /// What decks and lone cards have in common.
  private mutating func share(_ object: JSONObject, _ deck: inout Deck) {
    deck.title = object["title"]
    deck.formats = (object["formats"]?.array ?? []).compactMap { format($0) }
    deck.knownFormats =
      deck.formats.filter { own in !BuiltInFormats.all.contains { $0.name == own.name } } + BuiltInFormats.all
    if let theme = object["theme"] { deck.theme = self.theme(theme) }
    for file in object["templates"].map({ files($0) }) ?? [] {
      if let template = template(file) { deck.templates[template.id] = template }
    }
    if let metadata = object["metadata"] { deck.metadata = Self.metadata(metadata) }
    for member in object["numberStyles"]?.object?.members ?? [] {
      var style = Deck.NumberStyle()
      style.group = member.value["group"]?.string
      style.decimal = member.value["decimal"]?.string
      style.percentSpace = member.value["percentSpace"]?.string
      deck.numberStyles[member.key] = style
    }
  }

  private static func metadata(_ value: JSONValue) -> Deck.Metadata {
    var result = Deck.Metadata()
    result.author = value["author"]?.string
    result.subject = value["subject"]
    result.keywords = (value["keywords"]?.array ?? []).compactMap(\.string)
    result.licence = value["licence"]?.string
    result.site = value["site"]?.string
    result.date = value["date"]?.string
    return result
  }

  // MARK: Files

  /// The parsed and checked document, also where it has errors of detail.
  private mutating func document(_ file: String, _ name: String, _ shape: DocumentShape) -> JSONValue? {
    let (value, found) = SpecFile.read(file, name: name)
    diagnostics += found
    guard let value else { return nil }
    diagnostics += shape.check(value)
    return value
  }

  private func name(_ file: String) -> String { folder.folder == "." ? file : folder.folder + "/" + file }

  /// The files that a list of names and patterns stands for, relative to the deck's folder.
  private mutating func files(_ list: JSONValue) -> [String] {
    var result: [String] = []
    for item in list.array ?? [] {
      guard let pattern = item.string else { continue }
      let isOutside = pattern.hasPrefix("/") || pattern.split(separator: "/").contains("..")
      if isOutside {
        diagnostics.append(
          DeckFolder.Problem.outside.diagnostic(pattern, at: item.location, path: item.path, subject: Subject()))
        continue
      }
      let found = SpecFile.matches(pattern, in: folder.folder)
      if found.isEmpty {
        diagnostics.append(
          DeckFolder.Problem.missing.diagnostic(pattern, at: item.location, path: item.path, subject: Subject()))
      }
      result += found.filter { !result.contains($0) }
    }
    return result
  }

  private mutating func resolve(_ file: String, _ value: JSONValue) -> String? {
    switch folder.resolve(file) {
    case .success(let path): return path
    case .failure(let problem):
      diagnostics.append(problem.diagnostic(file, at: value.location, path: value.path, subject: Subject()))
      return nil
    }
  }

  private func strings(_ value: JSONValue?) -> [String] {
    (value?.array ?? []).compactMap(\.string).filter(LanguageTag.isValid)
  }

  // MARK: Parts of a deck

  private mutating func theme(_ value: JSONValue) -> Theme {
    var reader = ThemeReader()
    if value.object != nil {
      reader.read(value)
    } else if let file = value.string, let path = resolve(file, value) {
      let (parsed, found) = SpecFile.read(path, name: name(file))
      diagnostics += found
      if let parsed { reader.read(parsed) }
    }
    diagnostics += reader.diagnostics
    return Theme(tokens: reader.tokens)
  }

  private mutating func format(_ value: JSONValue) -> Format? {
    if let name = value.string {
      if let format = BuiltInFormats.all.first(where: { $0.name == name }) { return format }
      let near = Suggestion.nearest(to: name, among: BuiltInFormats.all.map(\.name))
      diagnostics.append(
        Diagnostic(
          .error, "unknown-format", "there is no format \"\(name)\"",
          help: near.map { "did you mean \"\($0)\"?" } ?? "`placard formats` lists them", at: value.location,
          path: value.path))
      return nil
    }
    guard let object = value.object, let name = object["name"]?.string,
      let width = extent(object["width"]), let height = extent(object["height"])
    else { return nil }
    let bleed = object["bleed"].flatMap(Grammar<Length>.paperLength.read).map(Self.px) ?? 0
    let medium = object["medium"]?.string.flatMap(Format.Medium.init) ?? .screen
    let traits =
      object["traits"].map { ($0.array ?? []).compactMap(\.string) } ?? BuiltInFormats.traits(medium, width, height)
    return Format(name: name, medium: medium, width: width, height: height, bleed: bleed, traits: traits)
  }

  private mutating func extent(_ value: JSONValue?) -> Double? {
    guard let value, let length = Grammar<Length>.paperLength.read(value) else { return nil }
    let px = Self.px(length)
    if (1...20_000).contains(px) { return px }
    diagnostics.append(
      Diagnostic(
        .error, "wrong-size", "a card cannot be \(NodeMessages.describe(value)) wide or high",
        reason: "expected from 1 px to 20,000 px", at: value.location, path: value.path))
    return nil
  }

  private static func px(_ length: Length) -> Double {
    switch length.unit {
    case .pt: length.value * 96 / 72
    case .mm: length.value * 96 / 25.4
    case .cm: length.value * 96 / 2.54
    case .in: length.value * 96
    default: length.value
    }
  }

  private mutating func template(_ file: String) -> Template? {
    guard
      let path = self.resolve(
        file, JSONValue(.null, at: SourceLocation(file: self.path, line: 1, column: 1), path: "templates")),
      let value = document(path, name(file), DocumentShapes.template), let object = value.object,
      let id = object["id"], let layout = object["layout"], let text = id.string
    else { return nil }
    if let first = templateFiles[text] { diagnostics.append(Self.duplicate("template", text, first, id)) }
    templateFiles[text] = name(file)
    var slots: [String: Template.Slot] = [:]
    for member in object["slots"]?.object?.members ?? [] {
      guard let kind = member.value["type"]?.string.flatMap(Template.Slot.Kind.init) else { continue }
      slots[member.key] = Template.Slot(
        kind: kind, isRequired: member.value["required"]?.bool ?? true, summary: member.value["summary"]?.string)
    }
    return Template(id: text, slots: slots, parts: Self.parts(object), layout: layout, location: value.location)
  }

  private static func parts(_ object: JSONObject) -> [String: JSONValue] {
    Dictionary((object["parts"]?.object?.members ?? []).map { ($0.key, $0.value) }) { first, _ in first }
  }

  private mutating func card(_ file: String) -> Card? {
    guard
      let path = self.resolve(
        file, JSONValue(.null, at: SourceLocation(file: self.path, line: 1, column: 1), path: "cards"))
    else { return nil }
    let before = diagnostics.count
    guard let value = document(path, name(file), DocumentShapes.card) else { return nil }
    let card = card(value, name(file))
    // A card with errors is not rendered; the others are.
    return diagnostics[before...].contains { $0.severity == .error } ? nil : card
  }

  private mutating func card(_ value: JSONValue, _ file: String) -> Card? {
    guard let object = value.object, let id = object["id"], let text = id.string,
      Grammar<String>.fileName.read(id) != nil
    else { return nil }
    if let first = cardFiles[text] { diagnostics.append(Self.duplicate("card", text, first, id)) }
    cardFiles[text] = file
    if (object["template"] == nil) == (object["layout"] == nil) {
      diagnostics.append(
        Diagnostic(
          .error, "template-or-layout", "a card needs either a `template` or a `layout` of its own",
          reason: object["layout"] == nil ? "it has neither" : "it has both", at: value.location, path: value.path))
    }
    var card = Card(id: text, location: value.location)
    card.template = object["template"]?.string
    card.layout = object["layout"]
    card.parts = Self.parts(object)
    card.slots = object["slots"]?.object ?? JSONObject()
    card.title = object["title"]
    card.alt = object["alt"]
    card.link = object["link"]
    return card
  }

  private static func duplicate(_ kind: String, _ id: String, _ first: String, _ value: JSONValue) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-id", "two \(kind)s are called \"\(id)\"", reason: "the first is in \(first)",
      help: "give this one another id", at: value.location, path: value.path)
  }

  // MARK: References

  /// Cards against their templates: unknown templates, slots that are missing or that nothing asks for.
  private mutating func check(_ deck: Deck) {
    for card in deck.cards {
      guard let name = card.template else { continue }
      guard let template = deck.templates[name] else {
        let near = Suggestion.nearest(to: name, among: deck.templates.keys.sorted())
        report(
          "unknown-template", "there is no template \"\(name)\"", card.location, card,
          near.map { "did you mean \"\($0)\"?" })
        continue
      }
      for (slot, declaration) in template.slots.sorted(by: { $0.key < $1.key })
      where declaration.isRequired && card.slots[slot] == nil {
        report(
          "missing-slot", "the slot \"\(slot)\" of template \"\(name)\" is not filled", card.location, card,
          declaration.summary.map { "it is for: \($0)" })
      }
    }
  }

  private mutating func report(
    _ code: String, _ message: String, _ location: SourceLocation, _ card: Card, _ help: String?
  ) {
    diagnostics.append(
      Diagnostic(.error, code, message, help: help, at: location, path: "slots", subject: Subject(card: card.id)))
  }
}
