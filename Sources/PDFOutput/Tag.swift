import Scene

/// An element of a document's logical structure (ISO 32000-1 §14.7.2) before it is written.
struct Tag: Sendable, Hashable {
  enum Kid: Sendable, Hashable {
    /// The number of a mark in the page's content.
    case content(Int)
    /// The number of a link in the page's list of links.
    case link(Int)
    case tag(Tag)
  }

  /// A standard structure type (§14.8.4).
  var type: String
  /// Told in lists of the document's parts.
  var title: String?
  /// BCP 47, where it differs from that of what the element lies in.
  var language: String?
  var alt: String?
  /// Of figures: px from the top left of the trim box.
  var frame: Rect?
  var kids: [Kid]

  init(_ type: String, _ kids: [Kid] = []) {
    self.type = type
    self.kids = kids
  }

  /// Grouping elements hold other elements, never content of their own (§14.8.4.2).
  var isGrouping: Bool { ["Sect", "Div", "BlockQuote", "Caption"].contains(type) }

  /// Whether the element runs in a line of text.
  var isInline: Bool {
    guard type == "Span" || type == "Link" else { return false }
    return kids.allSatisfy { if case .tag(let tag) = $0 { tag.isInline } else { true } }
  }
}

/// A link on a page.
struct PageLink: Sendable, Hashable {
  var address: LinkAddress
  /// What a screen reader says for it.
  var contents: String
  /// Where it can be clicked, px from the top left of the trim box.
  var area: Rect
}

/// Keeps headings from skipping a level, which ISO 14289-1 §7.4.2 forbids: a level may be at most one deeper than the
/// heading before it.
struct HeadingLevels: Sendable {
  private var last = 0

  mutating func next(_ level: Int) -> Int {
    last = min(level, last + 1)
    return last
  }
}
