import CardSpec
import Diagnostics

/// A place in a file of the deck.
public struct PlaceReport: Sendable, Hashable, Encodable {
  /// From the deck's folder where it lies in it.
  public var file: String
  /// Absolute; `nil` of a file that is no more as it was.
  public var path: String?
  public var line: Int
  public var column: Int
  /// The line that it is in, or what is around the place of a long one.
  public var text: String?
  /// Where in the text the place is, from 1.
  public var textColumn: Int?
}

/// A diagnostic for programs, with the line that it speaks of.
public struct DiagnosticReport: Sendable, Hashable, Encodable {
  public var severity: String
  public var code: String
  public var message: String
  public var reason: String?
  public var help: String?
  public var documentPath: String?
  public var place: PlaceReport?
  public var card: String?
  public var language: String?
  public var format: String?
  public var node: String?

  init(_ diagnostic: Diagnostic, _ files: DeckFiles) {
    severity = diagnostic.severity.rawValue
    (code, message) = (diagnostic.code, diagnostic.message)
    (reason, help, documentPath) = (diagnostic.reason, diagnostic.help, diagnostic.path)
    place = diagnostic.location.map { files.place($0, quotes: true) }
    let subject = diagnostic.subject
    (card, language, format, node) = (subject.card, subject.language, subject.format, subject.node)
  }
}
