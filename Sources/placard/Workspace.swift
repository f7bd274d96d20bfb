import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation
import Typesetting

/// A deck, and the cards of it that were asked for.
struct Selection {
  var deck: Deck
  /// Ids; empty for all cards.
  var cards: [String]
}

/// Finds and loads what the arguments name: decks, cards by id, cards by file.
struct Workspace {
  let options: DeckOptions
  private(set) var selections: [Selection] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Loads everything; what is wrong is in `diagnostics`.
  ///
  /// A card file that names its own `formats` is a deck of its own. Any other belongs to the deck that `--deck` names,
  /// or to the nearest `deck.json` above it.
  init(_ options: DeckOptions, cards: [String]) throws {
    self.options = options
    let files = cards.filter(Self.isFile)
    let ids = cards.filter { !Self.isFile($0) }
    if !ids.isEmpty || cards.isEmpty { add(loadDeck(try options.deck ?? Self.deckHere()), ids) }
    for file in files { addCard(file) }
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  private static func isFile(_ card: String) -> Bool { card.hasSuffix(".json") || card.contains("/") }

  static func deckHere() throws -> String {
    if let deck = DeckFinder.deck(in: ".") { return deck }
    throw ValidationError("there is no deck.json and no CardSpecs/deck.json here; name the deck with --deck")
  }

  private mutating func addCard(_ file: String) {
    guard let path = options.deck ?? DeckFinder.deck(ofCard: file) else {
      let loaded = SpecLoader.loadCard(file)
      diagnostics += loaded.diagnostics
      add(loaded.deck, [])
      return
    }
    guard let deck = loadDeck(path) else { return }
    if let card = deck.cards.first(where: { DeckFinder.isSameFile($0.location.file, file) }) {
      add(deck, [card.id])
    } else if !diagnostics.contains(where: { DeckFinder.isSameFile($0.location?.file ?? "", file) }) {
      diagnostics.append(Self.noCard(of: path, in: file))
    }
  }

  /// A card file that a deck does not list.
  static func noCard(of deck: String, in file: String) -> Diagnostic {
    Diagnostic(
      .error, "unknown-card", "\(file) is not among the cards of \(deck)",
      help: "list it under `cards` there, or give it `formats` so that it stands alone",
      at: SourceLocation(file: file, line: 1, column: 1))
  }

  /// Each deck is read, and its problems are told, once.
  private mutating func loadDeck(_ path: String) -> Deck? {
    if let known = selections.first(where: { DeckFinder.isSameFile($0.deck.file, path) }) { return known.deck }
    let loaded = SpecLoader.loadDeck(path)
    diagnostics += loaded.diagnostics
    return loaded.deck
  }

  private mutating func add(_ deck: Deck?, _ cards: [String]) {
    guard let deck else { return }
    if let index = selections.firstIndex(where: { DeckFinder.isSameFile($0.deck.file, deck.file) }) {
      selections[index].cards += cards
    } else {
      selections.append(Selection(deck: deck, cards: cards))
    }
  }

  /// The font configuration: as named, else `Fonts/fonts.conf` in or above the deck's folder, the current folder, or
  /// the program's.
  static func fontConfiguration(_ options: DeckOptions, deckFolder: String?) throws -> String {
    if let fonts = options.fonts { return fonts }
    let current = FileManager.default.currentDirectoryPath
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
    for start in [deckFolder, current, program].compactMap({ $0 }) {
      // A current folder that was removed has no absolute path, and none above it.
      var folder = URL(fileURLWithPath: start).standardizedFileURL.path
      while folder.hasPrefix("/") {
        let candidate = (folder == "/" ? "" : folder) + "/Fonts/fonts.conf"
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        if folder == "/" { break }
        folder = (folder as NSString).deletingLastPathComponent
      }
    }
    throw ValidationError("no Fonts/fonts.conf was found; name the font configuration with --fonts")
  }

  /// The fonts, or the end of the command with its reason told.
  static func fonts(_ options: DeckOptions, deckFolder: String?) throws -> FontLibrary {
    let configuration = try fontConfiguration(options, deckFolder: deckFolder)
    do throws(TypesettingError) {
      return try FontLibrary(configuration: configuration)
    } catch {
      Console.error(TextRenderer(color: Console.usesColor).render(.fonts(error)))
      throw ExitCode.failure
    }
  }
}
