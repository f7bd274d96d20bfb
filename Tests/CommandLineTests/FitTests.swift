import Foundation
import TestSupport
import Testing

/// `inspect --node` and `render --report`, on a deck whose headline is one size in both languages.
@Suite("What was decided is told")
struct FitTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write(
      """
      {"name": "set", "languages": ["en", "fr"], "sourceLanguage": "en",
       "formats": [{"name": "wide", "width": 400, "height": 100}], "templates": ["plain.json"],
       "cards": ["one.json", "two.json"]}
      """, to: "deck.json")
    try folder.write(
      """
      {"id": "plain", "slots": {"text": {"type": "text"}}, "layout": {"children": [
        {"id": "headline", "text": "{{text}}", "width": "100%", "fontFamily": "Inter", "fontSize": 40, "lineHeight": 1,
         "whiteSpace": "nowrap", "fitGroup": "headline"}]}}
      """, to: "plain.json")
    for (name, en, fr) in [("one", "Short", "Court"), ("two", "A headline that is long", "Un titre assez long")] {
      try folder.write(
        """
        {"id": "\(name)", "template": "plain", "title": "T", "alt": "A",
         "slots": {"text": {"en": "\(en)", "fr": "\(fr)"}}}
        """, to: "\(name).json")
    }
  }

  private func run(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(arguments + ["--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
  }

  @Test func inspectExplainsOneNode() throws {
    let result = try run("inspect", "one", "--language", "fr", "--node", "headline")
    #expect(result.code == 0)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("layout/headline, text, ") && lines[0].hasSuffix("plain.json:2:3"))
    #expect(lines.contains("  width   400 px: `width` of 100 %"))
    #expect(lines.contains("  height  100 px: stretched to the 100 px of its line by `alignItems` or `alignSelf`"))
    #expect(lines.contains { $0.hasPrefix("  fit     may shrink down to 20 px; did shrink") })
    #expect(lines.contains { $0.contains("group   “headline” (deck)") && $0.hasSuffix("of two in en needs") })
    #expect(lines.contains("  font    Inter Regular: \"Court\""))
    #expect(lines.contains { $0.hasPrefix("  line 1  ") && $0.hasSuffix("\"Court\", as the text ends") })
  }

  @Test func inspectExplainsOneNodeForPrograms() throws {
    let result = try run("inspect", "one", "--node", "layout/headline", "--json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let nodes = try #require(json["nodes"] as? [[String: Any]])
    #expect(nodes.count == 1)
    let why = try #require(nodes[0]["why"] as? [String: Any])
    #expect((why["width"] as? [String: Any])?["rule"] as? String == "specified")
    #expect((why["lines"] as? [[String: Any]])?.first?["end"] as? String == "text")
    let group = (nodes[0]["fit"] as? [String: Any])?["group"] as? [String: Any]
    #expect((group?["decidedBy"] as? [String: Any])?["card"] as? String == "two")
  }

  @Test func aNodeThatIsNotThereIsAMistakeOfTheCommand() throws {
    let result = try run("inspect", "one", "--node", "headlin")
    #expect(result.code == 64 && result.output.isEmpty)
    #expect(result.errors.contains("there is no node \"headlin\" in this card"))
    #expect(result.errors.contains("did you mean \"headline\"?"))
  }

  @Test func theReportTellsWhatWasDecidedForEveryCard() throws {
    #expect(try run("render", "--report", "report.json", "--jobs", "1").code == 0)
    let first = try folder.text("report.json")
    #expect(try run("render", "--report", "report.json", "--jobs", "3").code == 0)
    let json = try report(first)
    // The clock's part differs.
    let other = try report(try folder.text("report.json"))
    for part in ["files", "messages"] { #expect(json[part] as? NSArray == other[part] as? NSArray) }
    let files = try #require(json["files"] as? [[String: Any]])
    #expect(
      files.map { $0["path"] as? String } == [
        "en/wide/one.png", "en/wide/two.png", "fr/wide/one.png", "fr/wide/two.png",
      ])
    let texts = files.flatMap {
      ($0["cards"] as? [[String: Any]] ?? []).flatMap { $0["texts"] as? [[String: Any]] ?? [] }
    }
    #expect(texts.count == 4)
    #expect(Set(texts.compactMap { $0["fontSize"] as? Double }).count == 1)
    #expect((json["messages"] as? [[String: Any]])?.allSatisfy { $0["code"] as? String == "fitted" } == true)
  }

  private func report(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func theReportTellsWhereTheTimeWent() throws {
    #expect(try run("render", "--report", "report.json", "--jobs", "2").code == 0)
    let timings = try #require(try report(try folder.text("report.json"))["timings"] as? [String: Any])
    let workers = try #require(timings["workers"] as? [[String: Any]])
    #expect(workers.count == 2)
    #expect(workers.compactMap { $0["files"] as? Int }.reduce(0, +) == 4)
    let stages = try #require(timings["stages"] as? [String: Double])
    #expect(
      stages.keys.sorted() == [
        "composing", "documents", "encoding", "fitting", "fonts", "painting", "planning", "writing",
      ])
    for stage in ["fonts", "fitting", "composing", "painting", "encoding", "writing"] {
      #expect(stages[stage, default: 0] > 0, "\(stage)")
    }
    #expect(stages["documents"] == 0)
    // Each worker's time is the sum of its stages, and no worker took longer than all.
    let seconds = try #require(timings["seconds"] as? Double)
    for worker in workers { #expect(worker["seconds"] as? Double ?? .infinity <= seconds) }
  }

  @Test func renderingOneCardGivesTheSamePictureAsRenderingAll() throws {
    #expect(try run("render").code == 0)
    let whole = try folder.data("Output/fr/wide/one.png")
    #expect(try run("render", "one", "--language", "fr", "--output", "alone").code == 0)
    #expect(try folder.data("alone/fr/wide/one.png") == whole)
  }

  @Test func notesAreShownOnRequest() throws {
    #expect(try run("render").errors.isEmpty)
    #expect(try run("render", "--verbose").errors.contains("its fit group “headline” has one size"))
  }
}
