/// A colour of a theme or a node: sRGB for the screen, and the exact ink for the press if one is stated.
public struct Color: Sendable, Hashable {
  /// sRGB components and alpha, 0…1, not premultiplied.
  public var red: Double
  public var green: Double
  public var blue: Double
  public var alpha: Double
  public var ink: Ink?

  public init(red: Double, green: Double, blue: Double, alpha: Double = 1, ink: Ink? = nil) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
    self.ink = ink
  }

  public static let black = Color(red: 0, green: 0, blue: 0)
  public static let white = Color(red: 1, green: 1, blue: 1)
  public static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)
}

/// What a press prints for a colour. Components are percent, 0…100.
public enum Ink: Sendable, Hashable {
  case cmyk(c: Double, m: Double, y: Double, k: Double)
  /// A named spot ink at a tint of 0…100, with the process colours that stand for it on a proof.
  case spot(name: String, tint: Double, c: Double, m: Double, y: Double, k: Double)
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
