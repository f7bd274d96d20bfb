import CardSpec
import Foundation
import Imaging
import PDFSyntax
import Scene
import Testing

@testable import Imposition
@testable import PDFOutput

/// Sheets as they are in the file, read back with qpdf, Poppler and Ghostscript.
@Suite struct SheetWriterTests {
  /// px; 60 × 90 points.
  private static let card = Size(80, 120)
  private static let bleed = 8.0

  /// A card in one colour, with its number in black.
  private static func scene(_ number: Int, _ color: Color) throws -> Scene {
    var canvas = try Canvas(
      "card\(number)", width: card.width, height: card.height, bleed: bleed, background: color)
    try canvas.text("Card \(number)", nil, at: 40, x: 10, size: 16)
    return canvas.scene
  }

  private static let gold = Color(
    red: 0.8, green: 0.6, blue: 0.2, ink: .spot(name: "Gold 871", tint: 100, c: 20, m: 40, y: 80, k: 10))
  private static let colors: [Color] = [
    ink(100, 0, 0, 0), ink(0, 100, 0, 0), ink(0, 0, 100, 0), ink(0, 60, 0, 0), gold,
  ]

  private static func ink(_ c: Double, _ m: Double, _ y: Double, _ k: Double) -> Color {
    Color(red: 0.5, green: 0.5, blue: 0.4, ink: .cmyk(c: c, m: m, y: y, k: k))
  }

  private static func pages(_ count: Int = 5) throws -> [UInt8] {
    try PressProbe.write(try (0..<count).map { try scene($0 + 1, colors[$0]) })
  }

  private static func settings(_ change: (inout ImpositionSettings) -> Void = { _ in }) -> ImpositionSettings {
    var settings = ImpositionSettings(size: Extent(width: 300, height: 400))
    settings.margin = 10
    settings.grid = .fixed(columns: 2, rows: 2)
    change(&settings)
    return settings
  }

  private static func imposed(
    _ document: [UInt8], _ settings: ImpositionSettings
  ) throws -> (probe: PDFProbe, sheets: [Sheet]) {
    let writer = try SheetWriter(document)
    var settings = settings
    settings.marks?.spotInks = writer.spotInks
    let sheets = try SheetLayout.sheets(
      page: writer.page, bleed: writer.bleed, pages: writer.pageCount, settings: settings)
    return (try PDFProbe(try writer.write(sheets, info: .plain)), sheets)
  }

  @Test func `a document says how large its pages are and which inks it has`() throws {
    let writer = try SheetWriter(try Self.pages())
    #expect(writer.pageCount == 5)
    #expect(abs(writer.page.width - 60) < 0.001 && abs(writer.page.height - 90) < 0.001)
    #expect(abs(writer.bleed - 6) < 0.001)
    #expect(writer.spotInks == ["Gold 871"])
  }

  @Test(arguments: ["PANTONE 186 C", "Encre n° 5 (mate)", "N#Z/C", "Gold #5"])
  func `inks have the names of the deck, and their patches their plates`(name: String) throws {
    let ink = Color(red: 0.8, green: 0, blue: 0.1, ink: .spot(name: name, tint: 100, c: 0, m: 100, y: 80, k: 4))
    let scene = try Canvas("card", width: 80, height: 120, bleed: 8, background: ink).scene
    let document = try PressProbe.write([scene])
    #expect(try SheetWriter(document).spotInks == [name])
    let (probe, _) = try Self.imposed(document, Self.settings())
    #expect(try probe.colorSpaces().contains("Separation \(name) over DeviceCMYK"))
  }

