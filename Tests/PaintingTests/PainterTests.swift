import CardSpec
import Imaging
import Testing
import Typesetting

@testable import Painting
@testable import Scene

@Suite("Painter")
struct PainterTests {
  private let red = Color(red: 1, green: 0, blue: 0)
  private let blue = Color(red: 0, green: 0, blue: 1)

  private func scene(_ items: [Item], width: Double = 20, height: Double = 10, bleed: Double = 0) -> Scene {
    let format = Format(name: "test", medium: .screen, width: width, height: height, bleed: bleed, traits: [])
    return Scene(
      card: "card", language: "en", format: format, trim: Size(width, height), bleed: bleed, title: "", alt: "",
      link: nil, items: items, structure: [], boxes: [], diagnostics: [])
  }

  private func fill(_ rect: Rect, _ color: Color) -> Item { Item(.fill(Outline.rectangle(rect), .color(color))) }

  private func paint(_ items: [Item], scale: Double = 1) throws -> RasterImage {
    try Painter().raster(scene(items), scale: scale)
  }

  @Test(arguments: [(1.0, 20, 10), (2, 40, 20), (1.26, 25, 13), (0.05, 1, 1)])
  func imagesMeasureTheTrimTimesTheScale(scale: Double, width: Int, height: Int) throws {
    let image = try paint([fill(Rect(0, 0, 20, 10), red)], scale: scale)
    #expect(image.width == width && image.height == height && image.stride == width * 4)
    // The card's edges are the image's edges, whatever rounding did.
    #expect(image.pixels.count == width * height * 4)
    #expect((0..<width * height).allSatisfy { image.pixel($0) == [0, 0, 255, 255] })
  }

  @Test(arguments: [0, -1, .nan, .infinity, 1e9, 0.001])
  func impossibleScalesAreErrors(scale: Double) {
    #expect(throws: PaintingError.self) { try paint([], scale: scale) }
  }

  @Test func theBleedIsPaintedWhereItIsAskedFor() throws {
    let scene = scene([fill(Rect(-3, -3, 26, 16), red)], bleed: 3)
    let image = try Painter().raster(scene, scale: 1, includeBleed: true)
    #expect(image.width == 26 && image.height == 16)
    #expect((0..<26 * 16).allSatisfy { image.pixel($0) == [0, 0, 255, 255] })
  }

  @Test func nothingIsTransparent() throws {
    #expect(try paint([]).pixels.allSatisfy { $0 == 0 })
  }

  @Test func opacityBlendsAGroupOnce() throws {
    let overlapping = [fill(Rect(0, 0, 12, 10), red), fill(Rect(8, 0, 12, 10), blue)]
    let image = try paint([Item(.group(Group(overlapping, clip: nil, opacity: 0.5)))])
    // Half of each colour, and only the upper one where both lie.
    #expect(image.pixel(2) == [0, 0, 128, 128] && image.pixel(10) == [128, 0, 0, 128])
  }

  @Test func aSingleShapeNeedsNoGroupAndLooksTheSame() throws {
    let one = [fill(Rect(0, 0, 12, 10), red)]
    let grouped = try paint([Item(.group(Group(one, clip: nil, opacity: 0.5)))])
    let nested = try paint([Item(.group(Group([Item(.group(Group(one)))], clip: nil, opacity: 0.5)))])
    #expect(grouped == nested)
  }

  @Test func clipsCut() throws {
    let clip = Outline.rectangle(Rect(5, 2, 10, 4))
    let image = try paint([Item(.group(Group([fill(Rect(0, 0, 20, 10), red)], clip: clip, opacity: 1)))])
    for y in 0..<10 {
      for x in 0..<20 {
        #expect((image.pixel(y * 20 + x)[3] == 255) == ((5..<15).contains(x) && (2..<6).contains(y)))
      }
    }
  }

  @Test func translucentGroupsAreAsLargeAsTheirContentAndLoseNothing() throws {
    let stroke = Item(
      .stroke(Path([.move(Point(4, 8)), .line(Point(10, 2)), .line(Point(16, 8))]), .color(red), Stroke(width: 2)))
    let dot = fill(Rect(9, 5, 1, 1), blue)
    let group = Item(.group(Group([stroke, dot], clip: nil, opacity: 0.999_999)))
    let (translucent, plain) = (try paint([group]), try paint([stroke, dot]))
    #expect(zip(translucent.pixels, plain.pixels).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func shapesWithoutAPlaceAreErrors(value: Double) {
    let path = Path([.move(Point(0, 0)), .line(Point(value, 1)), .line(Point(1, 1)), .close])
    #expect(throws: PaintingError("card has a shape without a place or size")) {
      try paint([Item(.fill(path, .color(red)))])
    }
  }

  @Test func tooDeepNestingIsAnError() {
    var item = fill(Rect(0, 0, 1, 1), red)
    for _ in 0..<300 { item = Item(.group(Group([item, item], clip: nil, opacity: 1))) }
    // The list of items would be 2^300 long if the depth were not checked first.
    #expect(throws: PaintingError("card nests more than 256 groups")) { try paint([item]) }
  }

  @Test func aMissingFontIsAnError() {
    let face = FontFace(file: "/nowhere/Font.otf", index: 0, family: "Nowhere", style: "Regular")
    let run = GlyphRun(
      face: face, size: 10, span: 0, text: "a", isRightToLeft: false, glyphs: [.init(id: 1, x: 0, y: 0)],
      clusters: [.init(bytes: 1, glyphs: 1)], x: 0, width: 5)
    #expect(throws: PaintingError.self) {
      try paint([Item(.glyphs(GlyphDrawing(run: run, origin: Point(0, 0), color: red, language: "en")))])
    }
  }

  @Test func thePixelsAreAlwaysTheSame() throws {
    let stops = [Paint.Stop(0, red), Paint.Stop(1, blue.withAlpha(0.3))]
    let items = [
      Item(.fill(Outline.ellipse(Rect(1, 1, 17, 8)), .linear(from: Point(0, 0), to: Point(20, 10), stops: stops))),
      Item(
        .fill(Outline.ellipse(Rect(3, 1, 9, 8)), .radial(center: Point(8, 5), radiusX: 4, radiusY: 6, stops: stops))),
    ]
    let painter = Painter()
    let first = try painter.raster(scene(items), scale: 3)
    #expect(try painter.raster(scene(items), scale: 3) == first)
    #expect(try Painter().raster(scene(items), scale: 3) == first)
  }
}

extension RasterImage {
  /// Premultiplied blue, green, red, alpha.
  fileprivate func pixel(_ index: Int) -> [UInt8] { Array(pixels[index * 4..<index * 4 + 4]) }
}
