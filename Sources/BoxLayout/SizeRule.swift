/// Which rule gave a box its width or its height: the answer to "why is it as large as this?".
public struct SizeRule: Sendable, Hashable {
  /// What the size begins with.
  public enum Source: Sendable, Hashable {
    /// The box's own `width` or `height`, a content keyword included.
    case specified
    /// The box's `flexBasis`.
    case flexBasis
    /// Its content: as wide as it would like to be, or as high as it is at its width.
    case content
    /// Its content would like more than the room that there is, so many px; it takes that, or its min-content width if
    /// that is more (CSS Sizing 3, §3.1).
    case room(Double)
    /// The other side, through the aspect ratio.
    case aspectRatio
    /// It fills its line, which is so many px across (CSS Flexbox §9.4 step 11).
    case stretched(Double)
    /// It fills its grid area, which is so many px (CSS Grid §6.2).
    case area(Double)
    /// The distance between its two insets.
    case insets
    /// It is the root, and fills the card.
    case card
  }

  /// What flexing made of it (CSS Flexbox §9.7). px.
  public enum Flexing: Sendable, Hashable {
    /// The line had so much space left.
    case grown(from: Double, free: Double)
    /// The line had so much too little.
    case shrunk(from: Double, missing: Double)
  }

  /// A limit that the size stopped at.
  public enum Limit: Sendable, Hashable {
    case minimum
    /// A flex item without a minimum of its own does not shrink below its content (CSS Flexbox §4.5).
    case automaticMinimum
    case maximum
    /// Its own paddings and borders.
    case edges
  }

  public var source: Source
  public var flexing: Flexing?
  public var limit: Limit?

  public init(_ source: Source, flexing: Flexing? = nil, limit: Limit? = nil) {
    self.source = source
    self.flexing = flexing
    self.limit = limit
  }
}

/// Both sides' rules.
struct SizeRules {
  var width: SizeRule
  var height: SizeRule
}

/// Differences below this are rounding, px.
private let rounding = 1e-6

extension LayoutEngine {
  /// How a width came about that flexing and stretching had no part in.
  func widthRule(_ id: Int, width: Double, available: Double?, block: ContainingBlock, insets: BoxEdges<Double>)
    -> SizeRule
  {
    let style = style(id)
    let bounds = widthBounds(id, block: block, available: available, insets: insets, height: nil)
    let limit = limit(width, bounds, insets.horizontal, hasMinimum: style.minWidth != .auto)
    if style.width.isContentKeyword || style.width.resolved(against: block.width) != nil {
      let wanted = fixedWidth(id, style.width, block: block, available: available, insets: insets, height: nil)
      return SizeRule(.specified, limit: wanted.flatMap { abs($0 - width) > rounding ? limit : nil })
    }
    if preferredRatio(id) != nil, style.height != .auto || style.isReplaced {
      return SizeRule(.aspectRatio, limit: limit)
    }
    if let available, contentWidth(id, .maxContent, contentHeight: nil) + insets.horizontal > available + rounding {
      return SizeRule(.room(available), limit: limit)
    }
    return SizeRule(.content, limit: limit)
  }

  /// How a height came about that flexing and stretching had no part in.
  func heightRule(_ id: Int, height: Double, width: Double, block: ContainingBlock, insets: BoxEdges<Double>)
    -> SizeRule
  {
    let style = style(id)
    let bounds = heightBounds(id, width: width, block: block, insets: insets)
    let limit = limit(height, bounds, insets.vertical, hasMinimum: style.minHeight != .auto)
    if let wanted = style.height.resolved(against: block.height) {
      return SizeRule(.specified, limit: abs(wanted - height) > rounding ? limit : nil)
    }
    if preferredRatio(id) != nil { return SizeRule(.aspectRatio, limit: limit) }
    return SizeRule(.content, limit: limit)
  }

  fileprivate func limit(_ size: Double, _ bounds: (min: Double, max: Double), _ edges: Double, hasMinimum: Bool)
    -> SizeRule.Limit?
  {
    if hasMinimum, abs(size - bounds.min) < rounding, bounds.min > edges { return .minimum }
    if abs(size - bounds.max) < rounding { return .maximum }
    return nil
  }
}

