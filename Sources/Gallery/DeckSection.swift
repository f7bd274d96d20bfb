import Manifest

/// A deck on the gallery's page: its documents, then its cards.
struct DeckSection {
  let deck: Manifest.Deck
  private let manifest: ManifestBook
  /// Places in the manifest.
  private let outputs: [Int]
  let failures: [Manifest.Failure]
  private let isOnly: Bool
  private let words: PageWords

  /// - Parameter isOnly: Whether the page's own title is the deck's.
  init(deck: Manifest.Deck, manifest: ManifestBook, isOnly: Bool, words: PageWords) {
    self.words = words
    self.deck = deck
    self.manifest = manifest
    self.isOnly = isOnly
    outputs = manifest.outputs.indices.filter { manifest.outputs[$0].deck == deck.name }
    failures = manifest.failures.filter { $0.deck == deck.name }
  }

  func write(_ put: (String) throws -> Void) throws {
    let heading = isOnly ? "" : "<h2>\(TitleText(deck, words).html)</h2>"
    for part in [heading, problems, try documents()] where !part.isEmpty { try put(part + "\n") }
    try writeCards(put)
  }

  // MARK: Messages

  private var problems: String {
    let list = MessageList(messages: deck.diagnostics, words: words, leftOut: deck.leftOut).html
    return list.isEmpty ? "" : words.element("messages", tag: "h2") + "\n" + list
  }

  /// The languages of files that were made, each once.
  private var present: [String] { Array(Set(outputs.lazy.map { manifest.outputs[$0].language })) }

  // MARK: Documents

  private func documents() throws -> String {
    let order = GalleryPage.ordered(present, as: deck.languages)
    let kinds = Manifest.Kind.allCases
    let files = outputs.lazy.map { manifest.outputs[$0] }.filter { $0.kind != .png }.sorted { a, b in
      func key(_ file: ManifestBook.Entry) -> (Int, Int, String) {
        (kinds.firstIndex(of: file.kind) ?? 0, order.firstIndex(of: file.language) ?? 0, file.path)
      }
      return key(a) < key(b)
    }
    let missing = failures.filter { $0.kind != .png }
    guard !files.isEmpty || !missing.isEmpty else { return "" }
    let items = try files.map { item(try manifest.output($0)) } + missing.map(item)
    return "\(words.element("documents", tag: "h2"))\n<ul class=\"documents\">\n\(items.joined(separator: "\n"))\n</ul>"
  }

  private func item(_ file: Manifest.Output) -> String {
    let name = HTMLText.escaped(file.path.split(separator: "/").last.map(String.init) ?? file.path)
    let details = [
      Self.name(file.language), HTMLText.escaped(file.format) + ", " + words.element(file.kind.rawValue),
      words.element("pageCount", "\(file.pages ?? 1)"),
      words.element("sizeIn", HTMLText.number(file.width), HTMLText.number(file.height), file.unit.rawValue),
      words.bytes(file.bytes),
    ]
    let language = HTMLText.escaped(file.language)
    return Self.tag(file.language, file.format)
      + "<a href=\"\(HTMLText.address(file.path))\" download hreflang=\"\(language)\">\(name)</a>"
      + " <span class=\"quiet\">\(details.joined(separator: " · "))</span>"
      + "\(MessageList(messages: file.diagnostics, words: words).html)</li>"
  }

  private func item(_ failure: Manifest.Failure) -> String {
    Self.tag(failure.language, failure.format)
      + "<div class=\"missing\">\(words.element("notMade", failure.path, tag: "p"))"
      + "<p class=\"quiet\">\(Self.name(failure.language)) · \(HTMLText.escaped(failure.format)), "
      + "\(words.element(failure.kind.rawValue))</p>"
      + "\(MessageList(messages: failure.diagnostics, words: words).html)</div></li>"
  }

  private static func tag(_ language: String, _ format: String) -> String {
    "<li data-language=\"\(HTMLText.escaped(language))\" data-format=\"\(HTMLText.escaped(format))\">"
  }

  static func name(_ language: String) -> String {
    "<span\(GalleryPage.language(language))>\(HTMLText.escaped(LanguageName.of(language)))</span>"
  }

  // MARK: Cards

  private func writeCards(_ put: (String) throws -> Void) throws {
    let pictures = Dictionary(grouping: outputs.filter { manifest.outputs[$0].kind == .png }) {
      manifest.outputs[$0].card ?? ""
    }
    let missing = Dictionary(grouping: failures.filter { $0.kind == .png }) { $0.cards.first ?? "" }
    let ids = GalleryPage.ordered(Array(pictures.keys) + missing.keys, as: deck.cards)
    guard !ids.isEmpty else { return }
    let languages = GalleryPage.ordered(present + failures.map(\.language), as: deck.languages)
    try put(words.element("cards", tag: "h2") + "\n")
    for id in ids {
      let section = CardSection(
        id: id, anchor: "\(deck.name) \(id)",
        pictures: try (pictures[id] ?? []).map { try manifest.output(manifest.outputs[$0]) },
        missing: missing[id] ?? [], languages: languages, formats: deck.formats, words: words)
      try put(section.html + "\n")
    }
  }
}

extension TitleText {
  /// A deck's title, or its name.
  init(_ deck: Manifest.Deck, _ words: PageWords) {
    self.init(
      titles: deck.languages.compactMap { language in deck.title[language].map { (language, $0) } },
      otherwise: deck.name, words: words)
  }
}
