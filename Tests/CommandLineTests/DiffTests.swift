import Foundation
import TestSupport
import Testing

@Suite("placard diff")
struct DiffTests {
  private let folder = TemporaryFolder()

  private func writeDeck(
    languages: String = "\"en\"",
    formats: String =
      "{\"name\": \"wide\", \"width\": 400, \"height\": 200}, {\"name\": \"tall\", \"width\": 200, \"height\": 400}"
  ) throws {
    try folder.write(
      """
      {"name": "set", "languages": [\(languages)], "sourceLanguage": "en", "cards": ["*.card.json"],
       "formats": [\(formats)]}
      """, to: "deck.json")
  }

  private func write(_ color: String, more: String = "") throws {
    try writeDeck()
    try writeCard("a", "\"width\": \"100%\", \"height\": \"100%\", \"background\": \"\(color)\"\(more)")
  }

  private func writeCard(_ id: String, _ layout: String) throws {
    try folder.write(
      "{\"id\": \"\(id)\", \"title\": \"T\", \"alt\": \"A\", \"layout\": {\(layout)}}", to: "\(id).card.json")
  }

  private func git(_ arguments: String...) throws {
    let result = try Tool.run(
      "git",
      ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"] + arguments,
      in: folder.path)
    #expect(result.code == 0)
  }

  private func commit() throws {
    if !FileManager.default.fileExists(atPath: folder.path + "/.git") { try git("init", "-q") }
    try git("add", "*.json")
    try git("commit", "-qm", "one")
  }

  private func diff(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(["diff", "--fonts", Tool.repository + "/Fonts/fonts.conf"] + arguments, in: folder.path)
  }

  private func render() throws {
    let fonts = Tool.repository + "/Fonts/fonts.conf"
    #expect(try Tool.run(["render", "--quiet", "--no-cache", "--fonts", fonts], in: folder.path).code == 0)
  }

  @Test("tells by its code and its page what differs from a revision")
  func revisions() throws {
    try write("#FFFFFF")
    try commit()
    let same = try diff("HEAD")
    #expect(same.code == 0 && same.output == "nothing differs; 2 as before\n")
    try write("#EEEEEE")
    let changed = try diff("HEAD", "--output", "d.html")
    #expect(changed.code == 1 && changed.output == "2 of 2 differ: see d.html\n")
    let page = try folder.text("d.html")
    #expect(page.contains("100 % of the pixels differ."))
    #expect(page.components(separatedBy: "src=\"data:image/png;base64,").count == 1 + 2 * 5)
    #expect(!page.contains("<script") && !page.contains("http:"))
    try git("commit", "-qam", "two")
    #expect(try diff("HEAD~1", "HEAD", "--format", "wide").code == 1)
    #expect(try diff("HEAD", "HEAD").code == 0)
  }

  @Test("compares with what was put out, and says what it cannot")
  func outputs() throws {
    try write("#FFFFFF")
    try render()
    #expect(try diff("Output").code == 0)
    try write("#EEEEEE")
    #expect(try diff("Output").code == 1)
    let unknown = try diff("nothing")
    #expect(unknown.code == 2 && unknown.errors.contains("[unknown-revision]"))
  }

  @Test("what was put out holds no pictures of paper, which is no difference")
  func paper() throws {
    try write("#FFFFFF")
    try writeDeck(formats: "{\"name\": \"wide\", \"width\": 400, \"height\": 200}, \"a6-landscape\"")
    try render()
    let result = try diff("Output")
    #expect(result.code == 0)
    #expect(result.output == "nothing differs; 1 as before; 1 of which Output holds no picture\n")
  }

  @Test("of what was put out, only the languages and formats that are asked for count")
  func partOfOutputs() throws {
    try write("#FFFFFF")
    try writeDeck(languages: "\"en\", \"fr\"")
    try render()
    #expect(try diff("Output", "--language", "en").output == "nothing differs; 2 as before\n")
    #expect(try diff("Output", "--format", "t*").output == "nothing differs; 2 as before\n")
  }

  // MARK: What cannot be compared

  private static let broken = [
    // It cannot be loaded.
    "\"background\": \"#12\"", "\"template\": 1", "\"children\": [{",
    // It can be loaded, and not resolved.
    "\"children\": [{\"text\": \"{{nothing}}\"}]",
  ]

  @Test("a card that is broken in the earlier state cannot be compared: its mistakes are told", arguments: broken)
  func brokenBefore(layout: String) throws {
    try write("#FFFFFF")
    try writeCard("a", layout)
    try commit()
    try write("#FFFFFF")
    let result = try diff("HEAD")
    #expect(result.code == 2)
    #expect(result.errors.contains("HEAD:a.card.json:1:"))
    #expect(!result.errors.contains("placard-"))
  }

  @Test("nor can one that is broken now, or in both states", arguments: broken)
  func brokenNow(layout: String) throws {
    try write("#FFFFFF")
    try writeCard("b", "\"background\": \"#FFFFFF\"")
    try commit()
    try writeCard("a", layout)
    let result = try diff("HEAD")
    #expect(result.code == 2)
    #expect(result.errors.contains("\na.card.json:1:") || result.errors.hasPrefix("a.card.json:1:"))
    #expect(try folder.text("diff.html").contains("as before"))
    try commit()
    #expect(try diff("HEAD").code == 2)
  }

  @Test("nor can a new one that is broken")
  func brokenNew() throws {
    try write("#FFFFFF")
    try commit()
    try writeCard("b", "\"background\": \"#12\"")
    #expect(try diff("HEAD").code == 2)
  }

  @Test("that something differs as well makes no difference to that, and the page shows it")
  func brokenAndDifferent() throws {
    try write("#FFFFFF")
    try writeCard("b", "\"background\": \"#FFFFFF\"")
    try commit()
    try write("#EEEEEE")
    try writeCard("b", "\"background\": \"#12\"")
    let result = try diff("HEAD")
    #expect(result.code == 2)
    #expect(result.output == "2 of 4 differ, and 2 could not be compared: see diff.html\n")
    #expect(try folder.text("diff.html").contains("100 % of the pixels differ."))
  }

  @Test("a revision whose deck cannot be read is told with what is wrong with it, and by its name in git")
  func brokenDeck() throws {
    try write("#FFFFFF")
    try folder.write("{", to: "deck.json")
    try commit()
    try write("#FFFFFF")
    let result = try diff("HEAD")
    #expect(result.code == 2)
    #expect(result.errors.contains("HEAD:deck.json:1:"))
    #expect(!result.errors.contains("placard-"))
  }

  @Test(
    "arguments that mean nothing end with 64, and with the nearest word",
    arguments: [
      (["HEAD", "--format", "wid"], "did you mean \"wide\""), (["HEAD", "--language", "xx"], "[unknown-language]"),
      (["HEAD", "HEAD", "--format", "wid"], "[unknown-format]"), ([], "<old>"), (["HEAD", "--jobs", "0"], "--jobs"),
    ])
  func usage(arguments: [String], words: String) throws {
    try write("#FFFFFF")
    try commit()
    let result = try Tool.run(
      ["diff", "--fonts", Tool.repository + "/Fonts/fonts.conf"] + arguments, in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains(words))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/diff.html"))
  }

  @Test("a format that only the earlier state has can be named")
  func goneFormat() throws {
    try write("#FFFFFF")
    try commit()
    try writeDeck(formats: "{\"name\": \"wide\", \"width\": 400, \"height\": 200}")
    #expect(try diff("HEAD", "--format", "tall").code == 1)
  }
}
