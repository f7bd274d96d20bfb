import CardSpec

/// Lets texts that may shrink do so until the card fits, each no further than its floor.
///
/// Steps are even, so that a reader sees the same few sizes across a set: a twentieth of the asked size.
struct Fitting {
  let layout: CardLayout

  /// Lays the card out, shrinking where allowed, and returns what still does not fit.
  func run() -> [Overflow] {
    layout.run()
    var overflows = Overflow.find(in: layout.root)
    // Each round takes at least one text a step down, and no text has more than twenty steps.
    var rounds = 0
    while rounds < 40, case let texts = shrinkable(overflows), !texts.isEmpty {
      for text in texts { text.setSize(text.size - text.computed.size / 20) }
      layout.run()
      overflows = Overflow.find(in: layout.root)
      rounds += 1
    }
    return overflows
  }

  /// The overflowing texts that may shrink; where the one that overflows may not but a text in the same
  /// box pushed it out, those of the box.
  private func shrinkable(_ overflows: [Overflow]) -> [TextContent] {
    var found: [TextContent] = []
    for overflow in overflows {
      if let text = overflow.node.text, text.canShrink {
        found.append(text)
      } else if overflow.container != overflow.node.path, let box = find(overflow.container) {
        box.forEach { node in
          if let text = node.text, text.canShrink { found.append(text) }
        }
      }
    }
    var seen: Set<ObjectIdentifier> = []
    return found.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  private func find(_ path: String) -> LayoutNode? {
    var result: LayoutNode?
    layout.root.forEach { if $0.path == path { result = $0 } }
    return result
  }
}
