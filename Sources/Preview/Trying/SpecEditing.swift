import Batch
import CardSpec

/// Makes edits in the texts of a deck's files: single strings and numbers, all other bytes as they were.
struct SpecEditing: Sendable {
  private let folder: DeckFolder
  /// The files that may be edited, from the deck's folder.
  private let names: Set<String>

  init(_ deck: Deck) {
    let files = DeckFiles(folder: deck.folder)
    folder = DeckFolder(deck.folder)
    var all = [deck.file] + deck.cards.map(\.location.file) + deck.templates.values.map(\.location.file)
    all += deck.theme.tokens.values.map(\.location.file)
    names = Set(all.filter { !$0.isEmpty }.map(files.name))
  }

  /// A file with some of its strings changed.
  struct Edited: Sendable {
    /// From the deck's folder.
    var name: String
    /// The real path.
    var path: String
    var old: [UInt8]
    var new: [UInt8]
  }

  /// The files as they would be.
  func edits(_ edits: [SpecEdit]) throws(EditProblem) -> SpecEdits {
    let files = try edited(edits)
    return SpecEdits(Dictionary(files.map { ($0.path, $0.new) }) { first, _ in first })
  }

  func edited(_ edits: [SpecEdit]) throws(EditProblem) -> [Edited] {
    var result: [Edited] = []
    // In the order of the edits.
    var order: [String] = []
    for edit in edits where !order.contains(edit.file) { order.append(edit.file) }
    for name in order {
      let own = edits.enumerated().filter { $0.element.file == name }
      let first = own[0].offset
      guard names.contains(name), case .success(let path) = folder.resolve(name), let bytes = SpecText.bytes(path),
        let text = SpecText(bytes, file: name)
      else { throw EditProblem(kind: .unreadableFile, index: first) }
      var changes: [Int: (range: Range<Int>, bytes: [UInt8])] = [:]
      for (index, edit) in own {
        let change = try self.change(edit, index, in: text)
        // Of several edits of one string the last counts.
        changes[change.range.lowerBound] = change
      }
      result.append(Edited(name: name, path: path, old: bytes, new: text.replacing(Array(changes.values))))
    }
    return result
  }

  private func change(
    _ edit: SpecEdit, _ index: Int, in text: SpecText
  ) throws(EditProblem) -> (range: Range<Int>, bytes: [UInt8]) {
    guard let value = text.value(at: edit.pointer), let range = text.range(of: value),
      let current = SpecEdit.Value(value, as: Array(text.bytes[range]))
    else { throw EditProblem(kind: .unknownString, index: index) }
    if let expected = edit.expected, !expected.means(current) {
      throw EditProblem(kind: .changedMeanwhile, index: index, current: current)
    }
    switch (edit.value, current) {
    case (.text(let new), .text): return (range, text.literal(new, inPlaceOf: range))
    case (.number(let new), .number), (.text(let new), .number):
      guard let number = Self.number(new) else { throw EditProblem(kind: .wrongKind, index: index) }
      return (range, number)
    case (.number, .text): throw EditProblem(kind: .wrongKind, index: index)
    }
  }

  /// A number of JSON, and nothing else.
  private static func number(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count <= 64, let value = SpecText(bytes, file: "")?.document, value.number != nil,
      !bytes.contains(where: { $0 <= 0x20 })
    else { return nil }
    return bytes
  }
}
