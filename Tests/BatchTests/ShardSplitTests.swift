import CardSpec
import Diagnostics
import Testing

@testable import Batch

@Suite("A plan is split evenly, and everywhere in the same way")
struct ShardSplitTests {
  private func deck(cards: Int) -> Deck {
    var deck = Deck(name: "set", languages: ["en", "fr"], sourceLanguage: "en", folder: ".", file: "deck.json")
    deck.formats = ["a6-landscape", "a6-landscape-print", "og", "story"].compactMap { name in
      BuiltInFormats.all.first { $0.name == name }
    }
    deck.knownFormats = BuiltInFormats.all
    deck.cards = (1...cards).map {
      Card(id: "card-\($0)", location: SourceLocation(file: "x.json", line: 1, column: 1))
    }
    return deck
  }

  private func run(cards: Int = 25, _ order: (inout [Plan.Job]) -> Void = { _ in }) throws -> BatchRun {
    let (request, deck) = (RenderRequest(outputFolder: "Output", fontConfiguration: ""), deck(cards: cards))
    var jobs = try Plan.make(request, deck: deck).jobs
    order(&jobs)
    return BatchRun(deck: deck, request: request, plan: Plan(jobs: jobs))
  }

  private func paths(_ runs: [BatchRun]) -> [String] { runs.flatMap { $0.plan.jobs.map(\.path) } }

  @Test(arguments: [1, 2, 3, 8, 50, 200])
  func eachFileIsInOneShard(count: Int) throws {
    let run = try run()
    let parts = try (1...count).map { paths([run].part(try Shard($0, of: count))) }
    #expect(parts.count == count)
    #expect(parts.flatMap(\.self).sorted() == paths([run]).sorted())
  }

  /// No shard has more than another by more than what the costliest file costs; and none more than 4/3 of the mean
  /// where files are small beside it.
  @Test(arguments: [2, 3, 8])
  func shardsCostTheSame(count: Int) throws {
    let run = try run()
    let costs = try (1...count).map { index in
      [run].part(try Shard(index, of: count)).flatMap(\.plan.jobs).map { $0.cost(scale: 1) }.reduce(0, +)
    }
    let largest = run.plan.jobs.map { $0.cost(scale: 1) }.max() ?? 0
    let (least, most) = (costs.min() ?? 0, costs.max() ?? 0)
    #expect(most - least <= largest)
    #expect(most * 3 * count <= costs.reduce(0, +) * 4 + largest * count)
  }

  @Test func documentsWeighTheirPages() throws {
    let (few, many) = (try run(cards: 10), try run(cards: 40))
    let costs = [few, many].map { $0.plan.jobs.first { $0.kind == .pdf }?.cost(scale: 1) ?? 0 }
    #expect(costs[1] == 4 * costs[0])
    // 80 pages and 160 pictures by two: the four documents do not fall to one shard.
    let documents = try (1...2).map { index in
      [many].part(try Shard(index, of: 2)).flatMap(\.plan.jobs).filter { $0.kind == .pdf }.count
    }
    #expect(documents == [2, 2])
  }

  @Test func theOrderOfThePlanDoesNotMatter() throws {
    let (one, other) = (try run(), try run { $0.reverse() })
    for index in 1...5 {
      let shard = try Shard(index, of: 5)
      #expect(paths([one].part(shard)).sorted() == paths([other].part(shard)).sorted())
    }
  }

  @Test func aShardIsNoWholePlanSoThatItRemovesNothing() throws {
    let whole = BatchRun(deck: deck(cards: 2), request: try run().request, plan: try run(cards: 2).plan)
    #expect(whole.plan.isWhole)
    let part = [whole].part(try Shard("1/1"))
    #expect(part.map(\.plan.isWhole) == [false])
  }

  @Test(arguments: [
    ("0/4", Shard.Problem.countsFromOne), ("5/4", .beyondCount(5, 4)), ("2/0", .noShards), ("0/0", .noShards),
    ("1/100001", .tooMany), ("1/99999999999999999999", .tooMany), ("", .notNumbers), ("/", .notNumbers),
    ("1", .notNumbers), ("1/2/3", .notNumbers), ("-1/2", .notNumbers), ("+1/2", .notNumbers), (" 1/2", .notNumbers),
    ("1/٢", .notNumbers), ("a/b", .notNumbers),
  ])
  func whatIsNoShardIsRefused(text: String, problem: Shard.Problem) {
    #expect(throws: problem) { try Shard(text) }
  }

  @Test func rowsAreDealtOutByTheirNumbers() throws {
    for number in 1...10 {
      let shards = try (1...3).filter { try Shard($0, of: 3).hasRow(number) }
      #expect(shards == [(number - 1) % 3 + 1])
    }
  }
}
