import Foundation
import TestSupport
import Testing

@Suite("placard render")
struct RenderTests {
  private let folder = TemporaryFolder()

  private static let card = #"""
    {
      "id": "hello",
      "title": "Hello",
      "alt": "A greeting",
      "formats": ["square", { "name": "small", "width": 200, "height": 100 }],
      "layout": { "width": "100%", "height": "100%", "padding": 20, "background": "white", "children": [
        { "text": "Hello" }
      ] }
    }
    """#

  @Test func aCardFileAloneNeedsNoDeck() throws {
    try folder.write(Self.card, to: "hello.json")
    let result = try Tool.run(
      ["render", "hello.json", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.errors == "")
    #expect(result.output == "2 files in Output\n")
    #expect(result.code == 0)
    #expect(
      folder.files() == [
        "Output/en/small/hello.png", "Output/en/square/hello.png", "Output/index.html", "Output/manifest.json",
        "hello.json",
      ])
  }

  @Test func aCardFileOfADeckIsRenderedAsPartOfIt() throws {
    let result = try Tool.run(
      [
        "render", "CardSpecs/cards/fact-children.json", "CardSpecs/cards/sdg-5-2.json", "--format", "og",
        "--language", "fr", "--output", folder.path,
      ])
    #expect(result.code == 0, "\(result.errors)")
    #expect(folder.files() == ["fr/og/fact-children.png", "fr/og/sdg-5-2.png", "index.html", "manifest.json"])
  }

  @Test func aCardFileThatNoDeckListsIsToldSo() throws {
    try folder.write(#"{"name": "d", "languages": ["en"], "formats": ["og"], "cards": ["a.json"]}"#, to: "deck.json")
    try folder.write(#"{"id": "a", "alt": "A", "title": "A", "layout": {}}"#, to: "a.json")
    try folder.write(#"{"id": "b", "alt": "B", "title": "B", "layout": {}}"#, to: "b.json")
    let result = try Tool.run(["render", "b.json", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 1)
    #expect(
      result.errors == """
        b.json:1:1: error: b.json is not among the cards of deck.json [unknown-card]
          help: list it under `cards` there, or give it `formats` so that it stands alone
        1 error

        """)
    #expect(folder.files() == ["a.json", "b.json", "deck.json"])
  }

  @Test func aWrongCardDoesNotStopTheOthers() throws {
    try folder.write(
      #"{"name": "d", "languages": ["en"], "formats": ["og"], "cards": ["*.card.json"]}"#, to: "deck.json")
    try folder.write(#"{"id": "a", "alt": "A", "title": "A", "layout": {"background": "red"}}"#, to: "a.card.json")
    try folder.write(#"{"id": "b", "alt": "B", "title": "B", "layout": {"backgruond": "red"}}"#, to: "b.card.json")
    try folder.write(#"{"id": "c", "alt": "C", "title": "C", "layout": {"width": "10kg"}}"#, to: "c.card.json")
    try folder.write(#"{"id": "d", "alt": "D", "title": "D", "layout": "#, to: "d.card.json")
    try folder.write(
      #"{"id": "e", "alt": "E", "title": "E", "layout": {"children": [{"type": "image", "src": "no.png"}]}}"#,
      to: "e.card.json")
    let result = try Tool.run(["render", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 1)
    #expect(folder.files().filter { $0.hasSuffix(".png") } == ["Output/en/og/a.png"])
    for (file, code) in [
      ("b.card.json", "unknown-key"), ("c.card.json", "wrong-value"), ("d.card.json", "json-syntax"),
      ("e.card.json", "missing-file"),
    ] {
      #expect(result.errors.contains("\(file):1:"), "\(result.errors)")
      #expect(result.errors.contains("[\(code)]"), "\(result.errors)")
    }
  }

  @Test func aDocumentIsLookedAtBeforeItIsMade() throws {
    try folder.write(
      #"{"name": "d", "languages": ["en"], "formats": ["a6-landscape", "a6-landscape-print", "og"], "cards": ["a.json", "b.json"]}"#,
      to: "deck.json")
    try folder.write(
      #"{"id": "a", "alt": "A", "title": "A", "layout": {"text": "Terms", "fontSize": "4pt", "variants": {"screen": {"fontSize": 20}}}}"#,
      to: "a.json")
    try folder.write(
      #"{"id": "b", "alt": "B", "title": "B", "layout": {"children": [{"type": "qr", "value": "b", "width": 60, "height": 60}]}}"#,
      to: "b.json")
    let result = try Tool.run(["render", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 1)
    #expect(
      result.errors == """
        a.json:1:49: warning: text of 4 pt is too small to print; 5 pt is the least [small-text]
          in: card a, language en, format a6-landscape-print, node layout
          why: its letters would fill with ink
          help: make it larger in print, or say less
        b.json:1:63: error: the code has no alternative text [no-alternative]
          in: card b, language en, format a6-landscape, node layout/0
          why: the document is read aloud to people who cannot see it
          help: add "alt": "…" with what it shows, or "role": "decoration" if it adds nothing
        error: en/d.pdf lacks the page of b [missing-pages]
          in: language en, format a6-landscape
          why: mistakes stand in the way of these cards, listed here too
          help: set them right and render again
        2 errors, 1 warning

