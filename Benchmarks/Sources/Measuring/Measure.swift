#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Time that this thread really computed, so that other programs on the machine do not count.
public func processorMilliseconds(_ work: () throws -> Void) rethrows -> Double {
  let start = threadClock()
  try work()
  return threadClock() - start
}

private func threadClock() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

extension [Double] {
  /// The middle value; the mean of the middle two.
  public var median: Double {
    let sorted = sorted()
    guard let last = sorted.indices.last else { return .nan }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
  }
}
