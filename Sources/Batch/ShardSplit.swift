/// Splits what a command makes into shards of about the same cost.
///
/// The costliest file goes first, and each to the shard that has the least so far: no shard then costs more than 4/3 of what the
/// best split would (R. L. Graham, Bounds on Multiprocessing Timing Anomalies, 1969). Files of the same cost go by their
/// paths, and shards by their numbers, so that the outcome does not depend on the order of the plan.
struct ShardSplit {
  /// Of each file, by path, the shard that makes it, counted from 0.
  private var shards: [String: Int] = [:]

  init(_ runs: [BatchRun], count: Int) {
    let jobs = runs.flatMap { run in
      run.plan.jobs.map { (path: $0.path, cost: $0.cost(scale: run.request.scale)) }
    }
    let ordered = jobs.sorted { first, second in
      first.cost == second.cost
        ? first.path.utf8.lexicographicallyPrecedes(second.path.utf8) : first.cost > second.cost
    }
    var loads = ShardLoads(count: count)
    shards.reserveCapacity(ordered.count)
    for job in ordered { shards[job.path] = loads.give(job.cost) }
  }

  /// The runs with what one shard makes of them.
  func part(_ shard: Shard, of runs: [BatchRun]) -> [BatchRun] {
    runs.map { run in
      BatchRun(deck: run.deck, request: run.request, plan: run.plan.keeping { shards[$0.path] == shard.index - 1 })
    }
  }
}

extension [BatchRun] {
  /// What one shard makes of these runs.
  public func part(_ shard: Shard) -> [BatchRun] { ShardSplit(self, count: shard.count).part(shard, of: self) }
}

/// What each shard has got so far: a heap with the least laden on top, the lowest number among equals.
private struct ShardLoads {
  private var heap: [(load: Int, shard: Int)]

  init(count: Int) { heap = (0..<count).map { (0, $0) } }

  /// Puts a cost on the least laden shard and says which that is.
  mutating func give(_ cost: Int) -> Int {
    let shard = heap[0].shard
    heap[0].load += cost
    var place = 0
    while let child = [2 * place + 1, 2 * place + 2].filter(heap.indices.contains).min(by: { heap[$0] < heap[$1] }),
      heap[child] < heap[place]
    {
      heap.swapAt(child, place)
      place = child
    }
    return shard
  }
}
