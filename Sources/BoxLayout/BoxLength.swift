/// The value of a sizing property (`width`, `flexBasis`, `margin`, `top`, …), computed but not yet resolved.
public enum BoxLength: Sendable, Hashable {
  /// CSS `auto`. In `padding` and gaps it counts as zero.
  case auto
  /// A length in CSS pixels.
  case px(Double)
  /// A share of the containing block; 1 is 100 %.
  case percent(Double)
  case minContent
  case maxContent
  case fitContent
  /// `flex-basis: content` only; elsewhere it counts as `auto`.
  case content

  /// A length of nothing.
  public static let zero = BoxLength.px(0)
}

extension BoxLength {
  /// The length in px, or nil for keywords and for a percentage of an unknown size.
  func resolved(against basis: Double?) -> Double? {
    switch self {
    case .px(let value): return value
    case .percent(let share):
      guard let basis else { return nil }
      return (share * basis).clampedToLayoutRange
    default: return nil
    }
  }

  var isPercent: Bool {
    if case .percent = self { return true }
    return false
  }

  /// Whether the size follows from the content alone.
  var isContentKeyword: Bool {
    switch self {
    case .minContent, .maxContent, .fitContent, .content: return true
    default: return false
    }
  }

  /// The same length with numbers that arithmetic can carry: no NaN, no infinity, nothing beyond the layout range.
  func sanitized(nonNegative: Bool) -> BoxLength {
    switch self {
    case .px(let value):
      return .px(value.isNaN ? 0 : max(nonNegative ? 0 : -Double.layoutLimit, value.clampedToLayoutRange))
    case .percent(let share):
      return .percent(share.isNaN ? 0 : max(nonNegative ? 0 : -Double.layoutLimit, share.clampedToLayoutRange))
    default: return self
    }
  }
}

extension Double {
  /// The largest length that layout works with, in px; the same order as browsers' (2²⁵).
  static let layoutLimit = 33_554_432.0

  var clampedToLayoutRange: Double { Swift.min(Swift.max(self, -Double.layoutLimit), Double.layoutLimit) }

  /// A size: never NaN, negative, or beyond the layout range.
  var asSize: Double { isNaN ? 0 : Swift.min(Swift.max(self, 0), Double.layoutLimit) }

  /// CSS clamping: the minimum wins over the maximum.
  func clamped(min minimum: Double, max maximum: Double) -> Double {
    Swift.max(minimum, Swift.min(self, maximum))
  }
}
