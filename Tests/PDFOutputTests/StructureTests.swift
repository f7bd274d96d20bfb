import CardSpec
import Scene
import Testing

@testable import PDFOutput

@Suite("Structure in reading order")
struct StructureTests {
  private let un = "https://www.un.org/"

  @Test func headingParagraphAndFigure() throws {
    var canvas = try Canvas(background: .navy)
    let heading = canvas.element(.heading1)
    let paragraph = canvas.element(.paragraph)
    let figure = canvas.element(.figure, alt: "An amber square", frames: [Rect(20, 100, 40, 40)])
    try canvas.text("Three targets", heading)
    try canvas.text("Equal priority", paragraph, at: 60)
    canvas.fill(Rect(20, 100, 40, 40), .color(.amber), figure)
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.outline == "Document(Sect(H1(1) P(2) Figure(3)))")
    #expect(pdf.elements("Figure").map { $0["Alt"].text } == ["An amber square"])
    #expect(pdf.elements("Figure")[0]["A"]["BBox"].numbers == [15, 120, 45, 150])
    #expect(pdf.elements("Sect").map { $0["T"].text } == ["Three targets"])
  }

  @Test func elementsKeepTheirOrderWhateverIsPaintedFirst() throws {
    var canvas = try Canvas()
    let first = canvas.element(.heading1)
    let second = canvas.element(.paragraph)
    try canvas.text("painted first", second, at: 60)
    try canvas.text("read first", first)
    #expect(try PDFProbe(canvas.scene).outline == "Document(Sect(H1(1) P(0)))")
  }

  @Test func aLinkStandsInItsParagraph() throws {
    var canvas = try Canvas()
    let paragraph = canvas.element(.paragraph)
    try canvas.text("Read the", paragraph)
    let link = canvas.element(.link, in: paragraph, link: un, frames: [Rect(120, 20, 60, 24), Rect(20, 44, 50, 24)])
    try canvas.text("global plan", link, x: 120, link: un)
    try canvas.text("of action.", paragraph, at: 50)
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.outline == "Document(Sect(P(0 Link(1 @ @) 2)))")
    let annotations = pdf.pages[0]["Annots"].items
    #expect(annotations.map { $0["Rect"].numbers } == [[90, 192, 135, 210], [15, 174, 52.5, 192]])
    #expect(annotations.map { $0["A"]["URI"].text } == [un, un])
    #expect(annotations.map { $0["Contents"].text } == ["global plan", "global plan"])
    #expect(annotations.map { $0["F"].number } == [4, 4])
  }

  @Test func annotationsAndMarksFindTheirElements() throws {
    var canvas = try Canvas(background: .navy)
    let paragraph = canvas.element(.paragraph)
    let link = canvas.element(.link, in: paragraph, link: un, frames: [Rect(120, 20, 60, 24)])
    try canvas.text("Read", paragraph)
    try canvas.text("on", link, x: 120, link: un)
    let pdf = try PDFProbe(canvas.scene)
    let numbers = pdf.root["StructTreeRoot"]["ParentTree"]["Nums"].items
    #expect(numbers.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.number) == [0, 1])
    #expect(numbers[1].items.map { $0["S"].string } == [nil, "/P", "/Link"])
    #expect(numbers[3]["S"].string == "/Link")
    #expect(pdf.pages[0]["StructParents"].number == 0)
    #expect(pdf.pages[0]["Annots"].items[0]["StructParent"].number == 1)
    #expect(pdf.root["StructTreeRoot"]["ParentTreeNextKey"].number == 2)
  }

  @Test func textThatLeadsSomewhereIsALinkEvenInAFigure() throws {
    var canvas = try Canvas()
    let figure = canvas.element(.figure, alt: "A badge")
    try canvas.text("un.org", figure, link: un)
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.outline == "Document(Sect(Figure(Link(0 @))))")
    #expect(pdf.pages[0]["Annots"].items.map { $0["Contents"].text } == [un])
  }

  @Test func addressesThatAreNotForReadersAreNoLinks() throws {
    var canvas = try Canvas()
    let paragraph = canvas.element(.paragraph)
    let link = canvas.element(.link, in: paragraph, link: "javascript:alert(1)", frames: [Rect(20, 20, 60, 24)])
    try canvas.text("press", link, link: "javascript:alert(1)")
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.outline == "Document(Sect(P(Span(0))))")
    #expect(!pdf.pages[0]["Annots"].exists)
  }

  @Test func anotherLanguageIsASpanOfItsOwn() throws {
    var canvas = try Canvas(language: "en")
    let paragraph = canvas.element(.paragraph)
    try canvas.text("They say", paragraph)
    try canvas.text("liberté", paragraph, at: 50, language: "fr")
    let quote = canvas.element(.paragraph, language: "es")
    try canvas.text("libertad", quote, at: 80, language: "es")
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.outline == "Document(Sect(P(0 Span(1)) P(2)))")
    #expect(pdf.elements.map { $0["Lang"].text } == [nil, nil, nil, "fr", "es"])
    #expect(pdf.root["Lang"].text == "en")
  }

  @Test func aCardInAnotherLanguageThanTheDocumentSaysSo() throws {
    var canvas = try Canvas(language: "fr")
    try canvas.text("Liberté", canvas.element(.paragraph))
    #expect(try PDFProbe(canvas.scene).elements("Sect").map { $0["Lang"].text } == ["fr"])
  }

  @Test func listsHaveItemsWithBodies() throws {
    var canvas = try Canvas()
    let list = canvas.element(.list)
    for (index, word) in ["Prevention", "Protection"].enumerated() {
      try canvas.text(word, canvas.element(.listItem, in: list), at: 20 + 30 * Double(index))
    }
    let stray = canvas.element(.paragraph, in: list)
    try canvas.text("Partnership", stray, at: 90)
    let outline = try PDFProbe(canvas.scene).outline
    #expect(outline == "Document(Sect(L(LI(LBody(0)) LI(LBody(1)) LI(LBody(P(2))))))")
  }

  @Test func groupsHoldParagraphsNotText() throws {
    var canvas = try Canvas()
    let quote = canvas.element(.quote)
    try canvas.text("No one shall be held", quote)
    let link = canvas.element(.link, in: quote, link: un, frames: [Rect(20, 44, 50, 24)])
    try canvas.text("in slavery", link, at: 44, link: un)
    #expect(try PDFProbe(canvas.scene).outline == "Document(Sect(BlockQuote(P(0 Link(1 @)))))")
  }

  @Test func notesHaveNamesOfTheirOwn() throws {
    var canvas = try Canvas()
    try canvas.text("UNODC, 2016", canvas.element(.note))
    try canvas.text("ILO, 2017", canvas.element(.note), at: 50)
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.elements("Note").map { $0["ID"].text } == ["note-000001", "note-000002"])
    #expect(pdf.root["StructTreeRoot"]["IDTree"]["Names"].items.count == 4)
  }

  @Test func aGroupBlendedAsOneIsOneMark() throws {
    var canvas = try Canvas()
    let figure = canvas.element(.figure, alt: "Two squares")
    let squares = [Rect(20, 20, 40, 40), Rect(40, 40, 40, 40)].map {
      Item(.fill(Canvas.outline($0), .color(.navy)), element: figure)
    }
    canvas.add(.group(Group(squares, clip: nil, opacity: 0.5)))
    try canvas.text("after", canvas.element(.paragraph), at: 100)
    #expect(try PDFProbe(canvas.scene).outline == "Document(Sect(Figure(0) P(1)))")
  }

  @Test func aLargeNumberIsText() throws {
    var canvas = try Canvas()
    try canvas.text("71 %", canvas.element(.figure))
    #expect(try PDFProbe(canvas.scene).outline == "Document(Sect(P(0)))")
  }

  @Test func aCardWithoutStructureIsAFigureWithTheCardsAlternative() throws {
    var canvas = try Canvas(alt: "A dark blue ground")
    canvas.fill(Rect(0, 0, 400, 300), .color(.navy))
    let pdf = try PDFProbe(canvas.scene)
    #expect(pdf.outline == "Document(Sect(Figure(0)))")
    #expect(pdf.elements("Figure").map { $0["Alt"].text } == ["A dark blue ground"])
  }

  @Test func anEmptyCardIsAnEmptySection() throws {
    let pdf = try PDFProbe(try Canvas(alt: "").scene)
    #expect(pdf.outline == "Document(Sect())")
    #expect(pdf.pages.count == 1)
  }

  @Test func elementsThatReferToNothingAreDecoration() throws {
    var canvas = try Canvas()
    canvas.element(.paragraph)
    canvas.fill(Rect(0, 0, 40, 30), .color(.navy), 7)
    canvas.fill(Rect(40, 0, 40, 30), .color(.navy), -1)
    #expect(try PDFProbe(canvas.scene).outline == "Document(Sect())")
  }
}
