import CardSpec
import Diagnostics

/// The files that a run makes, in a fixed order: by language, then PDFs, then pictures by format and card.
public struct Plan: Sendable {
  /// One file to make.
  public struct Job: Sendable {
    public enum Kind: String, Sendable {
      case png, pdf
      /// The cards of a document for the press, on sheets.
      case sheets
      /// Small pictures of all cards, for review.
      case contactSheet = "contact-sheet"
    }

    /// What the pictures of all cards have in common: there may be very many of them.
    final class Setting: Sendable {
      let leftOut: [String]
      let language: String
      let format: Format

      init(leftOut: [String] = [], language: String, format: Format) {
        self.leftOut = leftOut
        self.language = language
        self.format = format
      }
    }

    public var kind: Kind
    /// A part of a list that all jobs share.
    public var cards: ArraySlice<Card>
    private let setting: Setting
    /// `nil` where the path follows from the rest.
    private var ownPath: String?

    public init(
      kind: Kind, cards: ArraySlice<Card>, leftOut: [String] = [], language: String, format: Format, path: String
    ) {
      self.kind = kind
      self.cards = cards
      setting = Setting(leftOut: leftOut, language: language, format: format)
      ownPath = path
    }

    /// The picture of one card.
    init(pictureOf card: ArraySlice<Card>, _ setting: Setting) {
      kind = .png
      cards = card
      self.setting = setting
    }

    /// Cards that belong into the file but could not be loaded.
    public var leftOut: [String] { setting.leftOut }
    /// BCP 47.
    public var language: String { setting.language }
    public var format: Format { setting.format }

    /// Relative to the output folder.
    public var path: String {
      get { ownPath ?? "\(language)/\(format.name)/\(cards.first?.id ?? "").png" }
      set { ownPath = newValue }
    }

    /// The same in every run that makes this file, whatever else it makes.
    public var id: String { path }

    /// Whether it is made in the inks of a press.
    var isForPress: Bool { format.isPress && kind != .contactSheet }

    /// The folder that holds the file, relative to the output folder.
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
  }

  public var jobs: [Job]
  /// Whether these are all files that the request makes of the deck: nothing in it chooses some of them.
  public private(set) var isWhole = true

  init(jobs: [Job], isWhole: Bool = true) {
    self.jobs = jobs
    self.isWhole = isWhole
  }

  var paths: Set<String> { Set(jobs.lazy.map(\.path)) }

  /// The plan with some of its jobs.
  public func keeping(_ isKept: (Job) -> Bool) -> Plan { Plan(jobs: jobs.filter(isKept), isWhole: false) }

  /// Plans the request, or says which names in it the deck does not have.
  ///
  /// A document holds all of the deck's cards also where only some were asked for: with one page it would be another one.
  public static func make(_ request: RenderRequest, deck: Deck) throws(UnknownNames) -> Plan {
    let choice = DeckChoice(request, of: deck)
    guard choice.unknown.diagnostics.isEmpty else { throw choice.unknown }
    let (cards, languages, formats) = (choice.cards, choice.languages, choice.formats)
    let isWhole = request.cards.isEmpty && request.languages.isEmpty && request.formats.isEmpty
    guard !cards.isEmpty else { return Plan(jobs: [], isWhole: isWhole) }
    let jobs = languages.flatMap { language in
      documents(language, formats, cards, request, deck) + contactSheets(language, formats, cards, request, deck)
        + pictures(language, formats, cards)
    }
    return Plan(jobs: jobs, isWhole: isWhole)
  }

  private static func documents(
    _ language: String, _ formats: [Format], _ cards: [Card], _ request: RenderRequest, _ deck: Deck
  ) -> [Job] {
    formats.filter { $0.medium == .paper }.flatMap { format in
      let path = "\(language)/\(fileName(of: format, in: deck)).pdf"
      let all = Job(
        kind: .pdf, cards: deck.cards[...], leftOut: deck.leftOut, language: language, format: format, path: path)
      var documents = [all]
      if format.isPress, deck.sheet != nil {
        var sheets = all
        sheets.kind = .sheets
        sheets.path = "\(language)/\(sheetsName(of: format, in: deck)).pdf"
        documents.append(sheets)
      }
      guard request.pdfPerCard else { return documents }
      return documents
        + cards.indices.map { index in
          let path = "\(language)/\(format.name)/\(cards[index].id).pdf"
          return Job(kind: .pdf, cards: cards[index...index], language: language, format: format, path: path)
        }
    }
  }