extension FlexContainer {
  /// How the sizes of an item came about, where that was asked for.
  func rules(of item: FlexItem, in line: FlexLine) -> SizeRules? {
    guard engine.explains else { return nil }
    let main = mainRule(of: item, in: line)
    let cross = crossRule(of: item, in: line)
    return axes.isRow ? SizeRules(width: main, height: cross) : SizeRules(width: cross, height: main)
  }

  private func mainRule(of item: FlexItem, in line: FlexLine) -> SizeRule {
    let own = engine.style(item.id)
    let size = axes.isRow ? own.width : own.height
    let room = axes.isRow ? percentWidth : innerHeight
    let source: SizeRule.Source
    if own.flexBasis != .auto, own.flexBasis.isContentKeyword || own.flexBasis.resolved(against: room) != nil {
      source = .flexBasis
    } else if own.flexBasis == .auto, size.isContentKeyword || size.resolved(against: room) != nil {
      source = .specified
    } else if engine.preferredRatio(item.id) != nil, !axes.isRow || settledHeight(of: item) != nil {
      source = .aspectRatio
    } else {
      source = .content
    }
    return SizeRule(source, flexing: flexing(of: item, in: line), limit: mainLimit(of: item))
  }

  private func flexing(of item: FlexItem, in line: FlexLine) -> SizeRule.Flexing? {
    guard abs(item.main - item.hypotheticalMain) > rounding else { return nil }
    let used = items[line.items].reduce(mainGap * Double(line.items.count - 1)) {
      $0 + $1.flexBaseSize + axes.mainSum($1.margin)
    }
    return item.main > item.hypotheticalMain
      ? .grown(from: item.flexBaseSize, free: mainSize - used)
      : .shrunk(from: item.flexBaseSize, missing: used - mainSize)
  }

  private func mainLimit(of item: FlexItem) -> SizeRule.Limit? {
    let own = engine.style(item.id)
    let isBase = abs(item.main - item.flexBaseSize) < rounding
    if !isBase, abs(item.main - item.minMain) < rounding {
      if abs(item.minMain - axes.mainSum(item.insets)) < rounding { return item.minMain > 0 ? .edges : nil }
      return (axes.isRow ? own.minWidth : own.minHeight) == .auto ? .automaticMinimum : .minimum
    }
    return !isBase && abs(item.main - item.maxMain) < rounding ? .maximum : nil
  }

  private func crossRule(of item: FlexItem, in line: FlexLine) -> SizeRule {
    let own = engine.style(item.id)
    if item.stretches {
      let room = line.crossSize - axes.crossSum(item.margin)
      let limit: SizeRule.Limit? =
        item.cross > max(0, room) + rounding ? .minimum : item.cross < room - rounding ? .maximum : nil
      return SizeRule(.stretched(room), limit: limit)
    }
    if axes.isRow {
      return engine.heightRule(item.id, height: item.cross, width: item.main, block: block, insets: item.insets)
    }
    if own.width == .auto, engine.preferredRatio(item.id) != nil { return SizeRule(.aspectRatio) }
    return engine.widthRule(
      item.id, width: item.cross, available: max(0, innerWidth - item.margin.horizontal), block: block,
      insets: item.insets)
  }
}

extension GridContainer {
  /// How the sizes of an item came about, where that was asked for.
  func rules(of placed: PlacedGridItem) -> SizeRules? {
    guard engine.explains else { return nil }
    let (id, own) = (placed.item.id, engine.style(placed.item.id))
    let room = (width: placed.areaWidth - placed.margin.horizontal, height: placed.areaHeight - placed.margin.vertical)
    let block = ContainingBlock(width: placed.areaWidth, height: placed.areaHeight)
    return SizeRules(
      width: own.width == .auto && abs(placed.width - room.width) < rounding
        ? SizeRule(.area(room.width))
        : engine.widthRule(id, width: placed.width, available: max(0, room.width), block: block, insets: placed.insets),
      height: own.height == .auto && abs(placed.usedHeight - room.height) < rounding
        ? SizeRule(.area(room.height))
        : engine.heightRule(id, height: placed.usedHeight, width: placed.width, block: block, insets: placed.insets))
  }
}
