import CardSpec
import Imaging
import Painting
import Scene
import Testing

@testable import PDFOutput

@Suite("Effects on paper")
struct EffectTests {
  @Test func aShadowIsAPictureOf300PixelsPerInch() throws {
    var canvas = try Canvas()
    // 96 px are an inch; the blur reaches three deviations on each side, and a px more.
    canvas.add(.shadow(Shadow([.path(Canvas.outline(Rect(100, 100, 96, 48)))], color: .black, blur: 4)))
    let pdf = try PDFProbe(canvas.scene)
    let image = try #require(pdf.dictionaries.first { $0.node["Subtype"].string == "/Image" }).node
    let inch = 3.125
    #expect(((96 + 26) * inch...(96 + 26) * inch + 2).contains(image["Width"].number ?? 0))
    #expect(((48 + 26) * inch...(48 + 26) * inch + 2).contains(image["Height"].number ?? 0))
    #expect(pdf.outline == "Document(Sect(Figure(0)))")
  }

  @Test func aWideBlurHasAllThePixelsToo() throws {
    var canvas = try Canvas()
    canvas.add(.shadow(Shadow([.path(Canvas.outline(Rect(100, 100, 96, 48)))], color: .black, blur: 100)))
    let pdf = try PDFProbe(canvas.scene)
    let image = try #require(pdf.dictionaries.first { $0.node["Subtype"].string == "/Image" }).node
    // No further than the page, and the px around it that viewers may look at.
    #expect((1250...1260).contains(image["Width"].number ?? 0) && (937...950).contains(image["Height"].number ?? 0))
  }

  @Test(arguments: [0.0, 3])
  func aTextWithAShadowIsOneText(blur: Double) throws {
    var canvas = try Canvas()
    let element = canvas.element(.paragraph)
    try canvas.text("Equal priority", element)
    guard case .glyphs(var cast)? = canvas.scene.items.first?.drawing else { return }
    cast.origin.x += 3
    canvas.add(.shadow(Shadow([.glyphs(cast)], color: .amber, blur: blur)))
    let pdf = try PDFProbe(canvas.scene)
    #expect(try pdf.text() == "Equal priority")
    #expect(pdf.dictionaries.contains { $0.node["Subtype"].string == "/Image" } == (blur > 0))
  }

  @Test func blurredTextIsReadAsWhatItShows() throws {
    var canvas = try Canvas()
    let element = canvas.element(.paragraph)
    try canvas.text("Equal priority", element)
    var scene = canvas.scene
    scene.items = [Item(.group(Group(scene.items, blur: 3)))]
    let pdf = try PDFProbe(scene)
    #expect(pdf.outline == "Document(Sect(P(0)))")
    let content = try pdf.run("qpdf", ["--qdf", "--object-streams=disable", pdf.path, "-"])
    let hex = "Equal priority".utf16.map { String($0, radix: 16) }.map {
      String(repeating: "0", count: 4 - $0.count) + $0
    }
    #expect(content.contains("/ActualText <feff\(hex.joined())>"))
  }

  @Test func linksInTransformedTextFollowIt() throws {
    var canvas = try Canvas()
    let element = canvas.element(.paragraph)
    let lines = try canvas.text("Read more", element, at: 100, x: 100, link: "https://example.org/")
    var scene = canvas.scene
    let turn = Transform(a: 0, b: 1, c: -1, d: 0, tx: 300, ty: 0)
    scene.items = [Item(.group(Group(scene.items, transform: turn)))]
    let pdf = try PDFProbe(scene)
    let area = try #require(pdf.pages.first?["Annots"].items.first?["Rect"].numbers)
    // Half a turn of a quarter: a line becomes a column, from the page's lower left in points.
    let width = (area[2] - area[0]) / 0.75
    let height = (area[3] - area[1]) / 0.75
    #expect(height > width && abs(height - lines[0].width) < 1)
    #expect(abs((300 - area[1] / 0.75) - (100 + lines[0].width)) < 2)
    // Without `-raw`, which takes turned lines apart.
    let text = try pdf.run("pdftotext", [pdf.path, "-"])
    #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "Read more")
  }

  @Test func blendModesSideBySideAllCount() throws {
    var canvas = try Canvas(background: .amber)
    for x in [20.0, 120, 220] {
      let square = Item(.fill(Canvas.outline(Rect(x, 20, 80, 80)), .color(.navy)))
      canvas.add(.group(Group([square, square], blendMode: .multiply)))
    }
    let pdf = try PDFProbe(canvas.scene)
    let paper = try PictureLibrary().picture(at: try pdf.picture(dotsPerInch: 96))
    let screen = try Painter().raster(canvas.scene, scale: 1)
    for x in [60, 160, 260] {
      let index = (60 * 400 + x) * 4
      for channel in 0..<3 {
        #expect(abs(Int(paper.pixels[index + channel]) - Int(screen.pixels[index + channel])) <= 2, "at \(x)")
      }
    }
  }

  @Test func allLooksAsOnScreens() throws {
    var canvas = try Canvas(background: .white)
    let outline = Canvas.outline(Rect(20, 20, 120, 80))
    let stops = [Paint.Stop(0, .navy), Paint.Stop(0.4, .amber), Paint.Stop(1, .white)]
    canvas.fill(Rect(20, 20, 120, 80), .conic(center: Point(60, 50), angle: 1, stops: stops))
    let square = Item(.fill(outline, .color(.navy)))
    let fading = Item(
      .fill(outline, .linear(from: Point(20, 0), to: Point(140, 0), stops: [.init(0, .black), .init(1, .transparent)])))
    canvas.add(
      .group(Group([square], transform: Transform(a: 0.9, b: 0.3, c: -0.3, d: 0.9, tx: 200, ty: 20), mask: [fading])))
    canvas.add(
      .group(Group([square], opacity: 0.6, transform: Transform(a: 1, b: 0, c: 0, d: 1, tx: 20, ty: 150), blur: 5)))
    canvas.add(.shadow(Shadow([.path(Canvas.outline(Rect(240, 180, 100, 60)))], color: .navy, blur: 12)))
    let pdf = try PDFProbe(canvas.scene)
    let paper = try PictureLibrary().picture(at: try pdf.picture(dotsPerInch: 96))
    let screen = try Painter().raster(canvas.scene, scale: 1)
    try #require(paper.pixels.count == screen.pixels.count)
    let differences = zip(paper.pixels, screen.pixels).map { abs(Int($0) - Int($1)) }
    #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 1)
    #expect(Double(differences.count { $0 > 32 }) / Double(differences.count) < 0.005)
  }
}
