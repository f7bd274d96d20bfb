import Localization
import RasterOutput

/// What a run is to make, as it was asked for.
public struct RenderRequest: Sendable {
  /// Card ids, or patterns of `*` and `?`; empty means every card.
  public var cards: [String] = []
  /// Languages, or patterns; empty means the deck's.
  public var languages: [String] = []
  /// Format names, or patterns; empty means the deck's.
  public var formats: [String] = []
  public var outputFolder: String
  /// Pixels per px of PNGs, for instance 1 or 2.
  public var scale = 1.0
  public var effort = Effort.balanced
  /// How many workers; at least one.
  public var jobs = 1
  /// Also one PDF per card.
  public var pdfPerCard = false
  /// Also sheets with small pictures of all cards, one document for each language and format.
  public var contactSheets = false
  /// The date of documents whose deck states none, as `PDFDocumentInfo.date` is written.
  public var date: String?
  /// Whether results hold notes, and what was done to texts so that they fit: memory for every card of the run.
  public var keepsDecisions = false
  /// A language that is pretended, in a document that is only looked at: files of a run never have one.
  var pseudo: PseudoLanguage?
  /// Whether other shards may be writing to the folder: then nothing in it is taken for what a killed run left.
  public var sharesFolder = false
  /// `nil` where nothing is kept and everything is made.
  public var cache: CacheSettings?
  /// The fontconfig file that lists the fonts.
  public var fontConfiguration: String

  public init(outputFolder: String, fontConfiguration: String) {
    self.outputFolder = outputFolder
    self.fontConfiguration = fontConfiguration
  }
}
