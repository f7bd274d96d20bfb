import CardSpec
import Foundation
import PDFSyntax
import Scene
import Testing

@testable import PDFOutput

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Pages")
struct PageTests {
  /// A6 landscape, 148 × 105 mm.
  private let a6 = Size(148 / 25.4 * 96, 105 / 25.4 * 96)

  private func boxes(_ page: PDFNode, _ name: String) -> [Double] {
    page[name].numbers.map { ($0 * 100).rounded() / 100 }
  }

  @Test func withoutBleedAllBoxesAreTheTrim() throws {
    let page = try #require(try PDFProbe(try Canvas(width: a6.width, height: a6.height).scene).pages.first)
    for box in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
      #expect(boxes(page, box) == [0, 0, 419.53, 297.64], "\(box)")
    }
  }

  @Test func withBleedThePageIsLargerAndTheTrimInside() throws {
    let bleed = 3 / 25.4 * 96
    let scene = try Canvas(width: a6.width, height: a6.height, bleed: bleed).scene
    let page = try #require(try PDFProbe(scene).pages.first)
    for box in ["MediaBox", "CropBox", "BleedBox"] { #expect(boxes(page, box) == [0, 0, 436.54, 314.65], "\(box)") }
    #expect(boxes(page, "TrimBox") == [8.5, 8.5, 428.03, 306.14])
  }

  @Test func linksLieWhereTheyAreOnThePageWithBleed() throws {
    var canvas = try Canvas(width: 400, height: 300, bleed: 12)
    canvas.element(.link, link: "https://www.un.org/", frames: [Rect(0, 0, 40, 20), Rect(380, 290, 100, 100)])
    let page = try #require(try PDFProbe(canvas.scene).pages.first)
    #expect(page["Annots"].items.map { $0["Rect"].numbers } == [[9, 219, 39, 234], [294, 0, 318, 16.5]])
  }

  @Test(arguments: [
    Rect(.nan, 0, 10, 10), Rect(0, .infinity, 10, 10), Rect(500, 0, 10, 10), Rect(0, -20, 10, 10), Rect(0, 0, .nan, 10),
  ])
  func linksBesideThePageAreLeftOut(area: Rect) throws {
    var canvas = try Canvas()
    let link = canvas.element(.link, link: "https://www.un.org/", frames: [area])
    try canvas.text("un.org", link)
    let pdf = try PDFProbe(canvas.scene)
    #expect(!pdf.pages[0]["Annots"].exists)
    #expect(pdf.outline == "Document(Sect(P(Link(0))))")
  }

  @Test(arguments: [
    (20_000, 100, 0), (100, 19_201, 0), (100, 100, 10_000), (3, 100, 0), (0, 100, 0), (100, -100, 0), (100, 100, -1),
    (.nan, 100, 0), (100, .infinity, 0), (100, 100, .nan), (-200, -200, 300),
  ])
  func ofImpossibleSizeAreAnError(width: Double, height: Double, bleed: Double) throws {
    let scene = try Canvas(width: width, height: height, bleed: bleed).scene
    let error = try #require(throws: PDFError.self) { try PDFWriter().write([scene], info: .plain) }
    #expect(error.message.contains("the page of card would be"))
    #expect(error.message.contains("3 to 14400 points"))
  }

  @Test func ofTheLargestSizeAreWritten() throws {
    let scene = try Canvas(width: 19_200, height: 19_200, background: .navy).scene
    #expect(try PDFProbe(scene).pages[0]["MediaBox"].numbers == [0, 0, 14_400, 14_400])
  }

  @Test func noCardsAreNoDocument() {
    #expect(throws: PDFError.self) { try PDFWriter().write([], info: .plain) }
  }

  @Test func twoHundredOfThem() throws {
    let scenes = try (1...200).map { number in
      var canvas = try Canvas("card-\(number)", title: "Card \(number)")
      try canvas.text("Page \(number)", canvas.element(.heading1))
      return canvas.scene
    }
    let pdf = try PDFProbe(try PDFWriter().write(scenes, info: .plain))
    #expect(pdf.pages.count == 200)
    #expect(pdf.root["Outlines"]["Count"].number == 200)
    #expect(try pdf.text(page: 200) == "Page 200")
    #expect(pdf.elements("Sect").last?["T"].text == "Card 200")
    _ = try pdf.run("qpdf", ["--check", pdf.path])
  }
}

@Suite("Finding a card")
struct NavigationTests {
  private let titles = ["Three targets", "Größe (1) \\ \"quoted\"", "Liberté 🕊 égalité", ""]

  private func document() throws -> PDFProbe {
    let scenes = try titles.enumerated().map { try Canvas("card-\($0 + 1)", title: $1).scene }
    return try PDFProbe(try PDFWriter().write(scenes, info: .plain))
  }

  @Test func theOutlineHasOneEntryForEachCard() throws {
    let pdf = try document()
    var entries: [PDFNode] = []
    var next = pdf.root["Outlines"]["First"]
    while next.exists, entries.count < 10 {
      entries.append(next)
      next = next["Next"]
    }
    #expect(entries.map { $0["Title"].text } == titles.dropLast() + ["card-4"])
    let pages = pdf.root["Pages"]["Kids"].references
    #expect(entries.map { $0["Dest"].references.first } == pages)
    #expect(pdf.root["Outlines"]["Last"]["Title"].text == "card-4")
  }

