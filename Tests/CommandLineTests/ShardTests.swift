import Foundation
import Manifest
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What several machines do, as several processes.
@Suite("Shards are rendered apart and joined")
struct ShardTests: ShardTesting {
  let folder = TemporaryFolder()

  init() throws { try writeDeck() }

  // MARK: Rendering

  @Test func theListOfAShardIsItsOwn() throws {
    let all = try render("--dry-run", "--quiet").output.split(separator: "\n")
    let parts = try (1...3).map {
      try render("--dry-run", "--quiet", "--shard", "\($0)/3").output.split(separator: "\n").map {
        $0.split(separator: " ")[0]
      }
    }
    #expect(all.count == 14)
    #expect(parts.flatMap(\.self).sorted() == all.map { $0.split(separator: " ")[0] }.sorted())
    #expect(parts.allSatisfy { $0.count >= 2 })
  }

  @Test func aShardMakesItsFilesAndItsManifestAndNoGallery() throws {
    let result = try render("--shard", "4/4")
    #expect(result.errors == "")
    let manifest = try Manifest(reading: [UInt8](try folder.data("Output/manifest-4-of-4.json")))
    #expect(result.output == "\(manifest.outputs.count) files in Output, shard 4 of 4\n")
    let shard = try #require(manifest.shard)
    #expect((shard.index, shard.count, shard.files, shard.plan.files) == (4, 4, manifest.outputs.count, 14))
    #expect((shard.plan.exactDecks, shard.plan.wholeDecks) == (["d"], ["d"]))
    #expect(names("Output") == ([".placard-lock", "manifest-4-of-4.json"] + manifest.outputs.map(\.path)).sorted())
  }

  @Test(arguments: ["0/4", "5/4", "2/0", "x", "auto"])
  func whatIsNoShardIsAUsageError(text: String) throws {
    let result = try render("--shard", text, code: 64)
    #expect(result.errors.hasPrefix("Error: --shard"), "\(result.errors)")
    #expect(names("Output") == [])
  }

  @Test func watchingIsNotForShards() throws {
    let result = try render("--watch", "--shard", "1/2", "--cache", "cache", code: 64)
    #expect(result.errors.hasPrefix("Error: --watch does not go with"), "\(result.errors)")
  }

  @Test func sourcesThatDifferMakeAnotherPlan() throws {
    func plan(_ arguments: String...) throws -> Manifest.Shard.Plan {
      _ = try placard(["render", "--shard", "1/2"] + arguments + Self.fonts)
      let manifest = try Manifest(reading: [UInt8](try folder.data("Output/manifest-1-of-2.json")))
      return try #require(manifest.shard?.plan)
    }
    let first = try plan()
    #expect(try plan("--jobs", "1") == first)
    #expect(try plan("--scale", "2").sources != first.sources)
    #expect(try plan("--language", "en").sha256 != first.sha256)
    try write(card: "b", text: "Other")
    let other = try plan()
    #expect(other.sha256 == first.sha256 && other.sources != first.sources)
  }

  // MARK: Joining

  @Test(arguments: [1, 3, 8, 20])
  func joinedShardsAreWhatASingleRunLeaves(count: Int) throws {
    try render("--output", "single")
    let processes = try (1...count).map {
      try Tool.start(["render", "--shard", "\($0)/\(count)"] + Self.fonts, in: folder.path)
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let result = try merge()
    #expect(result.output == "14 files of \(count) \(count == 1 ? "shard" : "shards") in Output\n")
    #expect(result.errors == "")
    #expect(try bytes("Output") == bytes("single"))
  }

  @Test func shardsInFoldersOfTheirOwnAreJoinedElsewhere() throws {
    try render("--output", "single")
    for index in 1...3 { try render("--shard", "\(index)/3", "--output", "part-\(index)") }
    let before = try bytes("part-2")
    #expect(
      try merge("part-3", "part-1", "part-2", code: 64).errors.contains("name the folder of the whole with --output"))
    try merge("part-3", "part-1/manifest-1-of-3.json", "part-2", "--output", "whole")
    #expect(try bytes("whole") == bytes("single"))
    #expect(try bytes("part-2") == before)
  }

