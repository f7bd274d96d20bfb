/// What lies in an output folder: every file that Placard made, what it shows, and what was found on the way.
///
/// It is sorted and holds no dates and no absolute paths, so that the same cards give the same manifest everywhere.
public struct Manifest: Codable, Sendable, Hashable {
  /// Manifests of other versions are not read.
  public static let version = 1
  public static let schemaName = "urn:placard:schema:manifest"

  public var schema = Manifest.schemaName
  public var version = Manifest.version
  /// Of a manifest that speaks of a part of a plan alone.
  public var shard: Shard?
  /// By name.
  public var decks: [Deck]
  /// By path.
  public var outputs: [Output]
  /// What should be there and could not be made, by path.
  public var failures: [Failure]

  public init(decks: [Deck] = [], outputs: [Output] = [], failures: [Failure] = []) {
    self.decks = decks
    self.outputs = outputs
    self.failures = failures
  }

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, shard, decks, outputs, failures
  }

  /// A deck, or a card that stands alone, whose files are here.
  public struct Deck: Codable, Sendable, Hashable {
    public var name: String
    /// By language.
    public var title: [String: String]
    /// In the deck's order.
    public var languages: [String]
    public var formats: [String]
    public var cards: [String]
    /// Cards that could not be read.
    public var leftOut: [String]
    /// What is wrong with the specs, whichever outputs it touches.
    public var diagnostics: [Message]

    public init(
      name: String, title: [String: String], languages: [String], formats: [String], cards: [String],
      leftOut: [String], diagnostics: [Message]
    ) {
      self.name = name
      self.title = title
      self.languages = languages
      self.formats = formats
      self.cards = cards
      self.leftOut = leftOut
      self.diagnostics = diagnostics
    }
  }

  /// What a file is.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// A picture of one card.
    case png
    /// A document, a page for each card.
    case pdf
    /// A document for the press with several cards on a sheet.
    case sheets
    /// Small pictures of all cards, for review.
    case contactSheet = "contact-sheet"
  }

  /// A file that was made.
  public struct Output: Codable, Sendable, Hashable {
    /// Relative to the manifest's folder.
    public var path: String
    public var deck: String
    public var kind: Kind
    /// BCP 47.
    public var language: String
    public var format: String
    /// In reading order.
    public var cards: [Card]
    /// Of a picture, or of a page or sheet after cutting, in `unit`.
    public var width: Double
    public var height: Double
    public var unit: Unit
    /// Of documents.
    public var pages: Int?
    public var bytes: Int
    /// 64 lower-case hexadecimal digits.
    public var sha256: String
    /// By family, style and file.
    public var fonts: [Font]
    /// Warnings and errors, in the order in which they are shown.
    public var diagnostics: [Message]

    public init(
      path: String, deck: String, kind: Kind, language: String, format: String, cards: [Card], width: Double,
      height: Double, unit: Unit, pages: Int?, bytes: Int, sha256: String, fonts: [Font], diagnostics: [Message]
    ) {
      self.path = path
      self.deck = deck
      self.kind = kind
      self.language = language
      self.format = format
      self.cards = cards
      self.width = width
      self.height = height
      self.unit = unit
      self.pages = pages
      self.bytes = bytes
      self.sha256 = sha256
      self.fonts = fonts
      self.diagnostics = diagnostics
    }
  }

  public enum Unit: String, Codable, Sendable, Hashable, CaseIterable { case px, mm }

  /// What a file shows of a card.
  public struct Card: Codable, Sendable, Hashable {
    public var id: String
    public var title: String
    /// What it shows, in words.
    public var alt: String
    public var link: String?
    /// What was done to texts so that they fit; a text that needed nothing is not named.
    public var fit: [Fit]

    public init(id: String, title: String, alt: String, link: String?, fit: [Fit]) {
      self.id = id
      self.title = title
      self.alt = alt
      self.link = link
      self.fit = fit
    }
  }

  /// What was done to a text.
  public struct Fit: Codable, Sendable, Hashable {
    /// The node's path in the resolved tree.
    public var node: String
    /// `hyphenate`, `tighten`, `shrink`, `clamp`, in order.
    public var done: [String]
    /// px.
    public var fontSize: Double
    public var specifiedFontSize: Double

    public init(node: String, done: [String], fontSize: Double, specifiedFontSize: Double) {
      self.node = node
      self.done = done
      self.fontSize = fontSize
      self.specifiedFontSize = specifiedFontSize
    }
  }

  /// A face that texts are set in.
  public struct Font: Codable, Sendable, Hashable {
    public var family: String
    public var style: String
    /// The file's name, without its folder.
    public var file: String

    public init(family: String, style: String, file: String) {
      self.family = family
      self.style = style
      self.file = file
    }
  }

  /// A file of the plan that could not be made. An older one may still lie there, then among `outputs`.
  public struct Failure: Codable, Sendable, Hashable {
    public var path: String
    public var deck: String
    public var kind: Kind
    public var language: String
    public var format: String
    public var cards: [String]
    public var diagnostics: [Message]

    public init(
      path: String, deck: String, kind: Kind, language: String, format: String, cards: [String], diagnostics: [Message]
    ) {
      self.path = path
      self.deck = deck
      self.kind = kind
      self.language = language
      self.format = format
      self.cards = cards
      self.diagnostics = diagnostics
    }
  }

  /// What was found.
  public struct Message: Codable, Sendable, Hashable {
    /// `warning` or `error`.
    public var severity: String
    /// A stable name, for instance `small-text`.
    public var code: String
    public var message: String
    public var reason: String?
    public var help: String?
    /// `file:line:column`, from the deck's folder.
    public var source: String?
    public var card: String?
    public var node: String?

    public init(severity: String, code: String, message: String) {
      self.severity = severity
      self.code = code
      self.message = message
    }
  }
}
