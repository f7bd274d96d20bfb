import CardSpec
import DataRows
import Diagnostics
import Synchronization

/// A row, and what its files are called, without folders of language and format and without endings.
struct NamedRow: Sendable {
  var row: DataRow
  /// One for each card.
  var cards: [String]
  var document: String
}

/// Hands out the rows of a file one by one, as workers ask for them. Names are given here, in the order of the file, so
/// that it does not depend on the workers which of two rows has a name first.
final class RowQueue: Sendable {
  private struct State: Sendable {
    var reader: RowReader
    var taken = TakenNames()
    var findings = RowFindings()
    /// Columns that were told to be of no use.
    var told: Set<String> = []
    /// Rows that were read, of those asked for.
    var count = 0
    var leftOut = 0
    /// Of JSON Lines, the keys of the first row that the run has a use for.
    var keys: [String]?
    /// Whether no row was found of those asked for, whichever shard's.
    var isEmpty = true
  }

  private let naming: RowNaming
  private let uses: ColumnUses
  private let rows: ClosedRange<Int>
  private let shard: Shard?
  private let state: Mutex<State>

  /// - Parameter shard: Hands out its rows alone, but names all: a name that is taken is taken for every shard.
  init(_ reader: RowReader, naming: RowNaming, uses: ColumnUses, rows: ClosedRange<Int>, shard: Shard? = nil) {
    self.naming = naming
    self.uses = uses
    self.rows = rows
    self.shard = shard
    var start = State(reader: reader)
    for column in reader.columns ?? [] { Self.tell(column, uses, reader.file, 1, &start) }
    state = Mutex(start)
  }

  /// The next row that can be used.
  func next() -> NamedRow? {
    state.withLock { state in
      // What follows the last row that was asked for is not even read.
      while state.reader.number < rows.upperBound, let outcome = state.reader.next() {
        switch outcome {
        case .stopped(let problem): state.findings.add([problem], row: .max)
        case .bad(let number, let problems):
          guard number >= rows.lowerBound else { continue }
          state.isEmpty = false
          if isOwn(number) { Self.leaveOut(problems, number, &state) }
        case .row(let row):
          let mismatch = compareKeys(of: row, &state)
          guard row.number >= rows.lowerBound else { continue }
          state.isEmpty = false
          if let mismatch {
            if isOwn(row.number) { Self.leaveOut([mismatch], row.number, &state) }
          } else if !isOwn(row.number) {
            _ = naming.names(of: row, taken: &state.taken)
          } else if let named = name(row, &state) {
            return named
          }
        }
      }
      return nil
    }
  }

  /// Whether there was no row at all.
  var isEmpty: Bool { state.withLock(\.isEmpty) }

  private func isOwn(_ number: Int) -> Bool { shard?.hasRow(number) ?? true }

  /// How many rows were read and left out, and what was found.
  var outcome: (count: Int, leftOut: Int, findings: RowFindings) {
    state.withLock { ($0.count, $0.leftOut, $0.findings) }
  }

  // MARK: Steps

  /// In JSON Lines every row names its own columns. One that lacks a key of the others would show the card's sample.
  private func compareKeys(of row: DataRow, _ state: inout State) -> Diagnostic? {
    guard state.reader.columns == nil else { return nil }
    let keys = row.cells.map(\.column).filter(uses.has).map(\.name)
    guard let first = state.keys else {
      state.keys = keys
      return nil
    }
    if let missing = first.first(where: { !keys.contains($0) }) {
      return .missingKey(missing, in: row, others: row.cells.map(\.column.name).filter { !first.contains($0) })
    }
    return keys.first { !first.contains($0) }.map { .newKey($0, in: row) }
  }

  private func name(_ row: DataRow, _ state: inout State) -> NamedRow? {
    if state.reader.columns == nil {
      for cell in row.cells { Self.tell(cell.column, uses, row.location.file, row.location.line, &state) }
    }
    switch naming.names(of: row, taken: &state.taken) {
    case .success(let named):
      state.count += 1
      return named
    case .failure(let problem):
      Self.leaveOut([problem.diagnostic], row.number, &state)
      return nil
    }
  }

  private static func leaveOut(_ problems: [Diagnostic], _ number: Int, _ state: inout State) {
    state.count += 1
    state.leftOut += 1
    state.findings.add(problems, row: number)
  }

