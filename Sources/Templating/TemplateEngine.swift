import CardSpec
import Diagnostics
import LiteralText
import Localization

/// Fills a template for one localised card and format: conditions, repetition, parts, styles, variants, slots, tokens.
public struct TemplateEngine: Sendable {
  private let deck: Deck

  public init(deck: Deck) { self.deck = deck }

  /// The node tree, or `nil` where an error stands in the way of it. All problems are returned.
  public func instantiate(_ card: LocalizedCard, format: Format) -> (node: Node?, diagnostics: [Diagnostic]) {
    let instance = instantiateStating(card, format: format)
    return (instance.node, instance.diagnostics)
  }

  /// As `instantiate`, and also gives what `resolve` does: its nodes are those of the tree, and each member's key stands
  /// where the property was written, its value where that came from.
  public func instantiateStating(
    _ card: LocalizedCard, format: Format
  ) -> (node: Node?, layout: JSONValue?, diagnostics: [Diagnostic]) {
    var (resolved, diagnostics) = resolve(card, format: format)
    guard let resolved else { return (nil, nil, diagnostics) }
    let decoded = NodeDecoder.decode(resolved)
    let subject = Subject(card: card.card, language: card.language, format: format.name)
    diagnostics += decoded.diagnostics.map {
      var diagnostic = $0
      diagnostic.subject = subject
      return diagnostic
    }
    return (diagnostics.contains { $0.severity == .error } ? nil : decoded.node, resolved, diagnostics)
  }

  /// The tree as JSON, with every slot and token in it replaced by its value, or `nil` where an error stands in the way.
  public func resolve(_ card: LocalizedCard, format: Format) -> (tree: JSONValue?, diagnostics: [Diagnostic]) {
    let template = card.template.flatMap { deck.templates[$0] }
    guard let layout = card.layout ?? template?.layout else {
      let diagnostic = Diagnostic(
        .error, "no-layout", "the card has neither a layout nor a template of this deck", at: card.location,
        subject: Subject(card: card.card))
      return (nil, [diagnostic])
    }
    var expansion = Expansion(
      card: card, template: template, deck: deck, traits: Self.traits(card, format),
      subject: Subject(card: card.card, language: card.language, format: format.name), formatName: format.name)
    let resolved = expansion.expand(layout)
    let diagnostics = expansion.diagnostics
    if diagnostics.contains(where: { $0.severity == .error }) { return (nil, diagnostics) }
    guard let resolved else {
      let diagnostic = Diagnostic(
        .error, "no-layout", "nothing is left of the layout", reason: "its own condition or text leaves it out",
        help: "put the condition on a node inside it", at: layout.location, path: layout.path,
        subject: expansion.subject)
      return (nil, diagnostics + [diagnostic])
    }
    return (card.holdsData ? Self.revealed(resolved) : resolved, diagnostics)
  }

  /// The tree with all text from data as it was, but for `text`, which is read as markup first.
  private static func revealed(_ value: JSONValue, key: String = "") -> JSONValue {
    var value = value
    switch value.kind {
    case .string(let text) where key != "text": value.kind = .string(LiteralText.reveal(text))
    case .array(let items): value.kind = .array(items.map { revealed($0, key: key) })
    case .object(let object):
      value.kind = .object(
        JSONObject(
          object.members.map {
            JSONObject.Member(key: $0.key, keyLocation: $0.keyLocation, value: revealed($0.value, key: $0.key))
          }))
    default: break
    }
    return value
  }

  /// The keys that `variants` and `@` conditions may name.
  private static func traits(_ card: LocalizedCard, _ format: Format) -> Set<String> {
    let direction = card.direction == .rightToLeft ? "rtl" : "ltr"
    let languages = LanguageTag.fallbacks(card.language).map { "lang-\($0)" }
    return Set(format.traits + [format.name, direction] + languages)
  }
}