  @Test func `each sheet is a page with the boxes of the sheet`() throws {
    let (probe, sheets) = try Self.imposed(try Self.pages(), Self.settings())
    _ = try probe.run("qpdf", ["--check", probe.path])
    #expect(probe.pages.count == 2)
    for (page, sheet) in zip(probe.pages, sheets) {
      let boxes = [
        ("MediaBox", sheet.media), ("CropBox", sheet.media), ("BleedBox", sheet.bleed), ("TrimBox", sheet.trim),
      ]
      for (name, area) in boxes {
        let expected = [area.left, area.bottom, area.right, area.top]
        #expect(zip(page[name].numbers, expected).allSatisfy { abs($0 - $1) < 0.001 }, "\(name)")
        #expect(page[name].numbers.count == 4)
      }
    }
    let words = try probe.text(page: 1).split(whereSeparator: \.isWhitespace)
    #expect(words == ["Card", "1", "Card", "2", "Card", "3", "Card", "4"])
    #expect(try probe.text(page: 2) == "Card 5")
  }

  @Test func `a page is in the file once, however often it is printed`() throws {
    let document = try Self.pages(3)
    let (probe, _) = try Self.imposed(document, Self.settings { $0.filling = .repeated })
    let forms = probe.dictionaries.filter { $0.node["Subtype"].string == "/Form" }
    #expect(forms.count == 3)
    #expect(probe.pages.count == 3)
    for page in probe.pages { #expect((page["Resources"]["XObject"].value as? [String: Any])?.count == 1) }
    func fonts(_ probe: PDFProbe) -> Int { probe.dictionaries.count { $0.node["Type"].string == "/FontDescriptor" } }
    #expect(fonts(probe) == fonts(try PDFProbe(document)))
    #expect(
      try probe.text(page: 2).split(whereSeparator: \.isWhitespace) == [
        "Card", "2", "Card", "2", "Card", "2", "Card", "2",
      ])
  }

  @Test func `the claim, the condition and the title stay, and nothing refers to what is gone`() throws {
    let document = try Self.pages()
    let (probe, _) = try Self.imposed(document, Self.settings())
    let before = try PDFProbe(document)
    #expect(try probe.metadata.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"))
    #expect(probe.root["OutputIntents"].items.count == 1)
    #expect(probe.trailer["Info"]["Title"].text == before.trailer["Info"]["Title"].text)
    #expect(try probe.metadata != before.metadata, "another document has another identity")
    let catalogue = (probe.root.value as? [String: Any]).map { $0.keys.sorted() }
    #expect(catalogue == ["/Lang", "/Metadata", "/OutputIntents", "/Pages", "/Type"])
    #expect(probe.dictionaries.count { $0.node["Type"].string == "/Page" } == 2)
  }

  @Test func `no colour is in red, green and blue`() throws {
    let (probe, _) = try Self.imposed(try Self.pages(), Self.settings())
    #expect(!"\(probe.objects)".contains("DeviceRGB"))
    let groups = probe.pages.map { $0["Group"]["CS"].string }
    #expect(groups == ["/DeviceCMYK", "/DeviceCMYK"])
  }

  @Test func `the same document and sheets give the same bytes`() throws {
    let document = try Self.pages()
    let one = try Self.imposed(document, Self.settings()).probe.bytes
    #expect(try Self.imposed(document, Self.settings()).probe.bytes == one)
  }

  @Test(arguments: ImpositionSettings.Flip.allCases)
  func `on the plates, cards lie where the sheets say, and backs are mirrored`(flip: ImpositionSettings.Flip) throws {
    let (probe, sheets) = try Self.imposed(
      try Self.pages(4), Self.settings { $0.sides = .alternating(flip) })
    for (number, sheet) in sheets.enumerated() {
      let plates = try Plates(probe, page: number + 1)
      for placement in sheet.placements {
        // Beside the text, and in the bleed.
        let below = Position(placement.trim.center.x, placement.clip.bottom + 3)
        for place in [Position(placement.clip.left + 3, placement.trim.center.y), below] {
          let expected = Self.colors[placement.page].ink
          guard case .cmyk(let c, let m, let y, let k) = expected else { continue }
          let found = try plates.inks(at: place)
          #expect(found == [c, m, y, k], "page \(placement.page), \(place)")
        }
      }
    }
  }

