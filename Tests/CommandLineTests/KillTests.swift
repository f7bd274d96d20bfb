import Foundation
import TestSupport
import Testing

@Suite("A killed run leaves no half file")
struct KillTests {
  private static let arguments = [
    "render", "--deck", "CardSpecs/deck.json", "--language", "en", "--format", "og", "--format", "a6*", "--output",
  ]

  private func bytes(_ folder: TemporaryFolder) throws -> [String: Data] {
    try Dictionary(uniqueKeysWithValues: folder.files().map { ($0, try folder.data($0)) })
  }

  /// The run takes about a second; the moments lie before, within and behind it, and follow each other in one folder.
  @Test(arguments: [false, true])
  func everyFileIsWholeWheneverTheRunEndsAndTheNextCompletesTheSet(withCache: Bool) throws {
    let cache = TemporaryFolder()
    let more = withCache ? ["--cache", cache.path + "/cache"] : []
    let whole = TemporaryFolder()
    #expect(try Tool.run(Self.arguments + [whole.path]).code == 0)
    let expected = try bytes(whole)
    #expect(expected.count == 17)
    let folder = TemporaryFolder()
    for milliseconds in [5, 30, 60, 120, 200, 280, 350, 420, 500, 650, 800] {
      let process = try Tool.start(Self.arguments + [folder.path] + more)
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      // To 0, the signal would go to the tests themselves.
      try #require(process.processIdentifier > 0)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      for (file, data) in try bytes(folder)
      where !file.contains("/.placard-") && (file.hasSuffix(".png") || file.hasSuffix(".pdf")) {
        #expect(data == expected[file], "\(file) after \(milliseconds) ms")
      }
    }
    #expect(try Tool.run(Self.arguments + [folder.path] + more).code == 0)
    #expect(try bytes(folder) == expected)
  }
}
