import CardSpec
import Diagnostics
import LiteralText
import Localization

/// Makes values for slots of what stands in cells.
struct CellReader: Sendable {
  let folder: DeckFolder
  /// The deck's languages, in which dates are written out.
  let languages: [String]
  /// Whether `0,5` is a number: in files whose fields are parted by something else than commas.
  let allowsDecimalComma: Bool

  /// The value, `nil` where the cell is empty.
  func value(of text: String, in column: Column, at location: SourceLocation) -> Result<JSONValue?, DataError> {
    if LiteralText.holdsNoncharacter(text) {
      return .failure(wrong("the text holds a character that no text may hold", nil, "remove it", column, location))
    }
    switch column.type {
    case .text:
      return .success(text.isEmpty ? nil : JSONValue(.string(LiteralText.hide(text)), at: location, path: column.name))
    case .markup: return .success(text.isEmpty ? nil : JSONValue(.string(text), at: location, path: column.name))
    case .number, .date, .picture, .link: break
    }
    let text = trimmed(text)
    guard !text.isEmpty else { return .success(nil) }
    let found: Result<JSONValue.Kind, DataError> =
      switch column.type {
      case .number: number(text, column, location)
      case .date: date(text, column, location)
      case .picture: picture(text, column, location)
      case .link, .text, .markup: link(text, column, location)
      }
    return found.map { JSONValue($0, at: location, path: column.name) }
  }

  /// The value of a JSON document's member; texts in it are read as those of a table's cells.
  func value(of value: JSONValue, in column: Column) -> Result<JSONValue?, DataError> {
    switch value.kind {
    case .null: return .success(nil)
    case .string(let text): return self.value(of: text, in: column, at: value.location)
    case .number, .bool:
      guard [.text, .markup, .number].contains(column.type) else {
        return .failure(mistyped(NodeMessages.describe(value), column, value.location))
      }
      return .success(value)
    case .array(let items):
      return each(items, column).map { .init(.array($0), at: value.location, path: column.name) }
    case .object(let object):
      return each(object.members.map(\.value), column).map { values in
        let members = zip(object.members, values).map {
          JSONObject.Member(key: $0.key, keyLocation: $0.keyLocation, value: $1)
        }
        return .init(.object(JSONObject(members)), at: value.location, path: column.name)
      }
    }
  }

  private func each(_ values: [JSONValue], _ column: Column) -> Result<[JSONValue], DataError> {
    var result: [JSONValue] = []
    for item in values {
      switch value(of: item, in: column) {
      case .success(let found):
        result.append(found ?? JSONValue(.string(""), at: item.location, path: column.name))
      case .failure(let error): return .failure(error)
      }
    }
    return .success(result)
  }

  // MARK: Types

  private func number(_ text: String, _ column: Column, _ location: SourceLocation) -> Result<JSONValue.Kind, DataError>
  {
    let point = allowsDecimalComma && !text.contains(".") ? text.replacing(",", with: ".") : text
    let digits = point.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard digits, let number = Double(point), number.isFinite else {
      return .failure(mistyped("\"\(NodeMessages.shortened(text))\"", column, location))
    }
    return .success(.number(number))
  }

  private func date(_ text: String, _ column: Column, _ location: SourceLocation) -> Result<JSONValue.Kind, DataError> {
    guard let day = CalendarDay(text) else {
      return .failure(mistyped("\"\(NodeMessages.shortened(text))\"", column, location))
    }
    let members = languages.map { language in
      JSONObject.Member(
        key: language, keyLocation: location,
        value: JSONValue(.string(LiteralText.hide(day.text(language))), at: location, path: column.name))
    }
    return .success(.object(JSONObject(members)))
  }

  private func picture(
    _ text: String, _ column: Column, _ location: SourceLocation
  ) -> Result<JSONValue.Kind, DataError> {
    switch folder.resolve(text) {
    case .success: return .success(.string(LiteralText.hide(text)))
    case .failure(let problem):
      return .failure(DataError(diagnostic: problem.diagnostic(text, at: location, path: column.name)))
    }
  }

  private func link(_ text: String, _ column: Column, _ location: SourceLocation) -> Result<JSONValue.Kind, DataError> {
    guard let mistake = LinkAddress.mistake(in: text) else { return .success(.string(LiteralText.hide(text))) }
    let message = "\"\(NodeMessages.shortened(text))\" is not an address that a card may link to"
    return .failure(wrong(message, mistake, "write the whole address", column, location))
  }

  // MARK: Messages

  private func mistyped(_ shown: String, _ column: Column, _ location: SourceLocation) -> DataError {
    let (noun, help) =
      switch column.type {
      case .number:
        (
          "a number",
          allowsDecimalComma ? "write 0.28 or 0,28, without signs and spaces" : "write 0.28, without signs and spaces"
        )
      case .date: ("a day", "write year, month and day: 2026-11-25")
      case .picture: ("the name of a picture", "write a name in quotes")
      case .link: ("an address", "write an address in quotes")
      case .text, .markup: ("a text", "write a text")
      }
    return wrong("\(shown) is not \(noun)", nil, help, column, location)
  }

  private func wrong(
    _ message: String, _ reason: String?, _ help: String, _ column: Column, _ location: SourceLocation
  ) -> DataError {
    DataError(
      diagnostic: Diagnostic(
        .error, "data-cell", message, reason: reason, help: help, at: location, path: column.name))
  }
}