  private static func contactSheets(
    _ language: String, _ formats: [Format], _ cards: [Card], _ request: RenderRequest, _ deck: Deck
  ) -> [Job] {
    guard request.contactSheets else { return [] }
    // Trimmed, a card for the press looks like its twin.
    let names = Set(formats.filter { !$0.isPress }.map(\.name))
    let shown = formats.filter { !$0.isPress || !names.contains(String($0.name.dropLast("-print".count))) }
    return shown.map { format in
      Job(
        kind: .contactSheet, cards: cards[...], language: language, format: format,
        path: "\(language)/\(deck.name)-contact-\(format.name).pdf")
    }
  }

  private static func sheetsName(of format: Format, in deck: Deck) -> String {
    let name = fileName(of: format, in: deck)
    return name.hasSuffix("-print") ? name.dropLast("print".count) + "sheets" : name + "-sheets"
  }

  private static func pictures(_ language: String, _ formats: [Format], _ cards: [Card]) -> [Job] {
    formats.filter { $0.medium == .screen }.flatMap { (format) -> [Job] in
      let setting = Job.Setting(language: language, format: format)
      return cards.indices.map { Job(pictureOf: cards[$0...$0], setting) }
    }
  }

  /// `<deck>` for the deck's first paper format without bleed, `<deck>-print` for its twin with bleed,
  /// `<deck>-<format>` for any other.
  private static func fileName(of format: Format, in deck: Deck) -> String {
    let papers = deck.formats.filter { $0.medium == .paper }
    guard let primary = papers.first(where: { $0.bleed == 0 }) else {
      return format.name == papers.first?.name ? "\(deck.name)-print" : "\(deck.name)-\(format.name)"
    }
    if format.name == primary.name { return deck.name }
    return format.name == "\(primary.name)-print" ? "\(deck.name)-print" : "\(deck.name)-\(format.name)"
  }
}

/// Names in a request that the deck does not have, a diagnostic each.
public struct UnknownNames: Error, Sendable {
  public var diagnostics: [Diagnostic]

  /// Each wanted thing once, in the order in which they were asked for; everything where nothing was. A pattern stands
  /// for what it matches of `everything`, or of `all` where it matches none of that.
  mutating func choose<T>(
    _ names: [String], from all: [T], default everything: [T], _ kind: String, name: (T) -> String
  ) -> [T] {
    if names.isEmpty { return everything }
    var result: [T] = []
    var seen: Set<String> = []
    var told: Set<String> = []
    for wanted in names {
      let found = Self.find(wanted, in: all, everything, name)
      if found.isEmpty, told.insert(wanted).inserted {
        diagnostics.append(.unknown(kind, wanted, among: all.map(name)))
      }
      result += found.filter { seen.insert(name($0)).inserted }
    }
    return result
  }

  private static func find<T>(_ wanted: String, in all: [T], _ everything: [T], _ name: (T) -> String) -> [T] {
    guard Glob.isPattern(wanted) else { return Array(all.filter { name($0) == wanted }.prefix(1)) }
    let glob = Glob(wanted)
    let usual = everything.filter { glob.matches(name($0)) }
    return usual.isEmpty ? all.filter { glob.matches(name($0)) } : usual
  }
}

extension Diagnostic {
  /// There is no `kind` of this name in the deck: with the nearest name, or with all of them where they are few.
  public static func unknown(_ kind: String, _ name: String, among names: [String]) -> Diagnostic {
    let isPattern = Glob.isPattern(name)
    let near = isPattern ? nil : Suggestion.nearest(to: name, among: names)
    let known = names.count <= 12 ? "the deck has: \(names.joined(separator: ", "))" : nil
    return Diagnostic(
      .error, "unknown-\(kind)",
      isPattern ? "no \(kind) of this deck matches \"\(name)\"" : "there is no \(kind) \"\(name)\" in this deck",
      help: near.map { "did you mean \"\($0)\"?" } ?? (names.isEmpty ? nil : known))
  }
}
