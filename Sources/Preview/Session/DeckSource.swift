import CardSpec
import Diagnostics

/// What a preview is of: a deck, or a card that stands alone.
public enum DeckSource: Sendable, Hashable {
  case deck(file: String)
  case card(file: String)

  public var file: String {
    switch self {
    case .deck(let file), .card(let file): file
    }
  }

  /// The folder that all of its files are in, as it was named.
  public var folder: String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  func load(trying edits: SpecEdits = SpecEdits()) -> (deck: Deck?, diagnostics: [Diagnostic]) {
    switch self {
    case .deck(let file): SpecLoader.loadDeck(file, trying: edits)
    case .card(let file): SpecLoader.loadCard(file, trying: edits)
    }
  }
}
