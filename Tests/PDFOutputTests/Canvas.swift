import CardSpec
import Foundation
import Imaging
import Painting
import Scene
import Typesetting

@testable import PDFOutput

/// Puts scenes together by hand, so that a test says exactly what is on a page.
struct Canvas {
  private(set) var scene: Scene
  private let typesetter: Typesetter
  private static let here = URL(filePath: #filePath).deletingLastPathComponent()
  private static let fonts = here.appending(path: "../../Fonts/fonts.conf").standardized.path

  init(
    _ card: String = "card", width: Double = 400, height: Double = 300, bleed: Double = 0, language: String = "en",
    title: String = "Three targets", alt: String = "A card", background: Color? = nil
  ) throws {
    typesetter = Typesetter(fonts: try FontLibrary(configuration: Self.fonts))
    let format = Format(name: "test", medium: .paper, width: width, height: height, bleed: bleed, traits: [])
    scene = Scene(
      card: card, language: language, format: format, trim: Size(width, height), bleed: bleed, title: title, alt: alt,
      link: nil, items: [], structure: [], boxes: [], diagnostics: [])
    if let background {
      fill(Rect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed), .color(background))
    }
  }

  static func file(_ name: String) -> String { here.appending(path: "Pictures/\(name)").path }

  @discardableResult
  mutating func element(
    _ role: StructureElement.Role, in parent: Int? = nil, language: String? = nil, alt: String? = nil,
    link: String? = nil, frames: [Rect] = []
  ) -> Int {
    scene.structure.append(
      StructureElement(role: role, parent: parent, language: language, alt: alt, link: link, frames: frames))
    return scene.structure.count - 1
  }

  /// Sets text, and returns the areas of its lines.
  @discardableResult
  mutating func text(
    _ text: String, _ element: Int?, at y: Double = 20, x: Double = 20, width: Double? = nil, size: Double = 20,
    family: String = "Inter", color: Color = .black, language: String? = nil, link: String? = nil
  ) throws -> [Rect] {
    let style = FontStyle(families: [family, "Noto Sans", "Noto Naskh Arabic"], size: size)
    let language = language ?? scene.language
    let shaped = try typesetter.shape(
      StyledText(
        spans: [TextSpan(text, style)], strut: style, language: language,
        direction: language == "ar" ? .rightToLeft : .leftToRight, alignment: .start), width: width)
    for run in shaped.lines.flatMap(\.runs) {
      let drawing = GlyphDrawing(run: run, origin: Point(x, y), color: color, language: language, link: link)
      add(.glyphs(drawing), element)
    }
    return shaped.lines.map { Rect(x + $0.x, y + $0.y, $0.width, $0.height) }
  }

  mutating func fill(_ rect: Rect, _ paint: Paint, _ element: Int? = nil) {
    add(.fill(Self.outline(rect), paint), element)
  }

  mutating func add(_ drawing: Item.Drawing, _ element: Int? = nil) {
    scene.items.append(Item(drawing, element: element))
  }

  static func outline(_ rect: Rect) -> Path {
    Path([
      .move(Point(rect.x, rect.y)), .line(Point(rect.maxX, rect.y)), .line(Point(rect.maxX, rect.maxY)),
      .line(Point(rect.x, rect.maxY)), .close,
    ])
  }
}

extension Color {
  static let navy = Color(red: 0.04, green: 0.24, blue: 0.36)
  static let amber = Color(red: 0.95, green: 0.71, blue: 0.27)
}

extension PDFDocumentInfo {
  static let plain = PDFDocumentInfo(title: "Three targets, equal priority", language: "en")
}
