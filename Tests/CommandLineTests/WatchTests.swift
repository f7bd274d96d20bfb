import Foundation
import TestSupport
import Testing

@Suite("placard render --watch renders again what a saved file touches")
struct WatchTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write(
      """
      {"name": "d", "languages": ["en"], "formats": [{"name": "small", "width": 120, "height": 63}],
       "cards": ["*.card.json"]}
      """, to: "deck.json")
    for id in ["a", "b"] { try write(card: id, "Text") }
  }

  private func write(card id: String, _ text: String) throws {
    try folder.write(
      """
      {"id": "\(id)", "alt": "Alt", "title": "Title",
       "layout": {"children": [{"text": "\(text)", "fontFamily": "Inter", "fontSize": 12}]}}
      """, to: "\(id).card.json")
  }

  /// The command at work, ended with the test.
  private final class Watching {
    let process = Process()
    private let errors: String

    init(_ folder: TemporaryFolder) throws {
      errors = folder.path + "/errors.log"
      try Data().write(to: URL(fileURLWithPath: errors))
      process.executableURL = URL(fileURLWithPath: Tool.path)
      process.arguments = [
        "render", "--watch", "--cache", "cache", "--fonts", Tool.repository + "/Fonts/fonts.conf",
      ]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.environment = Tool.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
      try process.run()
    }

    var said: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

    deinit {
      if process.isRunning { process.terminate() }
      process.waitUntilExit()
    }
  }

  /// Waits until something is so; far longer than it takes, so that a slow machine fails no test.
  private func wait(_ watching: Watching, _ isSo: () throws -> Bool) async throws {
    for _ in 0..<1200 {
      if try isSo() { return }
      try #require(watching.process.isRunning, "\(watching.said)")
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("nothing happened for a minute: \(watching.said)")
  }

  private func rounds(_ watching: Watching) -> Int {
    watching.said.components(separatedBy: "waiting for changes").count - 1
  }

  @Test func aSavedCardIsRenderedAndTheOthersAreLeftAlone() async throws {
    let watching = try Watching(folder)
    try await wait(watching) { rounds(watching) == 1 }
    let (a, b) = (try folder.data("Output/en/small/a.png"), try folder.data("Output/en/small/b.png"))
    try write(card: "a", "Other")
    try await wait(watching) { rounds(watching) == 2 }
    #expect(watching.said.contains("2 files in Output, 1 made anew in "))
    #expect(try folder.data("Output/en/small/a.png") != a)
    #expect(try folder.data("Output/en/small/b.png") == b)
  }

  @Test func mistakesAreToldAndItGoesOn() async throws {
    let watching = try Watching(folder)
    try await wait(watching) { rounds(watching) == 1 }
    let before = try folder.data("Output/en/small/a.png")
    try folder.write("{", to: "a.card.json")
    try await wait(watching) { rounds(watching) == 2 }
    #expect(watching.said.contains("a.card.json:1:2: error:"))
    #expect(try folder.data("Output/en/small/a.png") == before)
    try folder.write("", to: "deck.json")
    try await wait(watching) { watching.said.contains("deck.json:1:1: error:") }
    try write(card: "a", "Mended")
    try folder.write(
      #"{"name": "d", "languages": ["en"], "formats": [{"name": "small", "width": 120, "height": 63}], "cards": ["*.card.json"]}"#,
      to: "deck.json")
    try await wait(watching) { try folder.data("Output/en/small/a.png") != before }
  }

  @Test func cardsThatComeAndGoAreNoticed() async throws {
    let watching = try Watching(folder)
    try await wait(watching) { rounds(watching) == 1 }
    try write(card: "c", "New")
    let new = folder.path + "/Output/en/small/c.png"
    try await wait(watching) { FileManager.default.fileExists(atPath: new) }
    try FileManager.default.removeItem(atPath: folder.path + "/c.card.json")
    try await wait(watching) { !FileManager.default.fileExists(atPath: new) }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalEndsItWell(signal: Int32) async throws {
    let watching = try Watching(folder)
    try await wait(watching) { rounds(watching) == 1 }
    try #require(watching.process.processIdentifier > 0)
    kill(watching.process.processIdentifier, signal)
    watching.process.waitUntilExit()
    #expect(watching.process.terminationStatus == 0)
    #expect(watching.process.terminationReason == .exit)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/Output/.placard-lock"))
  }

  @Test func aCardThatTheDeckDoesNotHaveEndsIt() throws {
    let result = try Tool.run(["render", "--watch", "--cache", "cache", "none"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("there is no card \"none\" in this deck"))
  }

  @Test(arguments: [["--no-cache"], ["--dry-run", "--cache", "c"], ["--data", "x.csv", "--cache", "c"]])
  func whatDoesNotGoWithItIsRefused(arguments: [String]) throws {
    let result = try Tool.run(["render", "--watch"] + arguments, in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("--watch"))
  }
}
