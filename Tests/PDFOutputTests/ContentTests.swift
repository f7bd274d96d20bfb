import CardSpec
import Foundation
import Imaging
import Painting
import Scene
import Testing

@testable import PDFOutput

func picture(_ name: String) throws -> Picture { try PictureLibrary().picture(at: Canvas.file(name)) }

@Suite("Text")
struct TextTests {
  @Test(arguments: [
    ("Inter", "en", "The office’s flow: affirm “equal” priority"),
    ("Noto Serif", "en", "office ffi ffl fi fl flow"),
    ("Noto Sans", "es", "¿Qué niños? Señal «ñandú»"),
    ("Noto Sans", "pl", "Zażółć gęślą jaźń"),
    ("Noto Sans", "el", "Ίση προτεραιότητα"),
    ("Inter", "en", "/Span << /MCID 0 >> BDC (EMC) \\ <00>"),
    ("Inter", "vi", "Tiếng Việt đầy đủ"),
  ])
  func isCopiedAsItIsSet(family: String, language: String, text: String) throws {
    var canvas = try Canvas(width: 900, language: language)
    try canvas.text(text, canvas.element(.paragraph), family: family)
    #expect(try PDFProbe(canvas.scene).text() == text)
  }

  /// A hyphen that only the line's end shows is a soft one (ISO 32000-1, §14.8.2.2.3): readers join the word over it.
  @Test func wordsThatAreBrokenAreCopiedWithoutAHyphenOfTheirOwn() throws {
    var canvas = try Canvas(width: 300, language: "en")
    try canvas.text("Extra\u{AD}ordi\u{AD}nary well-known", canvas.element(.paragraph), width: 70)
    let text = try PDFProbe(canvas.scene).text()
    #expect(text == "Extra\u{AD}\nordi\u{AD}\nnary\nwell-\nknown")
    #expect(text.replacing("\u{AD}\n", with: "").hasPrefix("Extraordinary"))
  }

  /// Poppler prints both as plain spaces, so the fonts' own tables are read.
  @Test func keepsFrenchSpaces() throws {
    var canvas = try Canvas(language: "fr")
    try canvas.text("71\u{A0}% ; 4\u{202F}800\u{A0}!", canvas.element(.paragraph))
    let pdf = try PDFProbe(canvas.scene)
    #expect(try pdf.text().split(whereSeparator: \.isWhitespace) == ["71", "%", ";", "4", "800", "!"])
    let maps = try pdf.dictionaries.compactMap { $0.node.raw("ToUnicode") as? String }.map {
      try pdf.run("qpdf", ["--show-object=\($0.split(separator: " ")[0])", "--filtered-stream-data", pdf.path])
    }.joined().lowercased()
    #expect(maps.contains("<00a0>"))
    #expect(maps.contains("<202f>"))
  }

