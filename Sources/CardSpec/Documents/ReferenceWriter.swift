/// Writes the reference of documents, nodes and properties as Markdown, from the tables that the decoder reads by.
public enum ReferenceWriter {
  /// What stands around the reference in a Markdown file that holds it.
  public static let start = "<!-- reference: made by `make schema` -->"
  public static let end = "<!-- end of the reference -->"

  /// Sections of level 4 with a table each.
  public static func markdown() -> String {
    let documents = [
      ("A deck", DocumentShapes.deck), ("A card", DocumentShapes.card), ("A template", DocumentShapes.template),
      ("A slot of a template", DocumentShapes.slotDeclaration), ("A number in a slot", DocumentShapes.number),
      ("A format of your own", DocumentShapes.format), ("Metadata", DocumentShapes.metadata),
      ("The press", PressShape.press), ("Sheets for the press", PressShape.sheet),
    ].map { section($0, ["Key", "What it is"], $1.keys.filter { !$0.name.hasPrefix("$") }.map(row)) }
    let nodes = [
      ("Every node: what it is and shows", NodeProperty.content), ("Layout", NodeProperty.layout),
      ("Grid", NodeProperty.grid), ("Spacing", NodeProperty.spacing), ("Paint", NodeProperty.paint),
      ("Effects", NodeProperty.effects), ("Type", NodeProperty.type), ("Lines and letters", NodeProperty.lines),
      ("Fit", NodeProperty.fit),
    ].map { section($0, ["Property", "Of", "What it does", "Takes"], rows($1)) }
    return (documents + nodes).joined(separator: "\n")
  }

  /// The file with its reference made anew; `nil` where it has no place for one.
  public static func renewed(_ text: String) -> String? {
    guard let opening = text.firstRange(of: start), let closing = text.firstRange(of: end),
      opening.upperBound <= closing.lowerBound
    else { return nil }
    return text[..<opening.upperBound] + "\n\n" + markdown() + "\n" + text[closing.lowerBound...]
  }

  private static func row(_ key: DocumentKey) -> [String] {
    ["`\(key.name)`", key.summary + (key.isRequired ? " **Required.**" : "")]
  }

  // MARK: Properties

  /// A row per property; sides of one thing share a row.
  private static func rows(_ properties: [NodeProperty]) -> [[String]] {
    var rows: [[String]] = []
    for property in properties {
      let (summary, isSide) = withoutSide(property.summary)
      let row = ["`\(property.name)`", kinds(property), summary, property.expected]
      if isSide, let last = rows.last, Array(last.dropFirst()) == Array(row.dropFirst()) {
        rows[rows.count - 1][0] += ", " + row[0]
      } else {
        rows.append(row)
      }
    }
    return rows
  }

  private static func withoutSide(_ summary: String) -> (String, isSide: Bool) {
    let sides = ["top", "right", "bottom", "left", "start of the line", "end of the line"]
    guard let side = sides.first(where: { summary.hasSuffix(" at the \($0).") }) else { return (summary, false) }
    return (summary.dropLast(" at the \(side).".count) + " at that side.", true)
  }

  private static func kinds(_ property: NodeProperty) -> String {
    guard let kinds = property.kinds else { return "all" }
    return NodeKind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ", ")
  }

  // MARK: Tables

  private static func section(_ title: String, _ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    let table = lines.map { "| " + $0.map(escaped).joined(separator: " | ") + " |" }.joined(separator: "\n")
    return "#### \(title)\n\n\(table)\n"
  }

  /// A bar would end the cell.
  private static func escaped(_ cell: String) -> String { cell.replacing("|", with: "\\|").replacing("\n", with: " ") }
}
