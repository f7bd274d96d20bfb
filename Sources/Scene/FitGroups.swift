import CardSpec

/// The sizes that a deck's fit groups came to.
///
/// Every text of a group is set at one share of its own size: the largest at which all of them fit, but no less than the
/// largest of their floors. What cards ask for is gathered in any order, and in parts that are merged, with one outcome.
public struct FitGroups: Sendable, Codable {
  /// Which texts belong together.
  public struct Key: Sendable, Hashable, Codable {
    public enum Reach: Sendable, Hashable, Codable {
      case deck
      /// One card's languages.
      case card(String)
      /// One language's cards.
      case language(String)
    }
    public var name: String
    public var reach: Reach
    /// A format's name.
    public var format: String
  }

  /// A text of a group.
  public struct Member: Sendable, Hashable, Codable, CustomStringConvertible {
    public var card: String
    /// BCP 47.
    public var language: String
    /// The node's path in the card.
    public var node: String

    public var description: String { "`\(node)` of \(card) in \(language)" }
  }

  /// What one text asks of its group. Shares are of the text's own size, 0…1.
  public struct Claim: Sendable, Hashable, Codable {
    public var key: Key
    public var member: Member
    /// The largest at which the text fits in its card.
    public var share: Double
    /// The smallest that the text allows.
    public var floor: Double
  }

  /// What a group came to.
  public struct Settlement: Sendable, Hashable {
    /// The share of its own size that every text of the group is set at.
    public var share: Double
    /// The text that made the group so small, or, where `isHeld`, that keeps it from being smaller.
    public var decidedBy: Member
    /// Whether some text needs less than another allows: it cannot fit.
    public var isHeld: Bool
  }

  /// A claim's share with its place in the deck, so that the first of equals is named whoever found it first.
  private struct Bound: Sendable, Codable {
    var share: Double
    var member: Member
    var rank: Rank
  }

  private struct Rank: Sendable, Comparable, Codable {
    var card: Int
    var claim: Int
    static func < (a: Rank, b: Rank) -> Bool { (a.card, a.claim) < (b.card, b.claim) }
  }

  private struct Standing: Sendable, Codable {
    var need: Bound
    var floor: Bound

    mutating func add(_ other: Standing) {
      if (other.need.share, other.need.rank) < (need.share, need.rank) { need = other.need }
      if (-other.floor.share, other.floor.rank) < (-floor.share, floor.rank) { floor = other.floor }
    }
  }

  private var standings: [Key: Standing] = [:]

  public init() {}

  public var isEmpty: Bool { standings.isEmpty }

  /// Adds what a card asks for.
  ///
  /// - Parameter place: the card's place among all that are asked, whoever asks it.
  public mutating func add(_ claims: [Claim], place: Int) {
    for (index, claim) in claims.enumerated() {
      let rank = Rank(card: place, claim: index)
      add(
        Standing(
          need: Bound(share: claim.share, member: claim.member, rank: rank),
          floor: Bound(share: claim.floor, member: claim.member, rank: rank)), to: claim.key)
    }
  }

  public mutating func merge(_ other: FitGroups) {
    for (key, standing) in other.standings { add(standing, to: key) }
  }

  private mutating func add(_ standing: Standing, to key: Key) {
    if standings[key]?.add(standing) == nil { standings[key] = standing }
  }

  /// What the groups of a name came to that a card's texts can be in, whatever their reach.
  public func settlements(named name: String, card: String, language: String, format: String) -> [Settlement] {
    let reaches: [Key.Reach] = [.deck, .card(card), .language(language)]
    return reaches.compactMap { self[Key(name: name, reach: $0, format: format)] }
  }

  /// `nil` for a group that nothing is known of.
  public subscript(key: Key) -> Settlement? {
    guard let standing = standings[key] else { return nil }
    let isHeld = standing.floor.share > standing.need.share + 1e-9
    let bound = isHeld ? standing.floor : standing.need
    return Settlement(share: bound.share, decidedBy: bound.member, isHeld: isHeld)
  }
}

/// What one card, in one language and format, asks of the fit groups that its texts are in.
public enum FitClaims: Sendable, Codable {
  /// No text of the card is in a group.
  case none
  case claims([FitGroups.Claim])
  /// The card has errors and is left out of its groups.
  case failed
}

extension FitGroups.Key {
  /// The group of a text; `nil` for a text that is in none.
  init?(_ fit: FitProperties, card: String?, language: String?, format: String?) {
    guard let group = fit.group, let card, let language, let format else { return nil }
    name = group
    self.format = format
    reach =
      switch fit.scope {
      case .deck: .deck
      case .card: .card(card)
      case .language: .language(language)
      }
  }

  public var scope: FitProperties.Scope {
    switch reach {
    case .deck: .deck
    case .card: .card
    case .language: .language
    }
  }
}

/// What was done so that a text fits, and what decided on it.
public struct FitDecision: Sendable, Hashable {
  public struct Group: Sendable, Hashable {
    public var key: FitGroups.Key
    /// What the group came to; `nil` where the card was composed alone.
    public var settlement: FitGroups.Settlement?
  }

  /// What the text may do, in order.
  public var allowed: [FitProperties.Step]
  /// What it did, in order; empty where it is set as it was asked for.
  public var done: [FitProperties.Step]
  /// The smallest size that it allows, px.
  public var minFontSize: Double
  /// Tracking as it was asked for and as it was set, em.
  public var specifiedLetterSpacing: Double
  public var letterSpacing: Double
  /// The most lines, where there is a limit.
  public var lineClamp: Int?
  public var group: Group?
}
