import CardSpec
import Diagnostics

/// A card in one language: every text is a plain string, every number is written out.
public struct LocalizedCard: Sendable {
  public var card: String
  /// BCP 47.
  public var language: String
  public var direction: WritingDirection
  public var title: String
  public var alt: String
  public var link: String?
  /// Strings, numbers, lists and objects. A number that was formatted is an object of `text`, `number` and, where
  /// it is stated, `source`.
  public var slots: JSONObject
  public var template: String?
  public var layout: JSONValue?
  public var parts: [String: JSONValue]
  public var location: SourceLocation
  /// The deck's own style of numbers in this language.
  public var numberStyle: Deck.NumberStyle?
  /// Whether slots hold text from data, in which `LiteralText` hides what is not to be read as markup.
  public var holdsData = false

  /// How a value is written inside a text; `nil` for lists, objects and nothing.
  public func text(of value: JSONValue) -> String? {
    NumberFormat(language: language, style: numberStyle).text(of: value)
  }
}
