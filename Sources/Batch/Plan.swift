import CardSpec
import Diagnostics

/// The files that a run makes, in a fixed order: by language, then PDFs, then pictures by format and card.
public struct Plan: Sendable {
  /// One file to make.
  public struct Job: Sendable {
    public enum Kind: Sendable { case png, pdf }

    public var kind: Kind
    public var cards: [Card]
    public var language: String
    public var format: Format
    /// Relative to the output folder.
    public var path: String
  }

  public var jobs: [Job]

  /// Plans the request, or says which names in it the deck does not have.
  public static func make(_ request: RenderRequest, deck: Deck) -> (plan: Plan, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let cards = choose(request.cards, from: deck.cards, default: deck.cards, "card", { $0.id }, &diagnostics)
    let languages = choose(
      request.languages, from: deck.languages, default: deck.languages, "language", { $0 }, &diagnostics)
    let formats = choose(
      request.formats, from: deck.formats + deck.knownFormats, default: deck.formats, "format", { $0.name },
      &diagnostics)
    var jobs: [Job] = []
    for language in languages {
      for format in formats where format.medium == .paper {
        let path = "\(language)/\(fileName(of: format, in: deck)).pdf"
        jobs.append(Job(kind: .pdf, cards: cards, language: language, format: format, path: path))
        guard request.pdfPerCard else { continue }
        for card in cards {
          let path = "\(language)/\(format.name)/\(card.id).pdf"
          jobs.append(Job(kind: .pdf, cards: [card], language: language, format: format, path: path))
        }
      }
      for format in formats where format.medium == .screen {
        for card in cards {
          let path = "\(language)/\(format.name)/\(card.id).png"
          jobs.append(Job(kind: .png, cards: [card], language: language, format: format, path: path))
        }
      }
    }
    return (Plan(jobs: jobs), diagnostics)
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

  private static func choose<T>(
    _ names: [String], from all: [T], default everything: [T], _ kind: String, _ name: (T) -> String,
    _ diagnostics: inout [Diagnostic]
  ) -> [T] {
    if names.isEmpty { return everything }
    var result: [T] = []
    var seen: Set<String> = []
    for wanted in names where seen.insert(wanted).inserted {
      if let found = all.first(where: { name($0) == wanted }) {
        result.append(found)
      } else {
        let near = Suggestion.nearest(to: wanted, among: all.map(name))
        diagnostics.append(
          Diagnostic(
            .error, "unknown-\(kind)", "there is no \(kind) \"\(wanted)\" in this deck",
            help: near.map { "did you mean \"\($0)\"?" }))
      }
    }
    return result
  }
}
