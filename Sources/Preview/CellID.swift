/// One card in one language and format: what the preview shows a picture of.
public struct CellID: Sendable, Hashable {
  public var card: String
  /// BCP 47.
  public var language: String
  /// A format's name.
  public var format: String

  public init(card: String, language: String, format: String) {
    self.card = card
    self.language = language
    self.format = format
  }
}
