/// How a node's colours are mixed with what lies below (CSS Compositing 1, §9 and §10; ISO 32000-1, §11.3.5).
public enum BlendMode: String, Sendable, Hashable, CaseIterable {
  case normal, multiply, screen, overlay, darken, lighten
  case colorDodge = "color-dodge"
  case colorBurn = "color-burn"
  case hardLight = "hard-light"
  case softLight = "soft-light"
  case difference, exclusion, hue, saturation, color, luminosity

  /// Whether the mode looks alike in light and in inks, which are blended each on a plate of its own, with greys on that
  /// of black alone (ISO 32000-1, §11.3.4).
  public var suitsPlates: Bool {
    switch self {
    case .normal, .multiply, .darken: true
    default: false
    }
  }
}

/// One shadow of a box or a text as it was written (CSS Backgrounds 3, §6.1).
public struct ShadowStyle: Sendable, Hashable {
  public var x: Length
  public var y: Length
  /// Twice the standard deviation of the Gaussian (CSS Backgrounds 3, §6.1.2).
  public var blur: Length
  /// How far the shadow is larger than the box; always zero for texts.
  public var spread: Length
  public var color: ColorValue
  /// Whether it falls on the box from its edges, rather than from the box on what lies below.
  public var isInset: Bool

  public init(
    x: Length, y: Length, blur: Length = .zero, spread: Length = .zero, color: ColorValue = .currentColor,
    isInset: Bool = false
  ) {
    self.x = x
    self.y = y
    self.blur = blur
    self.spread = spread
    self.color = color
    self.isInset = isInset
  }
}

/// One function of `transform` (CSS Transforms 1, §9). Angles in degrees, clockwise.
public enum TransformFunction: Sendable, Hashable {
  case translate(Length, Length)
  case scale(Double, Double)
  case rotate(Double)
  case skew(Double, Double)
  /// a, b, c, d, e, f.
  case matrix([Double])
}

/// What a node is masked by (CSS Masking 1, §7).
public enum Mask: Sendable, Hashable {
  case fill(Fill)
  /// The path of a picture or an SVG file, from the deck's folder, fitted into the node's border box.
  case picture(source: String, fit: PaintProperties.ObjectFit)
}
