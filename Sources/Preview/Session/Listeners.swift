import Synchronization

/// Those who are told what happens. One that does not listen is given up, so that nothing heaps up for it.
final class Listeners: Sendable {
  private static let longestQueue = 512

  private struct State {
    var streams: [Int: AsyncStream<PreviewEvent>.Continuation] = [:]
    var next = 0
    var ended: String?
  }

  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// `nil` where there are as many as there may be.
  func add() -> AsyncStream<PreviewEvent>? {
    let (stream, continuation) = AsyncStream.makeStream(
      of: PreviewEvent.self, bufferingPolicy: .bufferingOldest(Self.longestQueue))
    let (id, ended): (Int?, String?) = state.withLock { state in
      guard state.streams.count < limit else { return (nil, nil) }
      if let ended = state.ended { return (-1, ended) }
      state.next += 1
      state.streams[state.next] = continuation
      return (state.next, nil)
    }
    guard let id else { return nil }
    if let ended {
      continuation.yield(.ended(reason: ended))
      continuation.finish()
    }
    continuation.onTermination = { [weak self] _ in self?.remove(id) }
    return stream
  }

  func tell(_ event: PreviewEvent) {
    let streams = state.withLock { $0.streams }
    for (id, stream) in streams {
      if case .enqueued = stream.yield(event) { continue }
      stream.finish()
      remove(id)
    }
  }

  func end(reason: String) {
    tell(.ended(reason: reason))
    let streams = state.withLock { state in
      defer { (state.streams, state.ended) = ([:], reason) }
      return state.streams
    }
    for stream in streams.values { stream.finish() }
  }

  var count: Int { state.withLock { $0.streams.count } }

  private func remove(_ id: Int) { state.withLock { $0.streams[id] = nil } }
}
