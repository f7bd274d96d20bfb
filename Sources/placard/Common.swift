import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation

/// Options that choose the deck and its fonts.
struct DeckOptions: ParsableArguments {
  @Option(name: .long, help: "The deck's file; by default deck.json or CardSpecs/deck.json here.")
  var deck: String?

  @Option(
    name: .long,
    help: "The fontconfig file that lists the fonts; by default Fonts/fonts.conf beside or above the deck.")
  var fonts: String?
}

/// How messages are shown.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but what is wrong.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also show notes.")
  var verbose = false
}

/// Finds and loads what the arguments name.
enum Workspace {
  /// The deck that the options and the cards' names ask for, or the end of the command with its reasons told.
  ///
  /// A card that is the path of a file becomes a deck of its own.
  static func load(_ options: DeckOptions, cards: [String], messages: MessageOptions) throws -> (
    deck: Deck, cards: [String], failed: Bool
  ) {
    let files = cards.filter { $0.hasSuffix(".json") }
    guard files.count <= 1, files.isEmpty || cards.count == 1 else {
      throw ValidationError("give one card file, or ids of cards in the deck, but not both")
    }
    let loaded: (deck: Deck?, diagnostics: [Diagnostic])
    if let file = files.first, options.deck == nil {
      loaded = SpecLoader.loadCard(file)
    } else {
      loaded = SpecLoader.loadDeck(try options.deck ?? findDeck())
    }
    Console.show(loaded.diagnostics, messages)
    guard let deck = loaded.deck else { throw ExitCode.failure }
    return (deck, files.isEmpty ? cards : deck.cards.map(\.id), loaded.diagnostics.contains { $0.severity == .error })
  }

  private static func findDeck() throws -> String {
    for candidate in ["deck.json", "CardSpecs/deck.json"] where FileManager.default.fileExists(atPath: candidate) {
      return candidate
    }
    throw ValidationError("there is no deck.json and no CardSpecs/deck.json here; name the deck with --deck")
  }

  /// The font configuration: as named, else `Fonts/fonts.conf` in or above the deck's folder, the current folder, or
  /// the program's.
  static func fontConfiguration(_ options: DeckOptions, deckFolder: String?) throws -> String {
    if let fonts = options.fonts { return fonts }
    let current = FileManager.default.currentDirectoryPath
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
    for start in [deckFolder, current, program].compactMap({ $0 }) {
      var folder = URL(fileURLWithPath: start).standardizedFileURL
      while true {
        let candidate = folder.appendingPathComponent("Fonts/fonts.conf").path
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        let parent = folder.deletingLastPathComponent()
        if parent.path == folder.path { break }
        folder = parent
      }
    }
    throw ValidationError("no Fonts/fonts.conf was found; name the font configuration with --fonts")
  }
}

/// What the command says to people: on standard error, with colour on a terminal only.
enum Console {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var usesColor: Bool { isTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty }

  static func show(_ diagnostics: [Diagnostic], _ options: MessageOptions) {
    let least: Diagnostic.Severity = options.verbose ? .note : options.quiet ? .error : .warning
    let shown = diagnostics.filter { $0.severity >= least }
    guard !shown.isEmpty else { return }
    error(TextRenderer(color: usesColor).render(shown))
  }

  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// A line on a terminal that the next one replaces.
  static func progress(_ text: String) {
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(text)".utf8))
  }

  static func output(_ text: String) {
    FileHandle.standardOutput.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }
}
