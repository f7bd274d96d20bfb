/// A CSS length or percentage as it was written. A bare number in a spec means px.
///
/// 1 px is 1/96 in (CSS Values 4, §6.2). Container units are relative to the card's trim box
/// (CSS Containment 3, §4), so that one template serves all sizes.
public struct Length: Sendable, Hashable {
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    case px, pt, mm, cm, `in`
    case percent = "%"
    case em, rem, cqw, cqh, cqmin, cqmax
  }

  public var value: Double
  public var unit: Unit

  public init(_ value: Double, _ unit: Unit = .px) {
    self.value = value
    self.unit = unit
  }

  public static let zero = Length(0)
}

/// The value of a sizing property: `width`, `minHeight`, `flexBasis`, `top`, …
public enum Dimension: Sendable, Hashable {
  case auto
  case length(Length)
  case minContent, maxContent, fitContent
  /// `flexBasis: "content"` only.
  case content
}
