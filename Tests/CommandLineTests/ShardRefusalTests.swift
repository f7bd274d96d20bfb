import Foundation
import Manifest
import TestSupport
import Testing

@Suite("Shards that do not make a whole are not joined")
struct ShardRefusalTests: ShardTesting {
  let folder = TemporaryFolder()

  init() throws { try writeDeck() }

  private func expectRefusal(_ code: String, _ words: String, _ arguments: String...) throws {
    let before = try bytes("Output")
    let result = try placard(["manifest", "merge"] + arguments, code: 1)
    #expect(result.errors.contains("[\(code)]") && result.errors.contains(words), "\(result.errors)")
    #expect(result.output == "")
    #expect(try bytes("Output") == before)
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
    // A document's path has the deck's name in it.
    default: manifest.outputs[try #require(manifest.outputs.firstIndex { $0.kind == .png })].deck = "other"
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
}
