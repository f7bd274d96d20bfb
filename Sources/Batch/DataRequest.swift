import DataRows

/// Which rows a run renders its cards for, and what the files are called.
public struct DataRequest: Sendable {
  /// A table or JSON Lines, as `RowReader` reads them.
  public var file: String
  /// As `OutputName` reads it.
  public var name = OutputName.standard
  /// What parts the fields of a table; found in its first line where it is `nil`.
  public var separator: Separator?
  /// By number, counted from 1.
  public var rows = 1...Int.max
  /// Of these rows only those of one shard.
  public var shard: Shard?

  public init(file: String) { self.file = file }
}
