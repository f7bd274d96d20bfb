import Diagnostics
import Manifest

/// All shards of one plan, each once, that together name each file of the plan once: pure, without looking at files.
struct JoinedShards: Sendable {
  /// By number.
  let shards: [ShardManifest]
  let plan: Manifest.Shard.Plan

  /// Why shards do not make a whole.
  struct Refusal: Error, Sendable {
    var diagnostics: [Diagnostic]
  }

  /// Joins the shards, or says all that stands in the way.
  init(_ manifests: [ShardManifest]) throws(Refusal) {
    let groups = Self.groups(manifests)
    guard groups.count == 1, let plan = manifests.first?.plan else {
      throw Refusal(diagnostics: [.otherPlans(groups)])
    }
    shards = manifests.sorted { $0.shard.index < $1.shard.index }
    self.plan = plan
    var problems = Self.doubledShards(shards) + Self.missingShards(shards) + Self.unfinished(shards)
    problems += Self.doubledFiles(shards)
    // Whatever is known to be wrong changes the sum too.
    if problems.isEmpty, !isSumOfPlan { problems.append(.notThePlan(shards)) }
    guard problems.isEmpty else { throw Refusal(diagnostics: problems) }
  }

  var decks: [Manifest.Deck] { shards.first?.manifest.decks ?? [] }
  var outputs: [Manifest.Output] { shards.flatMap(\.manifest.outputs) }
  var failures: [Manifest.Failure] { shards.flatMap(\.manifest.failures) }
  var plannedPaths: Set<String> { Set(shards.flatMap { $0.manifest.plannedFiles.map(\.path) }) }

  // MARK: Proofs

  private struct Key: Hashable {
    var count: Int
    var plan: Manifest.Shard.Plan
  }

  /// Shards that belong together, in the order in which they were named.
  private static func groups(_ manifests: [ShardManifest]) -> [[ShardManifest]] {
    var order: [Key] = []
    var groups: [Key: [ShardManifest]] = [:]
    for manifest in manifests {
      let key = Key(count: manifest.shard.count, plan: manifest.plan)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(manifest)
    }
    return order.map { groups[$0] ?? [] }
  }

  private static func doubledShards(_ shards: [ShardManifest]) -> [Diagnostic] {
    zip(shards, shards.dropFirst()).filter { $0.shard == $1.shard }.map { .doubledShard($0, $1) }
  }

  private static func missingShards(_ shards: [ShardManifest]) -> [Diagnostic] {
    guard let count = shards.first?.shard.count else { return [] }
    let present = Set(shards.map(\.shard.index))
    let missing = (1...count).filter { !present.contains($0) }.compactMap { try? Shard($0, of: count) }
    return missing.isEmpty ? [] : [.missingShards(missing)]
  }

  private static func unfinished(_ shards: [ShardManifest]) -> [Diagnostic] {
    shards.filter { $0.manifest.plannedFiles.count < $0.files }.map { .unfinished($0) }
  }

  private static func doubledFiles(_ shards: [ShardManifest]) -> [Diagnostic] {
    var first: [String: ShardManifest] = [:]
    var doubled: [(path: String, one: ShardManifest, other: ShardManifest)] = []
    for shard in shards {
      for file in shard.manifest.plannedFiles {
        if let earlier = first[file.path] {
          if earlier.shard != shard.shard { doubled.append((file.path, earlier, shard)) }
        } else {
          first[file.path] = shard
        }
      }
    }
    return doubled.prefix(Diagnostic.mostShardFiles).map { .doubledFile($0.path, $0.one, $0.other) }
  }

  private var isSumOfPlan: Bool {
    let files = shards.flatMap(\.manifest.plannedFiles)
    return files.count == plan.files && shards.map(\.files).reduce(0, +) == plan.files
      && PlanIdentity.digest(files) == plan.sha256
  }
}
