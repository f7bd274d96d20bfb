import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// The connections of a server. Where there are more than it keeps, the one that has asked for nothing for longest is closed,
/// so that connections that nobody uses never keep others out; a browser opens another when it needs one.
final class Connections: Sendable {
  /// More than a few browsers hold, each of which opens six, and fewer than files that a program may have open.
  static let most = 128

  private struct Known {
    var channel: any Channel
    /// How many of its requests are being answered.
    var requests = 0
    /// Grows with each use.
    var lastUse: Int
  }

  private struct State {
    var known: [ObjectIdentifier: Known] = [:]
    var uses = 0

    mutating func use(_ id: ObjectIdentifier, adding change: Int) {
      uses += 1
      known[id]?.requests += change
      known[id]?.lastUse = uses
    }
  }

  private let state = Mutex(State())

  func opened(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    let unused: (any Channel)? = state.withLock { state in
      let unused = state.known.count < Self.most ? nil : state.known.filter { $0.value.requests == 0 }
      state.known[id] = Known(channel: channel, lastUse: 0)
      state.use(id, adding: 0)
      return unused?.min { $0.value.lastUse < $1.value.lastUse }?.value.channel
    }
    channel.closeFuture.whenComplete { [weak self] _ in self?.state.withLock { $0.known[id] = nil } }
    unused?.close(promise: nil)
  }

  /// One of its requests is being answered from now on: it is in use.
  func begins(on channel: any Channel) { state.withLock { $0.use(ObjectIdentifier(channel), adding: 1) } }

  /// The answer has been given.
  func ends(on channel: any Channel) { state.withLock { $0.use(ObjectIdentifier(channel), adding: -1) } }
}

/// HTTP/1.1 over connections that are counted.
struct CountedHTTP: ServerChildChannel {
  private let http: HTTP1Channel
  private let connections: Connections

  /// - Parameter idle: How long a connection may ask for nothing before it is closed.
  init(_ connections: Connections, idle: TimeAmount, _ responder: @escaping HTTPChannelHandler.Responder) {
    self.connections = connections
    http = HTTP1Channel(
      responder: { request, writer, channel in
        connections.begins(on: channel)
        defer { connections.ends(on: channel) }
        try await responder(request, writer, channel)
      }, configuration: HTTP1Channel.Configuration(idleTimeout: idle))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    connections.opened(channel)
    return http.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
