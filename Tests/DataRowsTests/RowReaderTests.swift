import CardSpec
import Diagnostics
import LiteralText
import TestSupport
import Testing

@testable import DataRows

@Suite("RowReader")
struct RowReaderTests {
  private let folder = TemporaryFolder()

  // MARK: Cells

  @Test func cellsAreWhatTheirColumnsSay() throws {
    try folder.write("", to: "a.jpg")
    let rows = try rows(
      "name,share:number,day:date,photo:picture,site:link,note:markup\n"
        + "*Ana*,0.28,2026-11-25,a.jpg,https://example.org,**so**\n")
    let values = try #require(rows.first).cells.map(\.value)
    #expect(values[0]?.string == LiteralText.hide("*Ana*"))
    #expect(values[1]?.number == 0.28)
    #expect(values[2]?["en"]?.string.map { LiteralText.reveal($0) } == "November 25, 2026")
    #expect(values[2]?["fr"]?.string.map { LiteralText.reveal($0) } == "25 novembre 2026")
    #expect(values[3]?.string.map { LiteralText.reveal($0) } == "a.jpg")
    #expect(values[4]?.string.map { LiteralText.reveal($0) } == "https://example.org")
    #expect(values[5]?.string == "**so**")
    #expect(values[1]?.location == SourceLocation(file: "rows.csv", line: 2, column: 7))
  }

  @Test func whatIsEmptyIsNothing() throws {
    let rows = try rows("a,b:number,c:date,d:picture,e:link\n,,,,\n")
    #expect(try #require(rows.first).cells.map(\.value) == [nil, nil, nil, nil, nil])
  }

