import CardSpec
import Diagnostics
import Files
import Synchronization

/// The files of a deck while something is described: their names for people, and their texts, each read once.
final class DeckFiles: Sendable {
  /// How much of a long line is quoted around a place.
  private static let longestLine = 240

  let folder: String
  /// The folder's real path.
  let root: String
  private let edits: SpecEdits
  private let texts = Mutex<[String: Text]>([:])

  private enum Text: Sendable {
    case missing
    case bytes([UInt8])
    case json(SpecText)
  }

  /// - Parameter edits: Files that count as saved.
  init(folder: String, edits: SpecEdits = SpecEdits()) {
    self.folder = folder
    root = RealPath.of(folder) ?? folder
    self.edits = edits
  }

  // MARK: Names

  /// A name as the loader gives it, from the deck's folder.
  func name(_ file: String) -> String {
    for prefix in [folder == "/" ? "/" : folder + "/", root == "/" ? "/" : root + "/"] where file.hasPrefix(prefix) {
      return String(file.dropFirst(prefix.count))
    }
    return file
  }

  /// The absolute path of a file as the loader names it.
  func path(_ file: String) -> String {
    let name = name(file)
    return name.hasPrefix("/") ? name : root == "/" ? "/" + name : root + "/" + name
  }

  func place(_ location: SourceLocation, quotes: Bool = false) -> PlaceReport {
    var place = PlaceReport(
      file: name(location.file), path: path(location.file), line: location.line, column: location.column)
    guard quotes, let line = line(location) else { return place }
    let scalars = Array(line.unicodeScalars)
    let start = max(0, min(location.column - Self.longestLine / 2, scalars.count - Self.longestLine))
    let part = scalars[start..<min(scalars.count, start + Self.longestLine)]
    place.text = String(String.UnicodeScalarView(part))
    place.textColumn = max(1, min(location.column - start, part.count + 1))
    return place
  }

  // MARK: Texts

  /// The file as JSON, `nil` where it is none.
  func json(_ file: String) -> SpecText? {
    if case .json(let text) = text(file) { text } else { nil }
  }

  private func line(_ location: SourceLocation) -> String? {
    switch text(location.file) {
    case .missing: nil
    case .bytes(let bytes): SpecText.line(location.line, of: bytes)
    case .json(let text): text.line(location.line)
    }
  }

  private func text(_ file: String) -> Text {
    let path = path(file)
    if let known = texts.withLock({ $0[path] }) { return known }
    let text = read(path, name: file)
    texts.withLock { $0[path] = text }
    return text
  }

  private func read(_ path: String, name: String) -> Text {
    // Only what the deck may use is quoted.
    guard case .success(let real) = DeckFolder(folder).resolve(self.name(name)) else { return .missing }
    guard let bytes = SpecText.bytes(real, trying: edits) else { return .missing }
    return SpecText(bytes, file: name).map(Text.json) ?? .bytes(bytes)
  }
}
