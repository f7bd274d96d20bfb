import Diagnostics
import Files

/// A set of cards with all that they share. Made by `SpecLoader`; all references between files are resolved.
public struct Deck: Sendable {
  /// Names the PDFs; a file name without extension.
  public var name: String
  /// A text value: a string, or a map of languages.
  public var title: JSONValue?
  /// BCP 47, in the order in which outputs are made.
  public var languages: [String]
  public var sourceLanguage: String
  public var theme: Theme
  public var templates: [String: Template]
  /// Subtrees that every template and card of the deck may use by `{"part": "name"}`.
  public var parts: [String: JSONValue]
  /// The formats that a run renders unless it is told otherwise.
  public var formats: [Format]
  /// Every format that may be asked for by name: built-in ones and the deck's own.
  public var knownFormats: [Format]
  public var cards: [Card]
  /// Cards that the deck names but that cannot be used, in its order: mistakes stand in their way. Ids, or the file's name
  /// without its ending where the file cannot be read.
  public var leftOut: [String]
  public var metadata: Metadata
  /// Per language, where the deck's house style differs from CLDR.
  public var numberStyles: [String: NumberStyle]
  /// What all texts of the deck begin with: `typography` and words never broken.
  public var typography = TextProperties.Typography.none
  public var neverHyphenate: [String] = []
  /// How the formats for the press are printed.
  public var press = PressSettings()
  /// How cards for the press lie on larger sheets; `nil` where each is a page of its own.
  public var sheet: SheetSettings?
  /// The absolute folder that all paths in the deck are relative to; none may leave it.
  public var folder: String
  /// The deck's file, or the card's file where a card stands alone.
  public var file: String

  public init(name: String, languages: [String], sourceLanguage: String, folder: String, file: String) {
    self.name = name
    self.languages = languages
    self.sourceLanguage = sourceLanguage
    theme = Theme()
    templates = [:]
    parts = [:]
    formats = []
    knownFormats = []
    cards = []
    leftOut = []
    metadata = Metadata()
    numberStyles = [:]
    self.folder = folder
    self.file = file
  }

  public struct Metadata: Sendable, Hashable {
    public var author: String?
    public var subject: JSONValue?
    public var keywords: [String] = []
    public var licence: String?
    public var site: String?
    /// ISO 8601 (`2017-09-20` or with time, UTC): the date that documents carry, never the clock's.
    public var date: String?
    public init() {}
  }

  public struct NumberStyle: Sendable, Hashable {
    /// Between groups of three digits.
    public var group: String?
    public var decimal: String?
    /// Between a number and its percent sign.
    public var percentSpace: String?
    public init() {}
  }
}

/// Named values that specs refer to as `$color.accent`: the token tree, Design Tokens already flattened to plain values.
public struct Theme: Sendable {
  /// By full name without the dollar, for instance `color.accent`, `space.4`, `text.headline`.
  public var tokens: [String: JSONValue]
  /// What is wrong with tokens that hold a mistake, by name: said once for all that use them.
  public var mistakes: [String: Diagnostic] = [:]
  public init(tokens: [String: JSONValue] = [:]) { self.tokens = tokens }

  /// Every family that the font stacks name, each once, by name.
  public var fontFamilies: [String] {
    func names(_ value: JSONValue) -> [String] {
      if let name = value.string { return [name] }
      return (value.array ?? []).flatMap(names) + (value.object?.members ?? []).flatMap { names($0.value) }
    }
    return Set(tokens.filter { $0.key.hasPrefix("font.") }.flatMap { names($0.value) }).sorted()
  }
}

/// A tree of nodes with slots, as JSON that was checked but not yet filled in.
public struct Template: Sendable {
  public var id: String
  public var slots: [String: Slot]
  /// Reusable subtrees, used by `{"part": "name"}`.
  public var parts: [String: JSONValue]
  public var layout: JSONValue
  public var location: SourceLocation

  public struct Slot: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable { case text, number, image, link, list, value }
    public var kind: Kind
    public var isRequired: Bool
    public var summary: String?
    public init(kind: Kind, isRequired: Bool, summary: String? = nil) {
      self.kind = kind
      self.isRequired = isRequired
      self.summary = summary
    }
  }

  public init(
    id: String, slots: [String: Slot], parts: [String: JSONValue], layout: JSONValue, location: SourceLocation
  ) {
    self.id = id
    self.slots = slots
    self.parts = parts
    self.layout = layout
    self.location = location
  }
}

/// One card: what fills a template's slots, or a layout of its own.
public struct Card: Sendable {
  /// Where its content is.
  enum Body: Sendable {
    indirect case here(CardContent)
    case aside(Spool, Spool.Span, file: String)
  }

  public var id: String
  /// A template's id; `nil` where the card has its own `layout`.
  public var template: String?
  public var location: SourceLocation
  /// Whether slots hold text from data, in which `LiteralText` hides what is not to be read as markup.
  public var holdsData = false
  var body: Body

  public init(id: String, location: SourceLocation, content: CardContent = CardContent()) {
    self.id = id
    self.location = location
    body = .here(content)
  }

  /// What the card says. Of a deck with very many cards it is read anew at each call.
  ///
  /// - Throws: Where the system does not give back what was put aside.
  public func content() throws(FileError) -> CardContent {
    switch body {
    case .here(let content): return content
    case .aside(let spool, let span, let file):
      let (document, mistakes) = JSONParser.parse(try spool.bytes(span), file: file)
      guard let document, mistakes.isEmpty else {
        throw FileError(message: "what was put aside of \(file) is not what it was")
      }
      return CardContent(document)
    }
  }
}
