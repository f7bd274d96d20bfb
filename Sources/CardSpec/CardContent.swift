import Diagnostics
import Files

/// What a card says: what fills its template, or its own layout, and the words that go with it.
public struct CardContent: Sendable {
  public var layout: JSONValue?
  public var parts: [String: JSONValue] = [:]
  public var slots = JSONObject()
  /// Text values (a string, or a map of languages); they may refer to slots.
  public var title: JSONValue?
  public var alt: JSONValue?
  public var link: JSONValue?

  public init() {}

  /// - Parameter document: A card's file.
  init(_ document: JSONValue) {
    layout = document["layout"]
    parts = Self.parts(document)
    slots = document["slots"]?.object ?? JSONObject()
    title = document["title"]
    alt = document["alt"]
    link = document["link"]
  }

  /// The parts that a card or template brings along.
  static func parts(_ document: JSONValue) -> [String: JSONValue] {
    Dictionary((document["parts"]?.object?.members ?? []).map { ($0.key, $0.value) }) { first, _ in first }
  }
}

/// Keeps what the cards of a deck say. Decks of usual size stay in memory; of what is more only the text is kept, outside, and read
/// again when a card is made: a deck of many thousand cards takes little more memory than one of a thousand.
struct CardStore {
  /// How much text the cards may have whose content stays in memory, bytes. It takes about six times as much there.
  private static let most = 1 << 18

  private let spool = Spool(in: SystemFolder.temporary)
  private var held = 0

  mutating func add(_ content: CardContent, text: [UInt8], file: String) -> Card.Body {
    held += text.count
    return held <= Self.most ? .here(content) : .aside(spool, spool.append(text), file: file)
  }
}

extension Card {
  /// What there is to say where `content` fails.
  public func unreadable(_ error: FileError) -> Diagnostic {
    Diagnostic(
      .error, "unreadable-card", "the card cannot be read again: \(error.message)",
      reason: "the texts of decks with very many cards wait in the system's temporary folder until they are needed",
      help: "see whether that disk is sound, and run again", at: location, subject: Subject(card: id))
  }
}
