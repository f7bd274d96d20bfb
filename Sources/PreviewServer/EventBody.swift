import Foundation
import Hummingbird
import Preview

/// Events as a browser's `EventSource` reads them (HTML, §9.2).
enum EventBody {
  /// How often a line that says nothing tells whether the browser is still there.
  private static let interval = Duration.seconds(10)

  static func body(_ events: AsyncStream<PreviewEvent>, session: String, revision: Int) -> ResponseBody {
    ResponseBody { writer in
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
      for await line in lines { try await writer.write(ByteBuffer(string: line)) }
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