  @Test func `a turned card is drawn turned`() throws {
    var canvas = try Canvas("turned", width: 80, height: 120, bleed: 8, background: Self.ink(0, 0, 100, 0))
    // A cyan band along the card's top.
    canvas.fill(Rect(0, 0, 80, 20), .color(Self.ink(100, 0, 0, 0)))
    let document = try PressProbe.write([canvas.scene])
    let writer = try SheetWriter(document)
    for rotation in QuarterTurn.allCases {
      let extent = rotation == .none || rotation == .half ? writer.page : writer.page.turned
      let trim = Area(extent, at: Position(50, 70))
      let sheet = Sheet.of(
        Extent(width: 200, height: 200),
        Placement(page: 0, trim: trim, rotation: rotation, clip: trim.outset(2)))
      let plates = try Plates(PDFProbe(try writer.write([sheet], info: .plain)), page: 1)
      let (middle, up) = (trim.center, rotation.up)
      // The band lies where the card's top points; it is 15 points deep.
      func point(_ share: Double) -> Position {
        Position(
          middle.x + Double(up.x) * (extent.width / 2 - share), middle.y + Double(up.y) * (extent.height / 2 - share))
      }
      #expect(try plates.inks(at: point(8)) == [100, 0, 0, 0], "\(rotation)")
      #expect(try plates.inks(at: point(22)) == [0, 0, 100, 0], "\(rotation)")
    }
  }

  @Test func `marks are on every plate, and patches on their own`() throws {
    let (probe, sheets) = try Self.imposed(try Self.pages(), Self.settings())
    let plates = try Plates(probe, page: 1)
    let sheet = sheets[0]
    var kinds: Set<Mark.Kind> = []
    for mark in sheet.marks {
      kinds.insert(mark.kind)
      switch (mark.shape, mark.ink) {
      case (.line(let from, let to), .registration):
        let middle = Position((from.x + to.x) / 2, (from.y + to.y) / 2)
        let found = try plates.most(near: middle) + [try plates.most(near: middle, "Gold 871")]
        #expect(found.allSatisfy { $0 > 0 }, "\(mark) \(found)")
      case (.rectangle(let area), .process(let c, let m, let y, let k)):
        let found = try plates.inks(at: area.center)
        #expect(zip(found, [c, m, y, k]).allSatisfy { abs($0 - $1 * 100) <= 1 }, "\(mark) \(found)")
        #expect(try plates.ink(at: area.center, "Gold 871") == 0)
      case (.rectangle(let area), .spot):
        #expect(try plates.inks(at: area.center) == [0, 0, 0, 0])
        #expect(try plates.ink(at: area.center, "Gold 871") == 100)
      default: break
      }
    }
    #expect(kinds == [.crop, .registration, .colorBar])
  }

  @Test func `what the document does not have is told`() throws {
    let writer = try SheetWriter(try Self.pages(1))
    let extent = Extent(width: 200, height: 200)
    let area = Area(writer.page)
    #expect(throws: PDFError("there are no sheets to write")) { try writer.write([], info: .plain) }
    #expect(throws: PDFError("a sheet asks for page 2 of 1")) {
      try writer.write(
        [.of(extent, Placement(page: 1, trim: area, rotation: .none, clip: area))], info: .plain)
    }
    let mark = Mark(kind: .colorBar, shape: .rectangle(area), paint: .fill, ink: .spot(name: "Silver", tint: 1))
    #expect(throws: PDFError("a mark is to be printed in Silver, which is no ink of the document")) {
      try writer.write([.of(extent, marks: [mark])], info: .plain)
    }
    #expect(throws: PDFError.self) { try SheetWriter([1, 2, 3]) }
  }

  @Test func `pages of several sizes cannot share sheets`() throws {
    let small = try Canvas("small", width: 80, height: 120, bleed: 8).scene
    let large = try Canvas("large", width: 90, height: 120, bleed: 8).scene
    let document = try PressProbe.write([small, large])
    #expect(throws: PDFError("page 2 has another size than page 1, so they cannot share a sheet")) {
      try SheetWriter(document)
    }
  }
}

