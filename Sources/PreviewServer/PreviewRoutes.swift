import Foundation
import HTTPTypes
import Hummingbird
import Preview

/// The addresses of a preview. `Documentation` of what goes in and out is in the types that are encoded.
struct PreviewRoutes: Sendable {
  let session: PreviewSession
  let page: PageFiles
  let streams: StreamCount

  typealias Context = BasicRequestContext
  private typealias Handler = @Sendable (Request, Context) async throws -> Response

  func add(to router: Router<Context>) {
    add("/api/state", .get, to: router) { [session] _, _ in .json(await session.stateReport()) }
    add("/api/events", .get, to: router, events)
    add("/cells/{card}/{language}/{format}.png", .get, to: router, picture)
    add("/cells/{card}/{language}/{format}/inspect.json", .get, to: router) { [session] request, context in
      .json(try await session.cellReport(Self.cell(context), trial: Self.trial(request)))
    }
    add("/cells/{card}/{language}/{format}/page.pdf", .get, to: router, document)
    add("/api/cards/{card}/strings", .get, to: router) { [session] request, context in
      let card = try Self.parameter("card", context)
      return .json(Strings(card: card, strings: try await session.strings(of: card, trial: Self.trial(request))))
    }
    add("/api/trials", .post, to: router, beginTrial)
    add("/api/trials/{trial}/cells", .get, to: router) { [session] request, context in
      let trial = try Self.parameter("trial", context)
      guard let card = Self.query("card", request) else { throw Refusal.badRequest("`card` is missing") }
      return .json(TrialCells(trial: trial, cells: try await session.trialReport(trial, card: card)))
    }
    add("/api/save", .post, to: router) { [session] request, _ in
      let edits = try await request.json(EditsBody.self).specEdits()
      guard !edits.isEmpty else { throw Refusal.badRequest("`edits` is missing or empty") }
      return .json(Saved(saved: try await session.save(edits)))
    }
    add("/api/review/sources", .get, to: router) { [session] _, _ in .json(await session.reviewSources()) }
    addReview(to: router)
    add("/", .get, to: router) { request, _ in try pageFile("index.html", request) }
    router.on("**", method: .get) { request, _ in
      guard let path = String(request.uri.path.dropFirst()).removingPercentEncoding else { throw Refusal.unknownPath }
      return try pageFile(path, request)
    }
    for method in Self.others where method != .get {
      router.on("**", method: method) { _, _ -> Response in throw Refusal.unknownPath }
    }
  }

  private struct Strings: Encodable {
    var card: String
    var strings: [StringReport]
  }

  private struct TrialCells: Encodable {
    var trial: String
    var cells: [TrialCellReport]
  }

  private struct Saved: Encodable {
    var saved: [SavedReport]
  }

  // MARK: Methods

  private static let others: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

  /// An address that answers to one method, and tells so to the others.
  private func add(
    _ path: RouterPath, _ method: HTTPRequest.Method, to router: Router<Context>, _ handler: @escaping Handler
  ) {
    router.on(path, method: method, use: handler)
    let allowed = method == .get ? "GET, HEAD" : method.rawValue
    for other in Self.others where other != method && !(other == .head && method == .get) {
      router.on(path, method: other) { _, _ -> Response in throw Refusal.wrongMethod(allowed) }
    }
  }

  private func addReview(to router: Router<Context>) {
    router.get("/api/review") { [session] _, _ in Response.json(await session.reviewReport()) }
    router.post("/api/review") { [session] request, _ in
      let wanted = try await request.json(ReviewBody.self)
      switch (wanted.git, wanted.folder) {
      case (let revision?, nil): return Response.json(try await session.beginReview(.git(revision)), status: .accepted)
      case (nil, let folder?):
        guard let index = Int(folder) else { throw PreviewProblem.unknownFolder }
        return Response.json(try await session.beginReview(.folder(index)), status: .accepted)
      case (nil, nil):
        await session.endReview()
        return Response.json(Optional<ReviewReport>.none, status: .accepted)
      default: throw Refusal.badRequest("one is compared with, not two")
      }
    }
    for method in Self.others where ![.get, .head, .post].contains(method) {
      router.on("/api/review", method: method) { _, _ -> Response in throw Refusal.wrongMethod("GET, HEAD, POST") }
    }
  }

