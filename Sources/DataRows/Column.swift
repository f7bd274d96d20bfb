import CardSpec
import Diagnostics

/// What the cells of a column are.
public enum CellType: String, Sendable, Hashable, CaseIterable {
  /// Text that is taken literally, whatever stands in it.
  case text
  /// Text with markup, references and tokens, as a card's own.
  case markup
  case number
  /// A day, `2026-11-25`, which is written out in each language.
  case date
  /// A file in the deck's folder.
  case picture
  /// An address that a card may link to.
  case link
}

/// A column as its heading names it: `headline`, `headline.fr`, `share:number`.
public struct Column: Sendable, Hashable {
  /// The heading without its type: what messages and names of files call it.
  public var name: String
  /// The slot that it fills.
  public var slot: String
  /// BCP 47, where the column holds the slot's text in one language.
  public var language: String?
  public var type: CellType

  /// How a pattern names it; spaces do not count there, as in references of texts.
  public var reference: String { name.split(separator: " ").joined() }

  /// Bytes of a heading.
  private static let longest = 200
  /// Names that a card's texts and the names of files have for other things.
  static let reserved = ["row", "card"]

  /// Reads a heading.
  static func read(_ heading: String, at location: SourceLocation) -> Result<Column, DataError> {
    let heading = trimmed(heading)
    let parts = heading.split(separator: ":", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    let name = parts.count > 1 ? parts.dropLast().joined(separator: ":") : heading
    guard heading.utf8.count <= longest else {
      return .failure(wrong("the name of a column is longer than \(longest) bytes", "shorten it", location, heading))
    }
    guard !name.isEmpty else {
      return .failure(wrong("a column has no name", "write one in the first line", location, heading))
    }
    guard !reserved.contains(name) else {
      return .failure(
        wrong("a column cannot be called \"\(name)\"", "rename it", location, heading, "the word has a meaning already")
      )
    }
    var type = CellType.text
    if parts.count > 1 {
      let word = parts[parts.count - 1]
      guard let found = CellType(rawValue: word) else { return .failure(unknownType(word, location, heading)) }
      type = found
    }
    let dot = name.lastIndex(of: ".")
    if let dot, dot > name.startIndex, LanguageTag.isValid(String(name[name.index(after: dot)...])) {
      let language = String(name[name.index(after: dot)...])
      return .success(Column(name: name, slot: String(name[..<dot]), language: language, type: type))
    }
    return .success(Column(name: name, slot: name, language: nil, type: type))
  }

  private static func unknownType(_ word: String, _ location: SourceLocation, _ heading: String) -> DataError {
    let known = CellType.allCases.map(\.rawValue)
    let near = Suggestion.nearest(to: word, among: known).map { "did you mean \"\($0)\"?" }
    return wrong(
      "\"\(NodeMessages.shortened(word))\" is no type of column", near ?? "leave it out where the cells are texts",
      location, heading, "expected \(known.joined(separator: ", "))")
  }

  private static func wrong(
    _ message: String, _ help: String, _ location: SourceLocation, _ heading: String, _ reason: String? = nil
  ) -> DataError {
    DataError(
      diagnostic: Diagnostic(
        .error, "data-column", message, reason: reason, help: help, at: location,
        path: heading.isEmpty ? nil : NodeMessages.shortened(heading)))
  }
}

/// Without the white space around it.
func trimmed(_ text: String) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }),
    let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
