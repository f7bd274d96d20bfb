import Synchronization

/// Lets one save after the other write to a deck's files.
final class SaveTurns: Sendable {
  private let lock = Mutex(())

  func withLock<T: Sendable>(_ body: () -> T) -> T { lock.withLock { _ in body() } }
}
