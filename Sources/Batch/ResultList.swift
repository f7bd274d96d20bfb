import Synchronization

/// The results of a plan's jobs in the plan's order, whatever the order in which they are put in. Each lies in one place
/// only: of a plan of thousands of files, copies would need more memory than rendering does.
final class ResultList: Sendable {
  private let results: Mutex<[JobResult]>

  init(count: Int) {
    var list: [JobResult] = []
    list.reserveCapacity(count)
    results = Mutex(list)
  }

  /// Results come nearly in order, so the place of each is found from the end.
  func put(_ result: JobResult) {
    results.withLock { results in
      var at = results.count
      while at > 0, results[at - 1].place > result.place { at -= 1 }
      results.insert(result, at: at)
    }
  }

  /// What was put in, which is given away.
  var taken: [JobResult] {
    results.withLock { results in
      var all: [JobResult] = []
      swap(&all, &results)
      return all
    }
  }
}