  @Test func aWholeDeckInShardsRemovesWhatItHasNoMoreAndNothingElse() throws {
    for output in ["Output", "single"] {
      try render("--output", output)
      try folder.write("mine", to: output + "/en/notes.txt")
      try folder.write("mine", to: output + "/en/small/other.png")
    }
    try delete("c.card.json")
    try write(card: "a", text: "Other")
    let single = try render("--output", "single", "--verbose")
    for index in 1...2 { try render("--shard", "\(index)/2") }
    #expect(names("Output").contains("en/small/c.png"))
    let joined = try merge("--verbose")
    #expect(try bytes("Output") == bytes("single"))
    #expect(!names("Output").contains("en/small/c.png") && names("Output").contains("en/small/other.png"))
    #expect(joined.errors == single.errors.replacing("single/", with: "Output/"))
    #expect(joined.errors.contains("[removed-file]") && joined.errors.contains("[foreign-file]"))
  }

  @Test func shardsOfSomeFilesKeepWhatIsSaidOfTheOthers() throws {
    for output in ["Output", "single"] { try render("--output", output) }
    try write(card: "a", text: "Other")
    try render("a", "--language", "fr", "--output", "single")
    for index in 1...2 { try render("a", "--language", "fr", "--shard", "\(index)/2") }
    try merge()
    #expect(try bytes("Output") == bytes("single"))
  }

  @Test func whatCouldNotBeMadeIsJoinedToo() throws {
    try write(card: "b", text: "Text \\u6C49")
    try render("--output", "single", code: 1)
    let codes = try (1...3).map {
      try Tool.run(["render", "--shard", "\($0)/3"] + Self.fonts, in: folder.path).code
    }
    #expect(codes.contains(1))
    let result = try merge(code: 1)
    #expect(result.errors.contains("error: en/small/b.png could not be made [failed-file]"), "\(result.errors)")
    #expect(try bytes("Output") == bytes("single"))
  }

  @Test func decksAndCardsThatStandAloneAreSplitTogether() throws {
    try folder.write(
      #"{"id": "lone", "alt": "A", "formats": [{"name": "s", "width": 20, "height": 10}], "layout": {}}"#,
      to: "lone.json")
    try render("a", "lone.json", "--output", "single")
    for index in 1...2 { try render("a", "lone.json", "--shard", "\(index)/2") }
    #expect(try merge().errors == "")
    #expect(try bytes("Output") == bytes("single"))
  }

  @Test func shardsTakeFromTheCacheWhatWasMadeBefore() throws {
    try render("--output", "single")
    try shards([1, 2, 3], of: 3, "--cache", "cache")
    try delete("Output")
    for index in 1...3 {
      let result = try render("--shard", "\(index)/3", "--cache", "cache")
      #expect(result.output.hasSuffix(" in Output, shard \(index) of 3, none made anew\n"), "\(result.output)")
    }
    try merge()
    #expect(try bytes("Output") == bytes("single"))
    #expect(try render("--cache", "cache").output == "14 files in Output, none made anew\n")
    #expect(try bytes("Output") == bytes("single"))
  }

