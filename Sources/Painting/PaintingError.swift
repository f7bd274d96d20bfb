import CCairo

/// Cairo or librsvg refused to draw.
public struct PaintingError: Error, Sendable, Hashable {
  public var message: String

  public init(_ message: String) { self.message = message }

  init(_ status: cairo_status_t) {
    // Safe: Cairo's status texts are static strings.
    message = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown drawing error"
  }
}
