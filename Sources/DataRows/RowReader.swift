import CardSpec
import Diagnostics

/// Reads a file of rows as a stream: a table (CSV, TSV) or JSON Lines. One row is in memory at a time.
public struct RowReader: Sendable {
  public enum Outcome: Sendable, Hashable {
    case row(DataRow)
    /// A row that cannot be used, with all that is wrong with it; the next one may be good.
    case bad(number: Int, [Diagnostic])
    /// Nothing after this place can be read.
    case stopped(Diagnostic)
  }

  /// A data file cannot be used at all.
  public struct Refusal: Error, Sendable {
    public var diagnostics: [Diagnostic]
  }

  public let file: String
  /// The table's columns; `nil` where every row names its own.
  public private(set) var columns: [Column]?

  private enum Records: Sendable {
    case table(CSVReader)
    case lines(JSONLinesReader)
  }

  private var records: Records
  private let cells: CellReader
  /// How many rows were read.
  public private(set) var number = 0
  private var isAtEnd = false
  /// The columns of JSON Lines by key, so that each is read once; bounded, since keys are data.
  private var known: [String: Column] = [:]
  private static let mostKnown = 1_000
  /// So much of a table's first line is looked at for its separator, bytes.
  private static let longestFirstLine = 64 << 10

  /// Opens a file; its name says what it is.
  ///
  /// - Parameter separator: what parts the fields of a table; found in its first line where it is `nil`.
  public init(file: String, deck: Deck, separator: Separator? = nil) throws(Refusal) {
    let ending = file.split(separator: ".").last?.lowercased() ?? ""
    guard ["csv", "tsv", "jsonl", "ndjson"].contains(ending) else {
      throw Refusal(diagnostics: [
        Diagnostic(
          .error, "data-file", "\(file) is neither a table nor JSON Lines, by its name",
          help: "name a file that ends in .csv, .tsv or .jsonl")
      ])
    }
    do throws(DataError) {
      let source = try ByteSource(file: file)
      let found = ending == "tsv" ? separator ?? .tab : separator
      try self.init(source, isTable: ["csv", "tsv"].contains(ending), deck: deck, separator: found)
    } catch {
      throw Refusal(diagnostics: [error.diagnostic])
    }
    let mistakes = heading()
    guard mistakes.isEmpty else { throw Refusal(diagnostics: mistakes) }
  }

  init(
    _ source: ByteSource, isTable: Bool, deck: Deck, separator: Separator?, limits: CSVReader.Limits = .init()
  ) throws(DataError) {
    file = source.name
    var allowsDecimalComma = false
    if isTable {
      var source = source
      let stated = try Self.statedSeparator(&source)
      let start = try source.ahead(Self.longestFirstLine)
      let found = separator ?? stated ?? Separator.detect(in: start)
      allowsDecimalComma = found != .comma
      records = .table(CSVReader(source, separator: found, limits: limits, line: stated == nil ? 1 : 2))
    } else {
      records = .lines(JSONLinesReader(source, limit: limits.record))
    }
    cells = CellReader(
      folder: DeckFolder(deck.folder), languages: deck.languages, allowsDecimalComma: allowsDecimalComma)
  }

  /// The separator that spreadsheets state in a line of its own, `sep=;`, which is taken.
  private static func statedSeparator(_ source: inout ByteSource) throws(DataError) -> Separator? {
    let start = Array(try source.ahead(7).prefix(7))
    guard start.count >= 6, start.starts(with: "sep=".utf8), start[5] == 0x0A || start[5] == 0x0D,
      let found = Separator.allCases.first(where: { $0.byte == start[4] })
    else { return nil }
    let length = start[5] == 0x0D && start.count > 6 && start[6] == 0x0A ? 7 : 6
    for _ in 0..<length { _ = try source.next() }
    return found
  }

  // MARK: The first line

  /// Reads a table's first line; what is wrong with it is returned.
  mutating func heading() -> [Diagnostic] {
    guard case .table(var reader) = records else { return [] }
    do throws(DataError) {
      let record = try reader.next()
      records = .table(reader)
      guard let record else { return [.emptyData(file)] }
      if let problem = record.problem {
        let isNull = problem.kind == .nul
        return [
          isNull
            ? .dataEncoding(
              "the file holds a byte of nothing, as UTF-16 does", file: file, line: problem.place.line,
              column: problem.place.column)
            : .badRecord(problem, file: file)
        ]
      }
      return try read(record)
    } catch {
      return [error.diagnostic]
    }
  }

