import CardSpec
import Diagnostics

/// One row of a data file, its cells checked.
public struct DataRow: Sendable, Hashable {
  /// Of the file's rows, counted from 1, also those that cannot be used.
  public var number: Int
  /// Where it begins.
  public var location: SourceLocation
  public var cells: [Cell]

  public struct Cell: Sendable, Hashable {
    public var column: Column
    /// As it stands in the file; `nil` for lists and objects.
    public var text: String?
    /// What it fills a slot with; `nil` where the cell is empty.
    public var value: JSONValue?
  }

  /// The text of a column, for names of files.
  func text(of column: String) -> String? { cells.first { $0.column.reference == column }?.text }
}
