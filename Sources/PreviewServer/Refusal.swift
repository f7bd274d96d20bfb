import Foundation
import Hummingbird
import Preview

/// An answer that says no, and why.
struct Refusal: Error {
  var status: HTTPResponse.Status
  var code: String
  var message: String
  var help: String?
  var diagnostics: [DiagnosticReport] = []
  /// Which edit is meant, and what stands in its place.
  var edit: Int?
  var current: String?
  var headers: HTTPFields = [:]

  init(
    _ status: HTTPResponse.Status, _ code: String, _ message: String, help: String? = nil,
    diagnostics: [DiagnosticReport] = []
  ) {
    (self.status, self.code, self.message) = (status, code, message)
    self.help = help
    self.diagnostics = diagnostics
  }

  private struct Body: Encodable {
    struct Problem: Encodable {
      var code: String
      var message: String
      var help: String?
      var edit: Int?
      var current: String?
    }
    var error: Problem
    var diagnostics: [DiagnosticReport]?
  }

  var response: Response {
    let body = Body(
      error: Body.Problem(code: code, message: message, help: help, edit: edit, current: current),
      diagnostics: diagnostics.isEmpty ? nil : diagnostics)
    var response = Response.json(body, status: status)
    response.headers.append(contentsOf: headers)
    return response
  }

  // MARK: What is often said

  static let unknownPath = Refusal(.notFound, "unknown-path", "there is nothing at this address")

  static func badRequest(_ message: String) -> Refusal { Refusal(.badRequest, "bad-request", message) }

  static func wrongMethod(_ allowed: String) -> Refusal {
    var refusal = Refusal(.methodNotAllowed, "wrong-method", "this address answers to \(allowed) alone")
    refusal.headers[.allow] = allowed
    return refusal
  }

  /// What an error of the session means.
  static func of(_ error: any Error) -> Refusal {
    switch error {
    case let refusal as Refusal: refusal
    case let problem as PreviewProblem: of(problem)
    case is CancellationError: Refusal(.serviceUnavailable, "dropped", "nobody waits for this any more")
    default: Refusal(.internalServerError, "failed", "this could not be done: \(error)")
    }
  }

  private static func of(_ problem: PreviewProblem) -> Refusal {
    switch problem {
    case .noDeck(let found):
      Refusal(.conflict, "nothing-to-show", "the deck cannot be read", diagnostics: found)
    case .unknownCell:
      Refusal(.notFound, "unknown-cell", "the deck has no such card, language or format")
    case .unknownCard: Refusal(.notFound, "unknown-card", "the deck has no such card, or it cannot be read")
    case .nothingToShow(let found):
      Refusal(.conflict, "nothing-to-show", "mistakes stand in the way of this picture", diagnostics: found)
    case .tooLarge:
      badRequest(
        "a picture has at most \(PictureLimits.pixels / 1_000_000) million pixels, and a scale from "
          + "\(PictureLimits.scales.lowerBound) to \(Int(PictureLimits.scales.upperBound))")
    case .notPainted(let words): Refusal(.conflict, "nothing-to-show", words)
    case .trialForgotten:
      Refusal(.gone, "trial-forgotten", "this trial is not kept any more", help: "send its edits again")
    case .noDocument:
      Refusal(.notFound, "no-document", "this format is a picture; only paper formats are documents")
    case .noReview: Refusal(.notFound, "no-review", "nothing is compared at present")
    case .revision(let found):
      Refusal(
        .unprocessableContent, found.code, [found.message, found.reason].compactMap(\.self).joined(separator: ": "),
        help: found.help)
    case .unknownFolder:
      Refusal(
        .unprocessableContent, "unknown-folder", "there is no such folder with a manifest that can be read",
        help: "name it with --approved, and render into it first")
    case .busy: busy
    case .tooLong: Refusal(.gatewayTimeout, "too-long", "this took too long and was given up")
    case .stopping: Refusal(.serviceUnavailable, "stopping", "the server is ending")
    case .fonts(let found):
      Refusal(.conflict, "nothing-to-show", "there are no fonts to render with", diagnostics: [found])
    case .edit(let problem): of(problem)
    case .wouldBreak(let card, let found):
      Refusal(
        .unprocessableContent, "would-break", "the card \"\(card)\" could not be shown any more",
        help: "mend what is wrong, then save", diagnostics: found)
    }
  }

  static var busy: Refusal {
    var refusal = Refusal(.serviceUnavailable, "busy", "too much is asked for at once", help: "try again in a moment")
    refusal.headers[.retryAfter] = "1"
    return refusal
  }

  private static func of(_ problem: EditProblem) -> Refusal {
    var refusal: Refusal
    switch problem.kind {
    case .unreadableFile:
      refusal = Refusal(
        .unprocessableContent, problem.kind.rawValue, "this file is none of the deck's, or cannot be read as it is")
    case .unknownString:
      refusal = Refusal(.unprocessableContent, problem.kind.rawValue, "there is no text or number at this place")
    case .wrongKind:
      refusal = Refusal(.unprocessableContent, problem.kind.rawValue, "a text stays a text, and a number a number")
    case .noWords:
      refusal = Refusal(
        .unprocessableContent, problem.kind.rawValue, "only words and numbers that readers see are saved from here",
        help: "change other values in the file itself")
    case .changedMeanwhile:
      refusal = Refusal(
        .conflict, problem.kind.rawValue, "the file was changed meanwhile", help: "look at it again, then save")
    case .readOnly:
      refusal = Refusal(
        .forbidden, problem.kind.rawValue, "the file may not be written to" + (problem.detail.map { ": \($0)" } ?? ""))
    }
    refusal.edit = problem.index
    switch problem.current {
    case .text(let text), .number(let text): refusal.current = text
    case nil: break
    }
    return refusal
  }
}

extension Response {
  /// JSON with members in a fixed order.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return Response(status: .internalServerError) }
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
  }
}
