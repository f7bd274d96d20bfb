import Foundation
import TestSupport
import Testing

@Suite("Files for a print shop")
struct PrintTests {
  private let folder = TemporaryFolder()

  /// A deck of so many business cards.
  private func write(cards: Int, _ deck: String) throws {
    try folder.write(
      """
      {"name": "d", "languages": ["en"], "cards": ["*.card.json"], "formats": [
        {"name": "mini-print", "medium": "paper", "width": "85mm", "height": "55mm", "bleed": "3mm"}
      ], \(deck)}
      """, to: "deck.json")
    for number in 1...cards {
      try folder.write(
        """
        {"id": "c\(number)", "alt": "A", "title": "T", "layout": {
          "width": "100cqw", "height": "100cqh", "background": "rich-black",
          "children": [{"text": "Card \(number)", "color": "white"}]
        }}
        """, to: "c\(number).card.json")
    }
  }

  private func render(_ more: [String] = []) throws -> Tool.Result {
    try Tool.run(["render", "--fonts", Tool.repository + "/Fonts/fonts.conf"] + more, in: folder.path)
  }

  private func pages(_ file: String) throws -> String {
    try Tool.run("qpdf", ["--show-npages", file], in: folder.path).output
  }

  @Test func sheetsComeBesideThePages() throws {
    try write(cards: 13, #""sheet": {"size": "A4", "grid": "auto", "duplex": true}, "press": {"marks": true}"#)
    let result = try render()
    #expect(result.code == 0, "\(result.errors)")
    #expect(folder.files().filter { $0.hasSuffix(".pdf") } == ["Output/en/d-print.pdf", "Output/en/d-sheets.pdf"])
    #expect(try pages("Output/en/d-print.pdf") == "13\n")
    // Eight cards of two sides find room on a sheet, so seven do.
    #expect(try pages("Output/en/d-sheets.pdf") == "2\n")
    let text = try Tool.run("pdftotext", ["-raw", "Output/en/d-sheets.pdf", "-"], in: folder.path).output
    #expect(text.ranges(of: "Card").count == 13)
    let info = try Tool.run("pdfinfo", ["-box", "Output/en/d-sheets.pdf"], in: folder.path).output
    #expect(info.contains("PDF/X-4"))
    #expect(info.contains(/TrimBox: +[1-9]/))
  }

  @Test func cardsThatDoNotFitAreToldWithTheNumbers() throws {
    try write(cards: 1, #""sheet": {"size": ["60mm", "80mm"]}"#)
    let result = try render()
    #expect(result.code == 1)
    #expect(result.errors.contains("deck.json:3:"), "\(result.errors)")
    #expect(result.errors.contains("a card does not fit on the sheet: with its bleed"))
    #expect(folder.files().filter { $0.hasSuffix(".pdf") } == ["Output/en/d-print.pdf"])
  }

  @Test func sheetsCanBeCutAlsoWhereTheDeckSaysNothingOfMarks() throws {
    try write(cards: 2, #""sheet": {"size": "A4"}"#)
    #expect(try render().code == 0)
    let report = try Tool.run(["inspect", "Output/en/d-sheets.pdf", "--json"], in: folder.path).output
    #expect(report.contains("All"))
    try write(cards: 2, #""sheet": {"size": "A4"}, "press": {"marks": false}"#)
    #expect(try render().code == 0)
    #expect(
      !(try Tool.run(["inspect", "Output/en/d-sheets.pdf", "--json"], in: folder.path).output.contains("\"All\"")))
  }

  @Test(arguments: [#""grid": [0, 1]"#, #""gird": "auto""#, #""margin": "-1mm""#, #""back": "nobody", "duplex": true"#])
  func sheetsThatWereNotAskedForAreNotMade(wrong: String) throws {
    try write(cards: 2, #""sheet": {"size": "A4", \#(wrong)}"#)
    #expect(try render().code == 1)
    #expect(folder.files().filter { $0.hasSuffix(".pdf") } == ["Output/en/d-print.pdf"])
  }

  @Test func aFormatWithABleedIsPaper() throws {
    try folder.write(
      #"{"name": "d", "languages": ["en"], "cards": ["c1.card.json"], "formats": [{"name": "biz", "width": "85mm", "height": "55mm", "bleed": "3mm"}]}"#,
      to: "deck.json")
    try folder.write(#"{"id": "c1", "alt": "A", "title": "T", "layout": {"background": "white"}}"#, to: "c1.card.json")
    #expect(try render().code == 0)
    #expect(
      folder.files().filter { $0.hasPrefix("Output") && !$0.contains("manifest") && !$0.contains("index") } == [
        "Output/en/d-print.pdf"
      ])
  }

  @Test func aSpotInkOfTwoMeaningsIsToldOnTheSecondCard() throws {
    try write(cards: 1, #""press": {}"#)
    for (number, magenta) in [(1, 100), (2, 99)] {
      try folder.write(
        """
        {"id": "c\(number)", "alt": "A", "title": "T", "layout": {"width": "100cqw", "height": "100cqh", "background": "white",
          "children": [{"type": "rect", "width": 50, "height": 50,
          "fill": {"rgb": "#C8102E", "cmyk": [0, \(magenta), 0, 0], "spot": "P1"}}]}}
        """, to: "c\(number).card.json")
    }
    let result = try render()
    #expect(result.code == 1)
    #expect(result.errors.contains("c2.card.json:2:"), "\(result.errors)")
    #expect(result.errors.contains("0/99/0/0 here and for 0/100/0/0 on the card c1"), "\(result.errors)")
  }

  @Test func aSpotInkThatIsWrittenInTwoWaysIsTold() throws {
    try write(cards: 1, #""press": {}"#)
    for (number, name) in [(1, "PANTONE 186 C"), (2, "Pantone  186 c")] {
      try folder.write(
        """
        {"id": "c\(number)", "alt": "A", "title": "T", "layout": {"width": "100cqw", "height": "100cqh", "background": "white",
          "children": [{"type": "rect", "width": 50, "height": 50,
          "fill": {"rgb": "#C8102E", "cmyk": [0, 100, 80, 0], "spot": "\(name)"}}]}}
        """, to: "c\(number).card.json")
    }
    let result = try render()
    #expect(result.code == 1)
    #expect(result.errors.contains("\"Pantone  186 c\" is called \"PANTONE 186 C\" on the card c1"), "\(result.errors)")
  }

  @Test func marksWithoutRoomAreTold() throws {
    try write(cards: 1, #""sheet": {"size": ["96mm", "66mm"], "margin": 0}, "press": {"marks": true}"#)
    let result = try render()
    #expect(result.code == 0)
    #expect(result.errors.contains("found no room on the sheets"), "\(result.errors)")
  }

  @Test(arguments: [
    ("missing.icc", "missing.icc"), ("deck.json", "cannot be"),
  ])
  func aProfileThatCannotBeUsedIsToldAtItsPlace(name: String, words: String) throws {
    try write(cards: 1, #""press": {"profile": "\#(name)"}"#)
    let result = try render()
    #expect(result.code == 1)
    #expect(result.errors.contains("deck.json:3:"), "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(folder.files().filter { $0.hasSuffix(".pdf") } == [])
  }

  @Test func aProfileOfAnotherKindOfColourIsToldOnceAndNothingElseStops() throws {
    try write(cards: 2, #""press": {"profile": "screen.icc"}"#)
    let screen = try Data(contentsOf: URL(filePath: "/usr/share/color/icc/ghostscript/srgb.icc"))
    try screen.write(to: URL(filePath: folder.path + "/screen.icc"))
    let result = try render(["--format", "mini-print", "--format", "og"])
    #expect(result.code == 1)
    #expect(result.errors.contains("RGB colours, not the four inks of a press"), "\(result.errors)")
    #expect(result.errors.ranges(of: "press-profile").count == 1)
    #expect(folder.files().filter { $0.hasSuffix(".png") }.count == 2)
  }

  @Test func contactSheetsShowAllCards() throws {
    let result = try Tool.run([
      "render", "--deck", "CardSpecs/deck.json", "--output", folder.path, "--contact-sheets", "--language", "fr",
      "--format", "square", "--format", "a6-landscape", "--format", "a6-landscape-print",
    ])
    #expect(result.code == 0, "\(result.errors)")
    let sheets = folder.files().filter { $0.contains("contact") }
    #expect(
      sheets == ["fr/equal-priority-contact-a6-landscape.pdf", "fr/equal-priority-contact-square.pdf"])
    let text = try Tool.run("pdftotext", ["-raw", sheets[1], "-"], in: folder.path).output
    for card in ["fact-women-girls", "story-on-the-move", "action-equal-priority"] { #expect(text.contains(card)) }
  }

  @Test func documentsWithoutADateTakeThatOfReproducibleBuilds() throws {
    try write(cards: 1, #""press": {}"#)
    let program = [
      "SOURCE_DATE_EPOCH=1505865600", Tool.path, "render", "--fonts", Tool.repository + "/Fonts/fonts.conf",
    ]
    #expect(try Tool.run("/usr/bin/env", program, in: folder.path).code == 0)
    let info = try Tool.run("pdfinfo", ["-isodates", "Output/en/d-print.pdf"], in: folder.path).output
    #expect(info.contains("2017-09-20T00:00:00Z"), "\(info)")
    let wrong = ["SOURCE_DATE_EPOCH=soon", Tool.path, "render", "--fonts", Tool.repository + "/Fonts/fonts.conf"]
    #expect(try Tool.run("/usr/bin/env", wrong, in: folder.path).code == 64)
  }
}
