import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a watcher and its thread share.
final class WatchState: Sendable {
  struct Wish: Sendable {
    var places: [WatchedPlace]
    var excluded: [String]
    /// Counts how often it was changed.
    var version = 0
    var hasEnded = false
  }

  private let wish: Mutex<Wish>
  private let changes = Mutex<Set<String>>([])
  let signals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  /// A pipe that wakes the thread.
  private let ends: (read: Int32, write: Int32)

  init(_ places: [WatchedPlace], _ excluded: [String]) {
    wish = Mutex(Wish(places: places, excluded: excluded))
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    var pair: [Int32] = [-1, -1]
    // Safe: the call writes two numbers. Without a pipe the thread looks by the clock alone.
    if pipe(&pair) != 0 { pair = [-1, -1] }
    for end in pair where end >= 0 {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    ends = (pair[0], pair[1])
  }

  deinit {
    for end in [ends.read, ends.write] where end >= 0 { close(end) }
  }

  var wakeDescriptor: Int32 { ends.read }

  func current() -> Wish { wish.withLock { $0 } }

  func replace(_ places: [WatchedPlace], _ excluded: [String]) {
    wish.withLock {
      $0.places = places
      $0.excluded = excluded
      $0.version += 1
    }
    wake()
  }

  func stop() {
    wish.withLock { $0.hasEnded = true }
    signal.finish()
    wake()
  }

  private func wake() {
    // Safe: one byte of a constant. A full pipe wakes as well.
    if ends.write >= 0 { _ = write(ends.write, [1], 1) }
  }

  /// Takes from the pipe what woke the thread.
  func clearWake() {
    var bytes = [UInt8](repeating: 0, count: 64)
    // Safe: at most the array's size is written to it.
    while ends.read >= 0, read(ends.read, &bytes, bytes.count) > 0 {}
  }

  func tell(_ paths: Set<String>) {
    changes.withLock { $0.formUnion(paths) }
    signal.yield()
  }

  func takeChanges() -> Set<String> {
    changes.withLock { changes in
      defer { changes = [] }
      return changes
    }
  }
}
