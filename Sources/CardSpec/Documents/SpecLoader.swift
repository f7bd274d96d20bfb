import Diagnostics

/// Loads decks and cards with everything that they refer to. All problems of all files are returned; what is sound is
/// loaded in spite of them.
public enum SpecLoader {
  /// A deck with its theme, templates and cards; `nil` where the deck's own file cannot be used.
  ///
  /// - Parameter edits: Files that count as saved.
  public static func loadDeck(
    _ path: String, trying edits: SpecEdits = SpecEdits()
  ) -> (deck: Deck?, diagnostics: [Diagnostic]) {
    var pass = LoadPass(path, edits)
    let deck = pass.deck()
    return (deck, pass.diagnostics)
  }

  /// A card file that stands alone, as a deck of one card.
  public static func loadCard(
    _ path: String, trying edits: SpecEdits = SpecEdits()
  ) -> (deck: Deck?, diagnostics: [Diagnostic]) {
    var pass = LoadPass(path, edits)
    let deck = pass.loneCard()
    return (deck, pass.diagnostics)
  }
}

/// One loading run.
private struct LoadPass {
  let path: String
  let folder: DeckFolder
  private let edits: SpecEdits
  var diagnostics: [Diagnostic] = []
  private var templateFiles: [String: String] = [:]
  private var cardFiles: [String: String] = [:]
  private var idsOfFiles: [String: String] = [:]
  private var brokenTemplates: [String: String] = [:]
  private var unreadableTemplates: [String] = []
  private var isThemeWhole = true
  private var store = CardStore()

