import CardSpec
import Diagnostics

/// Where a string or number stands that can be tried and saved.
public struct EditPlace: Sendable, Hashable, Encodable {
  /// From the deck's folder.
  public var file: String
  /// RFC 6901.
  public var pointer: String
}

/// A string or number of a card that can be tried and saved.
public struct StringReport: Sendable, Encodable {
  public var file: String
  public var pointer: String
  /// What it is of: a slot, `title`, `alt`, `link`, or the key that it stands at.
  public var name: String
  /// BCP 47; `nil` where all languages share it.
  public var language: String?
  /// `text` or `number`.
  public var kind: String
  /// As it is written, with references in it; of a number as JSON.
  public var value: String
  public var place: PlaceReport
  /// Whether other cards use it too.
  public var isShared: Bool
}

/// Finds the strings and numbers that people may want to change.
struct StringList {
  private let files: DeckFiles
  private let languages: [String]
  private(set) var strings: [StringReport] = []

  private static let most = 2000
  /// Keys of layouts that hold words, and the text of a number.
  private static let wordKeys: Set = ["text", "alt", "link", "value"]
  /// What the card's own keys are that hold words.
  private static let cardKeys = ["title", "alt", "link", "slots"]

  init(_ card: Card, _ deck: Deck, _ files: DeckFiles) {
    self.files = files
    languages = deck.languages
    let template = card.template.flatMap { deck.templates[$0] }
    if let text = files.json(card.location.file) {
      for key in Self.cardKeys {
        guard let value = text.document[key] else { continue }
        if key == "slots" {
          // The path of a picture is no word.
          for member in value.object?.members ?? [] where template?.slots[member.key]?.kind != .image {
            add(member.value, "/slots/" + SpecText.pointerToken(member.key), member.key, nil, text, isShared: false)
          }
        } else {
          add(value, "/" + key, key, nil, text, isShared: false)
        }
      }
      addWords(of: text, below: ["layout", "parts"], isShared: false)
    }
    if let text = template.flatMap({ files.json($0.location.file) }) {
      addWords(of: text, below: ["layout", "parts"], isShared: true)
    }
    if deck.file != card.location.file, let text = files.json(deck.file) {
      addWords(of: text, below: ["parts"], isShared: true)
    }
  }

  /// Every text and number below a value that is all words: a slot, the title.
  private mutating func add(
    _ value: JSONValue, _ pointer: String, _ name: String, _ language: String?, _ text: SpecText, isShared: Bool
  ) {
    switch value.kind {
    case .string, .number: note(value, pointer, name, language, text, isShared: isShared)
    case .array(let items):
      for (index, item) in items.enumerated() {
        add(item, pointer + "/\(index)", "\(name) \(index + 1)", language, text, isShared: isShared)
      }
    case .object(let object):
      let isMap = TextMap.isMeant(by: object, languages: languages)
      for member in object.members where !["style", "currency"].contains(member.key) {
        add(
          member.value, pointer + "/" + SpecText.pointerToken(member.key), isMap ? name : "\(name) \(member.key)",
          isMap ? member.key : language, text, isShared: isShared)
      }
    default: break
    }
  }

  /// Texts that are written out in a layout.
  private mutating func addWords(of text: SpecText, below keys: [String], isShared: Bool) {
    var waiting = keys.reversed().compactMap { key in text.document[key].map { ($0, "/" + key) } }
    while let (value, pointer) = waiting.popLast() {
      for (index, item) in (value.array ?? []).enumerated().reversed() { waiting.append((item, pointer + "/\(index)")) }
      for member in (value.object?.members ?? []).reversed() {
        let inner = pointer + "/" + SpecText.pointerToken(member.key)
        guard Self.wordKeys.contains(member.key) else {
          waiting.append((member.value, inner))
          continue
        }
        if let map = member.value.object {
          guard TextMap.isMeant(by: map, languages: languages) else { continue }
          add(member.value, inner, member.key, nil, text, isShared: isShared)
        } else if let words = member.value.string, !words.hasPrefix("$"), Self.hasWords(words) {
          note(member.value, inner, member.key, nil, text, isShared: isShared)
        }
      }
    }
  }

  /// Whether anything is left beside references.
  private static func hasWords(_ text: String) -> Bool {
    Placeholder.split(text).contains { piece in
      if case .text(let text) = piece { text.contains { !$0.isWhitespace } } else { false }
    }
  }

  private mutating func note(
    _ value: JSONValue, _ pointer: String, _ name: String, _ language: String?, _ text: SpecText, isShared: Bool
  ) {
    guard strings.count < Self.most, let range = text.range(of: value) else { return }
    let isText = value.string != nil
    strings.append(
      StringReport(
        file: files.name(value.location.file), pointer: pointer, name: name, language: language,
        kind: isText ? "text" : "number",
        value: value.string ?? String(decoding: text.bytes[range], as: UTF8.self), place: files.place(value.location),
        isShared: isShared))
  }
}

/// The pointers of a file's strings and numbers by the places where they begin.
struct PointerIndex {
  private var pointers: [Place: String] = [:]

  private struct Place: Hashable {
    var line: Int
    var column: Int
  }

  init(_ document: JSONValue) {
    var waiting = [(document, "")]
    while let (value, pointer) = waiting.popLast() {
      switch value.kind {
      case .string, .number: pointers[Place(line: value.location.line, column: value.location.column)] = pointer
      case .array(let items): for (index, item) in items.enumerated() { waiting.append((item, pointer + "/\(index)")) }
      case .object(let object):
        for member in object.members {
          waiting.append((member.value, pointer + "/" + SpecText.pointerToken(member.key)))
        }
      default: break
      }
    }
  }

  subscript(location: SourceLocation) -> String? { pointers[Place(line: location.line, column: location.column)] }
}
