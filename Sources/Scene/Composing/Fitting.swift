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
    var found: [TextContent] = []
    for overflow in overflows {
      if overflow.container == overflow.node.path {
        found += [overflow.node.text].compactMap { $0 }
      } else if let box = find(overflow.container) {
        if overflow.horizontal > Overflow.tolerance { found += pushing(overflow.node, in: box, along: .horizontal) }
        if overflow.vertical > Overflow.tolerance { found += pushing(overflow.node, in: box, along: .vertical) }
      }
    }
    var seen: Set<ObjectIdentifier> = []
    return found.filter { $0.canShrink && seen.insert(ObjectIdentifier($0)).inserted }
  }

  private enum Axis { case horizontal, vertical }

  /// The texts that push `node` out of `box` along an axis: on the way down to it, the first box whose children stand one
  /// after the other along that axis. All of them take part, so that no sibling pays for the others.
  private func pushing(_ node: LayoutNode, in box: LayoutNode, along axis: Axis) -> [TextContent] {
    var current = box
    while current !== node {
      let isRow = [.row, .rowReverse].contains(current.node.box.flexDirection)
      guard let next = current.children.first(where: { $0 === node || node.path.hasPrefix($0.path + "/") }) else { break }
      if isRow == (axis == .horizontal), next.node.box.position != .absolute {
        var texts: [TextContent] = []
        for child in current.children where child.node.box.position != .absolute {
          child.forEach { if let text = $0.text { texts.append(text) } }
        }
        return texts
      }
      current = next
    }
    return [node.text].compactMap { $0 }
  }

  private func find(_ path: String) -> LayoutNode? {
    var result: LayoutNode?
    layout.root.forEach { if $0.path == path { result = $0 } }
    return result
  }
}
