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
struct ShardTests {
  private let folder = TemporaryFolder()
  private static let fonts = ["--fonts", Tool.repository + "/Fonts/fonts.conf"]

  init() throws {
    try folder.write(
      """
      {"name": "d", "languages": ["en", "fr"], "cards": ["*.card.json"], "formats": [
        {"name": "small", "width": 120, "height": 63}, {"name": "block", "width": 60, "height": 60},
        {"name": "paper", "medium": "paper", "width": 200, "height": 100}]}
      """, to: "deck.json")
    for id in ["a", "b", "c"] { try write(card: id) }
  }

  private func write(card id: String, text: String = "Text") throws {
    try folder.write(
      """
      {"id": "\(id)", "alt": "What \(id) shows", "title": {"en": "Card \(id)", "fr": "Carte \(id)"},
       "layout": {"children": [{"text": "\(text)", "fontFamily": "Inter", "fontSize": 12, "fit": "shrink",
         "fitGroup": "g", "minFontSize": 6}]}}
      """, to: "\(id).card.json")
  }

  @discardableResult
  private func placard(_ arguments: [String], code: Int32 = 0) throws -> Tool.Result {
    let result = try Tool.run(arguments, in: folder.path)
    #expect(result.code == code, "\(arguments): \(result.output)\(result.errors)")
    return result
  }

  @discardableResult
  private func render(_ arguments: String..., code: Int32 = 0) throws -> Tool.Result {
    try placard(["render"] + arguments + Self.fonts, code: code)
  }

  @discardableResult
  private func merge(_ arguments: String..., code: Int32 = 0) throws -> Tool.Result {
    try placard(["manifest", "merge"] + arguments, code: code)
  }

  private func names(_ output: String) -> [String] {
    folder.files().filter { $0.hasPrefix(output + "/") }.map { String($0.dropFirst(output.count + 1)) }
  }

  /// Everything in a folder, hidden files too.
  private func bytes(_ output: String) throws -> [String: Data] {
    try Dictionary(uniqueKeysWithValues: names(output).map { ($0, try folder.data(output + "/" + $0)) })
  }

