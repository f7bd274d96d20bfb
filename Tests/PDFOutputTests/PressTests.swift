import CardSpec
import Foundation
import Painting
import PressColor
import Scene
import Testing

@testable import Imaging
@testable import PDFOutput

@Suite("Inks of a press")
struct PressInkTests {
  @Test("a stated ink is on its plates exactly, and on no other")
  func stated() throws {
    var canvas = try Canvas()
    let ink = Color(red: 0.04, green: 0.24, blue: 0.36, ink: .cmyk(c: 90, m: 60, y: 30, k: 20))
    canvas.fill(Rect(50, 50, 100, 100), .color(ink))
    let plates = try PDFProbe(press: canvas.scene).plates()
    let expected = ["Cyan": 90.0, "Magenta": 60, "Yellow": 30, "Black": 20]
    for (name, percent) in expected {
      let plate = try #require(plates[name])
      #expect(abs(plate.mean(60..<140, 60..<140) - percent * 2.55) < 1.5, "\(name)")
      #expect(plate.mean(200..<300, 200..<280) == 0)
    }
  }

  @Test("text in black is on the black plate alone, and what lies below it stays whole")
  func blackText() throws {
    var canvas = try Canvas()
    canvas.fill(Rect(0, 0, 400, 150), .color(Color(red: 1, green: 0.8, blue: 0, ink: .cmyk(c: 0, m: 20, y: 100, k: 0))))
    try canvas.text("Equal priority", nil, at: 40, size: 60)
    try canvas.text("Equal priority", nil, at: 180, size: 60)
    let plates = try PDFProbe(press: canvas.scene).plates()
    let yellow = try #require(plates["Yellow"])
    #expect(try #require(plates["Black"]).most == 255)
    #expect(yellow.mean(0..<400, 5..<145) == 255)
    #expect(yellow.mean(0..<400, 155..<300) == 0)
    #expect(try #require(plates["Magenta"]).mean(0..<400, 5..<145) == 51)
    #expect(try #require(plates["Cyan"]).most == 0)
  }

  @Test("black text knocks out where the deck asks for it, and white text always does")
  func knockout() throws {
    var canvas = try Canvas()
    canvas.fill(Rect(0, 0, 400, 300), .color(Color(red: 1, green: 0.8, blue: 0, ink: .cmyk(c: 0, m: 20, y: 100, k: 0))))
    try canvas.text("Equal priority", nil, at: 40, size: 60, color: .white)
    try canvas.text("Equal priority", nil, at: 180, size: 60)
    let plates = try PDFProbe(press: canvas.scene) { $0.overprintBlack = false }.plates()
    let yellow = try #require(plates["Yellow"])
    #expect(yellow.mean(20..<380, 50..<110) < 250)
    #expect(yellow.mean(20..<380, 190..<250) < 250)
  }

  @Test("transparent black text, and shapes in black, do not overprint")
  func onlySolidText() throws {
    var canvas = try Canvas()
    canvas.fill(Rect(0, 0, 400, 300), .color(Color(red: 1, green: 0.8, blue: 0, ink: .cmyk(c: 0, m: 0, y: 100, k: 0))))
    canvas.fill(Rect(50, 50, 100, 100), .color(.black))
    let plates = try PDFProbe(press: canvas.scene).plates()
    #expect(try #require(plates["Yellow"]).mean(60..<140, 60..<140) == 0)
  }

