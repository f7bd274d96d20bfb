import Diagnostics
import Scene
import Typesetting

/// Finds fonts whose licence bits forbid what a PDF does with them (OpenType `OS/2`, field `fsType`).
struct FontLicenceCheck {
  private struct Use: Hashable {
    var node: Int?
    var face: FontFace
  }

  private var found: [Use] = []
  private var seen: Set<Use> = []

  mutating func visit(_ item: PlacedItem) {
    let faces: [FontFace] =
      switch item.drawing {
      case .glyphs(let drawing): [drawing.run.face]
      case .shadow(let shadow):
        shadow.casters.compactMap { if case .glyphs(let drawing) = $0 { drawing.run.face } else { nil } }
      case .fill, .stroke, .picture, .vector, .group: []
      }
    for face in faces where ![.allowed, .unstated].contains(face.embedding) {
      let use = Use(node: item.node, face: face)
      if seen.insert(use).inserted { found.append(use) }
    }
  }

  func diagnostics(_ report: SceneReport) -> [Diagnostic] {
    found.map { use in
      let name = "\(use.face.family) \(use.face.style)"
      let help = "use another font for this text, or ask the font's maker for a licence and a file that allow it"
      let reason = "every PDF holds its fonts, so that it looks the same everywhere"
      switch use.face.embedding {
      case .wholeOnly:
        return report.diagnostic(
          .warning, "font-licence", "the licence of the font \(name) allows only the whole font in a document",
          reason: "a PDF holds the letters that it uses, not the others", help: help, node: use.node)
      case .bitmapsOnly:
        return report.diagnostic(
          .error, "font-licence", "the licence of the font \(name) allows only its bitmaps in a document",
          reason: reason, help: help, node: use.node)
      case .forbidden, .allowed, .unstated:
        return report.diagnostic(
          .error, "font-licence", "the licence of the font \(name) does not let it be part of a document",
          reason: reason, help: help, node: use.node)
      }
    }
  }
}
