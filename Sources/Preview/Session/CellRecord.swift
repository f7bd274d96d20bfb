import Diagnostics
import Scene

/// How a cell stands.
public enum CellState: String, Sendable, Hashable, Encodable {
  /// Nobody has looked at it since it was touched.
  case waiting
  case ok
  /// It can be shown, but mistakes keep it from being put out.
  case flawed
  /// Mistakes keep it from being shown; the last good picture is shown in its place.
  case stale
  /// Mistakes keep it from being shown, and there was no good picture yet.
  case missing
}

/// What a session knows of a cell.
struct CellRecord: Sendable {
  /// The last change that touched it.
  var revision: Int
  /// The last change that touched the card itself, not only others of its fit groups.
  var ownRevision: Int
  var state = CellState.waiting
  var counts: [Diagnostic.Severity: Int] = [:]
  /// Each once, sorted.
  var codes: [String] = []

  init(revision: Int) {
    self.revision = revision
    ownRevision = revision
  }

  mutating func note(_ diagnostics: [Diagnostic], state: CellState) {
    self.state = state
    counts = Dictionary(grouping: diagnostics, by: \.severity).mapValues(\.count)
    codes = Set(diagnostics.map(\.code)).sorted()
  }
}

/// How a cell stands, for programs.
public struct CellStatus: Sendable, Hashable, Encodable {
  /// Left out where the cell stands under its card.
  public var card: String?
  public var language: String
  public var format: String
  public var revision: Int
  public var state: CellState
  public var errors: Int
  public var warnings: Int
  public var notes: Int
  public var codes: [String]

  init(_ cell: CellID, _ record: CellRecord, namesCard: Bool = true) {
    card = namesCard ? cell.card : nil
    (language, format) = (cell.language, cell.format)
    (revision, state, codes) = (record.revision, record.state, record.codes)
    errors = record.counts[.error] ?? 0
    warnings = record.counts[.warning] ?? 0
    notes = record.counts[.note] ?? 0
  }
}
