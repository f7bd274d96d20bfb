import CardSpec
import Diagnostics
import Scene

/// Asks every card, in every language, that can be in a fit group with the cards of a run what size it needs, so that the
/// outcome is the same whichever cards and languages are asked for.
public struct FitSurvey: Sendable {
  /// What was found so far; the parts that several workers find merge into one outcome in any order.
  struct Findings: Sendable, Codable {
    var groups = FitGroups()
    /// The first of the cards that have errors, by place, and how many there are.
    private(set) var failures: [Int] = []
    private(set) var failureCount = 0
    private static let mostTold = 6

    mutating func fail(at place: Int) {
      failures = Array((failures + [place]).sorted().prefix(Self.mostTold))
      failureCount += 1
    }

    mutating func merge(_ other: Findings) {
      groups.merge(other.groups)
      failures = Array((failures + other.failures).sorted().prefix(Self.mostTold))
      failureCount += other.failureCount
    }
  }

  private let deck: Deck
  private let formats: [Format]
  private let cards: [Card]
  private let languages: [String]

  public init(deck: Deck, plan: Plan) { self.init(deck: deck, plan: plan, mentions: FitGroupMentions(deck)) }

  init(deck: Deck, plan: Plan, mentions: FitGroupMentions) {
    self.deck = deck
    var wanted: (formats: [Format], cards: Set<String>, languages: Set<String>) = ([], [], [])
    for job in plan.jobs {
      if !wanted.formats.contains(where: { $0.name == job.format.name }) { wanted.formats.append(job.format) }
      wanted.cards.formUnion(job.cards.map(\.id))
      wanted.languages.insert(job.language)
    }
    // A group of one card's languages cannot reach another card, and one of a language's cards no other language.
    let reachesCards = mentions.scopes.contains { $0 != .card }
    let reachesLanguages = mentions.scopes.contains { $0 != .language }
    formats = mentions.scopes.isEmpty ? [] : wanted.formats
    cards = reachesCards ? deck.cards : deck.cards.filter { wanted.cards.contains($0.id) }
    languages = reachesLanguages ? deck.languages : deck.languages.filter { wanted.languages.contains($0) }
  }

  /// Asks all of them one after the other.
  public func run(_ composer: SceneComposer) -> (groups: FitGroups, diagnostics: [Diagnostic]) {
    var findings = Findings()
    for place in 0..<count { add(claims(at: place, composer), at: place, to: &findings) }
    return (findings.groups, diagnostics(findings))
  }

  /// How many cards there are to ask, each language and format counted.
  var count: Int { formats.count * cards.count * languages.count }

  func subject(at place: Int) -> (card: Card, language: String, format: Format) {
    let card = place / languages.count
    return (cards[card % cards.count], languages[place % languages.count], formats[card / cards.count])
  }

  /// What one card asks of its fit groups.
  func claims(at place: Int, _ composer: SceneComposer) -> FitClaims {
    let (card, language, format) = subject(at: place)
    return composer.fitClaims(of: card, language: language, format: format)
  }

  func add(_ claims: FitClaims, at place: Int, to findings: inout Findings) {
    switch claims {
    case .none: break
    case .claims(let claims): findings.groups.add(claims, place: place)
    case .failed: findings.fail(at: place)
    }
  }

  /// Says which cards are left out of their groups.
  func diagnostics(_ findings: Findings) -> [Diagnostic] {
    guard let first = findings.failures.first, !findings.groups.isEmpty else { return [] }
    let told = findings.failures.map { place in
      let (card, language, format) = subject(at: place)
      return "\(card.id) in \(language) as \(format.name)"
    }
    let more = findings.failureCount > told.count ? " and \(findings.failureCount - told.count) more" : ""
    return [
      Diagnostic(
        .warning, "fit-group-incomplete", "the sizes of fit groups leave out \(told.joined(separator: ", "))\(more)",
        reason: "a card that has errors cannot be measured; the sizes may change once it is right",
        help: "render these cards to see what is wrong with them", at: subject(at: first).card.location)
    ]
  }
}