  @Test("greys are tints of black", arguments: [0.2, 0.5, 0.8])
  func greys(grey: Double) throws {
    var canvas = try Canvas()
    canvas.fill(Rect(0, 0, 400, 300), .color(Color(red: grey, green: grey, blue: grey)))
    let plates = try PDFProbe(press: canvas.scene).plates()
    for name in ["Cyan", "Magenta", "Yellow"] { #expect(try #require(plates[name]).most == 0) }
    #expect(try #require(plates["Black"]).mean(0..<400, 0..<300) > 20)
  }

  @Test(
    "a spot ink has a plate of its own, under the name that it has in the deck",
    arguments: ["PANTONE 186 C", "Encre n° 5 (mate)", "N#Z/C"])
  func spot(name: String) throws {
    var canvas = try Canvas()
    let red = Color(red: 0.8, green: 0, blue: 0.1, ink: .spot(name: name, tint: 60, c: 0, m: 100, y: 80, k: 4))
    canvas.fill(Rect(50, 50, 100, 100), .color(red))
    let probe = try PDFProbe(press: canvas.scene)
    #expect(try probe.colorSpaces().contains("Separation \(name) over DeviceCMYK"))
    guard name == "PANTONE 186 C" else { return }
    let plates = try probe.plates()
    #expect(abs(try #require(plates[name]).mean(60..<140, 60..<140) - 153) < 1.5)
    #expect(try #require(plates["Magenta"]).most == 0)
  }

  @Test(
    "an ink that overprints leaves the plates below it whole; one that does not clears them", arguments: [true, false])
  func overprint(isAsked: Bool) throws {
    var canvas = try Canvas()
    canvas.fill(
      Rect(0, 0, 400, 300), .color(Color(red: 0, green: 0.6, blue: 0.9, ink: .cmyk(c: 100, m: 0, y: 0, k: 0))))
    let varnish = Color(
      red: 0.8, green: 0, blue: 0.1, ink: .spot(name: "Varnish", tint: 100, c: 0, m: 50, y: 0, k: 0),
      overprints: isAsked)
    canvas.fill(Rect(50, 50, 100, 100), .color(varnish))
    canvas.fill(Rect(200, 50, 100, 100), .color(Color(red: 1, green: 1, blue: 0, ink: .cmyk(c: 0, m: 0, y: 100, k: 0))))
    let plates = try PDFProbe(press: canvas.scene).plates()
    let cyan = try #require(plates["Cyan"])
    #expect(cyan.mean(60..<140, 60..<140) == (isAsked ? 255 : 0))
    #expect(cyan.mean(210..<290, 60..<140) == 0)
    #expect(try #require(plates["Varnish"]).mean(60..<140, 60..<140) == 255)
  }

  @Test(
    "bare paper and what cannot be seen are tints of the spot ink beside them", arguments: [Color.white, .transparent])
  func fromPaperToSpot(start: Color) throws {
    let red = Color(red: 0.8, green: 0, blue: 0.1, ink: .spot(name: "Red", tint: 100, c: 0, m: 100, y: 80, k: 0))
    var canvas = try Canvas()
    canvas.fill(
      Rect(0, 0, 400, 100),
      .linear(from: Point(0, 0), to: Point(400, 0), stops: [Paint.Stop(0, start), Paint.Stop(1, red)]))
    let plates = try PDFProbe(press: canvas.scene).plates()
    let plate = try #require(plates["Red"])
    #expect(plate.mean(395..<400, 0..<100) > 245)
    #expect(abs(plate.mean(195..<205, 0..<100) - 127.5) < 8)
    for name in ["Cyan", "Magenta", "Yellow", "Black"] { #expect(try #require(plates[name]).most == 0, "\(name)") }
  }

  @Test("a conic gradient between tints of one spot ink is that ink alone")
  func conicSpot() throws {
    func spot(_ tint: Double) -> Color {
      Color(red: 0.8, green: 0, blue: 0.1, ink: .spot(name: "Red", tint: tint, c: 0, m: 100, y: 80, k: 0))
    }
    var canvas = try Canvas()
    canvas.fill(
      Rect(0, 0, 200, 200),
      .conic(center: Point(100, 100), angle: 0, stops: [Paint.Stop(0, spot(0)), Paint.Stop(1, spot(100))]))
    let plates = try PDFProbe(press: canvas.scene).plates()
    #expect(try #require(plates["Magenta"]).most == 0)
    #expect(abs(try #require(plates["Red"]).mean(95..<105, 150..<190) - 127.5) < 8)
  }

  @Test("a gradient between tints of one spot ink is that ink alone; to another colour it is process inks")
  func spotGradients() throws {
    func spot(_ tint: Double) -> Color {
      Color(red: 0.8, green: 0, blue: 0.1, ink: .spot(name: "Red", tint: tint, c: 0, m: 100, y: 80, k: 0))
    }
    var canvas = try Canvas()
    canvas.fill(
      Rect(0, 0, 400, 100),
      .linear(from: Point(0, 0), to: Point(400, 0), stops: [Paint.Stop(0, spot(100)), Paint.Stop(1, spot(0))]))
    var plates = try PDFProbe(press: canvas.scene).plates()
    #expect(try #require(plates["Red"]).mean(0..<10, 0..<100) > 245)
    #expect(try #require(plates["Red"]).mean(195..<205, 0..<100) > 115)
    #expect(try #require(plates["Magenta"]).most == 0)
    canvas = try Canvas()
    let green = Color(red: 0, green: 0.6, blue: 0.2, ink: .cmyk(c: 80, m: 0, y: 100, k: 0))
    canvas.fill(
      Rect(0, 0, 400, 100),
      .linear(from: Point(0, 0), to: Point(400, 0), stops: [Paint.Stop(0, spot(100)), Paint.Stop(1, green)]))
    plates = try PDFProbe(press: canvas.scene).plates()
    #expect(plates["Red"] == nil)
    #expect(try #require(plates["Magenta"]).mean(0..<4, 0..<100) > 245)
    #expect(abs(try #require(plates["Cyan"]).mean(198..<202, 0..<100) - 102) < 4)
  }
}

@Suite("Documents for a press")
struct PressDocumentTests {
  /// All that can be painted, at once.
  private func everything() throws -> Canvas {
    var canvas = try Canvas(bleed: 11.34, background: .amber)
    let half = Color(red: 0.2, green: 0.5, blue: 0.4, alpha: 0.5)
    let stops = [Paint.Stop(0, .navy), Paint.Stop(0.4, half), Paint.Stop(1, .amber)]
    canvas.fill(Rect(0, 0, 80, 80), .linear(from: Point(0, 0), to: Point(80, 80), stops: stops))
    canvas.fill(Rect(90, 0, 80, 80), .radial(center: Point(130, 40), radiusX: 40, radiusY: 20, stops: stops))
    canvas.fill(Rect(180, 0, 80, 80), .conic(center: Point(220, 40), angle: 0.3, stops: stops))
    let library = PictureLibrary()
    for (index, name) in ["photo.jpg", "alpha.png", "grey.jpg"].enumerated()
    where FileManager.default.fileExists(atPath: Canvas.file(name)) {
      let frame = Rect(90 * Double(index), 90, 80, 60)
      canvas.add(.picture(try library.picture(at: Canvas.file(name)), frame: frame, clip: Canvas.outline(frame)))
    }
    let vector = VectorPicture(
      id: "v",
      data: Array(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><defs><linearGradient id="g"><stop offset="0"
        stop-color="#c00"/><stop offset="1" stop-color="#00c" stop-opacity=".4"/></linearGradient>
        <pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><circle cx="4" cy="4" r="3" fill="teal"/></pattern>
        </defs><rect width="80" height="40" fill="url(#g)"/><rect y="40" width="80" height="40" fill="url(#p)"/>
        <g opacity=".5"><circle cx="30" cy="40" r="20" fill="red"/><circle cx="50" cy="40" r="20" fill="#123456"/></g></svg>
        """.utf8), width: 80, height: 80)
    canvas.add(.vector(vector, frame: Rect(300, 0, 80, 80), clip: Canvas.outline(Rect(300, 0, 80, 80))))
    let shapes = [
      Item(.fill(Canvas.outline(Rect(20, 170, 60, 60)), .color(.navy))),
      Item(.fill(Canvas.outline(Rect(40, 190, 60, 60)), .color(half))),
    ]
    canvas.add(.group(Group(shapes, opacity: 0.5)))
    var multiplied = Group(shapes, transform: Transform(a: 1, b: 0, c: 0, d: 1, tx: 100, ty: 0))
    multiplied.blendMode = .multiply
    canvas.add(.group(multiplied))
    var blurred = Group(shapes, transform: Transform(a: 1, b: 0, c: 0, d: 1, tx: 200, ty: 0))
    blurred.blur = 4
    canvas.add(.group(blurred))
    var masked = Group(shapes, transform: Transform(a: 1, b: 0, c: 0, d: 1, tx: 280, ty: 0))
    masked.mask = [
      Item(
        .fill(
          Canvas.outline(Rect(20, 170, 80, 80)),
          .linear(from: Point(20, 0), to: Point(100, 0), stops: [Paint.Stop(0, .black), Paint.Stop(1, .transparent)])))
    ]
    canvas.add(.group(masked))
    canvas.add(.shadow(Shadow([.path(Canvas.outline(Rect(20, 255, 60, 20)))], color: .navy, blur: 3)))
    try canvas.text("Prioridad «igual» 🕊", nil, at: 255, x: 120, color: .navy)
    return canvas
  }

  @Test("no red, green and blue is left anywhere, whatever is painted")
  func noRGB() throws {
    let probe = try PDFProbe(press: try everything().scene)
    #expect(try probe.colorSpaces() == ["DeviceCMYK", "DeviceGray"])
    #expect(try probe.run("qpdf", ["--check", probe.path]).contains("No syntax or stream encoding errors"))
  }

  @Test("what is printed looks as it does on the screen, as far as inks can")
  func looksAlike() throws {
    let scene = try everything().scene
    let screen = try Painter().raster(scene, scale: 1)
    let paper = try PressProbe.printed(
      try PDFProbe(press: scene).plates(), width: screen.width, height: screen.height)
    let differences = zip(paper, screen.pixels).map { abs(Int($0) - Int($1)) }
    #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 8)
    #expect(Double(differences.count { $0 > 60 }) / Double(differences.count) < 0.01)
  }

  @Test("the page is the trim in the bleed, and says so from 0, 0")
  func boxes() throws {
    let canvas = try Canvas(width: 559.37, height: 396.85, bleed: 11.34, background: .navy)
    let page = try #require(try PDFProbe(press: canvas.scene).pages.first)
    #expect(page["MediaBox"].items.compactMap(\.number)[..<2] == [0, 0])
    let trim = page["TrimBox"].items.compactMap(\.number)
    let bleed = page["BleedBox"].items.compactMap(\.number)
    #expect(abs(trim[2] - trim[0] - 559.37 * 0.75) < 0.01 && abs(trim[3] - trim[1] - 396.85 * 0.75) < 0.01)
    #expect(zip(trim, bleed).allSatisfy { abs(abs($0 - $1) - 8.505) < 0.01 })
    #expect(!page["ArtBox"].exists)
  }

  @Test("paint fills the bleed to its edge")
  func bleedIsFilled() throws {
    let canvas = try Canvas(width: 100, height: 80, bleed: 12, background: Color(red: 0, green: 0, blue: 0))
    let black = try #require(try PDFProbe(press: canvas.scene).plates()["Black"])
    #expect(black.width == 124 && black.height == 104)
    #expect(black.mean(0..<124, 0..<104) == 255)
  }

  @Test("the file says what it is: PDF/X-4, its printing condition, not trapped")
  func claims() throws {
    let probe = try PDFProbe(press: try Canvas().scene) { $0.condition = "FOGRA39" }
    let intent = try #require(probe.root["OutputIntents"].items.first)
    #expect(intent["S"].string == "/GTS_PDFX")
    #expect(intent["OutputConditionIdentifier"].text == "FOGRA39")
    #expect(intent["DestOutputProfile"]["N"].number == 4)
    #expect(probe.trailer["Info"]["Trapped"].string == "/False")
    #expect(try probe.metadata.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"))
    #expect(try probe.run("pdfinfo", [probe.path]).contains("PDF/X-4"))
    #expect(probe.trailer["ID"].exists)
  }

  @Test("a press gets no links, tags, outline or marks of a structure")
  func bare() throws {
    var canvas = try Canvas()
    let heading = canvas.element(.heading1)
    let link = canvas.element(.link, link: "https://example.org", frames: [Rect(20, 20, 100, 20)])
    try canvas.text("Three targets", heading)
    try canvas.text("example.org", link, at: 60, link: "https://example.org")
    let probe = try PDFProbe(press: canvas.scene)
    #expect(!probe.root["StructTreeRoot"].exists && !probe.root["MarkInfo"].exists && !probe.root["Outlines"].exists)
    #expect(probe.pages.allSatisfy { !$0["Annots"].exists && !$0["StructParents"].exists })
    #expect(probe.dictionaries.allSatisfy { $0.node["Subtype"].string != "/Link" })
    #expect(try probe.text() == "Three targets\nexample.org")
  }

  @Test("the same cards give the same bytes, whatever was written before")
  func sameBytes() throws {
    let scene = try everything().scene
    #expect(try PressProbe.write([scene]) == PressProbe.write([scene]))
  }

  @Test("nothing holds more ink than the paper takes", arguments: [240.0, 300], [true, false])
  func totalInk(limit: Double, isLossy: Bool) throws {
    let plates = try PDFProbe(press: try darkPicture(isLossy: isLossy)) { $0.totalInk = limit }.plates()
    let inks = plates.values
    let first = try #require(inks.first)
    let most = (0..<first.pixels.count).map { at in inks.reduce(0) { $0 + Int($1.pixels[at]) } }.max() ?? 0
    #expect(Double(most) / 2.55 <= limit + 0.5)
    #expect(Double(most) / 2.55 > limit - 40)
  }

  private func darkPicture(isLossy: Bool) throws -> Scene {
    var canvas = try Canvas()
    var pixels: [UInt8] = []
    for y in 0..<64 {
      for x in 0..<64 { pixels += [UInt8(x), UInt8(y / 2), UInt8((x + y) / 4), 255] }
    }
    let picture = Picture(
      id: "dark", width: 64, height: 64, isOpaque: true, pixels: pixels, jpeg: nil, isLossy: isLossy)
    canvas.add(.picture(picture, frame: Rect(0, 0, 300, 300), clip: Canvas.outline(Rect(0, 0, 300, 300))))
    return canvas.scene
  }
}

@Suite("Pictures on a press")
struct PressPictureTests {
  private func photo(_ width: Int, _ height: Int, isLossy: Bool, isGray: Bool = false, isOpaque: Bool = true) -> Picture
  {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let light = UInt8(truncatingIfNeeded: (x * 255 / width + y * 255 / height) / 2)
        pixels += isGray ? [light, light, light, 255] : [light / 2, light, 255 - light, 255]
      }
    }
    return Picture(
      id: "photo \(width) \(isLossy) \(isGray)", width: width, height: height, isOpaque: isOpaque, pixels: pixels,
      jpeg: nil, isLossy: isLossy)
  }

  private func images(_ picture: Picture, inches: Double, _ change: (inout PressSettings) -> Void = { _ in }) throws
    -> [PDFNode]
  {
    var canvas = try Canvas(width: 400, height: 400)
    let frame = Rect(0, 0, inches * 96, inches * 96)
    canvas.add(.picture(picture, frame: frame, clip: Canvas.outline(frame)))
    return try PDFProbe(press: canvas.scene, change: change).dictionaries.map(\.node).filter {
      $0["Subtype"].string == "/Image"
    }
  }

  @Test("a picture with more pixels than paper can show is scaled to what it can")
  func scaledDown() throws {
    let image = try #require(try images(photo(1200, 1200, isLossy: true), inches: 2).first)
    #expect(image["Width"].number == 600 && image["Height"].number == 600)
    let coarse = try #require(try images(photo(1200, 1200, isLossy: true), inches: 2) { $0.resolution = 150 }.first)
    #expect(coarse["Width"].number == 300)
  }

  @Test("a picture with no more than that keeps its pixels")
  func kept() throws {
    let image = try #require(try images(photo(300, 300, isLossy: true), inches: 2).first)
    #expect(image["Width"].number == 300)
  }

  @Test("a photograph from a lossy file is packed as JPEG in inks, any other picture without a loss")
  func packing() throws {
    let lossy = try #require(try images(photo(300, 300, isLossy: true), inches: 2).first)
    #expect(lossy["Filter"].string == "/DCTDecode" && lossy["ColorSpace"].string == "/DeviceCMYK")
    let exact = try #require(try images(photo(300, 300, isLossy: false), inches: 2).first)
    #expect(exact["Filter"].string == "/FlateDecode" && exact["ColorSpace"].string == "/DeviceCMYK")
  }

  @Test("the inks of a photograph are those of its colours, and not turned round", arguments: [true, false])
  func inks(isLossy: Bool) throws {
    var canvas = try Canvas(width: 300, height: 300)
    let red: [UInt8] = [30, 20, 230, 255]
    let pixels = (0..<100 * 100).flatMap { _ in red }
    let picture = Picture(
      id: "red", width: 100, height: 100, isOpaque: true, pixels: pixels, jpeg: nil, isLossy: isLossy)
    canvas.add(.picture(picture, frame: Rect(0, 0, 200, 200), clip: Canvas.outline(Rect(0, 0, 200, 200))))
    let plates = try PDFProbe(press: canvas.scene).plates()
    #expect(try #require(plates["Magenta"]).mean(20..<180, 20..<180) > 200)
    #expect(try #require(plates["Yellow"]).mean(20..<180, 20..<180) > 190)
    #expect(try #require(plates["Cyan"]).mean(20..<180, 20..<180) < 50)
  }

  @Test("a grey is the same ink in a picture, a shape and a gradient", arguments: [true, false])
  func sameGrey(isLossy: Bool) throws {
    var canvas = try Canvas(width: 300, height: 100)
    let grey = Color(red: 64.0 / 255, green: 64.0 / 255, blue: 64.0 / 255)
    let pixels = (0..<50 * 50).flatMap { _ -> [UInt8] in [64, 64, 64, 255] }
    let picture = Picture(
      id: "grey", width: 50, height: 50, isOpaque: true, pixels: pixels, jpeg: nil, isLossy: isLossy)
    canvas.add(.picture(picture, frame: Rect(0, 0, 100, 100), clip: Canvas.outline(Rect(0, 0, 100, 100))))
    canvas.fill(Rect(100, 0, 100, 100), .color(grey))
    canvas.fill(
      Rect(200, 0, 100, 100),
      .linear(from: Point(200, 0), to: Point(300, 0), stops: [Paint.Stop(0, grey), Paint.Stop(1, grey)]))
    let black = try #require(try PDFProbe(press: canvas.scene).plates()["Black"])
    let inks = [10..<90, 110..<190, 210..<290].map { black.mean($0, 10..<90) }
    #expect(inks[0] > 200)
    #expect(inks.allSatisfy { abs($0 - inks[0]) < 1.5 }, "\(inks)")
  }

  @Test("a transparent picture's mask is not ink: what is half seen is half printed")
  func masks() throws {
    var canvas = try Canvas(width: 100, height: 100)
    let pixels = (0..<50 * 50).flatMap { _ -> [UInt8] in [0, 0, 0, 128] }
    let picture = Picture(id: "veil", width: 50, height: 50, isOpaque: false, pixels: pixels, jpeg: nil)
    canvas.add(.picture(picture, frame: Rect(0, 0, 100, 100), clip: Canvas.outline(Rect(0, 0, 100, 100))))
    let black = try #require(try PDFProbe(press: canvas.scene).plates()["Black"])
    #expect(abs(black.mean(10..<90, 10..<90) - 128) < 2)
  }

  @Test("a picture without colour is one plate", arguments: [true, false])
  func gray(isLossy: Bool) throws {
    let image = try #require(try images(photo(300, 300, isLossy: isLossy, isGray: true), inches: 2).first)
    #expect(image["ColorSpace"].string == "/DeviceGray")
  }

  @Test("a better quality makes a larger file")
  func quality() throws {
    let sizes = try [50, 98].map { quality in
      try images(photo(300, 300, isLossy: true), inches: 2) { $0.quality = quality }.compactMap { $0["Length"].number }
        .first
    }
    #expect(try #require(sizes[0]) < #require(sizes[1]))
  }
}
