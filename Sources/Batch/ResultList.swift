import Synchronization

/// The results of a plan's jobs in the plan's order, whatever the order in which they are put in. Each lies in one place
/// only: of a plan of thousands of files, copies would need more memory than rendering does.
final class ResultList: Sendable {
  private let results: Mutex<[JobResult?]>

  init(count: Int) { results = Mutex([JobResult?](repeating: nil, count: count)) }

  func put(_ result: JobResult, at index: Int) { results.withLock { $0[index] = result } }

  /// What was put in, which is given away.
  var taken: [JobResult] {
    results.withLock { results in
      let all = results.compactMap(\.self)
      results = []
      return all
    }
  }
}
