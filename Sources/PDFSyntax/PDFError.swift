/// Why a document could not be made, in a sentence.
public struct PDFError: Error, Sendable, Hashable, CustomStringConvertible {
  public let message: String

  package init(_ message: String) { self.message = message }

  public var description: String { message }
}
