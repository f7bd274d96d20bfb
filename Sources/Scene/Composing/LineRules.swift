import CardSpec
import Typesetting

/// The inherited properties that say how lines are made, in the words of typesetting.
struct LineRules: Sendable, Hashable {
  var wrapStyle = StyledText.WrapStyle.auto
  var hyphenation = Hyphenation()
  var justifyLimits: StyledText.JustifyLimits?
  var hangingPunctuation: StyledText.HangingPunctuation = []
  var opticalAlignment: StyledText.LineSides = []

  func inheriting(_ properties: TextProperties) -> LineRules {
    var result = self
    if let value = properties.textWrap {
      result.wrapStyle =
        switch value {
        case .wrap, .nowrap: .auto
        case .balance: .balance
        case .pretty: .pretty
        }
    }
    result.hyphenation = hyphenation.inheriting(properties)
    if let value = properties.justifyLimits {
      result.justifyLimits = value.map { .init(smallest: $0.smallest, largest: $0.largest) }
    }
    if let value = properties.hangingPunctuation {
      let names: [(String, StyledText.HangingPunctuation)] = [
        ("first", .first), ("last", .last), ("allow-end", .allowEnd),
      ]
      result.hangingPunctuation = .init(names.filter { value.contains($0.0) }.map(\.1))
    }
    if let value = properties.opticalAlign {
      result.opticalAlignment =
        switch value {
        case .none: []
        case .start: .start
        case .end: .end
        case .both: [.start, .end]
        }
    }
    return result
  }
}

extension Hyphenation {
  fileprivate func inheriting(_ properties: TextProperties) -> Hyphenation {
    var result = self
    if let value = properties.hyphens {
      result.mode =
        switch value {
        case .none: .none
        case .manual: .manual
        case .auto: .auto
        }
    }
    if let limits = properties.hyphenateLimits {
      result.shortestWord = limits.word
      result.shortestBefore = limits.before
      result.shortestAfter = limits.after
    }
    result.neverBroken += properties.neverHyphenate ?? []
    return result
  }
}

/// CSS's `font-variant` properties as OpenType features.
struct FontVariants: Sendable, Hashable {
  var numeric: [String: Int] = [:]
  var caps: [String: Int] = [:]
  var ligatures: [String: Int] = [:]
  var position = TextProperties.Position.normal

  func inheriting(_ properties: TextProperties) -> FontVariants {
    var result = self
    if let value = properties.numericFeatures { result.numeric = value }
    if let value = properties.capsFeatures { result.caps = value }
    if let value = properties.ligatureFeatures { result.ligatures = value }
    if let value = properties.position { result.position = value }
    return result
  }

  /// The feature of superior or inferior letters.
  var positionFeature: String? {
    switch position {
    case .normal: nil
    case .super: "sups"
    case .sub: "subs"
    }
  }

  var features: [String: Int] {
    var result = numeric
    for group in [caps, ligatures] { result.merge(group) { _, new in new } }
    if let positionFeature { result[positionFeature] = 1 }
    return result
  }
}
