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

  /// The paths that a text refers to.
  public static func references(in text: String) -> [String] {
    guard text.contains("{{") else { return [] }
    return split(text).compactMap { if case .reference(let path) = $0 { path } else { nil } }
  }

  /// The slot that a dotted path begins with.
  public static func name(of path: String) -> String {
    String(path.prefix { $0 != "." })
  }

  /// The value at the rest of a dotted path, below the first name.
  public static func look(_ path: String, in value: JSONValue) -> JSONValue? {
    path.split(separator: ".").dropFirst().reduce(Optional(value)) { value, key in
      if let index = Int(key), let array = value?.array { return array.indices.contains(index) ? array[index] : nil }
      return value?[String(key)]
    }
  }
}
