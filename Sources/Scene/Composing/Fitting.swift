import CardSpec

/// Lets texts go down their ladders until the card fits.
///
/// All texts that do not fit take their steps together, and take the other texts of their fit groups along: which of
/// them stands first makes no difference.
struct Fitting {
  /// Steps taken at once on the way down.
  private static let stride = 5
  /// The way down has at most 22 strides; texts that began late may need some more.
  private static let rounds = 44
  /// How often the card is laid out at most to give something back.
  private static let growthLayouts = 24

  let layout: CardLayout

  /// Lays the card out, with fit steps where they are allowed, and returns what still does not fit.
  func run() -> [Overflow] {
    layout.run()
    var overflows = Overflow.find(in: layout.root)
    guard !overflows.isEmpty else { return [] }
    let all = layout.root.subtree.filter(\.frame.isVisible).compactMap(\.text)
    for _ in 0..<Self.rounds {
      let texts = stepping(overflows, all)
      if texts.isEmpty { break }
      for text in texts { text.setPosition(text.position + Self.stride) }
      layout.run()
      overflows = Overflow.find(in: layout.root)
    }
    if overflows.isEmpty { giveBack(all.filter { $0.position > 0 }) }
    return overflows
  }

  /// Texts that go back up together: they stand as far down, and their next steps are alike. Those of one group stay
  /// apart from others.
  private struct Level: Hashable {
    var gait: FitLadder.Gait
    var group: FitGroups.Key?
    var position: Int

    init(_ text: TextContent) {
      gait = text.ladder.gait
      group = text.group?.key
      position = text.position
    }
  }

  /// Gives back what the last stride took too much. Those that went least far come first, then the smallest, then those
  /// that stand first.
  private func giveBack(_ texts: [TextContent]) {
    var order: [Level] = []
    var members: [Level: [TextContent]] = [:]
    for text in texts {
      if members[Level(text)] == nil { order.append(Level(text)) }
      members[Level(text), default: []].append(text)
    }
    let levels = order.enumerated().sorted {
      ($0.element.position, $0.element.gait.size, $0.offset) < ($1.element.position, $1.element.gait.size, $1.offset)
    }
    var layouts = Self.growthLayouts
    for (_, level) in levels {
      for _ in 1..<min(Self.stride, max(2, level.position)) {
        guard layouts > 0, stillFits(members[level] ?? []) else { break }
        layouts -= 1
      }
    }
  }

  /// Takes one step back up, and undoes it where something overflows then.
  private func stillFits(_ texts: [TextContent]) -> Bool {
    for text in texts { text.setPosition(text.position - 1) }
    layout.run()
    if Overflow.find(in: layout.root).isEmpty { return true }
    for text in texts { text.setPosition(text.position + 1) }
    layout.run()
    return false
  }

  /// The texts that may step down and whose size makes others, or themselves, overflow, with those of their groups.
  private func stepping(_ overflows: [Overflow], _ all: [TextContent]) -> [TextContent] {
    var pushing = PushingTexts()
    for overflow in overflows { pushing.add(overflow) }
    let texts = pushing.texts.filter(\.canStepDown)
    let groups = Set(texts.compactMap(\.group?.key))
    if groups.isEmpty { return texts }
    let own = Set(texts.map(ObjectIdentifier.init))
    return all.filter { text in
      own.contains(ObjectIdentifier(text))
        || text.canStepDown && text.group.map { groups.contains($0.key) } ?? false
    }
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
