import Foundation
import Preview
import Synchronization
import TestSupport
import Testing

@testable import PreviewServer

#if canImport(Glibc)
  import Glibc
#endif

/// A server over a small deck, at a port of its own.
final class ServerStage {
  let folder = TemporaryFolder()
  let session: PreviewSession
  let port: Int
  private let running: PreviewServer
  private let server: Task<PreviewServer.Problem?, Never>

  static let fonts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fonts/fonts.conf").path

  static let card = """
    {"id": "a", "title": {"en": "</script><script>alert(1)</script>", "fr": "Mots"}, "alt": {"en": "A", "fr": "B"},
     "layout": {"width": "100%", "height": "100%", "background": "#FFFFFF", "children": [
      {"id": "title", "text": {"en": "a & b", "fr": "Mots"}, "fontFamily": "Inter"}]}}
    """

  init(host: String = "127.0.0.1", deck: String? = nil) async throws {
    try folder.write(
      deck
        ?? """
        {"name": "set", "languages": ["en", "fr"], "sourceLanguage": "en", "cards": ["a.json"],
         "formats": [{"name": "wide", "width": 400, "height": 200}, "a6-landscape"]}
        """, to: "deck.json")
    try folder.write(Self.card, to: "a.json")
    try folder.write("{\"secret\": true}", to: "other.json")
    session = PreviewSession(
      PreviewRequest(source: .deck(file: folder.path + "/deck.json"), fontConfiguration: Self.fonts), id: "test")
    await session.start()
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let running = PreviewServer(session, at: ServerAddress(host: host, port: 0))
    self.running = running
    server = Task {
      do throws(PreviewServer.Problem) {
        try await running.run { port in told.yield(port) }
        told.finish()
        return nil
      } catch {
        told.finish()
        return error
      }
    }
    var iterator = ports.makeAsyncIterator()
    port = try #require(await iterator.next())
  }

  deinit {
    let (server, session) = (server, session)
    Task {
      await session.stop(reason: "the test is over")
      server.cancel()
    }
  }

  /// Ends it as the command does.
  func end() async -> PreviewServer.Problem? {
    await running.end(reason: "the preview has ended")
    server.cancel()
    return await server.value
  }

  func client() throws -> Client { try Client(port: port) }

  /// One request on a connection of its own.
  func ask(
    _ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil
  ) async throws -> Answer {
    let client = try client()
    try client.send(method, path, port: port, headers: headers, body: body)
    return try await client.answer(hasBody: method != "HEAD")
  }

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
    try await ask("GET", path, headers: headers)
  }

  func post(_ path: String, _ body: String, headers: [String: String] = [:]) async throws -> Answer {
    try await ask(
      "POST", path, headers: ["Content-Type": "application/json"].merging(headers) { $1 }, body: body)
  }
}

/// What a server answered.
struct Answer: Sendable {
  var status: Int
  /// By name in lower case.
  var headers: [String: String]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  func json() throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
  }

  /// The code of a refusal.
  var code: String? {
    ((try? json())?["error"] as? [String: Any])?["code"] as? String
  }
}

/// A connection that sends exactly what it is told to, as browsers and others would.
///
/// Safe: a test uses it for one call after the other. Waiting is done on threads of its own, since those of the tests are
/// also the server's.
final class Client: @unchecked Sendable {
  private let descriptor: Int32
  private var received: [UInt8] = []

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    // Only a server that hangs takes so long.
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    try #require(code == 0)
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    try #require(Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  func send(
    _ method: String, _ path: String, port: Int, headers: [String: String] = [:], body: String? = nil
  ) throws {
    var all = ["Host": "127.0.0.1:\(port)"].merging(headers) { $1 }
    if let body { all["Content-Length"] = String(body.utf8.count) }
    let lines = all.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }
    try send("\(method) \(path) HTTP/1.1\r\n\(lines.joined())\r\n\(body ?? "")")
  }

  /// One whole answer.
  func answer(hasBody: Bool = true) async throws -> Answer { try await Self.elsewhere { try self.take(hasBody) } }

  /// What comes until some bytes, with them; `nil` where the connection ends before.
  func read(through end: String) async throws -> String? {
    try await Self.elsewhere {
      self.take(through: Array(end.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private static func elsewhere<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try work() }) }.start()
    }
  }

  private func take(_ hasBody: Bool) throws -> Answer {
    let head = try #require(take(through: Array("\r\n\r\n".utf8)))
    var lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    let status = try #require(lines.removeFirst().split(separator: " ").dropFirst().first.flatMap { Int($0) })
    var headers: [String: String] = [:]
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let length = hasBody && status != 304 ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
    while received.count < length { try #require(receive()) }
    defer { received.removeFirst(length) }
    return Answer(status: status, headers: headers, body: Array(received[..<length]))
  }

  private func take(through end: [UInt8]) -> [UInt8]? {
    while true {
      if let range = received.firstRange(of: end) {
        defer { received.removeSubrange(..<range.upperBound) }
        return Array(received[..<range.upperBound])
      }
      if !receive() { return nil }
    }
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 { received += buffer[..<count] }
    return count > 0
  }
}
