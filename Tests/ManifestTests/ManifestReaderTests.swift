import Files
import Foundation
import TestSupport
import Testing

@testable import Manifest

@Suite("A manifest is read as its bytes come")
struct ManifestReaderTests {
  private static func output(_ path: String) -> String {
    """
    {"path": "\(path)", "deck": "set", "kind": "png", "language": "fr", "format": "og", "cards": [{"id": "a",
      "title": "A \\"quote\\", a brace } and a bracket ]", "alt": "\\\\", "fit": []}], "width": 1200, "height": 630,
      "unit": "px", "bytes": 12, "sha256": "\(String(repeating: "0a", count: 32))", "fonts": [], "diagnostics": []}
    """
  }

  private static func text(
    _ outputs: String, version: Int = 1, key: String = "outputs", schema: String = Manifest.schemaName
  ) -> String {
    """
    {"$schema": "\(schema)", "version": \(version), "failures": [],
     "\(key)" : [\(outputs)],
     "decks": [{"name": "outputs", "title": {}, "languages": ["fr"], "formats": ["og"], "cards": ["outputs", "[{"],
                "leftOut": [], "diagnostics": []}]}
    """
  }

  private func paths(_ text: String, partsOf size: Int) throws -> [String] {
    var found: [String] = []
    let bytes = Array(text.utf8)
    func take(_ output: Manifest.Output) { found.append(output.path) }
    let manifest = try withoutActuallyEscaping(take) { take in
      var reader = ManifestReader(take)
      for start in stride(from: 0, to: bytes.count, by: size) { reader.add(bytes[start...].prefix(size)) }
      return try reader.finish()
    }
    #expect(manifest.decks.map(\.cards) == [["outputs", "[{"]])
    return found
  }

  @Test("in whatever parts they come", arguments: [1, 2, 7, 64, 1 << 20])
  func parts(size: Int) throws {
    let text = Self.text(Self.output("b.png") + "\n ,\t" + Self.output("fr/a.png"))
    #expect(try paths(text, partsOf: size) == ["b.png", "fr/a.png"])
    #expect(try paths(Self.text(" \n"), partsOf: size).isEmpty)
  }

  static let wrong: [(String, Manifest.Problem)] = [
    (text(output("a.png") + output("b.png")), .notAManifest),
    (text(output("a.png") + ",," + output("b.png")), .notAManifest),
    (text(output("a.png") + ","), .notAManifest),
    (text("," + output("a.png")), .notAManifest),
    (text("1"), .notAManifest),
    (text("{}"), .notAManifest),
    (text(output("a.png").replacingOccurrences(of: "12,", with: "\"12\",")), .notAManifest),
    (text(output("a.png"), key: "output\\u0073"), .notAManifest),
    (text(output("a.png"), schema: "other"), .notAManifest),
    (text(output("a.png")) + "]", .notAManifest),
    (String(text(output("a.png")).dropLast(3)), .notAManifest),
    (text(output("a.png"), version: 2), .otherVersion(2)),
    (text("[7]", version: 2), .otherVersion(2)),
    (text(output("../a.png")), .wrongPath("../a.png")),
    (text(output("/a.png")), .wrongPath("/a.png")),
    (text(output("b.png") + "," + output("a.png") + "," + output("b.png")), .wrongPath("b.png")),
    ("", .notAManifest), ("[]", .notAManifest), ("{", .notAManifest),
  ]

  @Test("and no further than it is one", arguments: wrong)
  func mistakes(text: String, problem: Manifest.Problem) throws {
    #expect(throws: problem) { try Manifest(reading: Array(text.utf8)) }
    let folder = TemporaryFolder()
    let path = folder.path + "/manifest.json"
    try folder.write(text, to: "manifest.json")
    #expect(throws: problem) { try ManifestBook(reading: path, in: Spool(in: nil)) }
  }

  @Test("the same from a file as from memory")
  func file() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/manifest.json"
    let text = Self.text((0..<500).map { Self.output("fr/\($0).png") }.joined(separator: ","))
    try folder.write(text, to: "manifest.json")
    let (manifest, book) = (
      try Manifest(reading: Array(text.utf8)), try ManifestBook(reading: path, in: Spool(in: nil))
    )
    #expect(try book.outputs.map { try book.output($0) } == manifest.outputs)
    #expect(book.decks == manifest.decks)
    #expect(throws: Manifest.Problem.unreadable) { try ManifestBook(reading: path + "x", in: Spool(in: nil)) }
  }
}