  @Test(
    "a cell that is not what its column says is told with its place",
    arguments: [
      ("number", "1,5", "\"1,5\" is not a number"), ("number", "28 %", "\"28 %\" is not a number"),
      ("number", "nan", "\"nan\" is not a number"), ("number", "0x10", "\"0x10\" is not a number"),
      ("number", "1e999", "\"1e999\" is not a number"), ("date", "25.11.2026", "\"25.11.2026\" is not a day"),
      ("date", "2026-02-29", "\"2026-02-29\" is not a day"), ("date", "2026-1-5", "\"2026-1-5\" is not a day"),
      ("picture", "no.jpg", "there is no file \"no.jpg\""),
      ("picture", "../out.jpg", "\"../out.jpg\" is outside the deck's folder"),
      ("picture", "/etc/passwd", "\"/etc/passwd\" is outside the deck's folder"),
      ("picture", "https://example.org/a.jpg", "\"https://example.org/a.jpg\" is an address, not a file"),
      ("link", "javascript:alert(1)", "\"javascript:alert(1)\" is not an address that a card may link to"),
      (
        "text", "a" + String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self),
        "the text holds a character that no text may hold"
      ),
    ])
  func tellsMistypedCells(_ type: String, _ cell: String, _ message: String) throws {
    let outcomes = try outcomes("id,x:\(type)\n1,\"\(cell)\"\n2,\n")
    guard case .bad(1, let diagnostics) = outcomes[0] else { return #expect(Bool(false), "\(outcomes)") }
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics[0].location == SourceLocation(file: "rows.csv", line: 2, column: 3))
    #expect(diagnostics[0].path == "x")
    guard case .row = outcomes[1] else { return #expect(Bool(false), "\(outcomes)") }
  }

  @Test func allThatIsWrongInARowIsTold() throws {
    guard case .bad(1, let found) = try outcomes("a:number,b:date\nx,y\n")[0] else { return #expect(Bool(false)) }
    #expect(found.map(\.path) == ["a", "b"])
  }

  @Test func aCommaIsADecimalSignWhereItPartsNoFields() throws {
    #expect(try rows("a:number;b\n0,28;x\n").first?.cells[0].value?.number == 0.28)
    #expect(try rows("a:number;b\n0.28;x\n").first?.cells[0].value?.number == 0.28)
    guard case .bad = try outcomes("a:number;b\n1.234,5;x\n")[0] else { return #expect(Bool(false)) }
  }

  // MARK: The first line

  @Test func aColumnMayBeOneLanguagesText() throws {
    let columns = try #require(reader("headline,headline.fr,headline.pt-BR:markup,No.\n1,2,3,4\n").columns)
    #expect(columns.map(\.slot) == ["headline", "headline", "headline", "No."])
    #expect(columns.map(\.language) == [nil, "fr", "pt-BR", nil])
    #expect(columns.map(\.type) == [.text, .text, .markup, .text])
  }

  @Test(
    "what is wrong with the first line is told",
    arguments: [
      ("a,a", "two columns are called \"a\""), ("a,,b", "a column has no name"),
      ("a:numbr", "\"numbr\" is no type of column"),
      (String(repeating: "a", count: 201), "the name of a column is longer than 200 bytes"),
      ("row,a", "a column cannot be called \"row\""), ("", "the file is empty"), ("\n\n", "the file is empty"),
      ("a,\"b", "a quotation mark here is not closed"), ("a\0b\0", "the file holds a byte of nothing, as UTF-16 does"),
    ])
  func tellsWrongFirstLines(_ line: String, _ message: String) throws {
    var reader = try RowReader(
      ByteSource(Array(line.utf8), name: "rows.csv"), isTable: true, deck: deck, separator: nil)
    #expect(reader.heading().map(\.message) == [message])
  }

  @Test func aMistypedTypeIsSuggested() throws {
    var reader = try RowReader(
      ByteSource(Array("a:numbr".utf8), name: "rows.csv"), isTable: true, deck: deck, separator: nil)
    #expect(reader.heading().map(\.help) == ["did you mean \"number\"?"])
  }

  @Test func aStatedSeparatorIsHeeded() throws {
    let outcomes = try outcomes("sep=;\r\na;b,c,d\r\n1;2\r\n3\r\n")
    guard case .row(let row) = outcomes[0], case .bad(2, let found) = outcomes[1] else { return #expect(Bool(false)) }
    #expect(row.cells.map(\.text) == ["1", "2"])
    #expect(row.location.line == 3)
    #expect(found.map(\.location?.line) == [4])
  }

  // MARK: Rows that cannot be used

  @Test func raggedRowsAreLeftOutAndTheOthersRead() throws {
    let outcomes = try outcomes("a,b\n1\n1,2\n1,2,3\n3,4\n")
    let messages = outcomes.flatMap { outcome -> [String] in
      guard case .bad(let number, let found) = outcome else { return [] }
      return found.map { "\(number) \($0.location?.line ?? 0): \($0.message)" }
    }
    #expect(
      messages == [
        "1 2: the row has 1 field, and the first line names 2", "3 4: the row has 3 fields, and the first line names 2",
      ])
    #expect(outcomes.count == 4)
  }

  @Test func theEncodingIsToldWithLineAndRemedy() throws {
    let outcomes = try outcomes(bytes: Array("id,name\n1,Ana\n2,Jos".utf8) + [0xE9] + Array("\n3,x\n".utf8))
    #expect(outcomes.count == 2)
    guard case .stopped(let problem) = outcomes[1] else { return #expect(Bool(false), "\(outcomes)") }
    #expect(problem.code == "data-encoding")
    #expect(problem.location == SourceLocation(file: "rows.csv", line: 3, column: 3))
    #expect(problem.path == "name")
    #expect(problem.help?.contains("UTF-8") == true)
  }

  // MARK: JSON Lines

  @Test func linesOfJSONAreRows() throws {
    let lines = #"""
      {"name": "*A*", "share": 0.5, "day:date": "2026-01-02", "items": ["a*", {"b": "$c.d"}], "none": null}

      {"name": "B"}
      """#
    let outcomes = try outcomes(lines, isTable: false)
    guard case .row(let first) = outcomes[0], case .row(let second) = outcomes[1] else { return #expect(Bool(false)) }
    #expect(first.cells.map(\.column.slot) == ["name", "share", "day", "items", "none"])
    #expect(first.cells[0].value?.string == LiteralText.hide("*A*"))
    #expect(first.cells[1].value?.number == 0.5)
    #expect(first.cells[2].value?["en"] != nil)
    #expect(first.cells[3].value?.array?[0].string == LiteralText.hide("a*"))
    #expect(first.cells[3].value?.array?[1]["b"]?.string == LiteralText.hide("$c.d"))
    #expect(first.cells[4].value == nil)
    #expect(second.location == SourceLocation(file: "rows.csv", line: 3, column: 1))
    #expect(second.cells[0].value?.location.line == 3)
  }

  @Test(
    "lines that are no rows are told and left out",
    arguments: [
      ("[1]", "data-row"), ("{\"a\": 1", "json-syntax"), ("{\"a\": 1, \"a\": 2}", "duplicate-key"),
      ("{\"a:numbr\": 1}", "data-column"), ("{\"a:date\": 5}", "data-cell"),
      ("{\"a\": 1, \"a:number\": 1}", "data-column"),
    ])
  func tellsWrongLines(_ line: String, _ code: String) throws {
    let outcomes = try outcomes("\(line)\n{\"a\": 1}\n", isTable: false)
    guard case .bad(1, let found) = outcomes[0], case .row = outcomes[1] else {
      return #expect(Bool(false), "\(outcomes)")
    }
    #expect(found.map(\.code).contains(code), "\(found)")
    #expect(found.allSatisfy { $0.location?.line == 1 })
  }

  @Test func aLineThatNeverEndsNeedsNoMemory() throws {
    let text = "{\"a\": \"" + String(repeating: "x", count: 100_000) + "\"}\n{\"a\": 1}\n"
    let outcomes = try outcomes(
      text, isTable: false, limits: CSVReader.Limits(field: 100, record: 1_000, fields: 10))
    guard case .bad(1, let found) = outcomes[0], case .row = outcomes[1] else { return #expect(Bool(false)) }
    #expect(found.map(\.message) == ["the line is too long to be read"])
  }

  // MARK: Files

  @Test(
    "what cannot be a file of rows is told",
    arguments: [("rows.txt", "by its name"), ("none.csv", "cannot be read"), ("folder.csv", "is a folder")])
  func tellsWrongFiles(_ name: String, _ words: String) throws {
    try folder.write("", to: "folder.csv/x")
    try folder.write("a\n1\n", to: "rows.txt")
    let refusal = #expect(throws: RowReader.Refusal.self) {
      _ = try RowReader(file: folder.path + "/" + name, deck: deck)
    }
    #expect(refusal?.diagnostics.first?.message.contains(words) == true, "\(String(describing: refusal))")
  }

  @Test func tablesOfTabsAreKnownByTheirName() throws {
    try folder.write("a,b;c\td\n1,5\t2\n", to: "rows.tsv")
    let reader = try RowReader(file: folder.path + "/rows.tsv", deck: deck)
    #expect(reader.columns?.map(\.name) == ["a,b;c", "d"])
  }

  // MARK: Help

  private var deck: Deck {
    Deck(name: "d", languages: ["en", "fr"], sourceLanguage: "en", folder: folder.path, file: "deck.json")
  }

  private func reader(_ text: String) throws -> RowReader {
    var reader = try RowReader(
      ByteSource(Array(text.utf8), name: "rows.csv"), isTable: true, deck: deck, separator: nil)
    #expect(reader.heading() == [])
    return reader
  }

  private func outcomes(
    _ text: String = "", bytes: [UInt8]? = nil, isTable: Bool = true, limits: CSVReader.Limits = .init()
  ) throws -> [RowReader.Outcome] {
    var reader = try RowReader(
      ByteSource(bytes ?? Array(text.utf8), name: "rows.csv", chunk: 5), isTable: isTable, deck: deck, separator: nil,
      limits: limits)
    #expect(reader.heading() == [])
    var outcomes: [RowReader.Outcome] = []
    while let outcome = reader.next() { outcomes.append(outcome) }
    return outcomes
  }

  private func rows(_ text: String) throws -> [DataRow] {
    try outcomes(text).compactMap { if case .row(let row) = $0 { row } else { nil } }
  }
}