  private func delete(_ name: String) throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }

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

  @Test func whatWasJoinedIsLookedAtOnceMore() throws {
    try shards([1, 2, 3])
    try merge()
    try delete("Output/en/small/a.png")
    try folder.write("other", to: "Output/fr/small/b.png")
    try expectRefusal("missing-file", "Output/en/small/a.png is missing")
    try expectRefusal("spoilt-file", "Output/fr/small/b.png is not as manifest.json says")
    // As a shard leaves it that was killed before it could say what it made.
    try render()
    try folder.write("", to: "Output/.placard-lock")
    try expectRefusal("no-shards", "there are no shards in Output, and the last run there did not end properly")
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

  // MARK: What cannot be joined

  private func expectRefusal(_ code: String, _ words: String, _ arguments: String...) throws {
    let before = try bytes("Output")
    let result = try placard(["manifest", "merge"] + arguments, code: 1)
    #expect(result.errors.contains("[\(code)]") && result.errors.contains(words), "\(result.errors)")
    #expect(result.output == "")
    #expect(try bytes("Output") == before)
  }

  private func shards(_ indices: [Int], of count: Int = 3, _ arguments: String...) throws {
    for index in indices { try placard(["render", "--shard", "\(index)/\(count)"] + arguments + Self.fonts) }
  }

  @Test func missingShardsAreNamedWithTheCommand() throws {
    try shards([2], of: 4)
    try expectRefusal("missing-shard", "shards 1, 3 and 4 of 4 are missing")
    try expectRefusal("missing-shard", "run `placard render` again with --shard 1/4, --shard 3/4, --shard 4/4, and")
  }

  @Test func aShardThatIsThereTwiceIsRefused() throws {
    try shards([1, 2, 3])
    try folder.write(try folder.text("Output/manifest-2-of-3.json"), to: "Output/copy.json")
    try expectRefusal(
      "doubled-shard", "shard 2 of 3 is there twice: Output/manifest-2-of-3.json and Output/copy.json", "Output",
      "Output/copy.json", "--output", "Output")
    // The same file under two names of its folder is there once.
    try merge("Output", "./Output")
  }

  @Test func shardsOfDifferentPlansAreRefused() throws {
    try shards([1, 2])
    try write(card: "b", text: "Other")
    try shards([3])
    try expectRefusal("other-plan", "shards 1 and 2 of 3 (Output/manifest-1-of-3.json …); shard 3 of 3")
    try expectRefusal("other-plan", "made from other sources, with other options, or by another build")
    try shards([1, 2, 3])
    try shards([1], of: 2)
    try expectRefusal("other-plan", "they split the same plan in different ways")
    try delete("Output/manifest-1-of-2.json")
    try shards([1], of: 3, "--language", "en")
    try expectRefusal("other-plan", "they list other files")
  }

  @Test func filesThatAreGoneOrChangedAreNamed() throws {
    try shards([1, 2, 3])
    try delete("Output/en/small/a.png")
    var data = try folder.data("Output/fr/small/b.png")
    data[data.count - 1] ^= 1
    try data.write(to: URL(fileURLWithPath: folder.path + "/Output/fr/small/b.png"))
    try expectRefusal("missing-file", "Output/en/small/a.png is missing")
    try expectRefusal("spoilt-file", "Output/fr/small/b.png is not as shard")
    // Running every shard again sets it right.
    try shards([1, 2, 3])
    try merge()
  }

  /// What is changed in a manifest, and how it shows.
  @Test(arguments: [
    ("drop", "unfinished-shard", "shard 1 of 3 was ended early: 1 of its"),
    ("move", "doubled-file", "is listed by shards 1 and 2 of 3"),
    ("rename", "not-the-plan", "some manifest was changed"),
  ])
  func manifestsThatWereChangedAreRefused(change: String, code: String, words: String) throws {
    try shards([1, 2, 3])
    let path = "Output/manifest-1-of-3.json"
    var manifest = try Manifest(reading: [UInt8](try folder.data(path)))
    let other = try Manifest(reading: [UInt8](try folder.data("Output/manifest-2-of-3.json")))
    switch change {
    case "drop": manifest.outputs.removeLast()
    case "move": manifest.outputs[0] = other.outputs[0]
    default: manifest.outputs[0].deck = "other"
    }
    try folder.write(try manifest.text(), to: path)
    try expectRefusal(code, words)
  }

  /// Words that no file proves.
  @Test(arguments: [
    ("What a shows", "What b shows"), ("\"width\":120", "\"width\":121"), ("\"seal\"", "\"sea\""), ("}\n", ""),
  ])
  func wordsThatWereChangedAreRefused(old: String, new: String) throws {
    try shards([1], of: 1)
    let path = "Output/manifest-1-of-1.json"
    let text = try folder.text(path)
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    try folder.write(changed, to: path)
    try expectRefusal(
      new.isEmpty ? "shard-manifest" : "changed-manifest",
      new.isEmpty ? "it is no manifest of Placard, or was damaged" : "\(path) is not as shard 1 of 1 wrote it")
    try shards([1], of: 1)
    try merge()
  }

  @Test func whatIsNoManifestOfAShardIsRefused() throws {
    try expectNoShards("Output")
    try render()
    try expectRefusal("shard-manifest", "it is of a whole run, not of a shard", "Output/manifest.json")
    try folder.write("{", to: "Output/manifest-1-of-2.json")
    try expectRefusal("shard-manifest", "it is no manifest of Placard, or was damaged")
    try shards([1, 2], of: 2)
    let text = try folder.text("Output/manifest-2-of-2.json")
    try folder.write(text.replacing("\"index\":2", with: "\"index\":7"), to: "Output/manifest-2-of-2.json")
    try expectRefusal("shard-manifest", "it speaks of shard 7 of 2, which cannot be")
    try folder.write(
      text.replacing("\"en/d.pdf\"", with: "\"../d.pdf\"").replacing("\"fr/d.pdf\"", with: "\"../d.pdf\""),
      to: "Output/manifest-2-of-2.json")
    try expectRefusal("shard-manifest", "it names a file that cannot be: ../d.pdf")
  }

  private func expectNoShards(_ source: String) throws {
    let result = try merge(source, code: 1)
    #expect(result.errors.hasPrefix("error: there are no shards in \(source) [no-shards]"), "\(result.errors)")
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
