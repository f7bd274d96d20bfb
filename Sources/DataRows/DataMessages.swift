import CardSpec
import Diagnostics

extension Diagnostic {
  static func emptyData(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "data-file", "the file is empty", help: "write the names of the columns in its first line",
      at: SourceLocation(file: file, line: 1, column: 1))
  }

  /// The file is not in UTF-8, and what to do about it in the words of spreadsheets.
  static func dataEncoding(_ message: String, file: String, line: Int, column: Int, path: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, "data-encoding", message, reason: "data files are read in UTF-8; nothing from this line on was read",
      help: "save it again as UTF-8: in Excel as \"CSV UTF-8\", in LibreOffice with the character set Unicode (UTF-8)",
      at: SourceLocation(file: file, line: line, column: column), path: path)
  }

  static func wrongEncoding(file: String, _ place: CSVReader.Place, column: String?) -> Diagnostic {
    dataEncoding(
      "there are bytes here that are no UTF-8, perhaps a letter in Latin-1 or Windows-1252", file: file,
      line: place.line, column: place.column, path: column)
  }

  static func badRecord(_ problem: CSVReader.Problem, file: String) -> Diagnostic {
    let (message, reason, help) =
      switch problem.kind {
      case .textAfterQuote:
        (
          "text follows a closing quotation mark", "a field in quotation marks ends with the second one",
          "double the quotation marks within the field: \"\""
        )
      case .unclosedQuote:
        (
          "a quotation mark here is not closed", "the field takes in all that follows, so no later row was read",
          "close it, or double it where it belongs to the text"
        )
      case .longField:
        (
          "a field begins here that is too long to be read", "it has more than a megabyte",
          "look for a quotation mark that is not closed"
        )
      case .longRecord:
        (
          "the row is too long to be read", "it has more than four megabytes",
          "look for a quotation mark that is not closed"
        )
      case .nul:
        ("the row holds a byte of nothing", "no text holds one; the file may be damaged", "save the file again")
      }
    return Diagnostic(
      .error, "data-row", message, reason: reason, help: help,
      at: SourceLocation(file: file, line: problem.place.line, column: problem.place.column))
  }

  static func ragged(_ record: CSVReader.Record, columns: Int, file: String) -> Diagnostic {
    Diagnostic(
      .error, "data-row",
      "the row has \(record.count) \(record.count == 1 ? "field" : "fields"), and the first line names \(columns)",
      reason: "it cannot be told which field belongs to which column",
      help: record.count > columns
        ? "put fields that hold the separator in quotation marks" : "add the fields that are missing, also empty ones",
      at: SourceLocation(file: file, line: record.line, column: 1))
  }

  static func manyColumns(_ record: CSVReader.Record, file: String) -> Diagnostic {
    Diagnostic(
      .error, "data-column", "the first line names \(record.count) columns",
      reason: "at most \(record.fields.count) are read", help: "remove those that no card uses",
      at: SourceLocation(file: file, line: record.line, column: 1))
  }

  static func sameColumn(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "data-column", "two columns are called \"\(NodeMessages.shortened(name))\"",
      help: "give them different names", at: location)
  }

  static func longLine(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "data-row", "the line is too long to be read", reason: "it has more than four megabytes",
      help: "write each row in a line of its own", at: location)
  }

  static func noObject(_ value: JSONValue) -> Diagnostic {
    Diagnostic(
      .error, "data-row", "the row is \(NodeMessages.describe(value)), not an object",
      help: "write names and values: {\"region\": \"North\"}", at: value.location)
  }
}
