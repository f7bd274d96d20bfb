import CardSpec
import Imaging
import Painting
import PressColor
import Scene

/// The inks of one document on their way through Cairo, each as a colour that stands for it.
///
/// Cairo keeps 16 bits of each component, and what is drawn elsewhere, in SVG files, has colours of 8 bits. A stand-in
/// lies half-way between two of those in every component, so it cannot be taken for one.
final class PressInks: PageInks {
  /// An ink as it is painted.
  struct Use: Hashable {
    var ink: PressInk
    /// Whether what is painted with it leaves the other plates as they are (ISO 32000-1 §8.6.7).
    var overprints: Bool
    var isOpaque: Bool
  }

  private(set) var uses: [Use] = []
  private var numbers: [Use: Int] = [:]
  private let press: Press

  init(_ press: Press) { self.press = press }

  func standIn(for color: Color, alpha: Double) -> (red: Double, green: Double, blue: Double) {
    let use = Use(ink: press.conversion.ink(for: color), overprints: color.overprints, isOpaque: alpha >= 1)
    let number: Int
    if let known = numbers[use] {
      number = known
    } else {
      number = uses.count
      // There are sixteen million stand-ins; a document with more colours uses the last one again.
      guard number < StandIn.count else { return StandIn.components(of: StandIn.count - 1) }
      uses.append(use)
      numbers[use] = number
    }
    return StandIn.components(of: number)
  }

  /// What stands behind three components of a colour in the file: an ink, or a colour of an SVG file, which is converted.
  func use(ofRed red: Double, green: Double, blue: Double) -> Use {
    if let number = StandIn.number(red, green, blue), uses.indices.contains(number) { return uses[number] }
    func component(_ value: Double) -> Double { min(max(value, 0), 1) }
    let color = Color(red: component(red), green: component(green), blue: component(blue))
    return Use(ink: press.conversion.ink(for: color), overprints: false, isOpaque: true)
  }

  /// A press mixes inks along straight lines, the screen mixes light: so that a gradient looks alike on both, colours
  /// without a stated ink are mixed first, in small steps. Inks that are stated mix as inks.
  ///
  /// Bare paper, and what cannot be seen, are tints of whatever spot ink lies beside them.
  func stops(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    let stops = Self.withTints(stops)
    guard var previous = stops.first else { return [] }
    var result = [previous]
    for stop in stops.dropFirst() {
      if stop.color.ink == nil || previous.color.ink == nil, stop.offset > previous.offset, stop.color != previous.color
      {
        for piece in 1..<Self.pieces {
          let share = Double(piece) / Double(Self.pieces)
          let offset = previous.offset + (stop.offset - previous.offset) * share
          result.append(Paint.Stop(offset, previous.color.plainlyMixed(with: stop.color, share)))
        }
      }
      result.append(stop)
      previous = stop
    }
    return result
  }

  private static func withTints(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    stops.indices.map { index in
      let stop = stops[index]
      let isPaper = stop.color.ink == nil && [stop.color.red, stop.color.green, stop.color.blue] == [1, 1, 1]
      guard isPaper || stop.color.alpha <= 0 else { return stop }
      let neighbours = [index + 1, index - 1].filter(stops.indices.contains).map { stops[$0].color }
      guard let spot = neighbours.first(where: { if case .spot = $0.ink { true } else { false } }),
        case .spot(let name, _, let c, let m, let y, let k) = spot.ink
      else { return stop }
      if stop.color.alpha <= 0 {
        var unseen = spot
        unseen.alpha = 0
        return Paint.Stop(stop.offset, unseen)
      }
      var paper = stop.color
      paper.ink = .spot(name: name, tint: 0, c: c, m: m, y: y, k: k)
      return Paint.Stop(stop.offset, paper)
    }
  }

  private static let pieces = 8

  func picture(_ picture: Picture, width: Double, height: Double) throws(PaintingError) -> Picture {
    press.pictures.prepared(picture, width: width, height: height)
  }
}

/// Numbers as colours.
private enum StandIn {
  /// Steps of a component: half-way between neighbouring 8-bit values.
  private static let steps = 255
  static let count = steps * steps * steps

  static func components(of number: Int) -> (red: Double, green: Double, blue: Double) {
    func component(_ digit: Int) -> Double { Double(digit * 257 + 128) / 65_535 }
    return (
      component(number / (steps * steps)), component(number / steps % steps), component(number % steps)
    )
  }

  static func number(_ red: Double, _ green: Double, _ blue: Double) -> Int? {
    var number = 0
    for component in [red, green, blue] {
      guard component > 0, component < 1 else { return nil }
      let value = (component * 65_535).rounded()
      // Cairo writes six decimals, a fifteenth of a step.
      guard abs(component * 65_535 - value) < 0.2 else { return nil }
      let (digit, rest) = (Int(value) - 128).quotientAndRemainder(dividingBy: 257)
      guard rest == 0, (0..<steps).contains(digit) else { return nil }
      number = number * steps + digit
    }
    return number
  }
}
