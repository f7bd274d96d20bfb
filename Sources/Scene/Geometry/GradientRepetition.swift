import CardSpec

/// The stops of a repeating gradient, written out as far as they can be seen (CSS Images 3, §3.5).
enum GradientRepetition {
  /// Repetitions that are finer than this are not to be told apart, and are painted as their average.
  private static let most = 400.0

  /// - Parameters:
  ///   - stops: Placed from 0 to 1 along the gradient.
  ///   - start: Where the wanted part begins along the gradient, and `end` where it ends.
  /// - Returns: Stops placed from 0 to 1 along the wanted part.
  static func stops(_ stops: [Paint.Stop], from start: Double, to end: Double) -> [Paint.Stop] {
    guard let first = stops.first, let last = stops.last else { return [] }
    let period = last.offset - first.offset
    guard period > 0 else { return [Paint.Stop(0, last.color), Paint.Stop(1, last.color)] }
    let copies = (((start - first.offset) / period).rounded(.down), ((end - first.offset) / period).rounded(.up))
    guard copies.1 - copies.0 <= most else {
      let color = average(stops, period)
      return [Paint.Stop(0, color), Paint.Stop(1, color)]
    }
    let whole = (Int(copies.0)..<Int(copies.1)).flatMap { copy in
      stops.map { Paint.Stop(($0.offset + Double(copy) * period - start) / (end - start), $0.color) }
    }
    return cut(whole)
  }

  /// Leaves out what lies beyond 0 and 1, with the colours there put on the ends.
  private static func cut(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    var result: [Paint.Stop] = []
    for (index, stop) in stops.enumerated() {
      if index > 0 {
        let before = stops[index - 1]
        for edge in [0.0, 1] where before.offset < edge && stop.offset > edge {
          let share = (edge - before.offset) / (stop.offset - before.offset)
          result.append(Paint.Stop(edge, before.color.mixed(with: stop.color, share)))
        }
      }
      if (0...1).contains(stop.offset) { result.append(stop) }
    }
    return result.isEmpty ? Array(stops.prefix(1)) : result
  }

  private static func average(_ stops: [Paint.Stop], _ period: Double) -> Color {
    var sum = (red: 0.0, green: 0.0, blue: 0.0, alpha: 0.0)
    var parts: [(color: Color, weight: Double)] = []
    for (a, b) in zip(stops, stops.dropFirst()) {
      let weight = (b.offset - a.offset) / period / 2
      for color in [a.color, b.color] {
        sum.red += color.red * color.alpha * weight
        sum.green += color.green * color.alpha * weight
        sum.blue += color.blue * color.alpha * weight
        sum.alpha += color.alpha * weight
        parts.append((color, color.alpha * weight))
      }
    }
    guard sum.alpha > 0 else { return .transparent }
    var result = Color(
      red: sum.red / sum.alpha, green: sum.green / sum.alpha, blue: sum.blue / sum.alpha, alpha: sum.alpha)
    result.takeInks(of: parts)
    return result
  }
}

extension Color {
  /// A share of the way to another colour, mixed premultiplied (CSS Images 3, §3.4.2).
  package func mixed(with other: Color, _ share: Double) -> Color {
    let alpha = self.alpha + (other.alpha - self.alpha) * share
    func mix(_ x: Double, _ y: Double) -> Double {
      alpha == 0 ? 0 : (x * self.alpha * (1 - share) + y * other.alpha * share) / alpha
    }
    var result = Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue), alpha: alpha)
    result.takeInks(of: [(self, self.alpha * (1 - share)), (other, other.alpha * share)])
    return result
  }

  /// Inks are mixed as the colours are; where one of the colours states none, the mixture has none either.
  fileprivate mutating func takeInks(of parts: [(color: Color, weight: Double)]) {
    let seen = parts.filter { $0.weight > 0 }
    let inks = seen.compactMap { part in part.color.ink.map { (ink: $0, weight: part.weight) } }
    guard inks.count == seen.count else { return }
    ink = Ink.mixed(inks)
    overprints = ink != nil && seen.allSatisfy(\.color.overprints)
  }
}
