import Foundation
import Testing

@testable import PreviewServer

@Suite("Every address answers", .serialized)
struct RouteTests {
  @Test("the state, which names cards, cells and languages")
  func state() async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get("/api/state")
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
    let state = try answer.json()
    #expect(state["session"] as? String == "test")
    #expect((state["cards"] as? [[String: Any]])?.map { $0["id"] as? String } == ["a"])
  }

  @Test("pictures, which are not sent again where they are known")
  func pictures() async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get("/cells/a/en/wide.png?scale=0.5&revision=1")
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "image/png")
    #expect(answer.headers["x-placard-state"] == "ok")
    #expect(answer.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    // Width and height of the header (PNG, §11.2.1).
    #expect(Array(answer.body[16..<24]) == [0, 0, 0, 200, 0, 0, 0, 100])
    let tag = try #require(answer.headers["etag"])
    let again = try await stage.get("/cells/a/en/wide.png?scale=0.5", headers: ["If-None-Match": tag])
    #expect(again.status == 304 && again.body.isEmpty)
    #expect(try await stage.ask("HEAD", "/cells/a/en/wide.png").status == 200)
  }

  @Test("what is to be seen of a cell, with markup as plain text")
  func inspect() async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get("/cells/a/en/wide/inspect.json")
    #expect(answer.status == 200)
    let scene = try #require(try answer.json()["scene"] as? [String: Any])
    let nodes = try #require(scene["nodes"] as? [[String: Any]])
    #expect(nodes.map { $0["path"] as? String } == ["layout", "layout/title"])
    #expect(answer.headers["x-content-type-options"] == "nosniff")
  }

  @Test("the document, which the page alone may show in a frame")
  func document() async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get("/cells/a/fr/a6-landscape/page.pdf")
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/pdf")
    #expect(answer.headers["content-security-policy"]?.contains("frame-ancestors 'self'") == true)
    #expect(answer.body.starts(with: Array("%PDF-".utf8)))
  }

  @Test("strings, trials and what would become of them")
  func trials() async throws {
    let stage = try await ServerStage()
    let strings = try #require(try await stage.get("/api/cards/a/strings").json()["strings"] as? [[String: Any]])
    let pointer = "/layout/children/0/text/en"
    #expect(strings.contains { $0["pointer"] as? String == pointer })
    let edit =
      "{\"edits\": [{\"file\": \"a.json\", \"pointer\": \"\(pointer)\", \"value\": \"New\"}], \"pseudo\": {\"expand\": 0.35}}"
    let begun = try await stage.post("/api/trials", edit)
    #expect(begun.status == 201)
    let trial = try #require(try begun.json()["trial"] as? String)
    let cells = try await stage.get("/api/trials/\(trial)/cells?card=a")
    #expect((try cells.json()["cells"] as? [Any])?.count == 4)
    let tried = try await stage.get("/cells/a/en/wide.png?trial=\(trial)")
    #expect(tried.status == 200)
    #expect(tried.headers["etag"] != (try await stage.get("/cells/a/en/wide.png")).headers["etag"])
    #expect(try await stage.get("/cells/a/en/wide.png?trial=nobody").code == "trial-forgotten")
  }

  @Test("saving, which says what stands there if it is something else")
  func saving() async throws {
    let stage = try await ServerStage()
    func save(_ value: String, _ expected: String) async throws -> Answer {
      try await stage.post(
        "/api/save",
        "{\"edits\": [{\"file\": \"a.json\", \"pointer\": \"/title/en\", \"value\": \"\(value)\", \"expected\": \"\(expected)\"}]}"
      )
    }
    #expect(try await save("New", "</script><script>alert(1)</script>").status == 200)
    let changed = ServerStage.card.replacing("\"</script><script>alert(1)</script>\"", with: "\"New\"")
    #expect(try stage.folder.text("a.json") == changed)
    let conflict = try await save("Newer", "Words")
    #expect(conflict.status == 409 && conflict.code == "changed-meanwhile")
    #expect((try conflict.json()["error"] as? [String: Any])?["current"] as? String == "New")
  }

  @Test("review: nothing at first, and a refusal where there is no git")
  func review() async throws {
    let stage = try await ServerStage()
    #expect(try await stage.get("/api/review").text == "null")
    let sources = try await stage.get("/api/review/sources").json()
    #expect((sources["git"] as? [String: Any])?["isAvailable"] as? Bool == false)
    #expect(try await stage.post("/api/review", "{\"git\": \"HEAD\"}").code == "unknown-revision")
    #expect(try await stage.post("/api/review", "{\"folder\": \"0\"}").code == "unknown-folder")
    #expect(try await stage.post("/api/review", "{\"folder\": \"0\", \"git\": \"HEAD\"}").code == "bad-request")
    #expect(try await stage.post("/api/review", "{}").status == 202)
    #expect(try await stage.get("/cells/a/en/wide.png?as=approved").code == "no-review")
  }

  @Test("the page and its files")
  func page() async throws {
    let stage = try await ServerStage()
    let answer = try await stage.get("/?card=a")
    #expect(answer.status == 200 && answer.headers["content-type"] == "text/html; charset=utf-8")
    #expect(try await stage.get("/index.html").body == answer.body)
  }

  @Test("events: a greeting, then what changes, and a farewell")
  func events() async throws {
    let stage = try await ServerStage()
    let client = try stage.client()
    try client.send("GET", "/api/events", port: stage.port)
    let head = try #require(try await client.read(through: "\r\n\r\n"))
    #expect(head.contains("text/event-stream"))
    _ = try #require(
      try await client.read(through: "event: hello\ndata: {\"revision\":1,\"session\":\"test\"}\n\n"))
    try stage.folder.write(ServerStage.card.replacing("#FFFFFF", with: "#000000"), to: "a.json")
    await stage.session.filesChanged([stage.session.watchedFolders[0] + "/a.json"])
    _ = try #require(try await client.read(through: "event: changed\ndata: {"))
    _ = try #require(try await client.read(through: "\"files\":[\"a.json\"]"))
    _ = try #require(try await client.read(through: "event: cells\n"))
    #expect(await stage.end() == nil)
    _ = try #require(
      try await client.read(through: "event: bye\ndata: {\"reason\":\"the preview has ended\"}\n\n"))
    #expect(try await client.read(through: "never") == nil)
  }

  @Test("and a browser that goes away in the middle leaves the others alone")
  func goingAway() async throws {
    let stage = try await ServerStage()
    for _ in 0..<40 {
      let client = try stage.client()
      try client.send("GET", "/cells/a/en/wide.png?scale=4", port: stage.port)
    }
    for _ in 0..<40 {
      let client = try stage.client()
      try client.send("GET", "/api/events", port: stage.port)
      _ = try await client.read(through: "hello")
    }
    #expect(try await stage.get("/cells/a/en/wide.png").status == 200)
  }
}
