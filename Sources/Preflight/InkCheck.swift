import CardSpec
import Diagnostics
import Scene

/// A spot ink as a card names it.
public struct SpotUse: Sendable, Hashable {
  public var name: String
  /// Cyan, magenta, yellow and black that stand for it, percent.
  public var inks: [Double]
  /// Index into `Scene.boxes`.
  var node: Int?

  /// The name as people read it: names that differ in capitals or spaces alone are one slip of the pen apart.
  public var spokenName: String { name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

/// Finds stated inks that are too much for the paper (GWG 2015, "Total Ink Area Coverage"), and spot inks that mean two
/// things on one card ("Ambiguous Spot Color").
///
/// Colours without a stated ink are converted by the profile, which keeps the limit.
struct InkCheck {
  private struct Use: Hashable {
    var node: Int?
    var color: Color
  }

  let press: PressSettings
  let names: [Color: String]
  private var heavy: [Use] = []
  private var seen: Set<Use> = []
  /// By the spot ink's name: its process colours, and those that other nodes give to it.
  private var spots: [String: [Double]] = [:]
  private var ambiguous: [(node: Int?, name: String, inks: [Double])] = []

  init(press: PressSettings, names: [Color: String]) {
    self.press = press
    self.names = names
  }

  /// Each spot ink of the card where it is named first.
  private(set) var spotUses: [SpotUse] = []

  mutating func visit(_ item: PlacedItem) {
    guard !item.isMask else { return }
    for color in item.drawing.colors where color.alpha > 0 {
      guard let ink = color.ink, seen.insert(Use(node: item.node, color: color)).inserted else { continue }
      if ink.total > press.totalInk + 1e-6 { heavy.append(Use(node: item.node, color: color)) }
      if case .spot(let name, _, let c, let m, let y, let k) = ink {
        let inks = [c, m, y, k]
        if spots[name] == nil { spotUses.append(SpotUse(name: name, inks: inks, node: item.node)) }
        let known = spots[name, default: inks]
        spots[name] = known
        if known != inks { ambiguous.append((item.node, name, inks)) }
      }
    }
  }

  func diagnostics(_ report: SceneReport) -> [Diagnostic] {
    let heavy = heavy.compactMap { use -> Diagnostic? in
      guard let ink = use.color.ink else { return nil }
      return report.diagnostic(
        .error, "total-ink",
        "\(use.color.called(names)) comes to \(Figure.plain(ink.total)) % of ink, and the paper takes "
          + "\(Figure.plain(press.totalInk)) %",
        reason: "so much ink does not dry, and comes off on the next sheet",
        help: "lower its `cmyk`; the greys of cyan, magenta and yellow can go into black", node: use.node)
    }
    let doubtful = ambiguous.map { node, name, inks in
      report.diagnostic(
        .error, "ambiguous-spot",
        "the spot ink \"\(name)\" stands for \(Color.words(inks)) here and for \(Color.words(spots[name] ?? [])) "
          + "elsewhere on the card", reason: "a press has one plate for each spot ink",
        help: "give both the same `cmyk`, and say how light it is printed with `tint`", node: node)
    }
    return heavy + doubtful
  }
}

extension Item.Drawing {
  /// Every colour that it is painted with; of gradients, those of the stops.
  var colors: [Color] {
    switch self {
    case .fill(_, let paint), .stroke(_, let paint, _): paint.colors
    case .glyphs(let drawing): [drawing.color]
    case .shadow(let shadow): [shadow.color]
    case .picture, .vector, .group: []
    }
  }
}

extension Paint {
  var colors: [Color] {
    switch self {
    case .color(let color): [color]
    case .linear(_, _, let stops), .radial(_, _, _, let stops), .conic(_, _, let stops): stops.map(\.color)
    }
  }
}

extension Color {
  /// "the colour $color.ink (90/60/30/20)", or with its hex digits where the theme has no name for it.
  func called(_ names: [Color: String]) -> String {
    var opaque = self
    opaque.alpha = 1
    let name = names[self] ?? names[opaque] ?? hex
    switch ink {
    case .cmyk(let c, let m, let y, let k): return "the colour \(name) (\(Self.words([c, m, y, k])))"
    case .spot(let spot, _, _, _, _, _): return "the colour \(name) (\(spot))"
    case nil: return "the colour \(name)"
    }
  }

  /// "90/60/30/20".
  static func words(_ inks: [Double]) -> String { inks.map { Figure.plain($0) }.joined(separator: "/") }

  private var hex: String {
    "#"
      + [red, green, blue].map { part in
        let digits = String(Int((min(1, max(0, part)) * 255).rounded()), radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }
}
