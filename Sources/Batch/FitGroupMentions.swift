import CardSpec

/// Which fit groups a deck speaks of anywhere, as it is written: in templates, parts, styles and cards.
public struct FitGroupMentions: Sendable {
  /// How far the groups reach; empty where there is none. Where that cannot be told, as far as the deck.
  public private(set) var scopes: Set<FitProperties.Scope> = []

  public init(_ deck: Deck) {
    for template in deck.templates.values {
      search(template.layout)
      for part in template.parts.values { search(part) }
    }
    for part in deck.parts.values { search(part) }
    for token in deck.theme.tokens.values { search(token) }
    for card in deck.cards {
      // One that cannot be read again has no say: it becomes no output.
      guard let content = try? card.content() else { continue }
      if let layout = content.layout { search(layout) }
      for part in content.parts.values { search(part) }
    }
  }

  /// Without recursion, so that depth costs no stack.
  private mutating func search(_ root: JSONValue) {
    var waiting = [root]
    while let value = waiting.popLast() {
      if let array = value.array { waiting += array }
      guard let object = value.object else { continue }
      let scope = object["fitScope"]
      // A scope that stands alone may be laid over a group that stands elsewhere.
      if object["fitGroup"] != nil || scope != nil {
        scopes.insert(scope?.string.flatMap(FitProperties.Scope.init) ?? .deck)
      }
      waiting += object.members.map(\.value)
    }
  }
}
