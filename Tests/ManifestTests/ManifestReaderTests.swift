import Files
import Foundation
import TestSupport
import Testing

@testable import Manifest

@Suite("A manifest is read as its bytes come")
struct ManifestReaderTests {
  /// - Parameter path: That of the card's picture where it is not told.
  private static func output(_ card: String, path: String? = nil, kind: String = "png") -> String {
    """
    {"path": "\(path ?? "fr/og/\(card).png")", "deck": "set", "kind": "\(kind)", "language": "fr", "format": "og",
      "cards": [{"id": "\(card)",
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
    let text = Self.text(Self.output("b") + "\n ,\t" + Self.output("a"))
    #expect(try paths(text, partsOf: size) == ["fr/og/b.png", "fr/og/a.png"])
    #expect(try paths(Self.text(" \n"), partsOf: size).isEmpty)
  }

  static let wrong: [(String, Manifest.Problem)] = [
    (text(output("a") + output("b")), .notAManifest),
    (text(output("a") + ",," + output("b")), .notAManifest),
    (text(output("a") + ","), .notAManifest),
    (text("," + output("a")), .notAManifest),
    (text("1"), .notAManifest),
    (text("{}"), .notAManifest),
    (text(output("a").replacingOccurrences(of: "12,", with: "\"12\",")), .notAManifest),
    (text(output("a"), key: "output\\u0073"), .notAManifest),
    (text(output("a"), schema: "other"), .notAManifest),
    (text(output("a")) + "]", .notAManifest),
    (String(text(output("a")).dropLast(3)), .notAManifest),
    (text(output("a"), version: 2), .otherVersion(2)),
    (text("[7]", version: 2), .otherVersion(2)),
    (text(output("b") + "," + output("a") + "," + output("b")), .wrongPath("fr/og/b.png")),
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

  static let foreign = [
    "../og/a.png", "/fr/og/a.png", "notes.txt", "a.png", "fr/notes.txt", "fr/og/b.png", "fr/og/a.pdf", "es/og/a.png",
    "fr/square/a.png",
    "fr/og/x/a.png", ".git/config", "fr/set.pdf", "CardSpecs/cards/a.json",
  ]

  @Test("names no file that Placard would not have made", arguments: foreign)
  func foreignPaths(path: String) {
    let text = Self.text(Self.output("a", path: path))
    #expect(throws: Manifest.Problem.wrongPath(path)) { try Manifest(reading: Array(text.utf8)) }
  }

  @Test("names documents beside the folders of pictures", arguments: ["pdf", "sheets", "contact-sheet"])
  func documents(kind: String) throws {
    for path in ["fr/set.pdf", "fr/set-print.pdf", "fr/set-contact-og.pdf"] {
      let text = Self.text(Self.output("a", path: path, kind: kind))
      #expect(try Manifest(reading: Array(text.utf8)).outputs.map(\.path) == [path])
    }
    for path in ["fr/other.pdf", "fr/set.png", "set.pdf", "fr/settled.pdf"] {
      let text = Self.text(Self.output("a", path: path, kind: kind))
      #expect(throws: Manifest.Problem.wrongPath(path)) { try Manifest(reading: Array(text.utf8)) }
    }
  }

  @Test("the same from a file as from memory")
  func file() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/manifest.json"
    let text = Self.text((0..<500).map { Self.output("\($0)") }.joined(separator: ","))
    try folder.write(text, to: "manifest.json")
    let (manifest, book) = (
      try Manifest(reading: Array(text.utf8)), try ManifestBook(reading: path, in: Spool(in: nil))
    )
    #expect(try book.outputs.map { try book.output($0) } == manifest.outputs)
    #expect(book.decks == manifest.decks)
    #expect(throws: Manifest.Problem.unreadable) { try ManifestBook(reading: path + "x", in: Spool(in: nil)) }
  }
}
