/// A colour of a theme or a node: sRGB for the screen, and the exact ink for the press if one is stated.
public struct Color: Sendable, Hashable {
  /// sRGB components and alpha, 0…1, not premultiplied.
  public var red: Double
  public var green: Double
  public var blue: Double
  public var alpha: Double
  public var ink: Ink?
  /// Whether the ink is printed over what lies below it instead of in its place (ISO 32000-1, §8.6.7). Only with an ink.
  public var overprints: Bool

  public init(
    red: Double, green: Double, blue: Double, alpha: Double = 1, ink: Ink? = nil, overprints: Bool = false
  ) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
    self.ink = ink
    self.overprints = overprints
  }

  /// The colour for what is printed as text is: a line in black alone overprints too, so that it does not leave a gap.
  public var ofText: Color {
    var color = self
    let isBlack =
      switch ink {
      case .cmyk(c: 0, m: 0, y: 0, k: 100): true
      case nil: red == 0 && green == 0 && blue == 0
      default: false
      }
    if isBlack, alpha >= 1 { color.overprints = true }
    return color
  }

  public static let black = Color(red: 0, green: 0, blue: 0)
  public static let white = Color(red: 1, green: 1, blue: 1)
  public static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)
  /// Deeper than black ink alone, for large areas: 240 % ink. Small text is sharper in one ink.
  public static let richBlack = Color(red: 0, green: 0, blue: 0, ink: .cmyk(c: 60, m: 40, y: 40, k: 100))
}

/// What a press prints for a colour. Components are percent, 0…100.
public enum Ink: Sendable, Hashable {
  case cmyk(c: Double, m: Double, y: Double, k: Double)
  /// A named spot ink at a tint of 0…100, with the process colours that stand for its full tint on a proof.
  case spot(name: String, tint: Double, c: Double, m: Double, y: Double, k: Double)

  /// Cyan, magenta, yellow and black, percent; of a spot ink, those that stand for it at its tint.
  public var process: [Double] {
    switch self {
    case .cmyk(let c, let m, let y, let k): [c, m, y, k]
    case .spot(_, let tint, let c, let m, let y, let k): [c, m, y, k].map { $0 * tint / 100 }
    }
  }

  /// All inks on the paper together, percent. A spot ink is one ink, at its tint.
  public var total: Double {
    switch self {
    case .cmyk(let c, let m, let y, let k): c + m + y + k
    case .spot(_, let tint, _, _, _, _): tint
    }
  }

  /// The inks weighted and summed up: tints of one spot ink stay that ink, everything else becomes process inks.
  public static func mixed(_ parts: [(ink: Ink, weight: Double)]) -> Ink? {
    guard let first = parts.first?.ink else { return nil }
    let total = parts.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    func average(_ value: (Ink) -> Double) -> Double { parts.reduce(0) { $0 + value($1.ink) * $1.weight } / total }
    if case .spot(let name, _, let c, let m, let y, let k) = first {
      let tints = parts.compactMap { part -> Double? in
        if case .spot(name, let tint, c, m, y, k) = part.ink { tint } else { nil }
      }
      if tints.count == parts.count {
        let tint = zip(tints, parts).reduce(0) { $0 + $1.0 * $1.1.weight } / total
        return .spot(name: name, tint: tint, c: c, m: m, y: y, k: k)
      }
    }
    return .cmyk(
      c: average { $0.process[0] }, m: average { $0.process[1] }, y: average { $0.process[2] },
      k: average { $0.process[3] })
  }
}

/// One stop of a gradient; `position` is 0…1 along the gradient line, `nil` where CSS spaces it evenly.
public struct GradientStop: Sendable, Hashable {
  public var color: ColorValue
  public var position: Double?

  public init(_ color: ColorValue, at position: Double? = nil) {
    self.color = color
    self.position = position
  }
}

/// A colour that may still depend on the text colour of its node.
public enum ColorValue: Sendable, Hashable {
  case color(Color)
  case currentColor
}

/// Where a linear gradient runs to (CSS Images 3, §3.1).
public enum GradientDirection: Sendable, Hashable {
  /// Degrees, 0 towards the top, clockwise.
  case angle(Double)
  /// Towards a corner; the angle depends on the box, so that the two other corners share one colour.
  case corner(right: Bool, bottom: Bool)
}

/// How far a radial gradient reaches (CSS Images 3, §3.2.1).
public enum RadialExtent: String, Sendable, Hashable, CaseIterable {
  case farthestCorner = "farthest-corner"
  case farthestSide = "farthest-side"
  case closestCorner = "closest-corner"
  case closestSide = "closest-side"
}

/// A paint as it was written (CSS Images 3, §3; conic gradients: CSS Images 4, §3.3). Centres are in fractions of the box.
///
/// Repeating gradients go on with their first stop after the last.
public enum Fill: Sendable, Hashable {
  case color(ColorValue)
  case linearGradient(GradientDirection, stops: [GradientStop], repeating: Bool = false)
  /// An ellipse unless `circle`.
  case radialGradient(
    centerX: Double, centerY: Double, circle: Bool, extent: RadialExtent = .farthestCorner, stops: [GradientStop],
    repeating: Bool = false)
  /// Clockwise from an angle in degrees; 0 points to the top.
  case conicGradient(
    centerX: Double, centerY: Double, from: Double, stops: [GradientStop], repeating: Bool = false)
}