  @Test func pagesAreLabelledWithTheCardsNames() throws {
    let numbers = try document().root["PageLabels"]["Nums"].items
    #expect(numbers.compactMap { $0["P"].text } == ["card-1", "card-2", "card-3", "card-4"])
    #expect(numbers.compactMap(\.number) == [0, 1, 2, 3])
  }

  @Test func theWindowShowsTheTitle() throws {
    let pdf = try document()
    #expect(pdf.root["ViewerPreferences"]["DisplayDocTitle"].value as? Bool == true)
    #expect(pdf.trailer["Info"]["Title"].text == PDFDocumentInfo.plain.title)
  }
}

@Suite("What a document says about itself")
struct MetadataTests {
  private var info: PDFDocumentInfo {
    var info = PDFDocumentInfo(title: "Drei \"Ziele\" (5.2 & 8.7) <Größe> \\ 🕊\nzweite Zeile\u{0}", language: "de")
    info.author = "Bündnis O’Neill"
    info.subject = "Ein Thema"
    info.keywords = ["Handel", "", "8.7 (b)"]
    info.licence = "CC BY 4.0"
    info.site = "https://example.org/?a=1&b=2"
    info.date = "2017-09-20"
    return info
  }

  private let title = "Drei \"Ziele\" (5.2 & 8.7) <Größe> \\ 🕊 zweite Zeile"

  @Test func theInformationDictionaryHoldsTextsExactly() throws {
    let entries = try PDFProbe(try Canvas(language: "de").scene, info: info).trailer["Info"]
    #expect(entries["Title"].text == title)
    #expect(entries["Author"].text == "Bündnis O’Neill")
    #expect(entries["Subject"].text == "Ein Thema")
    #expect(entries["Keywords"].text == "Handel, 8.7 (b)")
    #expect(entries["CreationDate"].text == "D:20170920000000Z")
    #expect(entries["ModDate"].text == "D:20170920000000Z")
    #expect(entries["Producer"].text == "Placard")
  }

  @Test func theXMPPacketSaysTheSame() throws {
    let xmp = try PDFProbe(try Canvas(language: "de").scene, info: info).metadata
    let parser = XMLParser(data: Data(xmp.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let escaped = "Drei &quot;Ziele&quot; (5.2 &amp; 8.7) &lt;Größe&gt; \\ 🕊 zweite Zeile"
    for part in [
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">\(escaped)</rdf:li><rdf:li xml:lang=\"de\">\(escaped)</rdf:li>",
      "<dc:creator><rdf:Seq><rdf:li>Bündnis O’Neill</rdf:li></rdf:Seq></dc:creator>",
      "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">CC BY 4.0</rdf:li>",
      "<dc:subject><rdf:Bag><rdf:li>Handel</rdf:li><rdf:li>8.7 (b)</rdf:li></rdf:Bag></dc:subject>",
      "<dc:language><rdf:Bag><rdf:li>de</rdf:li></rdf:Bag></dc:language>",
      "<dc:relation><rdf:Bag><rdf:li>https://example.org/?a=1&amp;b=2</rdf:li></rdf:Bag></dc:relation>",
      "<xmp:CreateDate>2017-09-20T00:00:00Z</xmp:CreateDate>", "<pdf:Producer>Placard</pdf:Producer>",
      "<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>",
    ] {
      #expect(xmp.contains(part), "\(part)")
    }
  }

  @Test func withoutADateItStatesTheSameOneAlways() throws {
    let pdf = try PDFProbe(try Canvas().scene)
    #expect(pdf.trailer["Info"]["CreationDate"].text == "D:20000101000000Z")
  }

  @Test func aDateThatIsNoneIsAnError() throws {
    var info = PDFDocumentInfo.plain
    info.date = "September"
    let scene = try Canvas().scene
    #expect(throws: PDFError.self) { try PDFWriter().write([scene], info: info) }
  }
}

@Suite("The same bytes")
struct DeterminismTests {
  private func scenes() throws -> [Scene] {
    try ["en", "fr"].map { language in
      var canvas = try Canvas("card-\(language)", language: language, background: .navy)
      let paragraph = canvas.element(.paragraph)
      try canvas.text("Trois cibles : « priorité »", paragraph, family: "Noto Sans", color: .white)
      try canvas.text("office flow", paragraph, at: 60, color: .white, link: "https://www.un.org/")
      canvas.add(
        .picture(try picture("dusk.jpg"), frame: Rect(20, 100, 96, 64), clip: Canvas.outline(Rect(20, 100, 96, 64))))
      return canvas.scene
    }
  }

  @Test func forTheSameCards() throws {
    let scenes = try scenes()
    let writer = PDFWriter()
    let first = try writer.write(scenes, info: .plain)
    #expect(try writer.write(scenes, info: .plain) == first)
    #expect(try PDFWriter().write(try self.scenes(), info: .plain) == first)
  }

  @Test func whateverWasWrittenBefore() throws {
    let scenes = try scenes()
    let expected = try PDFWriter().write([scenes[1]], info: .plain)
    let writer = PDFWriter()
    _ = try writer.write(scenes, info: .plain)
    #expect(try writer.write([scenes[1]], info: .plain) == expected)
  }

  @Test func otherCardsHaveAnotherIdentity() throws {
    let scenes = try scenes()
    let identities = try scenes.map { try PDFProbe($0).trailer["ID"].items.compactMap(\.string) }
    #expect(identities[0].count == 2)
    #expect(identities[0] != identities[1])
  }
}
