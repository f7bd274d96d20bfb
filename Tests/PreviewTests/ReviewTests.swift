import Foundation
import Painting
import TestSupport
import Testing

@testable import Preview

@Suite("Cells are compared with an approved state")
struct ReviewTests {
  private static func git(_ arguments: [String], in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder, "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
      + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// A deck that was committed once.
  private func stage() async throws -> Stage {
    try await Stage { _ in
    } prepare: { folder in
      try Self.git(["init", "-q"], in: folder.path)
      try Self.git(["add", "."], in: folder.path)
      try Self.git(["commit", "-qm", "First"], in: folder.path)
    }
  }

  /// The finished comparison.
  private func compared(_ stage: Stage) async throws -> ReviewReport {
    while true {
      let report = try #require(await stage.session.reviewReport())
      if report.isDone { return report }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test("of git: what has changed comes first, then what is new, gone, and as before")
  func revision() async throws {
    let stage = try await stage()
    try await stage.save(Stage.card("a", "Other words"), to: "cards/a.json")
    try await stage.save(Stage.card("c"), to: "cards/c.json")
    try await stage.remove("cards/b.json")
    _ = try await stage.session.beginReview(.git("HEAD"))
    let report = try await compared(stage)
    #expect(report.against.git == "HEAD" && report.against.revision?.count == 40)
    let changes = report.cells.map { "\($0.card) \($0.language) \($0.change.rawValue)" }
    #expect(changes[..<3].allSatisfy { $0 == "a en changed" })
    #expect(changes.filter { $0 == "a fr same" }.count == 3)
    #expect(changes[3..<9].allSatisfy { $0.hasSuffix("new") && $0.hasPrefix("c") })
    #expect(changes[9..<15].allSatisfy { $0.hasSuffix("removed") && $0.hasPrefix("b") })
    let first = try #require(report.cells.first)
    #expect((first.share ?? 0) > 0 && first.frame != nil)
  }

  @Test("it is looked at again when files change")
  func again() async throws {
    let stage = try await stage()
    _ = try await stage.session.beginReview(.git("HEAD"))
    #expect(try await compared(stage).cells.allSatisfy { $0.change == .same })
    try await stage.save(Stage.card("a", "Other words"), to: "cards/a.json")
    #expect(try await compared(stage).cells.filter { $0.change == .changed }.count == 3)
    try await stage.save(Stage.card("a"), to: "cards/a.json")
    #expect(try await compared(stage).cells.allSatisfy { $0.change == .same })
  }

  @Test("the approved picture and the difference can be seen")
  func pictures() async throws {
    let stage = try await stage()
    let approved = try await stage.picture(.cell("a"))
    try await stage.save(Stage.card("a", "Other words"), to: "cards/a.json")
    _ = try await stage.session.beginReview(.git("HEAD"))
    #expect(try await stage.session.picture(.approved, of: .cell("a"), scale: 1) == approved.png)
    let difference = try await stage.session.picture(.difference, of: .cell("a"), scale: 1)
    #expect(difference != approved.png)
    await stage.session.endReview()
    await #expect(throws: PreviewProblem.self) {
      try await stage.session.picture(.approved, of: .cell("a"), scale: 1)
    }
  }

  @Test(
    "what git does not know is refused",
    arguments: ["nothing", "", "-rf", "--help", "HEAD\nHEAD", "HEAD:deck.json", String(repeating: "a", count: 300)])
  func unknown(revision: String) async throws {
    let stage = try await stage()
    await #expect(throws: PreviewProblem.self) { try await stage.session.beginReview(.git(revision)) }
    await #expect(throws: PreviewProblem.self) { try await stage.session.beginReview(.folder(0)) }
  }

  @Test("a revision without a deck that can be read is refused, and what is wrong is told by its name in git")
  func unreadable() async throws {
    let stage = try await Stage { _ in
    } prepare: { folder in
      let deck = try folder.text("deck.json")
      try folder.write("{", to: "deck.json")
      try Self.git(["init", "-q"], in: folder.path)
      try Self.git(["add", "."], in: folder.path)
      try Self.git(["commit", "-qm", "First"], in: folder.path)
      try folder.write(deck, to: "deck.json")
    }
    await #expect {
      try await stage.session.beginReview(.git("HEAD"))
    } throws: { error in
      guard case PreviewProblem.revision(let found) = error else { return false }
      return found.code == "unreadable-deck" && found.reason?.contains("HEAD:deck.json:1:") == true
    }
  }

  @Test("what is wrong with an earlier state is told of the revision, with its line, and no editor opens it")
  func namesTheRevision() async throws {
    let stage = try await stage()
    try await stage.save(
      Stage.card("a", "Other").replacing("\"template\": \"plain\"", with: "\"template\": \"plan\""), to: "cards/a.json")
    try Self.git(["commit", "-qam", "Broken"], in: stage.folder.path)
    try await stage.save(Stage.card("a"), to: "cards/a.json")
    let report = try await stage.session.beginReview(.git("HEAD"))
    let found = try #require(report.diagnostics.first)
    #expect(found.place?.file == "HEAD:cards/a.json" && found.place?.path == nil)
    #expect(found.place?.text?.contains("\"plan\"") == true)
  }

  @Test("a comparison that was asked for at the start begins once the deck can be read")
  func awaited() async throws {
    let stage = try await Stage { _ in
    } prepare: { folder in
      try Self.git(["init", "-q"], in: folder.path)
      try Self.git(["add", "."], in: folder.path)
      try Self.git(["commit", "-qm", "First"], in: folder.path)
      try folder.write("{", to: "deck.json")
    }
    try await stage.session.compare(withRevision: "HEAD")
    #expect(await stage.session.reviewReport() == nil)
    try await stage.save(Stage.deck, to: "deck.json")
    #expect(await stage.session.reviewReport()?.against.git == "HEAD")
  }

  @Test("revisions are offered: branches and tags first")
  func sources() async throws {
    let stage = try await stage()
    try Self.git(["tag", "approved"], in: stage.folder.path)
    let sources = await stage.session.reviewSources()
    #expect(sources.git.isAvailable)
    #expect(sources.git.revisions.compactMap(\.name).contains("approved"))
    #expect(sources.git.revisions.last?.summary == "First")
  }

  @Test("outside of git there is nothing to offer")
  func withoutGit() async throws {
    let stage = try await Stage()
    let sources = await stage.session.reviewSources()
    #expect(!sources.git.isAvailable && sources.folders.isEmpty)
    await #expect(throws: PreviewProblem.self) { try await stage.session.beginReview(.git("HEAD")) }
  }

  @Test("pictures differ where their pixels do")
  func pixels() throws {
    let old = RasterImage(width: 4, height: 3, stride: 16, pixels: [UInt8](repeating: 255, count: 48))
    var pixels = old.pixels
    pixels[16 + 4 * 1] = 0
    pixels[32 + 4 * 2 + 3] = 7
    let new = RasterImage(width: 4, height: 3, stride: 16, pixels: pixels)
    let difference = try #require(PictureDifference(old, new))
    #expect(difference.share == 2.0 / 12)
    let area = try #require(difference.area)
    #expect(area == (1, 1, 2, 2))
    #expect(PictureDifference(old, old)?.area == nil)
    #expect(PictureDifference(old, RasterImage(width: 3, height: 4, stride: 12, pixels: [])) == nil)
    let shown = PictureDifference.picture(old: old, new: new)
    #expect(Array(shown.pixels[20..<24]) == [0xB0, 0x00, 0xD4, 255])
    #expect(Array(shown.pixels[0..<4]) == [255, 255, 255, 255])
  }
}