  @Test func readsInOrderAcrossLinesAndPages() throws {
    let scenes = try [("one", "Women and girls made up 71 % of the victims."), ("two", "Next page")].map { card, text in
      var canvas = try Canvas(card, language: "en")
      try canvas.text("Heading \(card)", canvas.element(.heading1))
      try canvas.text(text, canvas.element(.paragraph), at: 60, width: 220)
      return canvas.scene
    }
    let pdf = try PDFProbe(try PDFWriter().write(scenes, info: .plain))
    let words = try pdf.text(page: 1).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words == "Heading one Women and girls made up 71 % of the victims.")
    #expect(try pdf.text(page: 2) == "Heading two\nNext page")
  }

  @Test func fromRightToLeftIsCopiedInLogicalOrder() throws {
    var canvas = try Canvas(language: "ar")
    try canvas.text("مرحبا بكم", canvas.element(.paragraph), width: 300, family: "Noto Naskh Arabic")
    let pdf = try PDFProbe(canvas.scene)
    // Without `-raw`, which takes glyphs apart that run backwards.
    let text = try pdf.run("pdftotext", [pdf.path, "-"])
    let letters = text.unicodeScalars.filter { (0x600...0x6FF).contains($0.value) || $0 == " " }
    #expect(String(String.UnicodeScalarView(letters)) == "مرحبا بكم")
  }

  @Test(arguments: [
    "ثلاث غايات أولوية", "القضاء على الاتجار بالأشخاص", "لأن الآخرين لا إلى",
  ])
  func lettersOfOneGlyphStayInOrder(text: String) throws {
    var canvas = try Canvas(language: "ar")
    try canvas.text(text, canvas.element(.paragraph), width: 380, family: "Noto Sans Arabic")
    let pdf = try PDFProbe(canvas.scene)
    let letters = try pdf.run("pdftotext", [pdf.path, "-"]).unicodeScalars.filter {
      (0x600...0x6FF).contains($0.value) || $0 == " "
    }
    #expect(Array(letters) == Array(text.unicodeScalars))
  }

  @Test func lettersOfOneGlyphAreFoundByReadersThatKnowOneLetterAGlyph() throws {
    var canvas = try Canvas(language: "ar")
    try canvas.text("لا لأ على", canvas.element(.paragraph), width: 380, family: "Noto Sans Arabic")
    let pdf = try PDFProbe(canvas.scene)
    let maps = try pdf.dictionaries.compactMap { $0.node.raw("ToUnicode") as? String }.map {
      try pdf.run("qpdf", ["--show-object=\($0.split(separator: " ")[0])", "--filtered-stream-data", pdf.path])
    }.joined().lowercased()
    for letter in ["<0644>", "<0627>", "<0623>", "<0649>"] { #expect(maps.contains(letter)) }
    #expect(!maps.contains("<fef"))
  }

  @Test(arguments: [
    ("हिन्दी क्षत्रिय द्वितीय", "hi", "Noto Sans Devanagari"), ("具体目标5.2、8.7", "zh-Hans", "Noto Sans CJK SC"),
    ("人身取引をなくす", "ja", "Noto Sans CJK JP"), ("인신매매를 종식하자", "ko", "Noto Sans CJK KR"),
    ("ยุติการค้ามนุษย์", "th", "Noto Sans Thai"), ("chấm dứt nạn buôn người", "vi", "Noto Sans"),
  ])
  func isCopiedAsItIsWritten(text: String, language: String, family: String) throws {
    var canvas = try Canvas(language: language)
    try canvas.text(text, canvas.element(.paragraph), family: family)
    #expect(try PDFProbe(canvas.scene).text() == text)
  }

  @Test func hasItsFontsEmbeddedAndSubset() throws {
    var canvas = try Canvas(width: 900, language: "el")
    let paragraph = canvas.element(.paragraph)
    try canvas.text("Equal priority ισότητα", paragraph)
    try canvas.text("Equal priority ισότητα", paragraph, at: 60, family: "Noto Sans")
    let pdf = try PDFProbe(canvas.scene)
    let rows = try pdf.run("pdffonts", [pdf.path]).split(separator: "\n").dropFirst(2)
    #expect(rows.count == 4)
    for row in rows {
      // name, type, encoding, then: embedded, subset, with a table of Unicode characters.
      #expect(row.firstMatch(of: /^[A-Z]{6}\+.* yes yes yes +\d+ +0$/) != nil, "\(row)")
    }
  }

  @Test func ofCFFFontsListsTheirGlyphs() throws {
    var canvas = try Canvas()
    try canvas.text("feé", canvas.element(.paragraph))
    let sets = try PDFProbe(canvas.scene).dictionaries.compactMap { $0.node["CharSet"].text }
    #expect(sets == ["/f/e/eacute"])
  }
}

@Suite("Pictures")
struct PictureTests {
  private let frame = Rect(0, 0, 400, 300)

  @Test func aJPEGFilePassesUntouchedAndOnce() throws {
    let photo = try picture("dusk.jpg")
    var canvas = try Canvas()
    let figure = canvas.element(.figure, alt: "Dusk")
    canvas.add(.picture(photo, frame: frame, clip: Canvas.outline(frame)), figure)
    canvas.add(.picture(photo, frame: Rect(10, 10, 96, 64), clip: Canvas.outline(Rect(10, 10, 96, 64))), figure)
    let pdf = try PDFProbe(try PDFWriter().write([canvas.scene, canvas.scene], info: .plain))
    let images = pdf.dictionaries.filter { $0.node["Filter"].string == "/DCTDecode" }
    #expect(images.count == 1)
    let number = try #require(images.first?.reference.split(separator: " ").first)
    let stored = try pdf.output("qpdf", ["--show-object=\(number)", "--raw-stream-data", pdf.path])
    #expect(stored == (try Data(contentsOf: URL(filePath: Canvas.file("dusk.jpg")))))
    #expect(!images.contains { $0.node["Interpolate"].exists })
  }

  @Test func anSVGFileStaysAVector() throws {
    let wave = try PictureLibrary().vector(at: Canvas.file("wave.svg"))
    var canvas = try Canvas()
    let figure = canvas.element(.figure, alt: "A wave")
    canvas.add(.vector(wave, frame: frame, clip: Canvas.outline(frame)), figure)
    try canvas.text("over it", canvas.element(.paragraph))
    let pdf = try PDFProbe(canvas.scene)
    #expect(!pdf.dictionaries.contains { $0.node["Subtype"].string == "/Image" })
    #expect(pdf.outline == "Document(Sect(Figure(0) P(1)))")
  }
}

