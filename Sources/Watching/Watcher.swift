import Foundation
import Synchronization

/// Tells which files change in folders, until it is let go of.
///
/// It watches from before `init` returns: who reads the files afterwards misses nothing. Changes that come while nobody
/// asks are kept and told together.
public final class Watcher: Sendable {
  private let state: WatchState

  /// - Parameters:
  ///   - places: What is watched. A place need not be there yet, and may go and come back.
  ///   - excluded: Folders that are left out with all that is in them, such as one that is written to.
  ///   - quiet: How long nothing may happen to a file before it is told of.
  public init(
    _ places: [WatchedPlace], excluding excluded: [String] = [], quiet: Duration = .milliseconds(15)
  ) {
    state = WatchState(places, excluded)
    let loop = WatchLoop(state, quiet: quiet, usesKernel: true)
    loop.start()
    Self.run(loop)
  }

  /// As above, for tests.
  ///
  /// - Parameters:
  ///   - usesKernel: Whether the system tells of changes; otherwise files are looked at again and again.
  ///   - meanwhile: What happens after watching began and before anyone looks.
  init<Failure>(
    _ places: [WatchedPlace], excluding excluded: [String] = [], usesKernel: Bool,
    meanwhile: () throws(Failure) -> Void
  ) throws(Failure) {
    state = WatchState(places, excluded)
    let loop = WatchLoop(state, quiet: .milliseconds(15), usesKernel: usesKernel)
    loop.start()
    try meanwhile()
    Self.run(loop)
  }

  deinit { state.stop() }

  private static func run(_ loop: sending WatchLoop) {
    // Safe: nobody else has the loop any more; the thread alone uses it from here on.
    nonisolated(unsafe) let loop = loop
    let thread = Thread { loop.run() }
    thread.name = "watching"
    thread.start()
  }

  /// Watches something else from now on. What differs between before and after is not told.
  public func watch(_ places: [WatchedPlace], excluding excluded: [String] = []) { state.replace(places, excluded) }

  /// Ends watching; `changes` ends.
  public func stop() { state.stop() }

  /// Sets of files that have other contents, are new, or are gone: absolute paths, with links followed but for the last
  /// part. One reader at a time.
  public var changes: Changes { Changes(state: state) }

  public struct Changes: AsyncSequence, Sendable {
    fileprivate let state: WatchState

    public func makeAsyncIterator() -> Iterator { Iterator(state: state, signals: state.signals.makeAsyncIterator()) }

    public struct Iterator: AsyncIteratorProtocol {
      fileprivate let state: WatchState
      fileprivate var signals: AsyncStream<Void>.Iterator

      public mutating func next() async -> Set<String>? {
        while await signals.next(isolation: nil) != nil {
          let changes = state.takeChanges()
          if !changes.isEmpty { return changes }
        }
        return nil
      }
    }
  }
}
