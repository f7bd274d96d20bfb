import BoxLayout
import CardSpec

/// Everything that relative lengths of one node are relative to. All values in px.
struct LengthContext: Sendable, Hashable {
  /// The font sizes of the node and of the layout's root.
  var em: Double
  var rem: Double
  /// The card's trim size, the container of the `cq…` units (CSS Containment 3, §4).
  var card: Size

  func with(em: Double) -> LengthContext { LengthContext(em: em, rem: rem, card: card) }

  /// px; a percentage is of `percentBase`.
  func pixels(_ length: Length, percentBase: Double) -> Double {
    let value = length.value
    return switch length.unit {
    case .px: value
    case .pt: value * 96 / 72
    case .mm: value * 96 / 25.4
    case .cm: value * 96 / 2.54
    case .in: value * 96
    case .percent: value / 100 * percentBase
    case .em: value * em
    case .rem: value * rem
    case .cqw: value / 100 * card.width
    case .cqh: value / 100 * card.height
    case .cqmin: value / 100 * min(card.width, card.height)
    case .cqmax: value / 100 * max(card.width, card.height)
    }
  }

  func boxLength(_ length: Length) -> BoxLength {
    length.unit == .percent ? .percent(length.value / 100) : .px(pixels(length, percentBase: 0))
  }

  func boxLength(_ dimension: Dimension) -> BoxLength {
    switch dimension {
    case .auto: .auto
    case .length(let length): boxLength(length)
    case .minContent: .minContent
    case .maxContent: .maxContent
    case .fitContent: .fitContent
    case .content: .content
    }
  }
}
