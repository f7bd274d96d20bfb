import Foundation
import TestSupport
import Testing

/// `--dry-run` and `--changed-since`.
@Suite("A plan can be seen, and narrowed to what changed")
struct PlanningTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write(
      """
      {"name": "set", "languages": ["en", "fr"], "formats": ["og", "a6-landscape"], "theme": "theme.json",
       "templates": ["templates/*.json"], "cards": ["cards/*.json"]}
      """, to: "deck.json")
    try folder.write(#"{"color": {"ink": "black"}}"#, to: "theme.json")
    try folder.write(
      """
      {"id": "plain", "slots": {"text": {"type": "text"}, "name": {"type": "text"}},
       "layout": {"children": [{"text": "{{text}}"}, {"type": "svg", "src": "pictures/{{name}}.svg", "alt": "A"}]}}
      """, to: "templates/plain.json")
    try folder.write(
      #"{"id": "other", "slots": {"x": {"type": "image", "required": false}}, "layout": {"children": [{"text": "b"}, {"type": "svg", "src": "{{x}}", "alt": "A", "if": "x"}]}}"#,
      to: "templates/other.json")
    try folder.write(
      #"{"id": "a", "template": "plain", "title": "A", "alt": "A", "slots": {"text": "a", "name": "mark"}}"#,
      to: "cards/a.json")
    try folder.write(#"{"id": "b", "template": "other", "title": "B", "alt": "B", "slots": {}}"#, to: "cards/b.json")
    try folder.write("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", to: "pictures/mark.svg")
    try folder.write(#"<fontconfig><dir prefix="relative">.</dir></fontconfig>"#, to: "Fonts/fonts.conf")
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> Tool.Result {
    let result = try Tool.run(
      "git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"] + arguments,
      in: folder.path)
    try #require(result.code == 0, "\(result.errors)")
    return result
  }

  private func commit() throws {
    try git("init", "--quiet")
    try git("add", ".")
    try git("commit", "--quiet", "--message", "first")
  }

  /// The paths of a dry run.
  private func paths(_ arguments: [String]) throws -> [String] {
    let result = try Tool.run(["render", "--dry-run", "--json"] + arguments, in: folder.path)
    try #require(result.code == 0, "\(result.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return (json?["jobs"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
  }

  private func changed(_ more: String...) throws -> [String] { try paths(["--changed-since", "HEAD"] + more) }

  // MARK: Dry runs

  @Test func aDryRunListsEveryFileAndMakesNone() throws {
    // It needs no fonts.
    try FileManager.default.removeItem(atPath: folder.path + "/Fonts")
    let before = folder.files()
    let result = try Tool.run(["render", "--dry-run"], in: folder.path)
    #expect(result.code == 0)
    #expect(result.errors == "6 files planned in Output\n")
    #expect(
      result.output == """
        en/set.pdf   pdf  a6-landscape  en  a, b
        en/og/a.png  png  og            en  a
        en/og/b.png  png  og            en  b
        fr/set.pdf   pdf  a6-landscape  fr  a, b
        fr/og/a.png  png  og            fr  a
        fr/og/b.png  png  og            fr  b

        """)
    #expect(folder.files() == before)
  }

  @Test func programsGetTheJobsAsJSON() throws {
    let result = try Tool.run(
      ["render", "b*", "--language", "f?", "--format", "og", "--dry-run", "--json"], in: folder.path)
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: [[String: NSObject]]]
    let expected: [String: NSObject] = [
      "id": "fr/og/b.png" as NSString, "path": "fr/og/b.png" as NSString, "kind": "png" as NSString,
      "language": "fr" as NSString, "format": "og" as NSString, "cards": ["b"] as NSArray,
    ]
    #expect(json == ["jobs": [expected], "removals": []])
    #expect(result.errors == "")
  }

  @Test(arguments: [["--json"], ["--dry-run", "--report", "r.json"]])
  func optionsThatMeanNothingTogetherAreRefused(arguments: [String]) throws {
    #expect(try Tool.run(["render"] + arguments, in: folder.path).code == 64)
  }

  // MARK: Changes

  @Test func nothingChangedMeansNothingToDo() throws {
    try commit()
    #expect(try changed() == [])
  }

  @Test(
    arguments: [
      ("cards/a.json", ["a"]), ("templates/plain.json", ["a"]), ("templates/other.json", ["b"]),
      ("pictures/mark.svg", ["a"]), ("theme.json", ["a", "b"]), ("deck.json", ["a", "b"]),
      ("Fonts/fonts.conf", ["a", "b"]), ("notes.txt", []),
    ] as [(String, [String])])
  func whatAChangedFileIsASourceOfIsMade(file: String, cards: [String]) throws {
    try folder.write("", to: "notes.txt")
    try commit()
    let text = try folder.text(file)
    try folder.write(text + "\n", to: file)
    let pictures = cards.map { "en/og/\($0).png" }
    #expect(try changed("--language", "en", "--format", "og") == pictures)
    #expect(try changed("--format", "a6*") == (cards.isEmpty ? [] : ["en/set.pdf", "fr/set.pdf"]))
  }

  @Test func filesThatGitDoesNotTrackCountAsChanged() throws {
    try folder.write("cards/b.json\n", to: ".gitignore")
    try commit()
    #expect(try changed("--language", "en", "--format", "og") == ["en/og/b.png"])
    try folder.write("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", to: "pictures/new.svg")
    try folder.write(
      try folder.text("cards/b.json").replacing("\"slots\": {}", with: "\"slots\": {\"x\": \"pictures/new.svg\"}"),
      to: "cards/b.json")
    #expect(try changed("--language", "en", "--format", "og") == ["en/og/a.png", "en/og/b.png"])
  }

  @Test func aNewFontCanChangeEverything() throws {
    try commit()
    try folder.write("", to: "Fonts/Brand.ttf")
    #expect(try changed("--language", "en", "--format", "og") == ["en/og/a.png", "en/og/b.png"])
  }

  @Test func aRenamedCardIsNew() throws {
    try commit()
    try git("mv", "cards/b.json", "cards/c.json")
    #expect(try changed("--language", "en") == ["en/set.pdf", "en/og/b.png"])
  }

  @Test func aDocumentThatLosesACardIsMadeAnew() throws {
    try commit()
    try FileManager.default.removeItem(atPath: folder.path + "/cards/b.json")
    #expect(try changed() == ["en/set.pdf", "fr/set.pdf"])
  }

  @Test func aSizeThatCardsShareDependsOnAllOfThem() throws {
    try folder.write(
      #"{"id": "other", "slots": {}, "layout": {"children": [{"text": "b", "fitGroup": "g"}]}}"#,
      to: "templates/other.json")
    try commit()
    try folder.write(try folder.text("cards/a.json") + "\n", to: "cards/a.json")
    #expect(try changed("--language", "en", "--format", "og") == ["en/og/a.png", "en/og/b.png"])
  }

  @Test func withoutARepositoryItSaysSo() throws {
    let result = try Tool.run(["render", "--changed-since", "HEAD"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("the deck's folder is in no git repository"), "\(result.errors)")
  }

  @Test(arguments: ["no-such-branch", "--all", "HEAD:deck.json"])
  func anUnknownRevisionIsAUsageError(revision: String) throws {
    try commit()
    let result = try Tool.run(["render", "--changed-since=\(revision)"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("git knows no revision \"\(revision)\" here"), "\(result.errors)")
  }
}