  init(_ path: String, _ edits: SpecEdits) {
    self.path = path
    self.edits = edits
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.dropLast().joined(separator: "/")
    folder = DeckFolder(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
  }

  // MARK: Decks and lone cards

  mutating func deck() -> Deck? {
    let (value, found) = document(path, path, .deck)
    diagnostics += found
    guard let value, let name = value["name"]?.string, FileName.isValid(name) else { return nil }
    let languages = languages(value["languages"])
    guard let source = languages.first else { return nil }
    var deck = Deck(
      name: name, languages: languages, sourceLanguage: value["sourceLanguage"]?.string ?? source,
      folder: folder.folder, file: path)
    let templates = share(value, &deck)
    deck.parts = CardContent.parts(value)
    deck.typography = value["typography"]?.string.flatMap(TextProperties.Typography.init) ?? .none
    deck.neverHyphenate = (value["neverHyphenate"]?.array ?? []).compactMap(\.string)
    let cardFiles = value["cards"].map { files($0) } ?? []
    check(&deck, value, templates, cardFiles)
    deck.leftOut = leftOut(cardFiles, deck)
    let missing = PressReader.missingBack(value["sheet"], ids: deck.cards.map(\.id) + deck.leftOut)
    diagnostics += missing
    if !missing.isEmpty { deck.sheet?.hasMistakes = true }
    return deck
  }

  /// What became of no card, in the deck's order.
  private func leftOut(_ files: [String], _ deck: Deck) -> [String] {
    let sound = Set(deck.cards.map(\.location.file))
    return files.map(name).filter { !sound.contains($0) }.map { file in
      let base = file.split(separator: "/").last.map(String.init) ?? file
      let plain = base.hasSuffix(".json") ? String(base.dropLast(5)) : base
      return idsOfFiles[file] ?? plain
    }
  }

  private func hasMistakes(below key: String) -> Bool {
    diagnostics.contains { problem in
      problem.severity == .error
        && (problem.path == key || problem.path?.hasPrefix(key + ".") ?? false
          || problem.path?.hasPrefix(key + "[") ?? false)
    }
  }

  mutating func loneCard() -> Deck? {
    let (value, found) = document(path, path, .card)
    diagnostics += found
    guard let value, var card = card(value, path) else { return nil }
    var content = CardContent(value)
    content.title = content.title ?? JSONValue(.string(card.id), at: value.location, path: "title")
    card.body = .here(content)
    if content.alt == nil { missingAlternative(value) }
    if value["formats"] == nil {
      diagnostics.append(
        Diagnostic(
          .error, "missing-key", "a card that stands alone needs `formats`",
          reason: "without a deck, the card itself says in which sizes it is rendered",
          help: "add \"formats\": [\"square\"], or name the deck with --deck", at: value.location, path: "formats"))
    }
    let stated = languages(value["languages"])
    let languages = stated.isEmpty ? Self.languages(writtenIn: value) : stated
    var deck = Deck(
      name: card.id, languages: languages, sourceLanguage: languages[0], folder: folder.folder, file: path)
    let templates = share(value, &deck)
    diagnostics += PressReader.missingBack(value["sheet"], ids: [card.id])
    let isSound = !found.contains { $0.severity == .error }
    var check = beginCheck(&deck, value, templates)
    if isSound, check.card(Loaded(content: card, document: value, file: path), missingTemplates) {
      deck.cards.append(card)
    }
    diagnostics += check.diagnostics
    return diagnostics.contains { $0.severity == .error } ? nil : deck
  }

  /// A lone card is not handed out as a deck's are; its document is read aloud, though.
  private mutating func missingAlternative(_ card: JSONValue) {
    let formats = (card["formats"]?.array ?? []).compactMap { FormatReader.read($0).format }
    let isDocument = formats.contains { $0.medium == .paper && !$0.isPress }
    diagnostics.append(
      Diagnostic(
        isDocument ? .error : .warning, "no-alternative", "the card has no alternative text",
        reason: isDocument
          ? "its PDF is read aloud to people who cannot see it" : "people who cannot see it depend on it",
        help: "add \"alt\": \"…\" with what the card shows", at: card.location, path: "alt"))
  }

  /// The languages of a lone card that states none: those of its texts, in the order in which they are met; English
  /// where it has only plain texts.
  private static func languages(writtenIn card: JSONValue) -> [String] {
    var found: [String] = []
    func look(_ value: JSONValue) {
      for item in value.array ?? [] { look(item) }
      guard let object = value.object else { return }
      guard TextMap.accepts(value) else {
        for member in object.members { look(member.value) }
        return
      }
      found += object.keys.filter { !found.contains($0) }
    }
    for key in ["title", "alt", "link", "slots", "layout", "parts"] { card[key].map(look) }
    return found.isEmpty ? ["en"] : found
  }

  /// What decks and lone cards have in common.
  private mutating func share(_ value: JSONValue, _ deck: inout Deck) -> [Loaded<Template>] {
    deck.title = value["title"]
    deck.formats = (value["formats"]?.array ?? []).compactMap { format($0) }
    deck.knownFormats =
      deck.formats.filter { own in !BuiltInFormats.all.contains { $0.name == own.name } } + BuiltInFormats.all
    if let theme = value["theme"] {
      let before = diagnostics.count
      deck.theme = self.theme(theme)
      isThemeWhole = !diagnostics[before...].contains { $0.severity == .error }
    }
    let templates = (value["templates"].map { files($0) } ?? []).compactMap { template($0) }
    for template in templates { deck.templates[template.content.id] = template.content }
    var press = PressReader(folder: folder)
    deck.press = press.press(value["press"], deck.formats)
    deck.sheet = press.sheet(value["sheet"], deck.formats)
    diagnostics += press.diagnostics
    // What is wrong in them was found by their shape, or just now. Nothing is printed otherwise than was asked for.
    deck.press.hasMistakes = hasMistakes(below: "press")
    deck.sheet?.hasMistakes = hasMistakes(below: "sheet")
    if let value = value["sheet"], deck.sheet != nil, !deck.formats.contains(where: \.isPress) {
      diagnostics.append(
        Diagnostic(
          .warning, "unused-sheet", "no format of this deck goes on sheets",
          reason: "sheets are made of formats for the press, which have a bleed",
          help: "add a format such as \"a6-landscape-print\", or one of your own with a `bleed`", at: value.location,
          path: value.path))
    }
    if let metadata = value["metadata"] { deck.metadata = Self.metadata(metadata) }
    for member in value["numberStyles"]?.object?.members ?? [] {
      var style = Deck.NumberStyle()
      style.group = member.value["group"]?.string
      style.decimal = member.value["decimal"]?.string
      style.percentSpace = member.value["percentSpace"]?.string
      deck.numberStyles[member.key] = style
    }
    return templates
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

  /// Reads the cards, each with a look at how it stands beside the others. What is sound by itself but not there is left out.
  private mutating func check(
    _ deck: inout Deck, _ document: JSONValue, _ templates: [Loaded<Template>], _ files: [String]
  ) {
    var check = beginCheck(&deck, document, templates)
    let missing = missingTemplates
    for file in files {
      // Of each document no more is kept than its card.
      guard let card = card(file), check.card(card, missing) else { continue }
      deck.cards.append(card.content)
    }
    diagnostics += check.diagnostics
  }

  private var missingTemplates: MissingTemplates {
    MissingTemplates(broken: brokenTemplates, unreadable: unreadableTemplates)
  }

  /// Looks at what the cards share.
  private mutating func beginCheck(
    _ deck: inout Deck, _ document: JSONValue, _ templates: [Loaded<Template>]
  ) -> DeckCheck {
    var check = DeckCheck(deck: deck, isThemeWhole: isThemeWhole)
    check.deckFile(document)
    for template in templates {
      let mistakes = check.template(template)
      guard mistakes.contains(where: { $0.severity == .error }) else { continue }
      brokenTemplates[template.content.id] = template.file
      deck.templates[template.content.id] = nil
    }
    return check
  }

  // MARK: Files

  /// The parsed document, also where it has mistakes of detail, and what is wrong with it.
  private func document(_ file: String, _ name: String, _ kind: DocumentKind) -> (JSONValue?, [Diagnostic]) {
    document(SpecFile.text(file, trying: edits), name, kind)
  }

  private func document(
    _ text: Result<[UInt8], SpecFile.Problem>, _ name: String, _ kind: DocumentKind
  ) -> (JSONValue?, [Diagnostic]) {
    let (value, found) = SpecFile.parse(text, name: name)
    // Where the JSON itself is wrong, only what could be guessed is there: its structure says nothing.
    guard let value, found.isEmpty else { return (nil, found) }
    return (value, kind.mistakes(in: value))
  }

  private func name(_ file: String) -> String { folder.folder == "." ? file : folder.folder + "/" + file }

  /// The files that a list of names and patterns stands for, relative to the deck's folder.
  private mutating func files(_ list: JSONValue) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    for item in list.array ?? [] {
      guard let pattern = item.string, !pattern.isEmpty else { continue }
      switch folder.files(pattern) {
      case .success(let found): result += found.filter { seen.insert($0).inserted }
      case .failure(let problem):
        diagnostics.append(folder.diagnostic(problem, pattern, at: item.location, path: item.path))
      }
    }
    return result
  }

  /// A file's real path. What is wrong with it is said where the deck's own file names it.
  private mutating func resolve(_ file: String, _ value: JSONValue) -> String? {
    switch folder.resolve(file) {
    case .success(let path): return path
    case .failure(let problem):
      diagnostics.append(folder.diagnostic(problem, file, at: value.location, path: value.path))
      return nil
    }
  }

  private func top(_ path: String) -> JSONValue {
    JSONValue(.null, at: SourceLocation(file: self.path, line: 1, column: 1), path: path)
  }

  private func languages(_ value: JSONValue?) -> [String] {
    var seen: Set<String> = []
    return (value?.array ?? []).compactMap(\.string).filter { LanguageTag.isValid($0) && seen.insert($0).inserted }
  }

  // MARK: Parts of a deck

  private mutating func theme(_ value: JSONValue) -> Theme {
    var reader = ThemeReader()
    if value.object != nil {
      reader.read(value)
    } else if let file = value.string, let path = resolve(file, value) {
      let (parsed, found) = SpecFile.read(path, name: name(file), trying: edits)
      diagnostics += found
      if let parsed { reader.read(parsed) }
    }
    diagnostics += reader.diagnostics
    var theme = Theme(tokens: reader.tokens)
    theme.mistakes = reader.mistakes
    return theme
  }

  private mutating func format(_ value: JSONValue) -> Format? {
    let read = FormatReader.read(value)
    diagnostics += read.diagnostics
    return read.format
  }

  private mutating func template(_ file: String) -> Loaded<Template>? {
    guard let path = resolve(file, top("templates")) else {
      unreadableTemplates.append(name(file))
      return nil
    }
    let (value, found) = document(path, name(file), .template)
    diagnostics += found
    guard let value, let id = value["id"], let text = id.string else {
      unreadableTemplates.append(name(file))
      return nil
    }
    if let first = templateFiles.updateValue(name(file), forKey: text) {
      diagnostics.append(Self.duplicate("template", text, first, id))
      return nil
    }
    guard let layout = value["layout"], !found.contains(where: { $0.severity == .error }) else {
      brokenTemplates[text] = name(file)
      return nil
    }
    var slots: [String: Template.Slot] = [:]
    for member in value["slots"]?.object?.members ?? [] {
      guard let kind = member.value["type"]?.string.flatMap(Template.Slot.Kind.init) else { continue }
      slots[member.key] = Template.Slot(
        kind: kind, isRequired: member.value["required"]?.bool ?? true, summary: member.value["summary"]?.string)
    }
    let template = Template(
      id: text, slots: slots, parts: CardContent.parts(value), layout: layout, location: value.location)
    return Loaded(content: template, document: value, file: name(file))
  }

  private mutating func card(_ file: String) -> Loaded<Card>? {
    guard let path = resolve(file, top("cards")) else { return nil }
    let text = SpecFile.text(path, trying: edits)
    let (value, found) = document(text, name(file), .card)
    diagnostics += found
    guard let value, var card = card(value, name(file)) else { return nil }
    // A card with mistakes is not rendered; the others are.
    guard !found.contains(where: { $0.severity == .error }), saysWhatItIs(value) else { return nil }
    warnOfUnused(value)
    card.body = store.add(CardContent(value), text: (try? text.get()) ?? [], file: name(file))
    return Loaded(content: card, document: value, file: name(file))
  }

  /// Cards that are handed out need words for those who cannot see them.
  private mutating func saysWhatItIs(_ card: JSONValue) -> Bool {
    let missing = [("title", "it names the card"), ("alt", "it says in words what the card shows")].filter {
      card[$0.0] == nil
    }
    for (key, reason) in missing {
      diagnostics.append(
        Diagnostic(
          .error, "missing-key", "a card of a deck needs `\(key)`", reason: reason, help: "add `\(key)`",
          at: card.location, path: key))
    }
    return missing.isEmpty
  }

  /// What only a card that stands alone decides for itself.
  private mutating func warnOfUnused(_ card: JSONValue) {
    let own: Set = ["languages", "formats", "theme", "templates", "metadata", "numberStyles", "press", "sheet"]
    for member in card.object?.members ?? [] where own.contains(member.key) {
      diagnostics.append(
        Diagnostic(
          .warning, "unused-key", "`\(member.key)` of a card in a deck is not used",
          reason: "the deck decides for all of its cards",
          help: "remove it here; `placard render` takes --language and --format", at: member.keyLocation,
          path: member.value.path))
    }
  }

  /// Ids name files, so they must differ on every file system.
  private mutating func card(_ value: JSONValue, _ file: String) -> Card? {
    guard let id = value["id"], let text = id.string, FileName.isValid(text) else { return nil }
    idsOfFiles[file] = text
    if let first = cardFiles.updateValue(file, forKey: text.lowercased()) {
      diagnostics.append(Self.duplicate("card", text, first, id))
      return nil
    }
    var card = Card(id: text, location: value.location)
    card.template = value["template"]?.string
    return card
  }

  private static func duplicate(_ kind: String, _ id: String, _ first: String, _ value: JSONValue) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-id", "two \(kind)s are called \"\(id)\"", reason: "the first is in \(first)",
      help: "give this one another id; ids must differ in more than capitals", at: value.location, path: value.path)
  }
}
