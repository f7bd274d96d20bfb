import CardSpec
import Diagnostics
import Localization

/// Everything that a page needs to begin, for programs.
public struct StateReport: Sendable, Encodable {
  public var session: String
  public var revision: Int
  public var focus: String?
  public var editor: String
  public var deck: DeckReport?
  public var cards: [CardReport]
  public var diagnostics: [DiagnosticReport]
  public var review: ReviewReport?
  public var limits = Limits()

  public struct Limits: Sendable, Encodable {
    public var scale = PictureLimits.scales.upperBound
    public var pixels = PictureLimits.pixels
    public var edits = Trial.mostEdits
    public var body = 256 << 10
  }
}

/// A deck for programs.
public struct DeckReport: Sendable, Encodable {
  public struct Language: Sendable, Encodable {
    public var code: String
    /// `ltr` or `rtl`.
    public var direction: String
  }

  public struct FormatReport: Sendable, Encodable {
    public var name: String
    public var medium: String
    /// px; the trim.
    public var width: Double
    public var height: Double
    public var bleed: Double
    public var isPress: Bool
    public var traits: [String]
    public var summary: String
    public var guides: [NetworkGuide]
    public var crops: [NetworkGuide]

    init(_ format: Format) {
      (name, medium, summary, traits) = (format.name, format.medium.rawValue, format.summary, format.traits)
      (width, height, bleed, isPress) = (format.width, format.height, format.bleed, format.isPress)
      let all = NetworkGuide.all(for: format)
      guides = all.filter { $0.kind == .safe || $0.kind == .overlap }
      crops = all.filter { $0.kind == .feed || $0.kind == .link }
    }
  }

  public var name: String
  public var file: String
  public var title: [String: String]
  public var languages: [Language]
  public var sourceLanguage: String
  public var formats: [FormatReport]

  init(_ state: DeckState, _ files: DeckFiles) {
    let deck = state.version.deck
    (name, file, sourceLanguage) = (deck.name, files.name(deck.file), deck.sourceLanguage)
    title = [:]
    for language in state.languages {
      let text = deck.title?.string ?? deck.title?.object.flatMap { TextMap.choose(language, from: $0) }?.string
      if let text { title[language] = text }
    }
    languages = state.languages.map { code in
      Language(code: code, direction: WritingDirection(language: code) == .rightToLeft ? "rtl" : "ltr")
    }
    formats = state.formats.map(FormatReport.init)
  }
}

extension PreviewSession {
  /// How everything stands now.
  public func stateReport() async -> StateReport {
    var cards = await reports(of: state?.cards ?? [])
    let files = self.files
    let cells = Dictionary(grouping: state?.cells ?? [], by: \.card)
    for index in cards.indices {
      cards[index].cells = (cells[cards[index].id] ?? []).compactMap { cell in
        records[cell].map { CellStatus(cell, $0, namesCard: false) }
      }
    }
    return StateReport(
      session: id, revision: revision, focus: request.focus, editor: request.editor,
      deck: state.map { DeckReport($0, files) }, cards: cards, diagnostics: reports(of: allDiagnostics),
      review: reviewReport())
  }
}
