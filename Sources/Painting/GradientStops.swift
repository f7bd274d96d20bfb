import CardSpec
import Scene

/// Colour stops that give CSS's gradients on Cairo.
///
/// CSS mixes premultiplied colours (CSS Images 3, §3.4.3), Cairo and PDF mix plain ones; they differ where alpha changes.
/// There, extra stops follow CSS's curve.
enum GradientStops {
  /// How many pieces stand for a curve between two stops.
  private static let pieces = 8

  static func forPlainMixing(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    guard var previous = stops.first, let last = stops.last else { return [] }
    // The ends are written out: Cairo's PDF pages begin with the wrong one of two first stops at the same place.
    var result = previous.offset > 0 ? [Paint.Stop(0, previous.color), previous] : [previous]
    for stop in stops.dropFirst() {
      defer { previous = stop }
      if previous.color.alpha != stop.color.alpha, !hasSameHue(previous.color, stop.color) {
        result += between(previous, stop)
      }
      result.append(stop)
    }
    if last.offset < 1 { result.append(Paint.Stop(1, last.color)) }
    return result
  }

  private static func between(_ a: Paint.Stop, _ b: Paint.Stop) -> [Paint.Stop] {
    if a.color.alpha == 0 { return [Paint.Stop(a.offset, b.color.withAlpha(0))] }
    if b.color.alpha == 0 { return [Paint.Stop(b.offset, a.color.withAlpha(0))] }
    return (1..<pieces).map { piece in
      let share = Double(piece) / Double(pieces)
      return Paint.Stop(a.offset + (b.offset - a.offset) * share, a.color.mixed(with: b.color, share))
    }
  }

  private static func hasSameHue(_ a: Color, _ b: Color) -> Bool {
    a.red == b.red && a.green == b.green && a.blue == b.blue
  }
}

extension Color {
  func withAlpha(_ alpha: Double) -> Color {
    var color = self
    color.alpha = alpha
    return color
  }
}

extension Color {
  /// A share of the way to another colour, each component by itself, as Cairo and PDF mix. Stated process inks are mixed
  /// too; where one of the two colours has none, neither has the mixture.
  package func plainlyMixed(with other: Color, _ share: Double) -> Color {
    func mix(_ a: Double, _ b: Double) -> Double { a + (b - a) * share }
    var mixed = Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue),
      alpha: mix(alpha, other.alpha))
    if let own = ink, let otherInk = other.ink {
      mixed.ink = Ink.mixed([(own, 1 - share), (otherInk, share)])
      mixed.overprints = mixed.ink != nil && overprints && other.overprints
    }
    return mixed
  }
}