        """)
    #expect(
      folder.files().filter { $0.hasPrefix("Output") } == [
        "Output/en/d-print.pdf", "Output/en/d.pdf", "Output/en/og/a.png", "Output/en/og/b.png", "Output/index.html",
        "Output/manifest.json",
      ])
  }

  @Test func aDocumentThatLacksACardSaysSo() throws {
    try folder.write(
      #"{"name": "d", "languages": ["en"], "formats": ["a6-landscape"], "cards": ["a.json", "b.json"]}"#,
      to: "deck.json")
    try folder.write(#"{"id": "a", "alt": "A", "title": "A", "layout": {"background": "red"}}"#, to: "a.json")
    try folder.write(#"{"id": "b", "alt": "B" "title": "B", "layout": {}}"#, to: "b.json")
    let result = try Tool.run(["render", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 1)
    #expect(result.errors.contains("en/d.pdf lacks the page of b [missing-pages]"), "\(result.errors)")
  }

  @Test func cardsThatStandAloneShareAFolder() throws {
    for id in ["a", "b"] {
      try folder.write("{\"id\": \"\(id)\", \"alt\": \"A\", \"formats\": [\"og\"], \"layout\": {}}", to: "\(id).json")
    }
    let result = try Tool.run(
      ["render", "a.json", "b.json", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 0)
    #expect(result.errors == "")
    #expect(result.output == "2 files in Output\n")
  }

  @Test func twoCardsNeverWriteOneFile() throws {
    for name in ["a", "b"] {
      try folder.write(#"{"id": "same", "alt": "A", "formats": ["og"], "layout": {}}"#, to: "\(name).json")
    }
    let result = try Tool.run(
      ["render", "a.json", "b.json", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("[same-output]"), "\(result.errors)")
  }

  @Test func aLoneCardNeedsNoTitleAndIsWarnedOfItsMissingAlternative() throws {
    try folder.write(
      #"{"id": "t", "formats": [{"name": "f", "width": 100, "height": 50}], "layout": {}}"#, to: "t.json")
    let result = try Tool.run(
      ["inspect", "t.json", "--json", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.code == 0)
    #expect(result.errors.contains("warning: the card has no alternative text [no-alternative]"), "\(result.errors)")
  }

  @Test func namesThatTheDeckDoesNotHaveAreAUsageError() throws {
    let result = try Tool.run(["render", "fact-childern", "--format", "storry", "--output", folder.path])
    #expect(result.code == 64)
    #expect(
      result.errors == """
        error: there is no card "fact-childern" in this deck [unknown-card]
          help: did you mean "fact-children"?
        error: there is no format "storry" in this deck [unknown-format]
          help: did you mean "story"?
        2 errors

        """)
    #expect(folder.files() == [])
  }

  @Test(arguments: [
    ["--scale", "0"], ["--scale", "nan"], ["--scale", "9"], ["--jobs", "0"], ["--effort", "most"], ["--wrong"],
  ])
  func wrongOptionsAreUsageErrors(arguments: [String]) throws {
    let result = try Tool.run(["render", "--output", folder.path] + arguments)
    #expect(result.code == 64)
    #expect(result.output == "")
    #expect(folder.files() == [])
  }

  @Test func anOutputFolderThatCannotBeMadeIsOneError() throws {
    try folder.write("", to: "file")
    let result = try Tool.run(["render", "--output", folder.path + "/file"])
    #expect(result.code == 1)
    #expect(
      result.errors == """
        error: \(folder.path)/file is a file, not a folder [output-folder]
          why: the output folder must be one that you may write to
          help: name another folder with --output
        1 error

        """)
  }

  @Test func withoutADeckItSaysHowToNameOne() throws {
    let result = try Tool.run(["render"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("there is no deck.json and no CardSpecs/deck.json here; name the deck with --deck"))
  }

  @Test func quietSaysNothingWhereAllIsWell() throws {
    let result = try Tool.run(["render", "sdg-5-2", "--format", "og", "--quiet", "--output", folder.path])
    #expect(result.code == 0)
    #expect(result.output + result.errors == "")
    #expect(folder.files().filter { $0.hasSuffix(".png") }.count == 3)
  }
}
