import Testing

@testable import DataRows

@Suite("CSVReader")
struct CSVReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var behaviour: String
    var text: String
    var rows: [[String]]
    var testDescription: String { behaviour }
  }

  static let cases = [
    Case(behaviour: "plain fields", text: "a,b\n1,2\n", rows: [["a", "b"], ["1", "2"]]),
    Case(behaviour: "the last line needs no end", text: "a,b\n1,2", rows: [["a", "b"], ["1", "2"]]),
    Case(behaviour: "CR LF", text: "a,b\r\n1,2\r\n", rows: [["a", "b"], ["1", "2"]]),
    Case(behaviour: "CR alone", text: "a,b\r1,2\r", rows: [["a", "b"], ["1", "2"]]),
    Case(behaviour: "quotes hold the separator", text: "\"a,b\",c\n", rows: [["a,b", "c"]]),
    Case(
      behaviour: "quotes hold line breaks as they are", text: "\"a\nb\r\nc\rd\",e\n", rows: [["a\nb\r\nc\rd", "e"]]),
    Case(behaviour: "a doubled quote is one", text: "\"a \"\"b\"\"\"\n", rows: [["a \"b\""]]),
    Case(behaviour: "a quote within a plain field is a letter", text: "5'10\",x\n", rows: [["5'10\"", "x"]]),
    Case(behaviour: "space is kept", text: " a , b \n", rows: [[" a ", " b "]]),
    Case(behaviour: "empty fields", text: ",,\n\"\",a,\n", rows: [["", "", ""], ["", "a", ""]]),
    Case(behaviour: "empty lines are no rows", text: "\n\na,b\n\r\n\r\n1,2\n\n", rows: [["a", "b"], ["1", "2"]]),
    Case(behaviour: "a quoted nothing is a row", text: "a\n\"\"\n", rows: [["a"], [""]]),
    Case(behaviour: "no bytes", text: "", rows: []),
    Case(behaviour: "letters of all lengths", text: "é,漢,🙂\n", rows: [["é", "漢", "🙂"]]),
  ]

  /// Wherever the file is cut into chunks, the outcome is the same.
  @Test(arguments: cases, [1, 2, 3, 7, 65_536])
  func reads(_ example: Case, _ chunk: Int) throws {
    #expect(try Self.read(example.text, chunk: chunk).map(Self.texts) == example.rows)
  }

  @Test("the byte order mark of UTF-8 is no part of the first name", arguments: [1, 2, 3, 64])
  func skipsTheMark(_ chunk: Int) throws {
    #expect(try Self.read("\u{FEFF}a,b\n", chunk: chunk).map(Self.texts) == [["a", "b"]])
  }

  @Test(
    "files in UTF-16 are refused with what to do",
    arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61]] as [[UInt8]])
  func refusesUTF16(_ bytes: [UInt8]) {
    let error = #expect(throws: DataError.self) { _ = try ByteSource(bytes, name: "rows.csv") }
    #expect(error?.diagnostic.code == "data-encoding")
    #expect(error?.diagnostic.message == "the file is written in UTF-16")
    #expect(error?.diagnostic.help?.contains("CSV UTF-8") == true)
  }

  @Test func fieldsKnowTheirPlaces() throws {
    let rows = try Self.read("é,b\n\"x\ny\",\"z\"\r\n,q\n")
    #expect(rows.map(\.line) == [1, 2, 4])
    let places = rows.flatMap(\.fields).map { [$0.place.line, $0.place.column] }
    #expect(places == [[1, 1], [1, 3], [2, 1], [3, 4], [4, 1], [4, 2]])
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var behaviour: String
    var text: String
    var kind: CSVReader.Problem.Kind
    var place: [Int]
    /// How many rows there are, with those that are wrong.
    var rows: Int
    var testDescription: String { behaviour }
  }

  static let wrong = [
    Wrong(behaviour: "text after a quote", text: "a,\"b\"c\nd,e\n", kind: .textAfterQuote, place: [1, 6], rows: 2),
    Wrong(
      behaviour: "a quote that is not closed", text: "a,b\n1,\"2\n3,4\n", kind: .unclosedQuote, place: [2, 3], rows: 2),
    Wrong(behaviour: "a byte of nothing", text: "a,b\n1,\0\n3,4\n", kind: .nul, place: [2, 3], rows: 3),
    Wrong(behaviour: "a long field", text: "a,b\n1,12345678901\n3,4\n", kind: .longField, place: [2, 3], rows: 3),
    Wrong(
      behaviour: "a long quoted field", text: "a,b\n1,\"12345678\n01\"\n3,4\n", kind: .longField, place: [2, 3], rows: 3
    ),
    Wrong(
      behaviour: "a long row", text: "a,b\n123456789,123456789,123\n3,4\n", kind: .longRecord, place: [2, 21], rows: 3),
  ]

  @Test(arguments: wrong)
  func goesOnAfterWhatIsWrong(_ example: Wrong) throws {
    let rows = try Self.read(example.text, limits: CSVReader.Limits(field: 10, record: 20, fields: 3))
    #expect(rows.count == example.rows)
    let problems = rows.compactMap(\.problem)
    #expect(problems.map(\.kind) == [example.kind])
    #expect(problems.map { [$0.place.line, $0.place.column] } == [example.place])
  }

  @Test func aFieldThatNeverEndsNeedsNoMemory() throws {
    let text = "a\n\"" + String(repeating: "x", count: 1_000_000)
    let rows = try Self.read(text, limits: CSVReader.Limits(field: 100, record: 200, fields: 3))
    #expect(rows.last?.fields.map(\.bytes.count) == [100])
    #expect(rows.last?.problem?.kind == .unclosedQuote)
  }

  @Test func fieldsBeyondTheLimitAreCountedAndNotKept() throws {
    let rows = try Self.read("1,2,3,4,5\n", limits: CSVReader.Limits(field: 10, record: 20, fields: 3))
    #expect(rows.map(\.count) == [5])
    #expect(rows.map(\.fields.count) == [3])
  }

  @Test(
    "the separator is what the first line has most of",
    arguments: [
      ("a,b;c,d\n", Separator.comma), ("a;b;c,d\n1,2,3,4,5,6\n", .semicolon), ("a\tb\n", .tab), ("alone\n", .comma),
      ("\"a;b;c\",d\n", .comma), ("\n\na;b\n", .semicolon), ("a,b;c\n", .comma), ("", .comma), ("\"a\n;\",b", .comma),
    ])
  func detectsTheSeparator(_ text: String, _ separator: Separator) {
    #expect(Separator.detect(in: Array(text.utf8)) == separator)
  }

  static func read(
    _ text: String, separator: Separator = .comma, chunk: Int = 64, limits: CSVReader.Limits = .init()
  ) throws -> [CSVReader.Record] {
    var reader = CSVReader(
      try ByteSource(Array(text.utf8), name: "rows.csv", chunk: chunk), separator: separator, limits: limits)
    var rows: [CSVReader.Record] = []
    while let record = try reader.next() { rows.append(record) }
    return rows
  }

  static func texts(_ record: CSVReader.Record) -> [String] {
    record.fields.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
