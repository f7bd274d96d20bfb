import Foundation
import Testing

@testable import PreviewServer

@Suite("What is foreign, too much or not there is refused", .serialized)
struct RefusalTests {
  @Test(
    "requests to other names, as DNS rebinding makes them",
    arguments: [
      "evil.example", "evil.example:PORT", "127.0.0.1.evil.example:PORT", "localhost:1", "localhost", "127.0.0.1",
      "192.168.1.7:PORT", "[::2]:PORT", "127.0.0.1:PORT@evil.example", "127.0.0.1:PORT, evil.example",
      "2130706433:PORT",
      "0x7f.1:PORT", "127.1:PORT",
    ])
  func foreignHosts(host: String) async throws {
    let stage = try await ServerStage()
    for path in ["/", "/api/state", "/cells/a/en/wide.png", "/nothing"] {
      let answer = try await stage.get(path, headers: ["Host": host.replacing("PORT", with: String(stage.port))])
      #expect(answer.status == 400 || answer.status == 403 && answer.code == "foreign-host")
    }
  }

  @Test("requests without a name")
  func noHost() async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get("/api/state", headers: ["Host": ""])
    #expect(answer.status == 403 && answer.code == "foreign-host")
  }

  @Test("but not its own names", arguments: ["127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"])
  func ownHosts(host: String) async throws {
    let stage = try await ServerStage()
    let name = host.replacing("PORT", with: String(stage.port))
    #expect(try await stage.get("/api/state", headers: ["Host": name]).status == 200)
    let own = ["Host": name, "Origin": "http://" + name, "Sec-Fetch-Site": "same-origin"]
    #expect(try await stage.post("/api/trials", "{}", headers: own).status == 201)
  }

  @Test(
    "requests of other pages",
    arguments: [
      "http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1", "http://127.0.0.1:1",
      "http://localhost:PORT", "http://127.0.0.1:PORT.evil.example", "file://", "http://127.0.0.1:PORT/",
    ])
  func foreignOrigins(origin: String) async throws {
    let stage = try await ServerStage()
    let headers = ["Origin": origin.replacing("PORT", with: String(stage.port))]
    let answer = try await stage.post("/api/save", "{}", headers: headers)
    #expect(answer.status == 403 && answer.code == "foreign-origin")
    #expect(try await stage.get("/api/state", headers: headers).code == "foreign-origin")
    #expect(answer.headers["access-control-allow-origin"] == nil)
    let preflight = try await stage.ask(
      "OPTIONS", "/api/save", headers: headers.merging(["Access-Control-Request-Method": "POST"]) { $1 })
    #expect(preflight.status == 403)
  }

  @Test("pictures in other pages, while a link may lead to the first page alone")
  func embedding() async throws {
    let stage = try await ServerStage()
    for site in ["cross-site", "same-site"] {
      let image = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"]
      #expect(try await stage.get("/cells/a/en/wide.png", headers: image).code == "foreign-origin")
      let link = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"]
      #expect(try await stage.get("/?card=a", headers: link).status == 200)
      #expect(try await stage.get("/api/state", headers: link).code == "foreign-origin")
    }
  }

  @Test(
    "every answer forbids what is not the page's own",
    arguments: ["/", "/api/state", "/nothing", "/cells/a/en/wide.png"])
  func policies(path: String) async throws {
    let stage = try await ServerStage()
    let headers = try await stage.get(path).headers
    let policy = try #require(headers["content-security-policy"])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; "))
    #expect(!policy.contains("unsafe"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(headers["x-frame-options"] == "DENY")
    #expect(headers["x-content-type-options"] == "nosniff")
    #expect(headers["cross-origin-resource-policy"] == "same-origin")
    #expect(headers["referrer-policy"] == "no-referrer")
  }

  @Test(
    "paths that lead elsewhere",
    arguments: [
      "/../deck.json", "/%2e%2e/deck.json", "/..%2fdeck.json", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "//etc/passwd",
      "/.git/config", "/index.html/..", "/index.html%00.png", "/page/../../Refusal.swift", "/\\..\\deck.json", "/%ff",
      "/cells/..%2f..%2fother/en/wide.png", "/cells/%2e%2e/en/wide/inspect.json", "/api/cards/..%2fother/strings",
    ])
  func otherPaths(path: String) async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get(path)
    #expect((400..<500).contains(answer.status))
    #expect(!answer.text.contains("secret"))
  }

  @Test(
    "edits of files that are not the deck's",
    arguments: ["other.json", "../other.json", "/etc/passwd", "./a.json", "a.json/../other.json", ""])
  func otherFiles(file: String) async throws {
    let stage = try await ServerStage()
    for address in ["/api/trials", "/api/save"] {
      let body = "{\"edits\": [{\"file\": \"\(file)\", \"pointer\": \"/secret\", \"value\": \"x\"}]}"
      let answer = try await stage.post(address, body)
      #expect(answer.status == 422 && answer.code == "unreadable-file")
    }
  }

  @Test(
    "what is not there",
    arguments: [
      ("/cells/b/en/wide.png", 404, "unknown-cell"), ("/cells/a/de/wide.png", 404, "unknown-cell"),
      ("/cells/a/en/og.png", 404, "unknown-cell"), ("/cells/a/en/wide/page.pdf", 404, "no-document"),
      ("/cells/a/en/og/page.pdf", 404, "unknown-cell"), ("/api/cards/b/strings", 404, "unknown-card"),
      ("/api/nothing", 404, "unknown-path"), ("/cells/a/en", 404, "unknown-path"), ("/nothing.js", 404, "unknown-path"),
      ("/cells/a/en/wide.gif", 404, "unknown-path"), ("/api/trials/x/cells", 400, "bad-request"),
      ("/cells/a/en/wide.png?as=other", 400, "bad-request"),
    ] as [(String, Int, String)])
  func missing(path: String, status: Int, code: String) async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get(path)
    #expect(answer.status == status)
    #expect(answer.code == code)
  }

  @Test("pictures that are too large", arguments: ["0", "0.001", "8.1", "-1", "nan", "inf", "1e9", "x", ""])
  func scales(scale: String) async throws {
    let stage = try await ServerStage()
    #expect(try await stage.get("/cells/a/en/wide.png?scale=\(scale)").code == "bad-request")
  }

  @Test("pictures with too many pixels, whatever their scale")
  func pixels() async throws {
    let stage = try await ServerStage(
      deck: """
        {"name": "set", "languages": ["en"], "sourceLanguage": "en", "cards": ["a.json"],
         "formats": [{"name": "wide", "width": 4000, "height": 4000}]}
        """)
    #expect(try await stage.get("/cells/a/en/wide.png?scale=4").code == "bad-request")
  }

  @Test(
    "methods that an address does not know",
    arguments: [
      ("POST", "/api/state", "GET, HEAD"), ("PUT", "/cells/a/en/wide.png", "GET, HEAD"), ("GET", "/api/save", "POST"),
      ("DELETE", "/api/review", "GET, HEAD, POST"), ("GET", "/api/trials", "POST"), ("PATCH", "/", "GET, HEAD"),
    ])
  func methods(method: String, path: String, allowed: String) async throws {
    let stage = try await ServerStage()
    let answer = try await stage.ask(method, path, headers: ["Content-Type": "application/json"], body: "{}")
    #expect(answer.status == 405 && answer.code == "wrong-method")
    #expect(answer.headers["allow"] == allowed)
  }

  @Test(
    "what is sent as something else than JSON",
    arguments: ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"])
  func types(type: String) async throws {
    let stage = try await ServerStage()
    for address in ["/api/trials", "/api/save", "/api/review"] {
      let answer = try await stage.post(address, "{}", headers: ["Content-Type": type])
      #expect(answer.status == 415 && answer.code == "wrong-type")
    }
  }

  @Test(
    "what is no JSON, or another one",
    arguments: [
      "", "{", "[]", "{\"edits\": 1}", "{\"edits\": [{\"file\": \"a.json\"}]}", "{\"pseudo\": {\"expand\": 3}}",
      "{\"pseudo\": {\"direction\": \"up\"}}",
    ])
  func bodies(body: String) async throws {
    let stage = try await ServerStage()
    let answer = try await stage.post("/api/trials", body)
    #expect(answer.status == 400 && answer.code == "bad-request")
  }

  @Test("too much at once")
  func size() async throws {
    let stage = try await ServerStage()
    let large = "{\"edits\": [], \"x\": \"\(String(repeating: "x", count: 300 << 10))\"}"
    #expect(try await stage.post("/api/trials", large).code == "too-large")
    let edit = "{\"file\": \"a.json\", \"pointer\": \"/title/en\", \"value\": \"x\"}"
    let many = "{\"edits\": [\(Array(repeating: edit, count: 201).joined(separator: ","))]}"
    #expect(try await stage.post("/api/trials", many).code == "too-large")
  }

  @Test("more listeners than there may be")
  func listeners() async throws {
    let stage = try await ServerStage()
    var clients: [Client] = []
    for _ in 0..<32 {
      let client = try stage.client()
      try client.send("GET", "/api/events", port: stage.port)
      _ = try await client.read(through: "hello")
      clients.append(client)
    }
    let answer = try await stage.get("/api/events")
    #expect(answer.status == 503 && answer.code == "busy")
    #expect(answer.headers["retry-after"] == "1")
    #expect(clients.count == 32)
  }

  @Test("connections that nobody uses keep no others out, and those in use stay")
  func idleConnections() async throws {
    let stage = try await ServerStage()
    let listener = try stage.client()
    try listener.send("GET", "/api/events", port: stage.port)
    _ = try #require(try await listener.read(through: "hello"))
    var silent: [Client] = []
    for index in 0..<300 {
      let client = try stage.client()
      // Some have asked once, as browsers do.
      if index % 3 == 0 {
        try client.send("GET", "/", port: stage.port)
        #expect(try await client.answer().status == 200)
      }
      silent.append(client)
    }
    #expect(try await stage.get("/cells/a/en/wide.png").status == 200)
    // The first were closed for the last, which are still good.
    #expect(try await silent[0].read(through: "never") == nil)
    try silent[299].send("GET", "/api/state", port: stage.port)
    #expect(try await silent[299].answer().status == 200)
    try stage.folder.write(ServerStage.card.replacing("#FFFFFF", with: "#000000"), to: "a.json")
    await stage.session.filesChanged([stage.session.watchedFolders[0] + "/a.json"])
    _ = try #require(try await listener.read(through: "event: changed\n"))
  }

  @Test("lines that are no HTTP", arguments: ["nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\0\0\0\r\n\r\n"])
  func noHTTP(text: String) async throws {
    let stage = try await ServerStage()
    let client = try stage.client()
    try client.send(text)
    let head = try await client.read(through: "\r\n\r\n")
    #expect(head?.contains(" 200 ") != true)
    #expect(try await stage.get("/api/state").status == 200)
  }

  @Test("a deck that cannot be read: the server says so")
  func brokenDeck() async throws {
    let stage = try await ServerStage(deck: "{")
    let answer = try await stage.get("/cells/a/en/wide.png")
    #expect(answer.status == 409 && answer.code == "nothing-to-show")
    #expect((try answer.json()["diagnostics"] as? [Any])?.isEmpty == false)
    #expect(try await stage.get("/api/state").status == 200)
  }
}

