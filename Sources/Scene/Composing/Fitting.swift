import CardSpec

/// Lets texts that may shrink do so until the card fits, each no further than its floor.
///
/// Steps are even, a hundredth of the size that was asked for, so that a reader sees related sizes across a set.
/// All texts that do not fit take their steps together: which of them stands first makes no difference.
struct Fitting {
  /// Hundredths taken at once on the way down.
  private static let stride = 5
  /// The way down has at most twenty strides; texts that began to shrink late may need some more.
  private static let rounds = 40
  /// How often the card is laid out at most to give something back.
  private static let growthLayouts = 24

  let layout: CardLayout

  /// Lays the card out, shrinking where allowed, and returns what still does not fit.
  func run() -> [Overflow] {
    layout.run()
    var overflows = Overflow.find(in: layout.root)
    guard !overflows.isEmpty else { return [] }
    var shrunk: [TextContent] = []
    for _ in 0..<Self.rounds {
      let texts = shrinkable(overflows)
      if texts.isEmpty { break }
      for text in texts {
        if text.steps == 0 { shrunk.append(text) }
        text.setSteps(text.steps + Self.stride)
      }
      layout.run()
      overflows = Overflow.find(in: layout.root)
    }
    if overflows.isEmpty { grow(shrunk) }
    return overflows
  }

  /// Gives back what the last stride took too much. Texts that were asked to have the same size and shrank as far grow
  /// together; those that shrank most come first.
  private func grow(_ texts: [TextContent]) {
    struct Likeness: Hashable {
      var size: Double
      var steps: Int
    }
    var layouts = Self.growthLayouts
    let groups = Dictionary(grouping: texts) { Likeness(size: $0.computed.size, steps: $0.steps) }
    for (likeness, group) in groups.sorted(by: { ($1.key.steps, $1.key.size) < ($0.key.steps, $0.key.size) }) {
      for _ in 1..<min(Self.stride, max(2, likeness.steps)) {
        guard layouts > 0, stillFits(group) else { break }
        layouts -= 1
      }
    }
  }

  /// Takes one step back up, and undoes it where something overflows then.
  private func stillFits(_ texts: [TextContent]) -> Bool {
    for text in texts { text.setSteps(text.steps - 1) }
    layout.run()
    if Overflow.find(in: layout.root).isEmpty { return true }
    for text in texts { text.setSteps(text.steps + 1) }
    layout.run()
    return false
  }

  /// The texts that may shrink and whose size makes others, or themselves, overflow.
  private func shrinkable(_ overflows: [Overflow]) -> [TextContent] {
    var pushing = PushingTexts()
    for overflow in overflows { pushing.add(overflow) }
    return pushing.texts.filter(\.canShrink)
  }
}

/// The texts that push others out of a box, each once.
private struct PushingTexts {
  private(set) var texts: [TextContent] = []
  private var seen: Set<ObjectIdentifier> = []
  private var rows: Set<ObjectIdentifier> = []
  private var columns: Set<ObjectIdentifier> = []

  mutating func add(_ overflow: Overflow) {
    guard overflow.container !== overflow.node else { return add(overflow.node) }
    if overflow.horizontal > Overflow.tolerance { add(overflow, alongRows: true) }
    if overflow.vertical > Overflow.tolerance { add(overflow, alongRows: false) }
  }

  /// On the way from the box that is left down to the text, the first box whose children stand one after the other along
  /// the axis: all of them take part, so that no sibling pays for the others.
  private mutating func add(_ overflow: Overflow, alongRows: Bool) {
    var line: LayoutNode?
    var child = overflow.node
    while child !== overflow.container, let box = child.parent {
      let isRow = box.node.box.flexDirection == .row || box.node.box.flexDirection == .rowReverse
      if isRow == alongRows, child.node.box.position != .absolute { line = box }
      child = box
    }
    guard let line else { return add(overflow.node) }
    let isNew =
      alongRows ? rows.insert(ObjectIdentifier(line)).inserted : columns.insert(ObjectIdentifier(line)).inserted
    guard isNew else { return }
    for child in line.children where child.node.box.position != .absolute {
      for node in child.subtree { add(node) }
    }
  }

  private mutating func add(_ node: LayoutNode) {
    guard let text = node.text, seen.insert(ObjectIdentifier(text)).inserted else { return }
    texts.append(text)
  }
}
