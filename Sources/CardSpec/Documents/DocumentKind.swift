import Diagnostics

/// The kinds of files that make up a deck.
enum DocumentKind: String, Sendable, CaseIterable {
  case deck, card, template, theme

  /// What is wrong with a document by itself. References to other files, and from text to text, are checked when all
  /// are loaded. The JSON Schema of the kind refuses exactly the documents in which something is found here.
  func mistakes(in document: JSONValue) -> [Diagnostic] {
    switch self {
    case .deck: DocumentShapes.deck.check(document)
    case .card: DocumentShapes.card.check(document) + Self.source(of: document)
    case .template: DocumentShapes.template.check(document)
    case .theme: ThemeReader.mistakes(in: document)
    }
  }

  /// A card has a template or a layout, and not both.
  private static func source(of card: JSONValue) -> [Diagnostic] {
    guard let object = card.object, (object["template"] == nil) == (object["layout"] == nil) else { return [] }
    let hasBoth = object["layout"] != nil
    return [
      Diagnostic(
        .error, "template-or-layout", "a card needs either a `template` or a `layout` of its own",
        reason: hasBoth ? "this one has both" : "this one has neither",
        help: hasBoth ? "remove one of the two" : "add \"template\": \"…\" with the id of a template",
        at: object.member("layout")?.keyLocation ?? card.location, path: hasBoth ? "layout" : card.path)
    ]
  }
}
