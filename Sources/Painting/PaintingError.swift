import CCairo

/// Why a scene could not be painted, in a sentence.
public struct PaintingError: Error, Sendable, Hashable, CustomStringConvertible {
  public var message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}

/// Turns a Cairo status other than success into an error that says what was being done.
func check(_ status: cairo_status_t, _ task: @autoclosure () -> String) throws(PaintingError) {
  guard status != CAIRO_STATUS_SUCCESS else { return }
  // Cairo's messages are constant strings of its own.
  let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
  throw PaintingError("\(task()): \(reason)")
}
