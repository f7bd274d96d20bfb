import CardSpec

/// References in texts: `{{slot}}`, `{{slot.member}}`.
public enum Placeholder {
  public enum Piece: Sendable, Hashable {
    case text(String)
    /// What stands between the braces, trimmed.
    case reference(String)
  }

  /// The text cut at its references. Braces that are not closed are plain text.
  public static func split(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
      let name = rest[open.upperBound..<close.lowerBound].split(separator: " ").joined()
      pieces.append(.reference(name))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  /// The value at the rest of a dotted path, below the first name.
  public static func look(_ path: String, in value: JSONValue) -> JSONValue? {
    path.split(separator: ".").dropFirst().reduce(Optional(value)) { value, key in
      if let index = Int(key), let array = value?.array { return array.indices.contains(index) ? array[index] : nil }
      return value?[String(key)]
    }
  }

  /// How a value is written inside a text; `nil` for lists, objects and nothing.
  public static func text(_ value: JSONValue) -> String? {
    switch value.kind {
    case .string(let text): text
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .bool(let value): value ? "true" : "false"
    case .object(let object): object["number"] != nil ? object["text"]?.string : nil
    case .null, .array: nil
    }
  }
}