  /// Tells once of a column that nothing uses.
  private static func tell(_ column: Column, _ uses: ColumnUses, _ file: String, _ line: Int, _ state: inout State) {
    guard !uses.has(column), state.told.count < 20, state.told.insert(column.name).inserted else { return }
    state.findings.add([uses.warning(column, file: file, line: line)], row: 0)
  }
}

extension Diagnostic {
  fileprivate static func missingKey(_ key: String, in row: DataRow, others: [String]) -> Diagnostic {
    let key = NodeMessages.shortened(key)
    return Diagnostic(
      .error, "data-row", "the row has no \"\(key)\", and the first row has",
      reason: "the card's own sample would stand in its place",
      help: Suggestion.nearest(to: key, among: others).map { "did you mean \"\(key)\" where \"\($0)\" stands?" }
        ?? "add it, as null where there is none", at: row.location)
  }

  fileprivate static func newKey(_ key: String, in row: DataRow) -> Diagnostic {
    Diagnostic(
      .error, "data-row", "the row has \"\(NodeMessages.shortened(key))\", and the first row has not",
      reason: "rows without it would show the card's own sample in its place",
      help: "give it to every row, as null where there is none", at: row.location)
  }
}

/// What the columns of a run can be used for.
struct ColumnUses: Sendable {
  /// Names of slots, and of columns that the names of files are made of.
  let slots: Set<String>
  let columns: Set<String>
  let languages: [String]

  func has(_ column: Column) -> Bool {
    columns.contains(column.reference) || slots.contains(column.slot) && isOfTheDeck(column.language)
  }

  private func isOfTheDeck(_ language: String?) -> Bool {
    guard let language else { return true }
    return languages.contains { LanguageTag.fallbacks($0).contains(language) }
  }

  func warning(_ column: Column, file: String, line: Int) -> Diagnostic {
    let place = SourceLocation(file: file, line: line, column: 1)
    if let language = column.language, slots.contains(column.slot) {
      return Diagnostic(
        .warning, "unknown-language", "the deck has no language \"\(language)\", so this column is never used",
        help: Suggestion.nearest(to: language, among: languages).map { "did you mean \"\(column.slot).\($0)\"?" }
          ?? "the deck's languages are \(languages.joined(separator: ", "))",
        at: place, path: column.name)
    }
    let near = Suggestion.nearest(to: column.slot, among: slots.sorted())
    return Diagnostic(
      .warning, "unknown-column", "no card has a slot \"\(NodeMessages.shortened(column.name))\"",
      reason: "the column is not used", help: near.map { "did you mean \"\($0)\"?" }, at: place)
  }
}

/// Gives the files of a row their names.
struct RowNaming: Sendable {
  let name: OutputName
  /// Ids.
  let cards: [String]
  /// What documents of several cards are called for `{{card}}`.
  let deck: String

  /// The names, or why the row cannot have them.
  func names(of row: DataRow, taken: inout TakenNames) -> Result<NamedRow, DataError> {
    let document = name.name(row, card: cards.count == 1 ? cards[0] : deck)
    return document.flatMap { document in
      guard name.namesCard else {
        // A folder of its own for each row where there are several cards.
        let files = cards.count == 1 ? [document] : cards.map { "\(document)/\($0)" }
        return take([document], row, &taken).map { NamedRow(row: row, cards: files, document: document) }
      }
      var files: [String] = []
      for card in cards {
        switch name.name(row, card: card) {
        case .success(let file): files.append(file)
        case .failure(let error): return .failure(error)
        }
      }
      let all = files.contains(document) ? files : files + [document]
      return take(all, row, &taken).map { NamedRow(row: row, cards: files, document: document) }
    }
  }

  private func take(_ names: [String], _ row: DataRow, _ taken: inout TakenNames) -> Result<Void, DataError> {
    for name in names {
      guard let line = taken.take(name, line: row.location.line) else { continue }
      return .failure(
        DataError(
          diagnostic: Diagnostic(
            .error, "data-name", "the row in line \(line) is called \"\(NodeMessages.shortened(name))\" too",
            reason: line == row.location.line
              ? "two cards of a row would write the same file" : "it would be written over, so this row was left out",
            help: "let --name speak of columns that tell all rows apart, or of {{row}}", at: row.location)))
    }
    return .success(())
  }
}
