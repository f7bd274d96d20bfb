import Manifest
import Testing

@testable import Batch

@Suite("The manifest is brought up to date")
struct ManifestUpdateTests {
  private func output(_ deck: String, _ path: String) -> Manifest.Output {
    Manifest.Output(
      path: path, deck: deck, kind: .png, language: "en", format: "og", cards: [], width: 1, height: 1, unit: .px,
      pages: nil, bytes: 1, sha256: String(repeating: "0", count: 64), fonts: [], diagnostics: [])
  }

  private func deck(_ name: String) -> Manifest.Deck {
    Manifest.Deck(name: name, title: [:], languages: ["en"], formats: ["og"], cards: [], leftOut: [], diagnostics: [])
  }

  /// The gallery shows decks in the manifest's order, which must not be that of a hash table.
  @Test func decksAndFilesAreInOrder() {
    let names = (1...9).map { "deck-\($0)" }
    let earlier = Manifest(
      decks: names.reversed().map(deck), outputs: names.reversed().map { output($0, "en/\($0).png") })
    let manifest = ManifestUpdate(earlier, outputFolder: "Output").manifest
    #expect(manifest.decks.map(\.name) == names)
    #expect(manifest.outputs.map(\.deck) == names)
  }

  private func shard(_ index: Int, _ paths: [String], exact: [String]) -> ShardManifest? {
    let planned = ["en/a.png", "en/b.png"].map { Manifest.PlannedFile(output("set", $0)) }
    let plan = Manifest.Shard.Plan(
      files: 2, sha256: PlanIdentity.digest(planned), sources: "", exactDecks: exact, wholeDecks: [])
    return (try? Shard(index, of: 2)).map { shard in
      ShardManifest(
        path: "Output/\(ShardManifests.name(of: shard))", folder: "Output", shard: shard,
        manifest: Manifest(decks: [deck("set")], outputs: paths.map { output("set", $0) }), plan: plan, files: 1)
    }
  }

  @Test(arguments: [(["set"], ["en/old.png"]), ([], [])])
  func filesThatAWholeDeckHasNoMoreAreStale(exact: [String], stale: [String]) throws {
    let shards = [shard(2, ["en/b.png"], exact: exact), shard(1, ["en/a.png"], exact: exact)].compactMap(\.self)
    let joined = try JoinedShards(shards)
    var update = ManifestUpdate(
      Manifest(decks: [deck("set")], outputs: [output("set", "en/old.png"), output("set", "en/a.png")]),
      outputFolder: "Output")
    update.add(joined)
    #expect(update.stale.map(\.path) == stale)
    #expect(update.made == ["en/a.png", "en/b.png"])
  }

  @Test(arguments: [
    ("manifest-3-of-8.json", true), ("manifest-8-of-8.json", true), ("manifest-9-of-8.json", false),
    ("manifest-0-of-8.json", false), ("manifest-03-of-8.json", false), ("manifest.json", false),
    ("manifest-3-of-8.json.old", false), ("manifest-3-8.json", false), ("manifest-a-of-b.json", false),
  ])
  func theManifestOfAShardIsKnownByItsName(name: String, isOne: Bool) {
    #expect((ShardManifests.shard(named: name) != nil) == isOne)
  }
}
