import Foundation
import Hashing
import TestSupport
import Testing

@testable import Manifest

@Suite("A manifest says what lies in a folder")
struct ManifestTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func output(_ path: String) -> Manifest.Output {
    let card = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "a"
    return Manifest.Output(
      path: path, deck: "set", kind: .png, language: "fr", format: "og",
      cards: [
        Manifest.Card(
          id: card, title: "Titre", alt: "Une carte « é »", link: "https://example.org/?a=1",
          fit: [Manifest.Fit(node: "layout/0", done: ["shrink"], fontSize: 20.5, specifiedFontSize: 24)])
      ], width: 1200, height: 630, unit: .px, pages: nil, bytes: 12, sha256: String(repeating: "0a", count: 32),
      fonts: [Manifest.Font(family: "Inter", style: "Bold", file: "Inter-Bold.otf")],
      diagnostics: [Manifest.Message(severity: "warning", code: "c", message: "m")])
  }

  private func manifest(_ paths: [String]) -> Manifest {
    Manifest(
      decks: [
        Manifest.Deck(
          name: "set", title: ["fr": "Titre"], languages: ["fr"], formats: ["og"], cards: ["a"], leftOut: [],
          diagnostics: [])
      ], outputs: paths.map(output),
      failures: [
        Manifest.Failure(
          path: "fr/og/z.png", deck: "set", kind: .png, language: "fr", format: "og", cards: ["z"], diagnostics: [])
      ])
  }

  private func read(_ text: String) throws -> Manifest { try Manifest(reading: Array(text.utf8)) }

  @Test func itIsReadAsItWasWritten() throws {
    let first = manifest(["fr/og/a.png", "fr/og/b.png"])
    #expect(try read(try first.text()) == first)
  }

  private var shard: Manifest.Shard {
    Manifest.Shard(
      index: 2, count: 3, files: 1,
      plan: Manifest.Shard.Plan(
        files: 4, sha256: String(repeating: "1b", count: 32), sources: String(repeating: "2c", count: 32),
        exactDecks: ["set"], wholeDecks: ["set"]))
  }

  @Test func theManifestOfAShardSaysOfWhichPlanItIs() throws {
    var manifest = manifest(["fr/og/a.png"])
    #expect(try !manifest.text().contains("shard"))
    manifest.shard = shard
    #expect(try read(try manifest.text()).shard == shard)
    #expect(manifest.plannedFiles.map(\.path) == ["fr/og/a.png", "fr/og/z.png"])
  }

  @Test func theManifestOfAShardShowsWhatWasChanged() throws {
    var manifest = manifest(["fr/og/a.png"])
    #expect(try !manifest.text().contains("seal") && !Manifest.isIntact(Array(manifest.text().utf8)))
    manifest.shard = shard
    let bytes = Array(try manifest.text().utf8)
    #expect(Manifest.isIntact(bytes))
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1
      #expect(!Manifest.isIntact(changed), "byte \(place)")
    }
    #expect(!Manifest.isIntact(Array(bytes.dropLast())) && !Manifest.isIntact(bytes + [0x0A]))
    // The sum is that of the bytes before the last comma of the outermost object.
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: ",\n  \"seal\": ")
    #expect(parts.count == 2 && parts[1] == "\"\(SHA256.digest(of: Array(parts[0].utf8)).hex)\"\n}\n")
  }

  @Test func itIsSortedByPath() throws {
    let (one, other) = (
      manifest(["fr/og/b.png", "fr/og/a.png", "fr/og/Z.png"]), manifest(["fr/og/Z.png", "fr/og/a.png", "fr/og/b.png"])
    )
    #expect(try one.text() == other.text())
    #expect(try read(try one.text()).outputs.map(\.path) == ["fr/og/Z.png", "fr/og/a.png", "fr/og/b.png"])
  }

  @Test(arguments: [
    "", "{", "[]", "{\"version\": \"1\"}", "{\"version\": 1}", "{\"version\": 1, \"outputs\": []}", "\u{0}",
  ])
  func whatIsNoManifestIsRefused(text: String) {
    #expect(throws: Manifest.Problem.notAManifest) { try read(text) }
  }

  @Test func theManifestOfAnotherVersionIsRefused() throws {
    let text = try manifest([]).text().replacing("\"version\": 1", with: "\"version\": 2")
    #expect(throws: Manifest.Problem.otherVersion(2)) { try read(text) }
  }

  @Test(arguments: [
    "/etc/a.png", "../a.png", "a/../../b.png", "a//b.png", "", ".", "a/./b", "a\\..\\b", "a/", "a\u{0}b",
  ])
  func pathsThatLeaveTheFolderAreRefused(path: String) throws {
    let text = try manifest([path]).text()
    #expect(throws: Manifest.Problem.wrongPath(path)) { try read(text) }
  }

  @Test func aPathThatIsNamedTwiceIsRefused() throws {
    let text = try manifest(["fr/og/a.png", "fr/og/a.png"]).text()
    #expect(throws: Manifest.Problem.wrongPath("fr/og/a.png")) { try read(text) }
  }

  @Test func eachOutputIsALine() throws {
    let lines = try manifest(["a.png", "b.png"]).text().split(separator: "\n")
    #expect(lines.filter { $0.contains("\"sha256\"") }.count == 2)
    let changed = try manifest(["a.png", "c.png"]).text().split(separator: "\n")
    #expect(zip(lines, changed).filter { $0 != $1 }.count == 1)
  }

  // MARK: The schema

  @Test func thePublishedSchemaIsTheProgramsOwn() throws {
    let file = Self.repository.appending(path: "CardSpecs/schema/" + ManifestSchema.fileName)
    #expect(
      try String(contentsOf: file, encoding: .utf8) == ManifestSchema.text,
      "run `placard schema --write CardSpecs/schema`")
  }

  /// By a validator that is not ours. Each of the wrong ones breaks one rule.
  @Test func theSchemaAcceptsManifestsAndNothingElse() throws {
    let folder = TemporaryFolder()
    let right = try manifest(["fr/og/a.png"]).text()
    try folder.write(right, to: "right.json")
    let wrong = [
      ("\"fr/og/a.png\"", "\"/fr/og/a.png\""), ("\"unit\":\"px\"", "\"unit\":\"pt\""),
      ("\"kind\":\"png\"", "\"kind\":\"gif\""), ("\"version\": 1", "\"version\": 2"),
      ("\"bytes\":12", "\"bytes\":12,\"more\":1"), ("\"alt\"", "\"alternative\""), ("0a0a", "0A0A"),
    ]
    for (index, (old, new)) in wrong.enumerated() {
      try #require(right.contains(old))
      try folder.write(right.replacing(old, with: new), to: "wrong\(index).json")
    }
    try expect(wrong.count, in: folder)
  }

  @Test func theSchemaAcceptsManifestsOfShardsAndNothingElse() throws {
    let folder = TemporaryFolder()
    var manifest = manifest(["fr/og/a.png"])
    manifest.shard = shard
    let right = try manifest.text()
    try folder.write(right, to: "right.json")
    let wrong = [
      ("\"index\":2", "\"index\":0"), ("\"count\":3", "\"count\":\"3\""), ("\"files\":4", "\"files\":-1"),
      ("1b1b", "1B1B"),
      ("2c2c", "2c2"), ("\"exactDecks\"", "\"decks\""), ("\"plan\"", "\"plans\""),
    ]
    for (index, (old, new)) in wrong.enumerated() {
      try #require(right.contains(old))
      try folder.write(right.replacing(old, with: new), to: "wrong\(index).json")
    }
    try expect(wrong.count, in: folder)
  }

  /// That `right.json` is accepted, and none of so many wrong ones.
  private func expect(_ count: Int, in folder: TemporaryFolder) throws {
    let schema = Self.repository.appending(path: "CardSpecs/schema/" + ManifestSchema.fileName).path
    let names = ["right.json"] + (0..<count).map { "wrong\($0).json" }
    let told = try validate(schema, names, in: folder)
    #expect(!told.contains("right.json"), "\(told)")
    for name in names.dropFirst() {
      #expect(told.contains(name), "\(name) is accepted: \((try? folder.text(name)) ?? "")")
    }
  }

  private func validate(_ schema: String, _ names: [String], in folder: TemporaryFolder) throws -> String {
    let process = Process()
    process.executableURL = Python.executable
    process.arguments = [Self.repository.appending(path: "Tests/ManifestTests/validate.py").path, schema] + names
    process.currentDirectoryURL = URL(filePath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
