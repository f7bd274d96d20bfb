import CardSpec
import Diagnostics
import Imaging
import Scene

/// What became of a cell: its scene, also where it has mistakes, and what was found.
final class ComposedCell: Sendable {
  /// `nil` where mistakes stand in the way of any picture.
  let scene: Scene?
  let diagnostics: [Diagnostic]
  /// The same for scenes that look the same.
  let fingerprint: Int
  /// About how much memory it holds, bytes.
  let cost: Int

  init(scene: Scene?, diagnostics: [Diagnostic]) {
    self.scene = scene
    self.diagnostics = Self.bounded(diagnostics)
    var hasher = Hasher()
    hasher.combine(scene?.trim)
    hasher.combine(scene?.bleed)
    hasher.combine(scene?.items)
    fingerprint = hasher.finalize()
    cost = scene.map(Self.cost) ?? 1000
  }

  /// A card that finds fault with a thousand nodes must not fill memory and pages.
  private static func bounded(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let ordered = Diagnostic.Severity.allCases.reversed().flatMap { severity in
      diagnostics.filter { $0.severity == severity }
    }
    return Array(ordered.prefix(100))
  }

  private static func cost(_ scene: Scene) -> Int {
    var pictures: Set<String> = []
    var cost = 2000 + scene.boxes.count * 800
    func add(_ items: [Item]) {
      for item in items {
        cost += 300
        switch item.drawing {
        case .glyphs(let drawing): cost += drawing.run.glyphs.count * 40
        case .group(let group):
          add(group.items)
          add(group.mask)
        case .picture(let picture, _, _) where pictures.insert(picture.id).inserted:
          cost += picture.pixels.count + (picture.jpeg?.count ?? 0)
        case .vector(let vector, _, _) where pictures.insert(vector.id).inserted: cost += vector.data.count
        default: break
        }
      }
    }
    add(scene.items)
    return cost
  }
}