/// Marks around cards on pages of their own.
@Suite struct PageMarkTests {
  private func probe() throws -> PDFProbe {
    let gold = Color(red: 0.8, green: 0.6, blue: 0.2, ink: .spot(name: "Gold", tint: 100, c: 20, m: 40, y: 80, k: 10))
    let cyan = Color(red: 0, green: 0.6, blue: 0.9, ink: .cmyk(c: 100, m: 0, y: 0, k: 0))
    var first = try Canvas("one", width: 400, height: 300, bleed: 12, background: gold)
    // What reaches far beyond the bleed must not reach the marks.
    first.fill(Rect(-500, 100, 1400, 50), .color(cyan))
    try first.text("One card", nil)
    let second = try Canvas("two", width: 400, height: 300, bleed: 12, background: cyan)
    return try PDFProbe(try PressProbe.write([first.scene, second.scene]) { $0.marks = Set(PressMark.allCases) })
  }

  private static var goldStyle: MarkStyle {
    var style = MarkStyle()
    style.spotInks = ["Gold"]
    return style
  }

  @Test func `the medium grows by the marks, and trim and bleed lie inside it`() throws {
    let probe = try probe()
    _ = try probe.run("qpdf", ["--check", probe.path])
    let expected = MarkedPage(trim: Extent(width: 300, height: 225), bleed: 9, marks: MarkStyle())
    for page in probe.pages {
      for (name, area) in [
        ("MediaBox", expected.media), ("CropBox", expected.media), ("BleedBox", expected.bleed),
        ("TrimBox", expected.trim),
      ] {
        let values = [area.left, area.bottom, area.right, area.top]
        #expect(zip(page[name].numbers, values).allSatisfy { abs($0 - $1) < 0.001 }, "\(name)")
      }
    }
    #expect(try probe.text(page: 1) == "One card")
  }

  @Test func `marks are on all plates, on paper that the card leaves free`() throws {
    let probe = try probe()
    let marked = MarkedPage(
      trim: Extent(width: 300, height: 225), bleed: 9, marks: Self.goldStyle)
    for number in 1...2 {
      let plates = try Plates(probe, page: number)
      for mark in marked.marks {
        if case .line(let from, let to) = mark.shape {
          let middle = Position((from.x + to.x) / 2, (from.y + to.y) / 2)
          let found = try plates.most(near: middle) + [try plates.most(near: middle, "Gold")]
          #expect(found.allSatisfy { $0 > 0 }, "\(mark) \(found)")
        } else if case .rectangle(let area) = mark.shape, case .spot = mark.ink {
          #expect(try plates.ink(at: area.center, "Gold") == 100)
          #expect(try plates.inks(at: area.center) == [0, 0, 0, 0])
        }
      }
      // Left of the bleed, at the height of the band, and between the marks.
      let beside = Position(marked.bleed.left - 3, marked.trim.top - 90)
      #expect(try plates.inks(at: beside) == [0, 0, 0, 0])
      #expect(try plates.ink(at: beside, "Gold") == 0)
    }
  }

  @Test func `without marks the medium is the bleed`() throws {
    let scene = try Canvas("one", width: 400, height: 300, bleed: 12).scene
    let page = try #require(try PDFProbe(try PressProbe.write([scene])).pages.first)
    #expect(page["MediaBox"].numbers == [0, 0, 318, 243])
    #expect(page["BleedBox"].numbers == [0, 0, 318, 243])
    #expect(page["TrimBox"].numbers == [9, 9, 309, 234])
  }
}
