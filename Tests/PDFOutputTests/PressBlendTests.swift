import CardSpec
import Painting
import Testing

@testable import PDFOutput
@testable import Scene

@Suite("Blend modes on a press")
struct PressBlendTests {
  /// What may lie around and in a group that is blended.
  enum Surroundings: CaseIterable {
    case page, faded, turnedAndClipped, groupOfItsOwn, groupInTheSameMode
  }

  /// Greys, which are black ink alone, and colours, over both.
  private func canvas(_ mode: BlendMode, _ surroundings: Surroundings) throws -> Canvas {
    var canvas = try Canvas(width: 240, height: 160, bleed: 11.34, background: Color(red: 0.93, green: 0.9, blue: 0.84))
    canvas.fill(
      Rect(0, 0, 160, 80),
      .linear(from: Point(0, 0), to: Point(160, 0), stops: [Paint.Stop(0, .navy), Paint.Stop(1, .amber)]))
    canvas.fill(Rect(0, 80, 120, 40), .color(Color(red: 0.5, green: 0.5, blue: 0.5)))
    canvas.fill(Rect(120, 80, 60, 40), .color(.black))
    canvas.add(.group(group(mode, surroundings)))
    return canvas
  }

  private func group(_ mode: BlendMode, _ surroundings: Surroundings) -> Group {
    var blended = Group(
      [
        fill(Rect(20, 20, 70, 110), Color(red: 0.75, green: 0.45, blue: 0.35)),
        fill(Rect(60, 40, 80, 70), Color(red: 0.6, green: 0.6, blue: 0.6)),
        fill(Rect(120, 30, 90, 90), Color(red: 0.3, green: 0.55, blue: 0.6)),
      ], blendMode: mode)
    switch surroundings {
    case .page: return blended
    case .faded:
      blended.opacity = 0.7
      blended.mask = [
        Item(
          .fill(
            Canvas.outline(Rect(20, 20, 190, 110)),
            .linear(from: Point(20, 0), to: Point(210, 0), stops: [Paint.Stop(0, .black), Paint.Stop(1, .transparent)]))
        )
      ]
      return blended
    case .turnedAndClipped:
      blended.transform = .rotation(degrees: 4)
      blended.clip = Canvas.outline(Rect(30, 0, 150, 120))
      let below = fill(Rect(100, 40, 40, 60), Color(red: 0.35, green: 0.6, blue: 0.4))
      return Group(
        [below, Item(.group(blended))], clip: Canvas.outline(Rect(10, 10, 200, 130)),
        transform: .translation(10, 5).after(.rotation(degrees: -9)).after(.scale(0.9, 0.8)))
    case .groupOfItsOwn:
      let below = fill(Rect(40, 30, 90, 90), Color(red: 0.35, green: 0.6, blue: 0.4))
      return Group([below, Item(.group(blended))], opacity: 0.8, transform: .translation(4, 8))
    case .groupInTheSameMode:
      let below = fill(Rect(40, 30, 90, 90), Color(red: 0.35, green: 0.6, blue: 0.4))
      return Group([below, Item(.group(blended))], blendMode: mode)
    }
  }

  private func fill(_ rect: Rect, _ color: Color) -> Item { Item(.fill(Canvas.outline(rect), .color(color))) }

  @Test(
    "every mode is printed as it looks on the screen, as far as inks can", arguments: BlendMode.allCases,
    Surroundings.allCases)
  func looksAlike(mode: BlendMode, surroundings: Surroundings) throws {
    let scene = try canvas(mode, surroundings).scene
    let screen = try Painter().raster(scene, scale: 1)
    let paper = try PressProbe.printed(
      try PDFProbe(press: scene).plates(), width: screen.width, height: screen.height)
    let differences = zip(paper, screen.pixels).map { abs(Int($0) - Int($1)) }
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    let share = Double(differences.count { $0 > 60 }) / Double(differences.count)
    // Greys are black ink alone, which `darken` sets beside colours rather than into them.
    #expect(mean < (mode == .darken ? 9 : 8))
    #expect(share < 0.02)
  }

  private func images(_ scene: Scene) throws -> Int {
    // Their masks are grey.
    try PDFProbe(press: scene).dictionaries.count {
      $0.node["ColorSpace"].string == "/DeviceCMYK" && $0.node["Width"].exists
    }
  }

  @Test("only what plates cannot blend becomes a picture", arguments: BlendMode.allCases)
  func pictures(mode: BlendMode) throws {
    #expect(try images(try canvas(mode, .page).scene) == (mode.suitsPlates ? 0 : 1))
  }

  @Test("text below, beside and after what is blended stays text, and in black alone")
  func text() throws {
    var canvas = try Canvas(background: .amber)
    try canvas.text("Below and beside", nil, at: 20)
    var words = try Canvas()
    try words.text("Blended", nil, at: 80)
    canvas.add(.group(Group(words.scene.items + [fill(Rect(20, 110, 100, 60), .navy)], blendMode: .screen)))
    try canvas.text("After", nil, at: 130)
    let probe = try PDFProbe(press: canvas.scene)
    #expect(try probe.text() == "Below and beside\nAfter")
    #expect(try #require(try probe.plates()["Black"]).mean(20..<200, 20..<45) > 20)
  }

  @Test("what a mode leaves bare stays as it is, also where an ink of its own is below")
  func spotsBeside() throws {
    var canvas = try Canvas()
    let red = Color(red: 0.8, green: 0, blue: 0.1, ink: .spot(name: "Red", tint: 100, c: 0, m: 100, y: 80, k: 0))
    canvas.fill(Rect(50, 50, 300, 200), .color(red))
    let corners = [fill(Rect(50, 50, 20, 20), .navy), fill(Rect(330, 230, 20, 20), .navy)]
    canvas.add(.group(Group(corners, blendMode: .difference)))
    let plates = try PDFProbe(press: canvas.scene).plates()
    #expect(try #require(plates["Red"]).mean(75..<325, 75..<225) == 255)
    #expect(try #require(plates["Magenta"]).mean(75..<325, 75..<225) == 0)
    #expect(try #require(plates["Red"]).mean(52..<68, 52..<68) == 0)
    #expect(try #require(plates["Magenta"]).mean(52..<68, 52..<68) > 100)
  }

  @Test("nothing that is blended has more ink than the paper takes", arguments: [BlendMode.colorBurn, .hardLight])
  func totalInk(mode: BlendMode) throws {
    let plates = try PDFProbe(press: try canvas(mode, .page).scene) { $0.totalInk = 240 }.plates()
    let first = try #require(plates.values.first)
    let most = first.pixels.indices.map { at in plates.values.reduce(0) { $0 + Int($1.pixels[at]) } }.max() ?? 0
    #expect(Double(most) / 2.55 <= 241)
  }

  @Test("documents for the screen blend for themselves", arguments: [BlendMode.difference, .luminosity])
  func accessible(mode: BlendMode) throws {
    let probe = try PDFProbe(try canvas(mode, .page).scene)
    #expect(probe.dictionaries.allSatisfy { $0.node["Subtype"].string != "/Image" })
  }
}
