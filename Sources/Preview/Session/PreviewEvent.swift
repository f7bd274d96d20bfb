/// What a session tells whoever listens.
public enum PreviewEvent: Sendable {
  case changed(ChangeReport)
  case cells(CellsReport)
  case review(ReviewReport)
  case ended(reason: String)
}

/// What became of a change of files.
public struct ChangeReport: Sendable, Encodable {
  public var revision: Int
  /// From the deck's folder where they lie in it.
  public var files: [String]
  /// Whether cards, languages or formats came or went.
  public var structure: Bool
  public var cells: [CellStatus]
  /// The cards whose words may be others.
  public var cards: [CardReport]
  /// Everything that is wrong with the files.
  public var diagnostics: [DiagnosticReport]
}

/// How cells came out.
public struct CellsReport: Sendable, Encodable {
  public var revision: Int
  public var cells: [CellStatus]
}
