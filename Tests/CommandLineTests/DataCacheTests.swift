import Foundation
import TestSupport
import Testing

@Suite("Files for rows are kept where a cache is named")
struct DataCacheTests {
  private let folder = TemporaryFolder()

  private let card = """
    {
      "id": "region", "title": "{{name}}", "alt": "{{name}}: {{share}}", "languages": ["en", "fr"],
      "formats": [{ "name": "small", "width": 160, "height": 90 }],
      "slots": { "name": "Sample", "share": { "number": 0.5, "style": "percent" } },
      "layout": { "width": "100%", "height": "100%", "background": "white", "fontFamily": "Inter", "fontSize": 14,
        "children": [{ "text": "{{name}}, {{share}}" }] }
    }
    """

  private func render(_ table: String, card: String? = nil, _ options: [String]) throws -> Tool.Result {
    try folder.write(table, to: "rows.csv")
    try folder.write(card ?? self.card, to: "card.json")
    return try Tool.run(
      ["render", "card.json", "--data", "rows.csv", "--fonts", Tool.repository + "/Fonts/fonts.conf"] + options,
      in: folder.path)
  }

  /// What was made, below the output folder.
  private func bytes() throws -> [String: Data] {
    let names = folder.files().filter { $0.hasPrefix("Output/") }
    return try Dictionary(uniqueKeysWithValues: names.map { (String($0.dropFirst(7)), try folder.data($0)) })
  }

  @Test func onlyRowsThatChangedAreMade() throws {
    let rows = ["North,0.28,n", "South,0.5,s", "East,0.1,e"]
    try expect(rows, "3 files of 3 rows in Output\n")
    try expect(rows, "3 files of 3 rows in Output, none made anew\n")
    try expect(["North,0.29,n"] + rows.dropFirst() + ["West,0.3,w"], "4 files of 4 rows in Output, 2 made anew\n")
    try expect(rows, "3 files of 3 rows in Output, none made anew\n", ["--jobs", "1"])
    try expect(rows, "3 files of 3 rows in Output\n", ["--force"])
  }

  /// What is told of a row names its line, wherever its files come from.
  @Test func messagesAreThoseOfARunWithoutACache() throws {
    let card = card.replacing("\"Inter\"", with: "[\"No Such Family\", \"Inter\"]")
    let rows = ["North,0.28,n", "South,0.5,s"]
    try expect(rows, card: card, "2 files of 2 rows in Output\n")
    try expect(rows, card: card, "2 files of 2 rows in Output, none made anew\n")
    let moved = try expect(["West,0.3,w"] + rows, card: card, nil)
    #expect(moved.errors.contains("row 1 (line 2), language en"), "\(moved.errors)")
  }

  /// Renders with a cache into an empty folder, as a run without one does.
  @discardableResult
  private func expect(
    _ rows: [String], card: String? = nil, _ words: String?, _ more: [String] = []
  ) throws -> Tool.Result {
    let table = (["name,share:number,id"] + rows).joined(separator: "\n")
    let options = ["--name", "{{id}}", "--language", "en"]
    func run(_ more: [String]) throws -> (result: Tool.Result, bytes: [String: Data]) {
      try? FileManager.default.removeItem(atPath: folder.path + "/Output")
      return (try render(table, card: card, options + more), try bytes())
    }
    let plain = try run(["--no-cache"])
    let cached = try run(["--cache", "cache"] + more)
    #expect(cached.bytes == plain.bytes && cached.bytes.count == rows.count)
    #expect(cached.result.errors == plain.result.errors)
    if let words { #expect(cached.result.output == words) }
    return cached.result
  }

  /// What one row found must not pass for what another asks.
  @Test func rowsOfFitGroupsDoNotMixInTheCache() throws {
    let grouped = card.replacing(
      "\"text\": \"{{name}}, {{share}}\"",
      with:
        "\"text\": \"{{name}}\", \"width\": 60, \"lineClamp\": 1, \"fit\": \"shrink\", \"fitGroup\": \"g\", \"minFontSize\": 5"
    )
    let rows =
      "name,share:number,id\n" + (1...6).map { "\(String(repeating: "wide ", count: $0)),0.1,r\($0)\n" }.joined()
    func run(_ options: [String]) throws -> [String: Data] {
      try? FileManager.default.removeItem(atPath: folder.path + "/Output")
      _ = try render(rows, card: grouped, ["--name", "{{id}}", "--jobs", "1"] + options)
      return try bytes()
    }
    let plain = try run([])
    #expect(Set(plain.values).count > 4)
    #expect(try run(["--cache", "cache"]) == plain)
    #expect(try run(["--cache", "cache"]) == plain)
  }

  @Test func withoutAFolderForItNothingIsKept() throws {
    let options = ["--name", "{{id}}", "--language", "en"]
    for _ in 1...2 {
      #expect(try render("name,share:number,id\nNorth,0.28,n\n", options).output == "1 file of 1 row in Output\n")
    }
  }
}
