import CardSpec

/// A deck as it was loaded at one time.
struct DeckVersion: Sendable {
  /// Differs from that of any other loading.
  var id: Int
  var deck: Deck
}
