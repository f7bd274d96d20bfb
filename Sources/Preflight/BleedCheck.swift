import CardSpec
import Diagnostics
import Scene

/// Finds what ends at the trim: the cut is off by a hair, and a white edge would be seen.
///
/// Square backgrounds, rectangles, lines and covering pictures at the trim are drawn into the bleed already; what is
/// found here has round corners, is transformed, or is a picture that does not cover its box.
struct BleedCheck {
  /// px; what ends so near to the trim is meant to end there.
  static let near = 0.5

  private let trim: Size
  private let bleed: Double
  private var sides: [Int?: Set<Side>] = [:]

  private enum Side: String, CaseIterable { case top, right, bottom, left }

  init(_ scene: Scene) {
    trim = scene.trim
    bleed = scene.bleed
  }

  mutating func visit(_ item: PlacedItem) {
    guard !item.isMask else { return }
    for reach in item.reaches {
      guard let seen = item.clip.map({ $0.intersection(reach) }) ?? reach else { continue }
      // Both ends must be on the card's side of the bleed for an edge to be seen there.
      guard seen.maxX > 0, seen.maxY > 0, seen.x < trim.width, seen.y < trim.height else { continue }
      let distances: [(Side, Double)] = [
        (.top, -seen.y), (.right, seen.maxX - trim.width), (.bottom, seen.maxY - trim.height), (.left, -seen.x),
      ]
      for (side, distance) in distances where abs(distance) <= Self.near && distance < bleed - Self.near {
        sides[item.node, default: []].insert(side)
      }
    }
  }

  func diagnostics(_ report: SceneReport) -> [Diagnostic] {
    sides.sorted { ($0.key ?? -1) < ($1.key ?? -1) }.map { node, found in
      let names = Side.allCases.filter(found.contains).map(\.rawValue)
      let list =
        names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
      return report.diagnostic(
        .warning, "no-bleed", "this ends at the card's \(list) \(names.count == 1 ? "edge" : "edges"), without bleed",
        reason: "the cut is never exact to a hair, and a white edge would show",
        help:
          "let it end before the edge, or reach \(Figure.millimetres(bleed)) over it; square backgrounds and pictures "
          + "with \"objectFit\": \"cover\" do so by themselves", node: node)
    }
  }
}

extension PlacedItem {
  /// The rectangles, in the card's coordinates, that the drawing is seen to end at; of a line, its middle and its edges.
  fileprivate var reaches: [Rect] {
    let own: [Rect?] =
      switch drawing {
      case .fill(let path, let paint): paint.isSeen ? [path.bounds] : []
      case .stroke(let path, let paint, let stroke):
        paint.isSeen ? [path.bounds, path.bounds?.grown(by: stroke.width / 2)] : []
      case .picture(_, let frame, let clip), .vector(_, let frame, let clip):
        [clip.bounds.map { $0.intersection(frame) } ?? frame]
      case .glyphs, .shadow, .group: []
      }
    return own.compactMap { $0 }.map(transform.map)
  }
}

extension Paint {
  fileprivate var isSeen: Bool { colors.contains { $0.alpha > 0 } }
}
