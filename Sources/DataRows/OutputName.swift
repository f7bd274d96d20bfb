import CardSpec
import Diagnostics
import Foundation

/// Names the files of a row: `{{region}}/{{id}}`, without an ending.
public struct OutputName: Sendable {
  /// The default: the card, and the row's number in six digits.
  public static let standard = "{{card}}-{{row}}"

  private let pattern: String
  private let pieces: [Placeholder.Piece]

  public init(_ pattern: String) {
    self.pattern = pattern
    pieces = Placeholder.split(pattern)
  }

  /// Whether the name differs from card to card.
  public var namesCard: Bool { columns(with: true).contains("card") }

  /// The columns that the pattern names.
  public var columns: [String] { columns(with: false) }

  private func columns(with others: Bool) -> [String] {
    pieces.compactMap { if case .reference(let name) = $0 { name } else { nil } }
      .filter { others || !Column.reserved.contains($0) }
  }

  /// What is wrong with the pattern itself; of columns, where they are known.
  public func mistakes(among columns: [Column]?) -> [Diagnostic] {
    if pattern.isEmpty || pattern.hasPrefix("/") || pattern.contains("\\") {
      return [
        Diagnostic(
          .error, "data-name", "\"\(NodeMessages.shortened(pattern))\" cannot name files",
          reason: "names begin in the output folder, and folders are parted by /",
          help: "write for instance --name \"{{region}}/{{id}}\"")
      ]
    }
    guard let known = columns?.map(\.name) else { return [] }
    let references = columns?.map(\.reference) ?? []
    return self.columns.filter { !references.contains($0) }.map { name in
      let near = Suggestion.nearest(to: name, among: known + Column.reserved).map { "did you mean {{\($0)}}?" }
      return Diagnostic(
        .error, "data-name", "--name speaks of \"\(NodeMessages.shortened(name))\", and there is no such column",
        help: near ?? "the columns are \(NodeMessages.shortened(known.joined(separator: ", ")))")
    }
  }

  /// A row's name for a card, in Unicode's composed form (NFC), or why it is none that every file system takes.
  public func name(_ row: DataRow, card: String) -> Result<String, DataError> {
    var name = ""
    for piece in pieces {
      switch piece {
      case .text(let text): name += text
      case .reference(let column):
        guard let text = value(of: column, row, card) else {
          return .failure(unsafe(row, "the row has no text in \"\(NodeMessages.shortened(column))\"", "fill it in"))
        }
        guard !text.contains(where: { $0 == "/" || $0 == "\\" }) else {
          return .failure(
            unsafe(
              row, "\"\(NodeMessages.shortened(text))\" in \"\(column)\" cannot be part of a file's name",
              "write it without / and \\"))
        }
        name += text
      }
    }
    let composed = name.precomposedStringWithCanonicalMapping
    let parts = composed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let mistake = parts.compactMap({ Self.mistake(inPart: $0) }).first ?? Self.mistake(inPath: composed) {
      return .failure(
        unsafe(
          row, "\"\(NodeMessages.shortened(composed))\" cannot be the name of a file: \(mistake)",
          "change what --name speaks of, or the row"))
    }
    return .success(composed)
  }

  private func value(of column: String, _ row: DataRow, _ card: String) -> String? {
    switch column {
    case "card": return card
    case "row":
      let digits = String(row.number)
      return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    default: return row.text(of: column).map(trimmed)
    }
  }

  // MARK: What every file system takes

  /// Bytes; file systems take 255, of which endings and the names of unfinished files need some.
  private static let largestPart = 200
  private static let largestPath = 1_000
  private static let forbidden = Set("<>:\"|?*".unicodeScalars)
  /// Marks that turn the direction of a name, so that it reads as another one.
  private static let turning = Set("\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}".unicodeScalars)
    .union("\u{2066}\u{2067}\u{2068}\u{2069}\u{061C}".unicodeScalars)

  private static func mistake(inPart part: String) -> String? {
    if part.isEmpty { return "a part of it is empty" }
    if part == ".." { return ".. leaves the folder" }
    if part.hasPrefix(".") { return "it begins with a full stop, which hides the file" }
    if part.hasSuffix(".") || part.first?.isWhitespace == true || part.last?.isWhitespace == true {
      return "it begins or ends with a space, or ends with a full stop, which Windows drops"
    }
    if part.utf8.count > largestPart { return "it is longer than \(largestPart) bytes" }
    if FileName.isReserved(part) { return "Windows keeps this name for a device" }
    for scalar in part.unicodeScalars {
      if forbidden.contains(scalar) { return "Windows takes no \(scalar)" }
      let category = scalar.properties.generalCategory
      if [.control, .lineSeparator, .paragraphSeparator, .unassigned].contains(category) || turning.contains(scalar) {
        return "it holds a character that cannot be seen"
      }
    }
    return nil
  }

  private static func mistake(inPath path: String) -> String? {
    path.utf8.count > largestPath ? "it is longer than \(largestPath) bytes" : nil
  }

  private func unsafe(_ row: DataRow, _ message: String, _ help: String) -> DataError {
    DataError(
      diagnostic: Diagnostic(
        .error, "data-name", message, reason: "the row was left out, so that no file is written elsewhere", help: help,
        at: row.location))
  }
}
