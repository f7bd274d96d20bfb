/// §9.3 and §9.7: lines, and how their items grow and shrink.
extension FlexContainer {
  /// §9.3 step 5: collects items into lines.
  mutating func collectLines() {
    guard !items.isEmpty else { return }
    guard !isSingleLine else {
      lines = [FlexLine(items: items.indices)]
      return
    }
    let limit = axes.isRow ? innerWidth : innerHeight ?? maxInnerHeight
    let gap = mainGap
    var first = 0
    var length = 0.0
    for index in items.indices {
      let outer = items[index].hypotheticalMain + axes.mainSum(items[index].margin)
      // Browsers count in 1/64 px, so sums of fractions that fit exactly do not wrap.
      if index > first, length + gap + outer > limit + 1.0 / 128 {
        lines.append(FlexLine(items: first..<index))
        first = index
        length = outer
      } else {
        length += outer + (index > first ? gap : 0)
      }
    }
    lines.append(FlexLine(items: first..<items.count))
  }

  /// §9.7: the used main sizes of a line's items.
  mutating func resolveFlexibleLengths(_ line: FlexLine) {
    let fixedSpace = line.items.reduce(mainGap * Double(line.items.count - 1)) {
      $0 + axes.mainSum(items[$1].margin)
    }
    // Step 1: grow or shrink?
    let hypothetical = line.items.reduce(fixedSpace) { $0 + items[$1].hypotheticalMain }
    let grows = hypothetical < mainSize
    if hypothetical > mainSize {
      for index in line.items where engine.style(items[index].id).flexShrink > 0 { settlePendingMinimum(at: index) }
    }
    // Step 2: size inflexible items.
    for index in line.items { freezeIfInflexible(index, grows: grows) }
    // Step 3: initial free space.
    let initialFreeSpace = freeSpace(in: line, fixedSpace: fixedSpace)
    // Step 4: each round freezes at least one item.
    while line.items.contains(where: { !items[$0].isFrozen }) {
      var remaining = freeSpace(in: line, fixedSpace: fixedSpace)
      let factors = line.items.reduce(0.0) { $0 + (items[$1].isFrozen ? 0 : factor($1, grows: grows)) }
      if factors < 1, abs(initialFreeSpace * factors) < abs(remaining) { remaining = initialFreeSpace * factors }
      distribute(remaining, in: line, grows: grows)
      freezeViolations(in: line)
    }
  }

  private func factor(_ index: Int, grows: Bool) -> Double {
    let own = engine.style(items[index].id)
    return grows ? own.flexGrow : own.flexShrink
  }

  private mutating func freezeIfInflexible(_ index: Int, grows: Bool) {
    let item = items[index]
    let isInflexible =
      factor(index, grows: grows) == 0
      || (grows ? item.flexBaseSize > item.hypotheticalMain : item.flexBaseSize < item.hypotheticalMain)
    items[index].isFrozen = isInflexible
    items[index].main = isInflexible ? item.hypotheticalMain : item.flexBaseSize
  }

  private func freeSpace(in line: FlexLine, fixedSpace: Double) -> Double {
    mainSize
      - line.items.reduce(fixedSpace) { $0 + (items[$1].isFrozen ? items[$1].main : items[$1].flexBaseSize) }
  }

  /// §9.7 step 4c.
  private mutating func distribute(_ space: Double, in line: FlexLine, grows: Bool) {
    let open = line.items.filter { !items[$0].isFrozen }
    if grows {
      let sum = open.reduce(0) { $0 + factor($1, grows: true) }
      for index in open {
        let share = sum > 0 ? factor(index, grows: true) / sum : 0
        items[index].main = items[index].flexBaseSize + max(0, space) * share
      }
    } else {
      func scaled(_ index: Int) -> Double {
        max(0, items[index].flexBaseSize - axes.mainSum(items[index].insets)) * factor(index, grows: false)
      }
      let weights = open.map(scaled)
      let sum = weights.reduce(0, +)
      for (index, weight) in zip(open, weights) {
        let share = sum > 0 ? weight / sum : 0
        items[index].main = items[index].flexBaseSize + min(0, space) * share
      }
    }
  }

  /// §9.7 steps 4d and 4e: clamps, then freezes all items, or those that broke the limit that was broken most.
  private mutating func freezeViolations(in line: FlexLine) {
    var total = 0.0
    for index in line.items where !items[index].isFrozen {
      let clamped = items[index].main.clamped(min: items[index].minMain, max: items[index].maxMain)
      items[index].violation = clamped - items[index].main
      items[index].main = clamped
      total += items[index].violation
    }
    // Sums of rounding errors are no violation.
    let isNone = abs(total) < 1e-9
    for index in line.items where !items[index].isFrozen {
      let violation = items[index].violation
      items[index].isFrozen = isNone || (total > 0 ? violation > 0 : violation < 0)
    }
  }
}