@Suite("Addresses", .serialized)
struct ServerAddressTests {
  @Test(arguments: [
    ("127.0.0.1", true), ("127.1.2.3", true), ("localhost", true), ("::1", true), ("0.0.0.0", false),
    ("10.0.0.1", false), ("127.evil.example", false),
  ])
  func loopback(host: String, isLoopback: Bool) { #expect(ServerAddress(host: host).isLoopback == isLoopback) }

  @Test("one that others can reach answers to its name and to IP addresses, which no other site can take")
  func others() {
    let address = ServerAddress(host: "0.0.0.0", port: 80)
    for name in ["192.168.1.7:8000", "[fe80::1]:8000", "localhost:8000"] {
      #expect(address.answers(to: name, port: 8000))
    }
    for name in ["evil.example:8000", "192.168.1.7:80", ":8000", "8000", "[::1:8000"] {
      #expect(!address.answers(to: name, port: 8000))
    }
    #expect(ServerAddress(host: "Desk.local").answers(to: "desk.local:8000", port: 8000))
  }

  @Test(arguments: [
    ("127.0.0.1", "http://127.0.0.1:8/"), ("0.0.0.0", "http://127.0.0.1:8/"), ("::1", "http://[::1]:8/"),
  ])
  func urls(host: String, url: String) { #expect(ServerAddress(host: host).url(port: 8) == url) }

  @Test("a port that is taken is told")
  func taken() async throws {
    let stage = try await ServerStage()
    let other = PreviewServer(stage.session, at: ServerAddress(port: stage.port))
    await #expect(throws: PreviewServer.Problem.portInUse) { try await other.run { _ in } }
    let nowhere = PreviewServer(stage.session, at: ServerAddress(host: "203.0.113.9", port: 0))
    await #expect(throws: PreviewServer.Problem.unknownHost) { try await nowhere.run { _ in } }
  }
}
