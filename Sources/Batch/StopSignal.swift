import Synchronization

/// Tells the workers of a run that it is to end, from any thread.
public final class StopSignal: Sendable {
  private let state = Mutex<Int32?>(nil)

  public init() {}

  /// The number of the system's signal that asked for the end; the first one stays.
  public var signal: Int32? { state.withLock { $0 } }
  public var isRequested: Bool { signal != nil }

  /// - Returns: whether this is the first request.
  @discardableResult
  public func request(_ signal: Int32) -> Bool {
    state.withLock { state in
      guard state == nil else { return false }
      state = signal
      return true
    }
  }
}