  private mutating func read(_ record: CSVReader.Record) throws(DataError) -> [Diagnostic] {
    var found: [Column] = []
    var mistakes: [Diagnostic] = []
    if record.count > record.fields.count { mistakes.append(.manyColumns(record, file: file)) }
    for field in record.fields {
      let location = location(field.place)
      switch Column.read(try text(field), at: location) {
      case .success(let column):
        if found.contains(where: { $0.name == column.name }) {
          mistakes.append(.sameColumn(column.name, at: location))
        } else {
          found.append(column)
        }
      case .failure(let error): mistakes.append(error.diagnostic)
      }
    }
    columns = found
    return mistakes
  }

  // MARK: Rows

  /// The next row; `nil` at the end of the file, and after it could not be read on.
  public mutating func next() -> Outcome? {
    guard !isAtEnd else { return nil }
    do throws(DataError) {
      switch records {
      case .table(var reader):
        let record = try reader.next()
        records = .table(reader)
        return try record.map { record throws(DataError) in try outcome(record) }
      case .lines(var reader):
        let line = try reader.next()
        records = .lines(reader)
        return try line.map { line throws(DataError) in try outcome(line) }
      }
    } catch {
      isAtEnd = true
      return .stopped(error.diagnostic)
    }
  }

  private mutating func outcome(_ record: CSVReader.Record) throws(DataError) -> Outcome {
    number += 1
    let columns = columns ?? []
    if let problem = record.problem { return .bad(number: number, [.badRecord(problem, file: file)]) }
    guard record.count == columns.count else {
      return .bad(number: number, [.ragged(record, columns: columns.count, file: file)])
    }
    var row = DataRow(number: number, location: location(record.fields[0].place), cells: [])
    row.location.column = 1
    var mistakes: [Diagnostic] = []
    for (column, field) in zip(columns, record.fields) {
      let text = try text(field, of: column)
      switch cells.value(of: text, in: column, at: location(field.place)) {
      case .success(let value): row.cells.append(DataRow.Cell(column: column, text: text, value: value))
      case .failure(let error): mistakes.append(error.diagnostic)
      }
    }
    return mistakes.isEmpty ? .row(row) : .bad(number: number, mistakes)
  }

  private mutating func outcome(_ line: JSONLinesReader.Line) throws(DataError) -> Outcome {
    number += 1
    let place = SourceLocation(file: file, line: line.number, column: 1)
    guard let bytes = line.bytes else { return .bad(number: number, [.longLine(at: place)]) }
    try checkEncoding(bytes, CSVReader.Place(line: line.number, column: 1), of: nil)
    let (value, found) = JSONParser.parse(bytes, file: file, line: line.number)
    guard let value, found.isEmpty else { return .bad(number: number, found) }
    guard let object = value.object else { return .bad(number: number, [.noObject(value)]) }
    var row = DataRow(number: number, location: place, cells: [])
    var mistakes: [Diagnostic] = []
    for member in object.members {
      switch column(member) {
      case .failure(let error): mistakes.append(error.diagnostic)
      case .success(let column) where row.cells.contains { $0.column.name == column.name }:
        mistakes.append(.sameColumn(column.name, at: member.keyLocation))
      case .success(let column):
        switch cells.value(of: member.value, in: column) {
        case .success(let found):
          row.cells.append(DataRow.Cell(column: column, text: Self.text(of: member.value), value: found))
        case .failure(let error): mistakes.append(error.diagnostic)
        }
      }
    }
    return mistakes.isEmpty ? .row(row) : .bad(number: number, mistakes)
  }

  private mutating func column(_ member: JSONObject.Member) -> Result<Column, DataError> {
    if let column = known[member.key] { return .success(column) }
    let found = Column.read(member.key, at: member.keyLocation)
    if case .success(let column) = found, known.count < Self.mostKnown { known[member.key] = column }
    return found
  }

  /// As it may stand in the name of a file.
  private static func text(of value: JSONValue) -> String? {
    switch value.kind {
    case .string(let text): text
    case .null: ""
    case .number, .bool: NodeMessages.describe(value)
    case .array, .object: nil
    }
  }

  // MARK: Text

  private func location(_ place: CSVReader.Place) -> SourceLocation {
    SourceLocation(file: file, line: place.line, column: place.column)
  }

  private func text(_ field: CSVReader.Field, of column: Column? = nil) throws(DataError) -> String {
    if let text = String(validating: field.bytes, as: UTF8.self) { return text }
    throw DataError(diagnostic: .wrongEncoding(file: file, field.place, column: column?.name))
  }

  private func checkEncoding(_ bytes: [UInt8], _ place: CSVReader.Place, of column: Column?) throws(DataError) {
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    throw DataError(diagnostic: .wrongEncoding(file: file, place, column: column?.name))
  }
}
