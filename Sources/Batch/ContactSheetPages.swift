import CardSpec
import Imposition
import Localization
import Scene
import Typesetting

/// Pages with small pictures of cards, each with what its files are called, for those who review a set.
///
/// A page is a scene like any other, so it is drawn, tagged and read aloud like one.
final class ContactSheetPages: Sequence, IteratorProtocol {
  private let cards: ComposedCards
  private let job: Plan.Job
  private let title: String
  private let families: [String]
  private let typesetter: Typesetter
  private let sheet: ContactSheet
  private var number = 0

  /// - Parameters:
  ///   - title: Of the deck, at the head of each page.
  ///   - theme: Whose fonts are used.
  init(
    _ cards: ComposedCards, _ job: Plan.Job, title: String, _ theme: Theme, _ typesetter: Typesetter
  ) throws(ImpositionError) {
    self.cards = cards
    self.job = job
    self.title = title
    self.typesetter = typesetter
    families = theme.fontFamilies + ["Inter", "Noto Sans"]
    let size = Extent(width: job.format.width, height: job.format.height)
    sheet = try ContactSheet(count: job.cards.count, card: size)
  }

  func next() -> Scene? {
    guard number < sheet.pages.count, let first = cards.next() else { return nil }
    let page = sheet.pages[number]
    number += 1
    var drawing = PageDrawing(height: sheet.size.height, language: job.language, families, typesetter)
    drawing.heading("\(title) · \(job.language) · \(job.format.name) · \(number)/\(sheet.pages.count)", in: page.header)
    var next: Scene? = first
    for item in page.items {
      guard let scene = next else { break }
      drawing.card(scene, in: item.picture, named: item.caption)
      next = item.index == page.items.last?.index ? nil : cards.next()
    }
    let points = 96.0 / 72
    let size = Size(sheet.size.width * points, sheet.size.height * points)
    return Scene(
      card: "\(job.format.name) \(number)", language: job.language,
      format: Format(name: job.format.name, medium: .paper, width: size.width, height: size.height, traits: []),
      trim: size, bleed: 0, title: "\(title), \(number)", alt: title, link: nil, items: drawing.items,
      structure: drawing.structure, boxes: [], diagnostics: [])
  }
}

/// One page of a contact sheet while it is put together. Areas are in points from the lower left corner, the scene is
/// in px from the upper left.
private struct PageDrawing {
  private(set) var items: [Item] = []
  private(set) var structure: [StructureElement] = []
  private let height: Double
  private let language: String
  private let families: [String]
  private let typesetter: Typesetter

  private static let points = 96.0 / 72
  private static let ink = Color(red: 0.2, green: 0.2, blue: 0.2)
  private static let frame = Color(red: 0.75, green: 0.75, blue: 0.75)

  init(height: Double, language: String, _ families: [String], _ typesetter: Typesetter) {
    self.height = height
    self.language = language
    self.families = families
    self.typesetter = typesetter
  }

  mutating func heading(_ text: String, in area: Area) {
    structure.append(StructureElement(role: .heading1, frames: [rect(area)]))
    set(text, in: rect(area), size: 12, weight: 600)
  }

  mutating func card(_ scene: Scene, in picture: Area, named caption: Area) {
    let frame = rect(picture)
    let alt = scene.alt.isEmpty ? scene.title : scene.alt
    structure.append(StructureElement(role: .figure, alt: alt, frames: [frame]))
    let element = structure.count - 1
    let scale = frame.width / scene.trim.width
    let trim = Rect(0, 0, scene.trim.width, scene.trim.height)
    let shown = Group(
      scene.items.map { $0.part(of: element) }, clip: Path(rectangle: trim),
      transform: Transform(a: scale, b: 0, c: 0, d: scale, tx: frame.x, ty: frame.y))
    items.append(Item(.group(shown), element: element))
    items.append(Item(.stroke(Path(rectangle: frame), .color(Self.frame), Stroke(width: 0.5)), element: element))
    structure.append(StructureElement(role: .paragraph, frames: [rect(caption)]))
    set(scene.card, in: rect(caption), size: 9, weight: 400)
  }

  /// One line, cut at the area's end.
  private mutating func set(_ text: String, in area: Rect, size: Double, weight: Int) {
    let style = FontStyle(families: families, size: size, weight: weight)
    let isRightToLeft = WritingDirection(language: language) == .rightToLeft
    let styled = StyledText(
      spans: [TextSpan(text, style)], strut: style, language: language,
      direction: isRightToLeft ? .rightToLeft : .leftToRight, alignment: .start)
    guard let shaped = try? typesetter.shape(styled, width: area.width) else { return }
    let runs = (shaped.lines.first?.runs ?? []).map { run in
      Item(
        .glyphs(
          GlyphDrawing(run: run, origin: Point(area.x, area.y), color: Self.ink, language: language)),
        element: structure.count - 1)
    }
    items.append(Item(.group(Group(runs, clip: Path(rectangle: area))), element: structure.count - 1))
  }

  private func rect(_ area: Area) -> Rect {
    let points = Self.points
    return Rect(area.left * points, (height - area.top) * points, area.width * points, area.height * points)
  }
}

extension Item {
  /// The item as a part of one picture, without links of its own.
  fileprivate func part(of element: Int) -> Item {
    switch drawing {
    case .glyphs(var glyphs):
      glyphs.link = nil
      return Item(.glyphs(glyphs), element: element)
    case .group(var group):
      group.items = group.items.map { $0.part(of: element) }
      return Item(.group(group), element: element)
    default: return Item(drawing, element: element)
    }
  }
}

extension Path {
  fileprivate init(rectangle rect: Rect) {
    self.init([
      .move(Point(rect.x, rect.y)), .line(Point(rect.maxX, rect.y)), .line(Point(rect.maxX, rect.maxY)),
      .line(Point(rect.x, rect.maxY)), .close,
    ])
  }
}
