import Foundation

/// An affine map of the plane (ISO 32000-1 §8.3.3).
struct Transform: Sendable, Hashable {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  init() {}

  /// - Returns: `nil` if these are not six finite numbers.
  init?(_ numbers: [Double]) {
    guard numbers.count == 6, numbers.allSatisfy(\.isFinite) else { return nil }
    (a, b, c, d, e, f) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
  }

  /// First this one, then `next`.
  func then(_ next: Self) -> Self {
    var result = Self()
    result.a = a * next.a + b * next.c
    result.b = a * next.b + b * next.d
    result.c = c * next.a + d * next.c
    result.d = c * next.b + d * next.d
    result.e = e * next.a + f * next.c + next.e
    result.f = e * next.b + f * next.d + next.f
    return result
  }

  /// The lengths of a horizontal and a vertical side of 1.
  var sides: (width: Double, height: Double) { (hypot(a, b), hypot(c, d)) }

  /// The least length that a stretch of 1 has in any direction: the smaller singular value.
  var leastScale: Double {
    let (sum, product) = (a * a + b * b + c * c + d * d, a * d - b * c)
    return max(0, (sum - max(0, sum * sum - 4 * product * product).squareRoot()) / 2).squareRoot()
  }
}

/// A colour as the content sets it.
struct PaintColor: Sendable, Hashable {
  var space = 0
  var components: [Double] = [0]
  /// The pattern's name in the resources of the content that set it.
  var pattern: String?
}

/// What of the graphics state is looked at (ISO 32000-1 §8.4).
struct GraphicsState: Sendable, Hashable {
  /// To the page's own space.
  var transform = Transform()
  var fill = PaintColor()
  var stroke = PaintColor()
  var lineWidth = 1.0
  var fillOverprints = false
  var strokeOverprints = false
  var overprintMode = 0
  var fillOpacity = 1.0
  var font: Int?
  var textMode = 0
}
