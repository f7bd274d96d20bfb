import CardSpec
import Localization

/// A card for programs and for searching.
public struct CardReport: Sendable, Encodable {
  public var id: String
  /// The template's id, or `layout` for a card with one of its own.
  public var kind: String
  public var file: String
  public var line: Int
  public var path: String
  /// By language, with slots filled in.
  public var title: [String: String]
  public var alt: [String: String]
  public var link: [String: String]
  /// All of its words, in lower case.
  public var search: String
  public var isBroken: Bool
  public var cells: [CellStatus]?

  init(_ card: Card, _ deck: Deck, languages: [String], _ files: DeckFiles) {
    id = card.id
    kind = card.template ?? "layout"
    let place = files.place(card.location)
    (file, line, path) = (place.file, place.line, files.path(card.location.file))
    (title, alt, link) = ([:], [:], [:])
    let localizer = Localizer(deck: deck)
    for language in languages {
      guard let localized = localizer.localize(card, language: language).card else { continue }
      title[language] = localized.title
      alt[language] = localized.alt
      link[language] = localized.link
    }
    search = Self.words(of: card)
    isBroken = false
  }

  /// A card that could not be read, and never could.
  init(brokenCard id: String) {
    self.id = id
    (kind, file, line, path, search) = ("", "", 1, "", id.lowercased())
    (title, alt, link) = ([:], [:], [:])
    isBroken = true
  }

  private static func words(of card: Card) -> String {
    var words = [card.id]
    let content = (try? card.content()) ?? CardContent()
    var waiting = [content.title, content.alt].compactMap { $0 } + content.slots.members.map(\.value)
    while let value = waiting.popLast() {
      if let text = value.string { words.append(text) }
      waiting += value.array ?? []
      waiting += (value.object?.members ?? []).map(\.value)
    }
    return String(words.joined(separator: " ").lowercased().prefix(4000))
  }
}
