import CardSpec
import Diagnostics
import Files

/// Fills the slots of one card with rows.
public struct CardFilling: Sendable {
  /// The slot that holds a whole row, if the card has it: `{{row.region}}`.
  static let rowSlot = "row"

  private let card: Card
  private let content: CardContent
  private let languages: [String]
  private let slots: [String: Template.Slot]
  /// Slots that may be left out, since nothing in the card speaks of them.
  private let optional: Set<String>
  private let rowColumns: Set<String>

  /// - Throws: Where the card cannot be read again.
  public init(_ card: Card, deck: Deck) throws(FileError) {
    self.card = card
    content = try card.content()
    languages = deck.languages
    slots = card.template.flatMap { deck.templates[$0] }?.slots ?? [:]
    var mentioned: Set<String> = []
    for value in [content.title, content.alt, content.link].compactMap({ $0 }) + content.slots.members.map(\.value) {
      Self.collect(value, into: &mentioned)
    }
    optional = Set(slots.filter { !$0.value.isRequired }.keys).subtracting(mentioned)
    rowColumns = Set(content.slots[Self.rowSlot]?.object?.keys ?? [])
  }

  /// The names of the columns that the card has a use for, without languages.
  public var names: Set<String> {
    Set(content.slots.keys).union(slots.keys).union(rowColumns).subtracting([Self.rowSlot])
  }

  /// A column whose type cannot fill its slot.
  public func mistake(in column: Column, file: String) -> Diagnostic? {
    guard column.type == .text || column.type == .markup, isNumber(column.slot) else { return nil }
    return Diagnostic(
      .error, "data-column", "the column \"\(column.name)\" is text, and the slot of this name is a number",
      help: "call the column \"\(column.name):number\"", at: SourceLocation(file: file, line: 1, column: 1),
      subject: Subject(card: card.id))
  }

  /// Columns that the card's sample of a row speaks of and that the table does not have.
  public func missing(among columns: [Column], file: String) -> [Diagnostic] {
    let known = Set(columns.map(\.slot))
    return rowColumns.subtracting(known).sorted().map { name in
      let near = Suggestion.nearest(to: name, among: known.sorted())
      return Diagnostic(
        .error, "data-column",
        "the card's sample of a row has \"\(NodeMessages.shortened(name))\", and there is no such column",
        reason: "a sample is never shown in place of a row's own text",
        help: near.map { "did you mean \"\($0)\"?" } ?? "add the column, or take it out of the sample",
        at: SourceLocation(file: file, line: 1, column: 1), subject: Subject(card: card.id))
    }
  }

  private func isNumber(_ slot: String) -> Bool {
    if slots[slot]?.kind == .number { return true }
    return content.slots[slot].map { $0.number != nil || $0["number"]?.number != nil } ?? false
  }

  /// The card with the row's values in place of its own.
  public func fill(_ row: DataRow) -> Result<Card, DataError> {
    var filled = content
    let known = names
    var whole = JSONObject()
    for (slot, cells) in Self.bySlot(row) {
      let value = value(of: slot, cells)
      if slots[slot] != nil || content.slots[slot] != nil {
        switch fitting(value, slot, cells[0], row) {
        case .success(let value): filled.slots[slot] = value
        case .failure(let error): return .failure(error)
        }
      }
      if known.contains(slot) || content.slots[Self.rowSlot] != nil { whole[slot] = member(slot, value, cells[0], row) }
    }
    if content.slots[Self.rowSlot] != nil {
      // A key that is no language keeps the row from being taken for a text in several languages.
      let line = JSONValue(.number(Double(row.location.line)), at: row.location, path: "line")
      if whole["line"] == nil { whole["line"] = line }
      filled.slots[Self.rowSlot] = JSONValue(.object(whole), at: row.location, path: Self.rowSlot)
    }
    var result = Card(id: card.id, location: card.location, content: filled)
    result.template = card.template
    result.holdsData = true
    return .success(result)
  }

  // MARK: Steps

  /// The cells of each slot, in the order of the row.
  private static func bySlot(_ row: DataRow) -> [(slot: String, cells: [DataRow.Cell])] {
    var result: [(slot: String, cells: [DataRow.Cell])] = []
    var places: [String: Int] = [:]
    for cell in row.cells {
      if let place = places[cell.column.slot] {
        result[place].cells.append(cell)
      } else {
        places[cell.column.slot] = result.count
        result.append((cell.column.slot, [cell]))
      }
    }
    return result
  }

  /// What the cells of one slot come to: one value, or one for each language; `nil` where all are empty.
  private func value(of slot: String, _ cells: [DataRow.Cell]) -> JSONValue? {
    let base = cells.first { $0.column.language == nil }
    let translations = cells.filter { $0.column.language != nil }
    guard !translations.isEmpty, cells.contains(where: { $0.value != nil }) else { return base?.value }
    var map = base == nil ? entries(of: content.slots[slot]) : entries(of: base?.value)
    for cell in translations {
      guard let language = cell.column.language else { continue }
      map[language] = cell.value
    }
    let location = cells.compactMap(\.value).first?.location ?? card.location
    return JSONValue(.object(map), at: location, path: slot)
  }

  /// A text for each language.
  private func entries(of value: JSONValue?) -> JSONObject {
    guard let value else { return JSONObject() }
    if let object = value.object { return TextMap.isMeant(by: object, languages: languages) ? object : JSONObject() }
    guard value.string != nil || value.number != nil else { return JSONObject() }
    return JSONObject(languages.map { JSONObject.Member(key: $0, keyLocation: value.location, value: value) })
  }

  /// The value as the slot takes it; `nil` where the slot is left out.
  private func fitting(
    _ value: JSONValue?, _ slot: String, _ cell: DataRow.Cell, _ row: DataRow
  ) -> Result<JSONValue?, DataError> {
    guard let value else { return empty(slot, cell, row) }
    guard value.number != nil, var object = content.slots[slot]?.object, object["number"]?.number != nil else {
      return .success(value)
    }
    // The figure is the row's; how it is written, and where it comes from, stay the card's.
    object["number"] = value
    return .success(JSONValue(.object(object), at: value.location, path: value.path))
  }

  private func empty(_ slot: String, _ cell: DataRow.Cell, _ row: DataRow) -> Result<JSONValue?, DataError> {
    if optional.contains(slot) { return .success(nil) }
    let isNeeded = slots[slot]?.isRequired == true
    guard isNeeded || isNumber(slot) || cell.column.type == .number else {
      return .success(JSONValue(.string(""), at: row.location, path: slot))
    }
    return .failure(
      DataError(
        diagnostic: Diagnostic(
          .error, "data-cell", "the row has nothing for \"\(cell.column.name)\"",
          reason: isNeeded ? "the template needs it" : "a number must be there", help: "write it into the row",
          at: row.location, path: cell.column.name, subject: Subject(card: card.id))))
  }

  /// The value as a member of the whole row, where what is empty is an empty text.
  private func member(_ slot: String, _ value: JSONValue?, _ cell: DataRow.Cell, _ row: DataRow) -> JSONValue {
    guard let value else { return JSONValue(.string(""), at: row.location, path: slot) }
    // An object with a number called "number" is a number to be written out, and the row is none.
    guard slot == "number", value.number != nil, let text = cell.text else { return value }
    return JSONValue(.string(text), at: value.location, path: value.path)
  }

  private static func collect(_ value: JSONValue, into names: inout Set<String>) {
    for item in value.array ?? value.object?.members.map(\.value) ?? [] { collect(item, into: &names) }
    names.formUnion(value.string.map(Placeholder.references)?.map(Placeholder.name) ?? [])
  }
}
