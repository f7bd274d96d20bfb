import Foundation
import Hummingbird
import Preview
import Synchronization

/// How many streams of events are under way.
final class StreamCount: Sendable {
  private let count = Atomic<Int>(0)

  func begin() { count.add(1, ordering: .sequentiallyConsistent) }
  func end() { count.subtract(1, ordering: .sequentiallyConsistent) }
  var isZero: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }
}

/// Events as a browser's `EventSource` reads them (HTML, §9.2).
enum EventBody {
  /// How often a line that says nothing tells whether the browser is still there.
  private static let interval = Duration.seconds(10)

  /// - Parameter request: Its connection, once the browser closes it, ends the stream.
  static func body(
    _ events: AsyncStream<PreviewEvent>, to request: Request, session: String, revision: Int, _ streams: StreamCount
  ) -> ResponseBody {
    ResponseBody { writer in
      streams.begin()
      defer { streams.end() }
      let (lines, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(1024))
      continuation.yield("retry: 500\n\n")
      continuation.yield(text("hello", Hello(session: session, revision: revision)))
      // What a client does not read fills the buffer, and ends the stream: it begins anew.
      let feed = Task {
        for await event in events {
          guard case .enqueued = continuation.yield(text(event)) else { break }
        }
        continuation.finish()
      }
      let pulse = Task {
        while !Task.isCancelled {
          try await Task.sleep(for: interval)
          continuation.yield(":\n\n")
        }
      }
      defer {
        feed.cancel()
        pulse.cancel()
      }
      try await request.body.consumeWithInboundCloseHandler { _ in
        for await line in lines { try await writer.write(ByteBuffer(string: line)) }
      } onInboundClosed: {
        continuation.finish()
      }
      try await writer.finish(nil)
    }
  }

  private struct Hello: Encodable {
    var session: String
    var revision: Int
  }

  private struct Bye: Encodable {
    var reason: String
  }

  private static func text(_ event: PreviewEvent) -> String {
    switch event {
    case .changed(let report): text("changed", report)
    case .cells(let report): text("cells", report)
    case .review(let report): text("review", report)
    case .ended(let reason): text("bye", Bye(reason: reason))
    }
  }

  private static func text(_ name: String, _ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(value)) ?? Data("{}".utf8)
    // JSON has no line ends of its own here, so one line of data holds all.
    return "event: \(name)\ndata: \(String(decoding: data, as: UTF8.self))\n\n"
  }
}
