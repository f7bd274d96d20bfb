import CardSpec
import Diagnostics
import Foundation
import Imaging
import Testing
import Typesetting

@testable import Scene

/// A card written in a test, composed as `placard render` composes it.
struct Composition {
  var scene: Scene?
  var diagnostics: [Diagnostic]

  /// The scene, where the test needs one.
  func requireScene(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> Scene {
    if let scene { return scene }
    let problems = TextRenderer(color: false).render(diagnostics)
    return try #require(scene, "\(problems)", sourceLocation: sourceLocation)
  }

  /// What a reader sees of the diagnostics: code, message and node, one line each.
  var messages: [String] { diagnostics.map { "\($0.code): \($0.message) [\($0.subject.node ?? "")]" } }
}

private let fonts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Fonts/fonts.conf").path

/// - Parameters:
///   - layout: the card's `layout`, JSON.
///   - size: width and height, px.
///   - more: further members of the card's file, each with a comma before it.
func compose(
  _ layout: String, size: (Double, Double) = (400, 300), bleed: Double = 0, language: String = "en",
  medium: String = "screen", more: String = "",
  files: [String: Data] = [:]
) throws -> Composition {
  try withCard(layout, size: size, bleed: bleed, language: language, medium: medium, more: more, files: files) {
    composer, card, format in
    let composed = composer.compose(card, language: language, format: format)
    return Composition(scene: composed.scene, diagnostics: composed.diagnostics)
  }
}

/// What `inspect` and what `render` get of a card.
func explainAndCompose(_ layout: String) throws -> (explained: Composition, composed: Composition) {
  let explained = try withCard(layout) { composer, card, format in
    let found = composer.explain(card, language: "en", format: format)
    return Composition(scene: found.scene, diagnostics: found.diagnostics)
  }
  return (explained, try compose(layout))
}

private func withCard(
  _ layout: String, size: (Double, Double) = (400, 300), bleed: Double = 0, language: String = "en",
  medium: String = "screen", more: String = "",
  files: [String: Data] = [:], _ body: (SceneComposer, Card, Format) -> Composition
) throws -> Composition {
  let folder = FileManager.default.temporaryDirectory.appending(path: "placard-scene-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, data) in files { try data.write(to: folder.appending(path: name)) }
  // Only paper has a bleed.
  let medium = bleed > 0 ? "paper" : medium
  let card = """
    {"id": "card", "title": "Card", "alt": "A card", "languages": ["\(language)"],
     "formats": [{"name": "test", "width": \(size.0), "height": \(size.1), "bleed": \(bleed), "medium": "\(medium)"}], "layout": \(layout)\(more)}
    """
  let file = folder.appending(path: "card.json")
  try Data(card.utf8).write(to: file)
  let loaded = SpecLoader.loadCard(file.path)
  guard let deck = loaded.deck, let card = deck.cards.first, let format = deck.formats.first else {
    return Composition(scene: nil, diagnostics: loaded.diagnostics)
  }
  let typesetter = Typesetter(fonts: try FontLibrary(configuration: fonts))
  var result = body(SceneComposer(deck: deck, typesetter: typesetter, pictures: PictureLibrary()), card, format)
  result.diagnostics = loaded.diagnostics + result.diagnostics
  return result
}

extension Scene {
  /// All drawings, groups opened.
  var drawings: [Item.Drawing] { items.flatMap(\.leaves).map(\.drawing) }
  var glyphs: [GlyphDrawing] {
    drawings.compactMap { if case .glyphs(let drawing) = $0 { drawing } else { nil } }
  }
  var fills: [(path: Path, paint: Paint)] {
    drawings.compactMap { if case .fill(let path, let paint) = $0 { (path, paint) } else { nil } }
  }
  var strokes: [(path: Path, paint: Paint, stroke: Stroke)] {
    drawings.compactMap { if case .stroke(let path, let paint, let stroke) = $0 { (path, paint, stroke) } else { nil } }
  }
  /// The text of each element, as `role: text`.
  var outline: [String] {
    structure.indices.map { index in
      let text = items.flatMap(\.leaves).filter { $0.element == index }.compactMap {
        if case .glyphs(let drawing) = $0.drawing { drawing.run.text } else { nil }
      }
      return "\(structure[index].role): \(text.joined(separator: "|"))"
    }
  }
}

extension Item {
  var leaves: [Item] {
    if case .group(let group) = drawing { return group.items.flatMap(\.leaves) }
    return [self]
  }
}

extension Path {
  var points: [Point] {
    elements.flatMap { element -> [Point] in
      switch element {
      case .move(let point), .line(let point): [point]
      case .curve(let first, let second, let end): [first, second, end]
      case .close: []
      }
    }
  }

  /// The box around all points, control points included.
  var bounds: Rect {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
      return Rect(0, 0, 0, 0)
    }
    return Rect(left, top, right - left, bottom - top)
  }
}

extension CornerRadii {
  init(all radius: Size) { self.init(topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius) }
}

func isClose(_ a: Double, _ b: Double, within tolerance: Double = 0.001) -> Bool { abs(a - b) <= tolerance }

func isClose(_ a: Rect, _ b: Rect, within tolerance: Double = 0.001) -> Bool {
  isClose(a.x, b.x, within: tolerance) && isClose(a.y, b.y, within: tolerance)
    && isClose(a.width, b.width, within: tolerance) && isClose(a.height, b.height, within: tolerance)
}

/// Pictures that the reference cards use too.
enum ReferencePictures {
  /// 64 × 48 pixels: red, gold, blue and dark quarters around a transparent hole.
  static var quarters: Data {
    get throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      return try Data(contentsOf: folder.appending(path: "References/Imaging/pictures/quarters.png"))
    }
  }
}
