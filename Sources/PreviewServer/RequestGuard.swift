import HTTPTypes

/// Decides which requests are answered at all: those of pages of this server, and of programs on the user's computer.
struct RequestGuard: Sendable {
  let address: ServerAddress
  /// The port that is listened at.
  let port: Int

  /// Why a request is refused; `nil` where it is not.
  func refusal(_ head: HTTPRequest) -> Refusal? {
    let authority = head.authority ?? ""
    guard address.answers(to: authority, port: port) else {
      return Refusal(
        .forbidden, "foreign-host", "this server is not called \"\(authority.prefix(100))\"",
        help: "use the address that `placard preview` printed")
    }
    if let origin = head.headerFields[.origin], origin.lowercased() != "http://" + authority.lowercased() {
      return foreignOrigin
    }
    guard let site = head.headerFields[.fetchSite], !["same-origin", "none"].contains(site) else { return nil }
    // A link on another page may lead to the first page, and nowhere else.
    let isLink = head.method == .get && head.headerFields[.fetchMode] == "navigate"
    return isLink && isFirstPage(head.path ?? "") ? nil : foreignOrigin
  }

  private func isFirstPage(_ path: String) -> Bool { path == "/" || path.hasPrefix("/?") }

  private var foreignOrigin: Refusal {
    Refusal(
      .forbidden, "foreign-origin", "pages of other sites may not use this server",
      help: "open the address that `placard preview` printed")
  }
}

extension HTTPFields {
  /// Sent with everything. Cards bring no script into the page: nothing but the page's own files runs, is shown or is
  /// asked for, and texts cannot become markup.
  static let protective: HTTPFields = [
    .contentSecurityPolicy:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
      + "frame-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
      + "require-trusted-types-for 'script'; trusted-types 'none'",
    .xContentTypeOptions: "nosniff", .referrerPolicy: "no-referrer", .frameOptions: "DENY",
    .crossOriginResourcePolicy: "same-origin", .openerPolicy: "same-origin", .cacheControl: "no-cache",
  ]
}

extension HTTPField.Name {
  static let fetchSite = Self("Sec-Fetch-Site")!
  static let fetchMode = Self("Sec-Fetch-Mode")!
  static let referrerPolicy = Self("Referrer-Policy")!
  static let frameOptions = Self("X-Frame-Options")!
  static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
  static let cardState = Self("X-Placard-State")!
  static let cardRevision = Self("X-Placard-Revision")!
  static let milliseconds = Self("X-Placard-Milliseconds")!
}