@Suite("Paper and screen")
struct LookTests {
  private func everything(bleed: Double) throws -> Scene {
    var canvas = try Canvas(width: 401, height: 299, bleed: bleed, background: .navy)
    let sheet = Rect(-bleed, -bleed, 401 + 2 * bleed, 299 + 2 * bleed)
    let stops = [Paint.Stop(0, .amber), Paint.Stop(1, Color(red: 1, green: 0, blue: 0.2, alpha: 0))]
    canvas.fill(Rect(200, 10, 180, 80), .linear(from: Point(200, 10), to: Point(380, 90), stops: stops))
    canvas.fill(
      Rect(200, 100, 180, 80), .radial(center: Point(290, 140), radiusX: 90, radiusY: 40, stops: stops))
    let photo = try picture("dusk.jpg")
    canvas.add(.picture(photo, frame: Rect(20, 180, 96, 64), clip: Canvas.outline(Rect(30, 190, 76, 44))))
    let wave = try PictureLibrary().vector(at: Canvas.file("wave.svg"))
    canvas.add(.vector(wave, frame: Rect(130, 190, 80, 40), clip: Canvas.outline(Rect(130, 190, 80, 40))))
    let overlapping = [Rect(230, 200, 60, 60), Rect(260, 220, 60, 60)].map {
      Item(.fill(Canvas.outline($0), .color(.white)))
    }
    canvas.add(.group(Group(overlapping, clip: nil, opacity: 0.4)))
    canvas.add(.group(Group([Item(.fill(Canvas.outline(sheet), .color(.amber)))], clip: nil, opacity: 0.1)))
    let line = Path([.move(Point(20, 260)), .curve(Point(80, 220), Point(140, 300), Point(200, 260))])
    canvas.add(.stroke(line, .color(.amber), Stroke(width: 4, dash: [12, 8], cap: .round)))
    try canvas.text("Equal priority, Égalité", canvas.element(.heading1), size: 28, color: .white)
    return canvas.scene
  }

  @Test(arguments: [0.0, 12])
  func lookTheSame(bleed: Double) throws {
    let scene = try everything(bleed: bleed)
    let screen = try Painter().raster(scene, scale: 2, includeBleed: true)
    let pdf = try PDFProbe(scene)
    let paper = try PictureLibrary().picture(at: try pdf.picture(dotsPerInch: 192))
    #expect(paper.width == screen.width)
    #expect(paper.height == screen.height)
    guard paper.pixels.count == screen.pixels.count else { return }
    let differences = zip(paper.pixels, screen.pixels).map { abs(Int($0) - Int($1)) }
    #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 1.5)
    // Edges are smoothed in another way, and pictures scaled; nothing is missing or elsewhere.
    #expect(Double(differences.count { $0 > 80 }) / Double(differences.count) < 0.002)
  }

  @Test func paintReachesAllFourEdges() throws {
    let pdf = try PDFProbe(try Canvas(width: 559.37, height: 396.85, background: .navy).scene)
    let paper = try PictureLibrary().picture(at: try pdf.picture(dotsPerInch: 288))
    for (x, y) in [(0, 0), (paper.width - 2, 0), (0, paper.height - 2), (paper.width - 2, paper.height - 2)] {
      // Blue, green, red.
      let pixel = Array(paper.pixels[(y * paper.width + x) * 4..<(y * paper.width + x) * 4 + 3])
      #expect(pixel == [92, 61, 10], "at \(x), \(y)")
    }
  }
}

@Suite("PDF/A-2a and PDF/UA-1")
struct ConformanceTests {
  private func document() throws -> PDFProbe {
    var canvas = try Canvas(language: "el", background: .navy)
    try canvas.text("Equal ισότητα", canvas.element(.paragraph), family: "Noto Sans")
    let clip = Canvas.outline(Rect(20, 100, 96, 64))
    canvas.add(.picture(try picture("dusk.jpg"), frame: Rect(20, 100, 96, 64), clip: clip))
    return try PDFProbe(canvas.scene, info: PDFDocumentInfo(title: "Title", language: "el"))
  }

  @Test func coloursHaveAMeaning() throws {
    let intent = try document().root["OutputIntents"].items.first
    #expect(intent?["S"].string == "/GTS_PDFA1")
    #expect(intent?["DestOutputProfile"]["N"].number == 3)
  }

  @Test func fontsAndPicturesSayWhatViewersWouldGuess() throws {
    let pdf = try document()
    let fonts = pdf.dictionaries.filter { $0.node["Subtype"].string == "/CIDFontType2" }
    #expect(!fonts.isEmpty)
    #expect(fonts.allSatisfy { $0.node["CIDToGIDMap"].string == "/Identity" })
    #expect(!pdf.dictionaries.contains { $0.node["Interpolate"].exists })
  }

  @Test func theFileSaysThatItIsTagged() throws {
    let pdf = try document()
    #expect(pdf.root["MarkInfo"]["Marked"].value as? Bool == true)
    #expect(pdf.root["Lang"].text == "el")
    #expect(pdf.pages.map { $0["Tabs"].string } == ["/S"])
    #expect(try pdf.run("qpdf", ["--check", pdf.path]).contains("PDF Version: 1.7"))
  }

  @Test func streamsEndWithALineEndThatIsNotTheirs() throws {
    let bytes = try document().bytes
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(text.components(separatedBy: "endstream").count > 5)
    #expect(!text.contains("\r\nendstream"))
  }
}