  @Test func joiningOnceMoreChangesNothingAndSaysSo() throws {
    try shards([1, 2, 3])
    try merge()
    let joined = try bytes("Output")
    for sources in [[], ["Output"], ["Output", "./Output"]] {
      let result = try placard(["manifest", "merge"] + sources)
      #expect(
        result.output == "nothing to join: Output has no shards, and its 14 files are as its manifest says\n",
        "\(result.output)")
      #expect(result.errors == "")
      #expect(try bytes("Output") == joined)
    }
  }

  @Test func whatCouldNotBeMadeIsToldAtEachJoining() throws {
    try write(card: "b", text: "Text \\u6C49")
    for index in 1...3 { _ = try Tool.run(["render", "--shard", "\(index)/3"] + Self.fonts, in: folder.path) }
    for _ in 1...2 { #expect(try merge(code: 1).errors.contains("en/small/b.png could not be made [failed-file]")) }
  }

  @Test(arguments: ["manifest-4-of-3.json", "manifest-02-of-3.json", "manifest-2-of-3 (1).json"])
  func manifestsUnderOtherNamesAreNamed(name: String) throws {
    try shards([1, 2, 3])
    try folder.write(try folder.text("Output/manifest-2-of-3.json"), to: "Output/" + name)
    try folder.write("{}", to: "Output/manifest-notes.json")
    for _ in 1...2 {
      let result = try merge()
      #expect(
        result.errors.contains("warning: Output/\(name) was not joined, and stays [stray-manifest]"), "\(result.errors)"
      )
      #expect(!result.errors.contains("notes"))
    }
    #expect(names("Output").contains(name))
  }

  // MARK: Taking turns

  private func hold(_ name: String, _ kind: Int32) throws -> Int32 {
    try folder.write("", to: "Output/" + name)
    let descriptor = open(folder.path + "/Output/" + name, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0 && flock(descriptor, kind | LOCK_NB) == 0)
    return descriptor
  }

  @Test func shardsDoNotWaitForEachOtherButWholeRunsDo() throws {
    let other = try hold(".placard-lock", LOCK_SH)
    try render("--shard", "1/3", "--no-wait")
    #expect(try render("--no-wait", code: 1).errors.contains("[folder-taken]"))
    #expect(try merge("--no-wait", code: 1).errors.contains("[folder-taken]"))
    close(other)
    let whole = try hold(".placard-lock", LOCK_EX)
    #expect(try render("--shard", "2/3", "--no-wait", code: 1).errors.contains("[folder-taken]"))
    close(whole)
    try shards([2, 3])
    try merge()
    #expect(!names("Output").contains(".placard-lock"))
  }

  @Test func theSameShardTwiceAtOnceWaits() throws {
    let other = try hold(".placard-lock-2-of-3", LOCK_EX)
    #expect(try render("--shard", "2/3", "--no-wait", code: 1).errors.contains("[folder-taken]"))
    try render("--shard", "3/3", "--no-wait")
    close(other)
    try render("--shard", "2/3", "--no-wait")
    #expect(!names("Output").contains(".placard-lock-2-of-3"))
  }

  @Test func whatKilledShardsLeftGoesWithTheJoining() throws {
    try render("--output", "single")
    try shards([1, 2])
    // As a shard leaves it that is killed while it writes a file, and is then run again.
    try folder.write("", to: "Output/.placard-lock-3-of-3")
    try folder.write("half", to: "Output/en/small/.placard-1-a.png")
    try shards([3])
    #expect(names("Output").contains("en/small/.placard-1-a.png"))
    try merge()
    #expect(try bytes("Output") == bytes("single"))
  }

  @Test func aWholeRunTellsOfShardsThatWereNotJoined() throws {
    try render()
    try write(card: "a", text: "Other")
    try shards([1])
    let result = try render("b", "--language", "en", "--format", "small")
    #expect(result.errors.contains("Output has the manifest of a shard that was not joined [unjoined-shards]"))
    // What the shard made is not as the manifest said, so it is not believed.
    #expect(result.errors.contains("may be of a run that was ended early [unknown-files]"), "\(result.errors)")
  }

  // MARK: Rows

  @Test func rowsAreSplitByTheirNumbers() throws {
    try folder.write(
      #"{"id": "r", "title": "{{name}}", "alt": "{{name}}", "slots": {"name": "x"}, "formats": [{"name": "s", "width": 20, "height": 10}], "layout": {}}"#,
      to: "r.json")
    // The fifth row has the name of the second, so it is left out, whichever shard has the second.
    try folder.write("name,id\nA,a\nB,b\nC,c\nD,d\nE,b\nF,f\n", to: "rows.csv")
    let arguments = ["render", "r.json", "--data", "rows.csv", "--name", "{{id}}"] + Self.fonts
    #expect(try Tool.run(arguments + ["--output", "single"], in: folder.path).code == 1)
    let results = try (1...3).map { try Tool.run(arguments + ["--shard", "\($0)/3"], in: folder.path) }
    #expect(results.map(\.code) == [0, 1, 0])
    #expect(
      results.map(\.output) == [
        "2 files of 2 rows in Output\n", "1 file of 2 rows in Output; 1 row left out\n",
        "2 files of 2 rows in Output\n",
      ])
    #expect(results[1].errors.contains("rows.csv:6"), "\(results[1].errors)")
    #expect(try bytes("Output") == bytes("single"))
    let none = try Tool.run(arguments + ["--shard", "7/8", "--no-wait"], in: folder.path)
    #expect(none.code == 0 && none.errors == "" && none.output == "0 files of 0 rows in Output\n", "\(none)")
  }
}
