import Foundation
import TestSupport
import Testing

@Suite("placard inspect, formats, fonts, schema and doctor")
struct ListingTests {
  @Test func inspectPrintsEveryNodeAsJSON() throws {
    let result = try Tool.run(["inspect", "sdg-5-2", "--language", "es", "--format", "square", "--json"])
    #expect(result.code == 0, "\(result.errors)")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["card"] as? String == "sdg-5-2")
    #expect(object["language"] as? String == "es")
    #expect(object["format"] as? String == "square")
    #expect(object["width"] as? Double == 1080)
    let nodes = try #require(object["nodes"] as? [[String: Any]])
    #expect(nodes.count > 5)
    for node in nodes {
      #expect(node["path"] is String)
      for key in ["x", "y", "width", "height"] { #expect(node[key] is Double, "\(key) of \(node)") }
    }
    let root = try #require(nodes.first)
    #expect([root["x"], root["y"], root["width"], root["height"]].map { $0 as? Double } == [0, 0, 1080, 1080])
  }

  @Test func inspectIsReadableWithoutJSON() throws {
    let result = try Tool.run(["inspect", "sdg-5-2", "--format", "square"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("sdg-5-2 · en · square · 1080 × 1080 px\n"))
    #expect(result.output.contains("Inter"))
  }

  @Test func inspectOfAnUnknownCardIsAUsageError() throws {
    let result = try Tool.run(["inspect", "sdg-5-3"])
    #expect(result.code == 64)
    #expect(result.errors.contains("help: did you mean \"sdg-5-2\"?"))
  }

  @Test(arguments: ["og", "square", "portrait", "story", "a6-landscape", "a6-landscape-print"])
  func formatsAreListed(name: String) throws {
    let result = try Tool.run(["formats"])
    #expect(result.code == 0)
    #expect(result.output.split(separator: "\n").contains { $0.hasPrefix(name + " ") })
  }

  @Test func fontsAreThoseOfTheConfiguration() throws {
    let result = try Tool.run(["fonts", "inter"])
    #expect(result.code == 0)
    let line = try #require(result.output.split(separator: "\n").first { $0.hasPrefix("Inter ") })
    #expect(line.contains("Regular"))
    #expect(!result.output.contains("Noto"))
  }

  @Test func inspectShowsOneCard() throws {
    let result = try Tool.run(["inspect", "fact-*"])
    #expect(result.code == 64)
    #expect(result.errors.contains("\"fact-*\" is a pattern"))
  }

  @Test(arguments: ["deck", "card", "template", "theme", "manifest"])
  func schemasArePrinted(kind: String) throws {
    let result = try Tool.run(["schema", kind])
    #expect(result.code == 0)
    let schema = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func doctorFindsEverythingThatMakeInstalls() throws {
    let result = try Tool.run(["doctor"])
    #expect(result.code == 0, "\(result.output)")
    #expect(!result.output.contains("missing"))
    #expect(result.output.contains("ok       font Inter\n"))
  }

  @Test func doctorNamesWhatIsMissingAndTheCommandThatInstallsIt() throws {
    let folder = TemporaryFolder()
    try folder.write(
      #"{"name": "d", "languages": ["ja"], "formats": ["og"], "cards": [], "theme": {"font": {"text": {"ja": ["Noto Sans CJK JP", "House Sans"]}}}}"#,
      to: "deck.json")
    let fonts = "<fontconfig><dir>/usr/share/fonts/opentype/inter</dir></fontconfig>"
    try folder.write(fonts, to: "fonts.conf")
    let result = try Tool.run(["doctor", "--fonts", "fonts.conf"], in: folder.path)
    #expect(result.code == 1)
    #expect(
      result.output.contains(
        """
        missing  font House Sans
                 put its files into the folder Fonts
        missing  font Noto Sans CJK JP
                 install it: sudo apt-get install fonts-noto-cjk
        """))
  }

  @Test(arguments: [[], ["render"], ["inspect"], ["formats"], ["fonts"], ["schema"], ["doctor"]])
  func everyCommandHasHelp(command: [String]) throws {
    let result = try Tool.run(command + ["--help"])
    #expect(result.code == 0)
    #expect(result.output.contains("USAGE: placard"))
    #expect(result.errors == "")
  }

  @Test func aFullDiskIsToldNotACrash() throws {
    let result = try Tool.run("sh", ["-c", "'\(Tool.path)' formats > /dev/full"], in: Tool.repository)
    #expect(result.code == 1)
    #expect(result.errors == "the result could not be written to standard output\n")
  }
}
