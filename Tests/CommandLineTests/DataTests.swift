import Foundation
import TestSupport
import Testing

@Suite("placard render --data")
struct DataTests {
  private let folder = TemporaryFolder()

  /// A card that is whole in itself; rows replace its sample values.
  private static let card = """
    {
      "id": "region", "title": "{{name}}", "alt": "{{name}}: {{share}}", "languages": ["en", "fr"],
      "formats": [{ "name": "small", "width": 160, "height": 90 }],
      "slots": { "name": "Sample", "share": { "number": 0.5, "style": "percent" } },
      "layout": { "width": "100%", "height": "100%", "background": "white", "fontFamily": "Inter", "fontSize": 14,
        "children": [{ "text": "{{name}}, {{share}}" }] }
    }
    """

  @Test func aTableGivesAFileForEveryRow() throws {
    let result = try render(
      "name,share:number,id\r\nNorth,0.28,n\r\n\"South, *all* {{of}} it\",0.5,s\r\n", "--name", "{{id}}")
    #expect(result.errors == "")
    #expect(result.output == "4 files of 2 rows in Output\n")
    #expect(result.code == 0)
    #expect(pictures() == ["en/small/n.png", "en/small/s.png", "fr/small/n.png", "fr/small/s.png"])
    #expect(try description("en/small/s.png").contains("South, *all* {{of}} it: 50%"))
    #expect(
      try description("fr/small/n.png").contains("North: 28\u{A0}%")
        || description("fr/small/n.png").contains("North: 28\u{202F}%"))
  }

  @Test func withoutNamesFilesAreNumberedAndTheSameWhateverTheWorkers() throws {
    let table = "name\n" + (1...9).map { "N\($0)\n" }.joined()
    #expect(try render(table, "--language", "en", "--jobs", "1").code == 0)
    let first = try bytes()
    #expect(first.keys.sorted().first == "en/small/region-000001.png")
    #expect(first.count == 9)
    #expect(try render(table, "--language", "en", "--jobs", "4").code == 0)
    #expect(try bytes() == first)
  }

  @Test func badRowsAreListedWithTheirLinesAndTheOthersMade() throws {
    let table = """
      name,share:number,id
      North,0.28,n
      South,28 %,s
      East,0.1
      West,0.2,../w
      Again,0.2,N
      "a ""b"" c",0.3,last
      """
    let result = try render(table, "--name", "{{id}}", "--language", "en")
    #expect(result.code == 1)
    #expect(pictures() == ["en/small/last.png", "en/small/n.png"])
    #expect(result.output == "2 files of 6 rows in Output; 4 rows left out\n")
    #expect(
      result.errors == """
        rows.csv:3:7: error: "28 %" is not a number [data-cell]
          at: share
          help: write 0.28, without signs and spaces
        rows.csv:4:1: error: the row has 2 fields, and the first line names 3 [data-row]
          why: it cannot be told which field belongs to which column
          help: add the fields that are missing, also empty ones
        rows.csv:5:1: error: "../w" in "id" cannot be part of a file's name [data-name]
          why: the row was left out, so that no file is written elsewhere
          help: write it without / and \\
        rows.csv:6:1: error: the row in line 2 is called "N" too [data-name]
          why: it would be written over, so this row was left out
          help: let --name speak of columns that tell all rows apart, or of {{row}}
        4 errors

        """)
  }

  @Test func whatDoesNotFitIsToldOfItsRow() throws {
    let long = String(repeating: "Wordwithoutend", count: 9)
    let result = try render("name\nNorth\n\(long)\nSouth\n", "--language", "en")
    #expect(result.code == 1)
    #expect(pictures() == ["en/small/region-000001.png", "en/small/region-000003.png"])
    #expect(result.output == "2 files of 3 rows in Output; 1 file could not be made\n")
    #expect(result.errors.contains("in: card region, row 2 (line 3), language en, format small"), "\(result.errors)")
  }

  @Test func unknownColumnsAreToldOnceWithASuggestion() throws {
    let result = try render("nam,name.de,name\nx,y,North\nx,y,South\n", "--language", "en")
    #expect(result.code == 0)
    #expect(
      result.errors == """
        rows.csv:1:1: warning: no card has a slot "nam" [unknown-column]
          why: the column is not used
          help: did you mean "name"?
        rows.csv:1:1: warning: the deck has no language "de", so this column is never used [unknown-language]
          at: name.de
          help: the deck's languages are en, fr
        2 warnings

        """)
  }

  @Test func aPreviewReadsNoFurther() throws {
    let table = "name\n1\n2\n3\n4\n\"open\n"
    let result = try render(table, "--language", "en", "--preview-rows", "2")
    #expect(result.code == 0)
    #expect(result.output == "2 files of 2 rows in Output\n")
    #expect(pictures() == ["en/small/region-000001.png", "en/small/region-000002.png"])
  }

  @Test func rowsMayBeChosenByNumber() throws {
    #expect(try render("name\n1\n2\n3\n4\n", "--language", "en", "--rows", "2-3").code == 0)
    #expect(pictures() == ["en/small/region-000002.png", "en/small/region-000003.png"])
  }

  @Test func linesOfJSONAreRowsToo() throws {
    let rows = [
      #"{"name": "North", "share": 0.28}"#, #"{"name": "#, #"{"share": 1, "name": "South", "note": "x"}"#,
    ]
    try folder.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    let result = try renderFile("rows.jsonl", "--language", "en")
    #expect(result.code == 1)
    #expect(result.output == "2 files of 3 rows in Output; 1 row left out\n")
    #expect(result.errors.contains("rows.jsonl:2:"))
    #expect(result.errors.contains("rows.jsonl:3:1: warning: no card has a slot \"note\" [unknown-column]"))
    #expect(try description("en/small/region-000001.png").contains("North: 28%"))
  }

  /// A row would otherwise show the sample that the card was designed with.
  @Test func linesOfJSONHaveTheKeysOfTheFirst() throws {
    let rows = [
      #"{"name": "North"}"#, #"{}"#, #"{"nam": "East"}"#, #"{"name": "South", "share": 1}"#,
      #"{"name": "West", "x": 1}"#,
    ]
    try folder.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    let result = try renderFile("rows.jsonl", "--language", "en")
    #expect(result.output == "2 files of 5 rows in Output; 3 rows left out\n", "\(result.errors)")
    #expect(result.errors.contains("rows.jsonl:2:1: error: the row has no \"name\", and the first row has [data-row]"))
    #expect(result.errors.contains("did you mean \"name\" where \"nam\" stands?"))
    #expect(
      result.errors.contains("rows.jsonl:4:1: error: the row has \"share\", and the first row has not [data-row]"))
    // The same rows are left out where only some are asked for.
    let part = try renderFile("rows.jsonl", "--language", "en", "--rows", "2-4", "--output", "Part")
    #expect(part.output == "0 files of 3 rows in Part; 3 rows left out\n", "\(part.errors)")
  }

  @Test func aPaperFormatGivesEachRowADocument() throws {
    let result = try render(
      "name\nNorth\nSouth\n", "--language", "en", "--format", "a6-landscape", "--name", "all/{{name}}")
    #expect(result.code == 0, "\(result.errors)")
    #expect(pictures() == ["en/a6-landscape/all/North.pdf", "en/a6-landscape/all/South.pdf"])
    let text = try Tool.run("pdftotext", ["Output/en/a6-landscape/all/South.pdf", "-"], in: folder.path)
    #expect(text.output.contains("South, 50%"))
  }

  @Test func aDecksCardsAreAFolderForEachRow() throws {
    try folder.write(
      #"{"name": "d", "languages": ["en"], "formats": [{"name": "s", "width": 50, "height": 50}], "cards": ["?.card.json"]}"#,
      to: "deck.json")
    for id in ["a", "b"] {
      try folder.write(
        ##"{"id": "\##(id)", "title": "T", "alt": "A", "slots": {"c": "red"}, "layout": {"width": 9, "height": 9, "background": "{{c}}"}}"##,
        to: "\(id).card.json")
    }
    try folder.write("c,id\n#0f0,one\nblue,two\n", to: "rows.csv")
    let run = ["render", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--data", "rows.csv"]
    let result = try Tool.run(run + ["--name", "{{id}}"], in: folder.path)
    #expect(result.errors == "")
    #expect(result.code == 0)
    #expect(pictures() == ["en/s/one/a.png", "en/s/one/b.png", "en/s/two/a.png", "en/s/two/b.png"])
    #expect(try Tool.run(run + ["a", "--output", "Only"], in: folder.path).code == 0)
    #expect(try folder.names("Only/en/s") == ["a-000001.png", "a-000002.png"])
  }

  @Test func anEmptyCellLeavesAnOptionalSlotOutAndMissesOneThatIsNeeded() throws {
    try folder.write(
      #"""
      {"id": "t", "slots": {"head": {"type": "text", "required": true}, "note": {"type": "text", "required": false}},
       "layout": {"children": [{"text": "{{head}}"}, {"text": "{{note}}", "background": "red", "height": 20, "width": 20}]}}
      """#, to: "t.json")
    try folder.write(
      #"{"id": "c", "title": "T", "alt": "A", "template": "t", "slots": {"head": "Sample", "note": "Sample"}}"#,
      to: "c.card.json")
    try folder.write(
      #"{"id": "n", "title": "T", "alt": "A", "template": "t", "slots": {"head": "Sample"}}"#, to: "n.card.json")
    try folder.write(
      #"""
      {"name": "d", "languages": ["en"], "formats": [{"name": "s", "width": 90, "height": 60}], "templates": ["t.json"],
       "cards": ["c.card.json", "n.card.json"]}
      """#, to: "deck.json")
    try folder.write("head,note\nHello,\n,x\n", to: "rows.csv")
    let result = try Tool.run(
      ["render", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--data", "rows.csv", "--name", "{{row}}"],
      in: folder.path)
    #expect(result.code == 1)
    #expect(
      result.errors.contains("rows.csv:3:1: error: the row has nothing for \"head\" [data-cell]"), "\(result.errors)")
    #expect(result.errors.contains("why: the template needs it"))
    #expect(pictures() == ["en/s/000001/c.png", "en/s/000001/n.png"])
    // A card without the note, and one whose note the row leaves empty, look alike.
    #expect(try bytes()["en/s/000001/c.png"] == bytes()["en/s/000001/n.png"])
  }

  @Test func aFitGroupReachesOverOneRowAndNoFurther() throws {
    let card = Self.card.replacing(
      "\"text\": \"{{name}}, {{share}}\"",
      with: "\"text\": \"{{name}}\", \"fitGroup\": \"g\", \"minFontSize\": 4, \"textWrap\": \"nowrap\"")
    func run(_ table: String, to output: String) throws -> Data {
      try folder.write(card, to: "card.json")
      try folder.write(table, to: "rows.csv")
      let result = try Tool.run(
        ["render", "card.json", "--data", "rows.csv", "--output", output, "--name", "{{name}}"]
          + ["--fonts", Tool.repository + "/Fonts/fonts.conf", "--language", "en"], in: folder.path)
      #expect(result.code == 0, "\(result.errors)")
      return try folder.data("\(output)/en/small/Short.png")
    }
    let alone = try run("name\nShort\n", to: "A")
    #expect(try run("name\nA long name that must be set much smaller\nShort\n", to: "B") == alone)
    // The languages of one row are of one size.
    #expect(try run("name,name.fr\nShort,A long name that must be set much smaller\n", to: "C") != alone)
  }

  @Test(
    "a file in another encoding is told with what to do",
    arguments: [
      (
        Data("name\nNorth\nJos".utf8) + Data([0xE9, 0x0A]),
        "rows.csv:3:1: error: there are bytes here that are no UTF-8"
      ),
      (Data([0xFF, 0xFE, 0x6E, 0]), "rows.csv:1:1: error: the file is written in UTF-16"),
    ])
  func tellsWrongEncodings(_ bytes: Data, _ message: String) throws {
    try folder.write(Self.card, to: "card.json")
    try bytes.write(to: URL(fileURLWithPath: folder.path + "/rows.csv"))
    let result = try renderFile("rows.csv", "--language", "en")
    #expect(result.code == 1)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.contains("in Excel as \"CSV UTF-8\""))
  }

  @Test func aRowCannotReachFilesOutsideTheDecksFolder() throws {
    try folder.write("", to: "out.png")
    try folder.write(
      Self.card.replacing(
        "\"text\": \"{{name}}, {{share}}\"", with: "\"type\": \"image\", \"src\": \"{{name}}\", \"alt\": \"A\""),
      to: "deck/card.json")
    try folder.write("name\n../out.png\n/etc/hostname\n", to: "rows.csv")
    let result = try Tool.run(
      ["render", "deck/card.json", "--data", "rows.csv", "--fonts", Tool.repository + "/Fonts/fonts.conf"],
      in: folder.path)
    #expect(result.code == 1)
    #expect(result.errors.contains("\"../out.png\" is outside the deck's folder"), "\(result.errors)")
    #expect(result.errors.contains("\"/etc/hostname\" is outside the deck's folder"), "\(result.errors)")
    #expect(pictures() == [])
  }

  @Test(
    "what is asked for wrongly is told before anything is made",
    arguments: [
      (["--name", "{{nme}}"], Int32(1), "did you mean {{name}}?"), (["--name", "/x"], 1, "cannot name files"),
      (["--rows", "3-2"], 64, "--rows takes two numbers"), (["--preview-rows", "0"], 64, "--preview-rows takes"),
      (["--pdf-per-card"], 64, "are not for --data"), (["--format", "no"], 1, "there is no format \"no\""),
    ])
  func tellsWrongOptions(_ options: [String], _ code: Int32, _ words: String) throws {
    try folder.write(Self.card, to: "card.json")
    try folder.write("name\nNorth\n", to: "rows.csv")
    let result = try Tool.run(
      ["render", "card.json", "--data", "rows.csv", "--fonts", Tool.repository + "/Fonts/fonts.conf"] + options,
      in: folder.path)
    #expect(result.code == code)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(pictures() == [])
  }

  @Test func optionsOfRowsAreForRows() throws {
    let result = try Tool.run(["render", "--preview-rows", "3"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("are for --data"))
  }

  @Test func whatKilledRunsLeftInTheFoldersOfRowsIsTakenAway() throws {
    try folder.write("half", to: "Output/en/small/north/.placard-1-one.png")
    try folder.write("mine", to: "Output/en/small/north/mine.txt")
    #expect(try render("name\none\n", "--language", "en", "--name", "north/{{name}}").code == 0)
    #expect(pictures() == ["en/small/north/mine.txt", "en/small/north/one.png"])
  }

  @Test func anOutputFolderThatCannotBeWrittenToIsTold() throws {
    try folder.write("", to: "taken")
    let result = try render("name\none\n", "--output", "taken")
    #expect(result.code == 1)
    #expect(
      result.errors == """
        error: taken is a file, not a folder [output-folder]
          why: the output folder must be one that you may write to
          help: name another folder with --output
        1 error

        """)
  }

  @Test func theReportHoldsTheFilesOfAllRows() throws {
    #expect(try render("name\nA\nB\n", "--language", "en", "--report", "run.json").code == 0)
    let report = try folder.text("run.json")
    #expect(report.contains("en/small/region-000001.png") && report.contains("en/small/region-000002.png"))
  }

  // MARK: Help

  private func render(_ table: String, _ options: String...) throws -> Tool.Result {
    try folder.write(table, to: "rows.csv")
    return try renderFile("rows.csv", options)
  }

  private func renderFile(_ file: String, _ options: String...) throws -> Tool.Result { try renderFile(file, options) }

  private func renderFile(_ file: String, _ options: [String]) throws -> Tool.Result {
    try folder.write(Self.card, to: "card.json")
    return try Tool.run(
      ["render", "card.json", "--data", file, "--fonts", Tool.repository + "/Fonts/fonts.conf"] + options,
      in: folder.path)
  }

  /// What was made, below the output folder.
  private func pictures() -> [String] {
    folder.files().filter { $0.hasPrefix("Output/") }.map { String($0.dropFirst("Output/".count)) }
  }

  private func bytes() throws -> [String: Data] {
    try Dictionary(uniqueKeysWithValues: pictures().map { ($0, try folder.data("Output/" + $0)) })
  }

  /// A picture's metadata, which hold its alternative text.
  private func description(_ picture: String) throws -> String {
    String(decoding: try folder.data("Output/" + picture), as: UTF8.self)
  }
}
