import Foundation
import TestSupport
import Testing

/// What a link leads to is not Placard's.
@Suite("Nothing is written or removed through links in the output folder")
struct OutputLinkTests {
  private let folder = TemporaryFolder()
  private static let fonts = ["--fonts", Tool.repository + "/Fonts/fonts.conf"]

  init() throws {
    try folder.write(
      """
      {"name": "d", "languages": ["en", "fr"], "cards": ["*.card.json"], "formats": [
        {"name": "small", "width": 20, "height": 10}, {"name": "paper", "medium": "paper", "width": 200, "height": 100}]}
      """, to: "deck.json")
    try folder.write(#"{"id": "a", "alt": "A", "title": "A", "layout": {}}"#, to: "a.card.json")
    try folder.write("mine", to: "mine/.placard-1-a.png")
  }

  @discardableResult
  private func placard(_ arguments: String..., code: Int32 = 0) throws -> Tool.Result {
    let result = try Tool.run(arguments + (arguments[0] == "render" ? Self.fonts : []), in: folder.path)
    #expect(result.code == code, "\(result.output)\(result.errors)")
    return result
  }

  private func link(_ path: String, to target: String) throws {
    let manager = FileManager.default
    let place = URL(fileURLWithPath: folder.path + "/" + path)
    try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: place.path, withDestinationPath: target)
  }

  /// Moves a folder of outputs elsewhere and leaves a link to it.
  private func moveAway(_ path: String, to target: String) throws {
    try FileManager.default.moveItem(atPath: folder.path + "/" + path, toPath: folder.path + "/" + target)
    try link(path, to: folder.path + "/" + target)
  }

  private func names(_ inner: String) -> [String] { folder.files().filter { $0.hasPrefix(inner + "/") } }

  @Test func aRunRefusesAllOfThemAndMakesNothing() throws {
    try link("Output/en", to: "../mine")
    try link("Output/fr/small", to: "../../mine")
    for arguments in [["--dry-run"], ["--jobs", "1"], ["--shard", "1/1"]] {
      let result = try Tool.run(["render"] + arguments + Self.fonts, in: folder.path)
      #expect(result.code == 1)
      #expect(
        result.errors.contains(
          "error: Output/en, Output/fr/small are links, and nothing is written or removed through links [linked-folder]"
        ),
        "\(result.errors)")
      #expect(names("mine") == ["mine/.placard-1-a.png"])
    }
  }

  @Test func theOutputFolderItselfMayBeALink() throws {
    try link("Output", to: "mine")
    try placard("render", "--quiet")
    #expect(names("mine").contains("mine/en/small/a.png"))
    #expect(!names("mine").contains("mine/.placard-1-a.png"))
  }

  @Test func whatIsStaleBehindALinkStays() throws {
    try placard("render", "--pdf-per-card")
    try moveAway("Output/en/paper", to: "mine/paper")
    for arguments in [["--dry-run"], []] {
      let result = try Tool.run(["render"] + arguments + Self.fonts, in: folder.path)
      #expect(result.code == 0)
      #expect(
        result.errors.contains("Output/en/paper/a.pdf is no file of this deck any more, and stays [changed-file]"),
        "\(result.errors)")
      #expect(result.errors.contains("a folder on the way to it is a link now"))
    }
    #expect(names("mine").contains("mine/paper/a.pdf"))
    #expect(!folder.files().contains("Output/fr/paper/a.pdf"))
  }

  /// A run that is refused removes nothing.
  @Test func aDryRunListsNoRemovalsWhereTheRunIsRefused() throws {
    try placard("render", "--pdf-per-card")
    try moveAway("Output/fr/small", to: "mine/small")
    #expect(try !placard("render", "--dry-run", code: 1).output.contains("removed"))
    try placard("render", code: 1)
    #expect(folder.files().contains("Output/fr/paper/a.pdf"))
  }

  @Test func rowsAreNotWrittenThroughLinksEither() throws {
    try folder.write("dir,id\nplain,x\nsub,y\n", to: "rows.csv")
    try link("Output/fr/small/sub", to: "../../../mine")
    let result = try placard("render", "--data", "rows.csv", "--name", "{{dir}}/{{id}}", "--format", "small", code: 1)
    #expect(result.errors.contains("Output/fr/small/sub is a link"), "\(result.errors)")
    #expect(names("mine") == ["mine/.placard-1-a.png"])
    #expect(result.output.contains("1 file could not be made"), "\(result.output)")
    #expect(names("Output/en/small") == ["Output/en/small/plain/x.png", "Output/en/small/sub/y.png"])
  }

  @Test func shardsAreNotJoinedThroughLinks() throws {
    try placard("render", "--shard", "1/1", "--output", "part")
    try link("all/en", to: "../mine")
    let result = try placard("manifest", "merge", "part", "--output", "all", code: 1)
    #expect(result.errors.contains("all/en is a link"), "\(result.errors)")
    #expect(names("mine") == ["mine/.placard-1-a.png"])
    try moveAway("part/en", to: "mine/en")
    let other = try placard("manifest", "merge", "part", code: 1)
    #expect(other.errors.contains("what lies behind links is not looked at"), "\(other.errors)")
  }

  @Test(arguments: ["a link", "a folder"])
  func whatHasThePlaceOfTheLockIsNamed(thing: String) throws {
    try folder.write("mine", to: "mine/lock")
    if thing == "a link" {
      try link("Output/.placard-lock", to: "../mine/lock")
    } else {
      try folder.write("mine", to: "Output/.placard-lock/lock")
    }
    let result = try placard("render", code: 1)
    #expect(
      result.errors.contains("Output/.placard-lock is \(thing), where Placard keeps a file of its own [lock-blocked]"),
      "\(result.errors)")
    #expect(try folder.text("mine/lock") == "mine")
  }
}
