import CardSpec
import Diagnostics
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Input that is meant to break a reader: each is a diagnostic, never a crash or an endless wait.
@Suite("A hostile file")
struct HostileFileTests {
  private static func codes(_ text: String) -> [String] {
    JSONParser.parse(text, file: "card.json").diagnostics.map(\.code)
  }

  private static func codes(_ bytes: [UInt8]) -> [String] {
    JSONParser.parse(bytes, file: "card.json").diagnostics.map(\.code)
  }

  @Test("may nest as deep as it likes", arguments: [200, 10_000, 1_000_000])
  func deep(depth: Int) {
    #expect(Self.codes(String(repeating: "[", count: depth)) == ["json-depth"])
    #expect(Self.codes(String(repeating: "{\"a\":", count: depth)) == ["json-depth"])
    let nodes = String(repeating: "{\"children\":[", count: depth) + String(repeating: "]}", count: depth)
    #expect(Self.codes(nodes) == ["json-depth"])
  }

  @Test("is read up to the depth that is allowed")
  func allowed() {
    let depth = JSONParser.depthLimit
    #expect(Self.codes(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).isEmpty)
  }

  @Test(
    "may hold bytes that are no text",
    arguments: [
      [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B], [0x22, 0xC0, 0x80, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
      [0x22, 0x80, 0x22],
    ] as [[UInt8]])
  func encoding(bytes: [UInt8]) {
    #expect(Self.codes(bytes) == ["json-encoding"])
  }

  @Test("may hold numbers that no machine has", arguments: ["1e999", "-1E400", "1e99999999999999999999"])
  func numbers(text: String) {
    #expect(Self.codes("{\"a\": \(text)}") == ["json-number"])
  }

  @Test("keeps the sign of nothing")
  func negativeZero() {
    #expect(JSONParser.parse("-0", file: "").value?.number?.sign == .minus)
  }

  @Test("may hold more values than any card")
  func values() {
    #expect(Self.codes("[" + String(repeating: "0,", count: 600_000) + "0]") == ["json-size"])
  }

  @Test("is not read when it is no regular file")
  func special() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-special-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appending(path: "pipe.json").path
    try #require(mkfifo(pipe, 0o600) == 0)
    let link = folder.appending(path: "zero.json").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/zero")
    let large = folder.appending(path: "large.json").path
    try #require(FileManager.default.createFile(atPath: large, contents: nil))
    try #require(truncate(large, 1 << 30) == 0)
    let empty = folder.appending(path: "empty.json").path
    try #require(FileManager.default.createFile(atPath: empty, contents: nil))
    let expected = [
      pipe: "unreadable-file", link: "unreadable-file", folder.path: "unreadable-file", large: "large-file",
      empty: "json-empty", folder.path + "/missing.json": "unreadable-file",
    ]
    for (file, code) in expected {
      #expect(SpecLoader.loadCard(file).diagnostics.map(\.code) == [code])
      #expect(SpecLoader.loadDeck(file).diagnostics.map(\.code) == [code])
    }
  }

  @Test("may hold more mistakes than anyone reads")
  func mistakes() throws {
    let keys = (0..<150_000).map { "\"fontSizes\($0)\": 1" }.joined(separator: ", ")
    let text = "{\"id\": \"c\", \"title\": \"T\", \"alt\": \"A\", \"formats\": [\"og\"], \"layout\": {\(keys)}}"
    let found = try Self.load(text)
    #expect(found.count >= Diagnostic.limit && found.count < Diagnostic.limit + 10)
  }

  @Test("may hold paths that would be larger than the file")
  func paths() {
    let key = String(repeating: "a", count: 60)
    let open = String(repeating: "{\"\(key)\": ", count: 100)
    let text = open + "[" + String(repeating: "1,", count: 100_000) + "1]" + String(repeating: "}", count: 100)
    #expect(Self.codes(text).isEmpty)
  }

  @Test("may hold tokens that stand for tokens without end")
  func tokens() throws {
    let wide = (0..<30).map { level in
      let item = level == 29 ? "1" : "\"{w.t\(level + 1)}\""
      return "\"t\(level)\": {\"$value\": [" + Array(repeating: item, count: 10).joined(separator: ", ") + "]}"
    }
    let chain = (0..<2000).map { "\"c\($0)\": {\"$value\": \"{l.c\($0 + 1)}\"}" } + ["\"c2000\": {\"$value\": 1}"]
    let theme = "{\"w\": {\(wide.joined(separator: ", "))}, \"l\": {\(chain.joined(separator: ", "))}}"
    let found = try Self.load(
      "{\"id\": \"c\", \"title\": \"T\", \"alt\": \"A\", \"formats\": [\"og\"], \"theme\": \(theme), \"layout\": {}}")
    #expect(Set(found.map(\.code)) == ["token-cycle"])
  }

  /// What is said of a card that stands alone.
  private static func load(_ text: String) throws -> [Diagnostic] {
    let file = FileManager.default.temporaryDirectory.appending(path: "placard-hostile-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return SpecLoader.loadCard(file.path).diagnostics
  }

  @Test("does not keep the other cards from being read, though there are thousands")
  func thousands() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-many-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "cards"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for number in 0..<3000 {
      let text =
        number == 1500
        ? "{" : "{\"id\": \"c\(number)\", \"title\": \"T\", \"alt\": \"A\", \"layout\": {\"text\": \"Hello\"}}"
      try Data(text.utf8).write(to: folder.appending(path: "cards/\(number).json"))
    }
    let outside = folder.appending(path: "cards/link.json").path
    try FileManager.default.createSymbolicLink(atPath: outside, withDestinationPath: "/etc/hostname")
    let deck = #"{"name": "d", "languages": ["en"], "cards": ["cards/*.json"], "formats": ["og"]}"#
    try Data(deck.utf8).write(to: folder.appending(path: "deck.json"))
    let loaded = SpecLoader.loadDeck(folder.appending(path: "deck.json").path)
    #expect(loaded.deck?.cards.count == 2999)
    #expect(loaded.diagnostics.map(\.code).sorted() == ["json-syntax", "outside-folder"])
  }
}