  // MARK: Parameters

  private static func parameter(_ name: String, _ context: Context) throws(Refusal) -> String {
    guard let raw = context.parameters.get(name), let value = raw.removingPercentEncoding, value.utf8.count <= 512
    else {
      throw .badRequest("the address cannot be read")
    }
    return value
  }

  private static func cell(_ context: Context) throws(Refusal) -> CellID {
    CellID(
      card: try parameter("card", context), language: try parameter("language", context),
      format: try parameter("format", context))
  }

  private static func query(_ name: String, _ request: Request) -> String? {
    request.uri.queryParameters[Substring(name)].map(String.init)
  }

  private static func trial(_ request: Request) -> String? { query("trial", request) }

  // MARK: Page

  private func pageFile(_ path: String, _ request: Request) throws(Refusal) -> Response {
    guard let (bytes, type) = page.file(path) else { throw .unknownPath }
    return Response(
      status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  // MARK: Events

  @Sendable
  private func events(_ request: Request, _ context: Context) async throws -> Response {
    guard let (events, revision) = await session.listen() else { throw Refusal.busy }
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
      body: EventBody.body(events, to: request, session: session.id, revision: revision, streams))
  }

  // MARK: Pictures and documents

  @Sendable
  private func picture(_ request: Request, _ context: Context) async throws -> Response {
    let cell = try Self.cell(context)
    let scale = try Self.scale(request)
    if let kind = Self.query("as", request) {
      guard let kind = PreviewSession.ReviewPicture(rawValue: kind) else {
        throw Refusal.badRequest("`as` is \"approved\" or \"difference\"")
      }
      let png = try await session.picture(kind, of: cell, scale: scale)
      return Response(
        status: .ok, headers: [.contentType: "image/png", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: png)))
    }
    var wanted = PreviewSession.PictureRequest(cell, scale: scale)
    wanted.includesBleed = Self.query("bleed", request) == "1"
    wanted.trial = Self.trial(request)
    wanted.known = request.headers[.ifNoneMatch].map { $0.filter { $0 != "\"" } }
    let start = ContinuousClock.now
    let answer = try await session.picture(wanted)
    let time = (ContinuousClock.now - start).components
    let headers: HTTPFields = [
      .contentType: "image/png", .eTag: "\"\(answer.tag)\"", .cardState: answer.state.rawValue,
      .cardRevision: String(answer.revision),
      .milliseconds: String(time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000),
    ]
    guard let png = answer.png else { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: png)))
  }

  private static func scale(_ request: Request) throws(Refusal) -> Double {
    guard let text = query("scale", request) else { return 1 }
    guard let scale = Double(text), PictureLimits.scales.contains(scale) else {
      throw Refusal.of(PreviewProblem.tooLarge)
    }
    return scale
  }

  @Sendable
  private func document(_ request: Request, _ context: Context) async throws -> Response {
    let bytes = try await session.document(Self.cell(context), trial: Self.trial(request))
    var headers: HTTPFields = [.contentType: "application/pdf", .cacheControl: "no-store"]
    headers[.contentDisposition] = "inline"
    // The page may show it in a frame; it runs nothing there.
    headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    headers[.frameOptions] = "SAMEORIGIN"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  // MARK: Trials

  private struct Begun: Encodable {
    var trial: String
    var diagnostics: [DiagnosticReport]
  }

  @Sendable
  private func beginTrial(_ request: Request, _ context: Context) async throws -> Response {
    let body = try await request.json(EditsBody.self)
    let trial = Trial(edits: try body.specEdits(), pseudo: try body.pseudoLanguage())
    let found = try await session.begin(trial)
    return .json(Begun(trial: trial.id, diagnostics: found), status: .created)
  }
}
