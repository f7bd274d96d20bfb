/// The grid layout algorithm (CSS Grid Layout 2, §11) for one container at one size.
struct GridContainer {
  let engine: LayoutEngine
  let id: Int
  let grid: GridStyle
  /// Padding plus border of the container.
  let insets: BoxEdges<Double>
  let innerWidth: Double
  let innerHeight: Double?
  private let minInnerHeight: Double
  private let maxInnerHeight: Double

  private var items: [PlacedGridItem] = []
  private var columns: [GridTrack] = []
  private var rows: [GridTrack] = []
  private var usedHeight = 0.0
  private var explicit = (columns: 0, rows: 0)
  private var leading = (columns: 0, rows: 0)

  var style: BoxStyle { engine.style(id) }

  init(
    engine: LayoutEngine, id: Int, grid: GridStyle, width: Double, height: HeightConstraint, insets: BoxEdges<Double>
  ) {
    self.engine = engine
    self.id = id
    self.grid = grid
    self.insets = insets
    innerWidth = max(0, width - insets.horizontal)
    switch height {
    case .definite(let height):
      innerHeight = max(0, height - insets.vertical)
      minInnerHeight = 0
      maxInnerHeight = .infinity
    case .content(let least, let most):
      innerHeight = nil
      minInnerHeight = max(0, least - insets.vertical)
      maxInnerHeight = max(0, most - insets.vertical)
    }
  }

  mutating func run() {
    let builder = GridBuilder(engine: engine, id: id, grid: grid)
    let plan = builder.plan(
      width: innerWidth, height: innerHeight ?? (maxInnerHeight.isFinite ? maxInnerHeight : nil),
      minHeight: minInnerHeight)
    explicit = plan.explicit
    leading = plan.leading
    columns = builder.sizedColumns(plan, space: .definite(innerWidth))
    align(
      &columns, style.justifyContent, isSafe: style.safeJustifyContent, size: innerWidth,
      gap: gap(style.columnGap, innerWidth))
    items = plan.items.map { PlacedGridItem(item: $0) }
    for index in items.indices { settleWidth(of: &items[index]) }
    shareBaselines()
    sizeRows(plan, height: innerHeight)
    usedHeight = innerHeight ?? total(rows, gap(style.rowGap, nil)).clamped(min: minInnerHeight, max: maxInnerHeight)
    // Percentages and shares of a height that was not known refer to what became of it (§7.2.1).
    if innerHeight == nil, plan.rowsDependOnHeight || style.rowGap.isPercent { sizeRows(plan, height: usedHeight) }
    align(
      &rows, style.alignContent, isSafe: style.safeAlignContent, size: usedHeight, gap: gap(style.rowGap, usedHeight))
    for index in items.indices { settleHeight(of: &items[index]) }
  }

  private func gap(_ length: BoxLength, _ basis: Double?) -> Double { length.resolved(against: basis) ?? 0 }

  private func total(_ tracks: [GridTrack], _ gap: Double) -> Double {
    let open = tracks.filter { !$0.isCollapsed }
    return open.reduce(gap * Double(max(0, open.count - 1))) { $0 + $1.base }
  }

  private mutating func sizeRows(_ plan: GridBuilder.Plan, height: Double?) {
    let demands = items.map { placed -> TrackDemand in
      let content = outerHeight(of: placed, areaHeight: nil) + placed.shim
      let minimum = minimumHeight(of: placed, content: content, in: plan.rows, height: height)
      return TrackDemand(span: placed.item.rows, minimum: minimum, minContent: content, maxContent: content)
    }
    var sizing = TrackSizing(
      plan.rows, gap: gap(style.rowGap, height), space: height.map { .definite($0) } ?? .indefinite, demands: demands,
      leastSize: minInnerHeight, stretches: style.alignContent == .normal || style.alignContent == .stretch)
    sizing.run()
    rows = sizing.tracks
  }

  /// §10.5: where the tracks begin.
  private func align(_ tracks: inout [GridTrack], _ alignment: BoxAlignment, isSafe: Bool, size: Double, gap: Double) {
    let open = tracks.indices.filter { !tracks[$0].isCollapsed }
    let free = size - open.reduce(gap * Double(max(0, open.count - 1))) { $0 + tracks[$1].base }
    let isRTL = style.direction == .rtl
    var keyword = alignment
    if keyword == .left { keyword = isRTL ? .end : .start }
    if keyword == .right { keyword = isRTL ? .start : .end }
    let distribution = FlexContainer.distribution(keyword, free: free, isSafe: isSafe, startIsEnd: false)
    let offsets = FlexContainer.offsets(distribution, free: free, count: open.count)
    var position = offsets.first
    for index in tracks.indices {
      tracks[index].position = position
      guard !tracks[index].isCollapsed else { continue }
      position += tracks[index].base + gap + offsets.between
    }
  }

  /// The edges of the tracks, for absolutely positioned children.
  var lines: GridLines {
    GridLines(
      columns: columns, rows: rows, explicitColumns: explicit.columns, explicitRows: explicit.rows,
      leadingColumns: leading.columns, leadingRows: leading.rows, innerWidth: innerWidth,
      isRightToLeft: style.direction == .rtl)
  }

  /// Where an area begins in the grid, and how large it is.
  private func area(_ tracks: [GridTrack], _ span: Range<Int>) -> (start: Double, size: Double) {
    guard let first = tracks.indices.contains(span.lowerBound) ? tracks[span.lowerBound] : nil else { return (0, 0) }
    let last = tracks[span.upperBound - 1]
    return (first.position, max(0, last.position + last.base - first.position))
  }
}

// MARK: - Items in their areas

extension GridContainer {
  /// §6.2: `normal` fills the area, except for boxes with a natural size or ratio.
  private func alignment(_ own: BoxAlignment, _ all: BoxAlignment, of child: BoxStyle, isInline: Bool) -> BoxAlignment {
    let chosen = own == .auto ? all : own
    switch chosen {
    case .auto, .normal:
      // A ratio fills the width of the area; its height follows.
      return child.isReplaced || (child.aspectRatio != nil && (!isInline || child.height != .auto)) ? .start : .stretch
    case .baseline: return .start
    case .lastBaseline: return .end
    default: return chosen
    }
  }

  /// §11.6: items that share a row's baseline move down, or for last baselines up, to the furthest of them.
  private mutating func shareBaselines() {
    var firstDepths: [Int: Double] = [:]
    var lastDepths: [Int: Double] = [:]
    var depths: [(index: Int, depth: Double, isLast: Bool)] = []
    for (index, placed) in items.enumerated() {
      let own = engine.style(placed.item.id)
      let chosen = own.alignSelf == .auto ? style.alignItems : own.alignSelf
      guard chosen == .baseline || chosen == .lastBaseline, own.margin.top != .auto, own.margin.bottom != .auto else {
        continue
      }
      let block = ContainingBlock(width: placed.areaWidth, height: nil)
      let result = engine.layout(
        placed.item.id, width: placed.width,
        height: engine.heightConstraint(placed.item.id, width: placed.width, block: block, insets: placed.insets),
        percentBasis: placed.areaWidth, needsBaselines: true)
      let isLast = chosen == .lastBaseline
      if isLast {
        let depth = result.height - (result.lastBaseline ?? result.height) + placed.margin.bottom
        lastDepths[placed.item.rows.upperBound] = max(lastDepths[placed.item.rows.upperBound] ?? -.infinity, depth)
        depths.append((index, depth, true))
      } else {
        let depth = (result.firstBaseline ?? result.height) + placed.margin.top
        firstDepths[placed.item.rows.lowerBound] = max(firstDepths[placed.item.rows.lowerBound] ?? -.infinity, depth)
        depths.append((index, depth, false))
      }
    }
    for (index, depth, isLast) in depths {
      let rows = items[index].item.rows
      let deepest = isLast ? lastDepths[rows.upperBound] : firstDepths[rows.lowerBound]
      items[index].shim = max(0, (deepest ?? depth) - depth)
      items[index].sharesBaseline = true
    }
  }

  private func settleWidth(of placed: inout PlacedGridItem, height areaHeight: Double? = nil) {
    let child = placed.item.id
    let own = engine.style(child)
    let area = area(columns, placed.item.columns)
    placed.areaX = area.start
    placed.areaWidth = area.size
    placed.margin = engine.margins(child, basis: area.size)
    placed.insets = engine.insets(child, basis: area.size)
    let block = ContainingBlock(width: area.size, height: nil)
    let available = max(0, area.size - placed.margin.horizontal)
    let height = areaHeight ?? engine.definiteHeight(child, block: block, insets: placed.insets)
    let bounds = engine.widthBounds(child, block: block, available: available, insets: placed.insets, height: height)
    let justify = alignment(own.justifySelf, style.justifyItems, of: own, isInline: true)
    let fills = justify == .stretch && own.width == .auto && own.margin.left != .auto && own.margin.right != .auto
    var width = available
    if !fills {
      width =
        engine.fixedWidth(
          child, own.width, block: block, available: available, insets: placed.insets, height: height)
        ?? engine.autoWidth(child, block: block, available: available, insets: placed.insets, height: height)
    } else if height == nil, let ratio = engine.preferredRatio(child) {
      let limits = engine.transferredWidthBounds(child, ratio: ratio, block: block, insets: placed.insets)
      width = width.clamped(min: limits.min, max: limits.max)
    }
    placed.width = width.clamped(min: bounds.min, max: bounds.max)
    let isSafe = own.justifySelf == .auto ? style.safeJustifyItems : own.safeJustifySelf
    let isRTL = style.direction == .rtl
    let free = area.size - placed.margin.horizontal - placed.width
    let offset = offset(
      justify, free: free, autoStart: (isRTL ? own.margin.right : own.margin.left) == .auto,
      autoEnd: (isRTL ? own.margin.left : own.margin.right) == .auto, isSafe: isSafe,
      followsItem: own.direction == style.direction, isRTL: isRTL)
    placed.x = (isRTL ? placed.margin.right : placed.margin.left) + offset
  }

  private func settleHeight(of placed: inout PlacedGridItem) {
    let child = placed.item.id
    let own = engine.style(child)
    let area = area(rows, placed.item.rows)
    placed.areaY = area.start
    placed.areaHeight = area.size
    let block = ContainingBlock(width: placed.areaWidth, height: area.size)
    let available = max(0, area.size - placed.margin.vertical)
    let align = alignment(own.alignSelf, style.alignItems, of: own, isInline: false)
    let fills = align == .stretch && own.height == .auto && own.margin.top != .auto && own.margin.bottom != .auto
    if engine.preferredRatio(child) != nil {
      settleWidth(
        of: &placed, height: fills ? available : engine.definiteHeight(child, block: block, insets: placed.insets))
    }
    placed.height = engine.heightConstraint(child, width: placed.width, block: block, insets: placed.insets)
    if fills {
      let bounds = engine.heightBounds(
        child, width: placed.width, block: block, insets: placed.insets, filling: available)
      placed.height = .definite(available.clamped(min: bounds.min, max: bounds.max))
    }
    placed.usedHeight =
      engine.layout(
        child, width: placed.width, height: placed.height, percentBasis: placed.areaWidth, needsBaselines: false
      ).height
    let isSafe = own.alignSelf == .auto ? style.safeAlignItems : own.safeAlignSelf
    let offset = offset(
      align, free: area.size - placed.margin.vertical - placed.usedHeight, autoStart: own.margin.top == .auto,
      autoEnd: own.margin.bottom == .auto,
      isSafe: isSafe, followsItem: true, isRTL: false)
    let isLast = (own.alignSelf == .auto ? style.alignItems : own.alignSelf) == .lastBaseline
    placed.y = placed.margin.top + offset + (isLast ? -placed.shim : placed.shim)
  }

  private func offset(
    _ alignment: BoxAlignment, free: Double, autoStart: Bool, autoEnd: Bool, isSafe: Bool, followsItem: Bool,
    isRTL: Bool
  ) -> Double {
    switch (autoStart, autoEnd) {
    case (true, true): return max(0, free) / 2
    case (true, false): return max(0, free)
    case (false, true): return 0
    case (false, false): break
    }
    if isSafe, free < 0 { return 0 }
    switch alignment {
    case .end, .flexEnd: return free
    case .center: return free / 2
    case .selfStart: return followsItem ? 0 : free
    case .selfEnd: return followsItem ? free : 0
    case .left: return isRTL ? free : 0
    case .right: return isRTL ? 0 : free
    default: return 0
    }
  }

  /// The height that an item asks for, margins included.
  private func outerHeight(of placed: PlacedGridItem, areaHeight: Double?) -> Double {
    let child = placed.item.id
    let block = ContainingBlock(width: placed.areaWidth, height: areaHeight)
    let height = engine.heightConstraint(child, width: placed.width, block: block, insets: placed.insets)
    let used = engine.layout(
      child, width: placed.width, height: height, percentBasis: placed.areaWidth, needsBaselines: false)
    return used.height + placed.margin.vertical
  }

  /// §6.6: the smallest height that an item may have, margins included.
  private func minimumHeight(
    of placed: PlacedGridItem, content: Double, in rows: [GridTrack], height: Double?
  ) -> Double {
    let own = engine.style(placed.item.id)
    guard own.height == .auto || own.height.isPercent else { return content }
    let least = placed.insets.vertical + placed.margin.vertical
    guard own.minHeight == .auto else {
      if own.minHeight.isContentKeyword { return content }
      return max(own.minHeight.resolved(against: nil) ?? 0, placed.insets.vertical) + placed.margin.vertical
    }
    return GridBuilder.automaticMinimum(content, of: own, in: rows[placed.item.rows], room: height, least: least)
  }
}

// MARK: - What the container hands on

extension GridContainer {
  var outerHeight: Double { usedHeight + insets.vertical }

  func result(needsBaselines: Bool) -> LayoutResult {
    var result = LayoutResult(height: outerHeight, extent: total(rows, gap(style.rowGap, usedHeight)) + insets.vertical)
    if needsBaselines {
      result.firstBaseline = baseline(isLast: false)
      result.lastBaseline = baseline(isLast: true)
    }
    return result
  }

  /// §11.6: the baseline of the first, or last, row's first item.
  private func baseline(isLast: Bool) -> Double? {
    guard let placed = baselineItem(isLast: isLast) else { return nil }
    let result = engine.layout(
      placed.item.id, width: placed.width, height: placed.height, percentBasis: placed.areaWidth, needsBaselines: true)
    let own = isLast ? result.lastBaseline : result.firstBaseline
    return insets.top + placed.areaY + placed.y + (own ?? placed.usedHeight)
  }

  private func baselineItem(isLast: Bool) -> PlacedGridItem? {
    let row = isLast ? items.map(\.item.rows.upperBound).max() : items.map(\.item.rows.lowerBound).min()
    let candidates = items.filter { isLast ? $0.item.rows.upperBound == row : $0.item.rows.lowerBound == row }
    if let sharing = candidates.first(where: \.sharesBaseline) { return sharing }
    return isLast
      ? candidates.max { $0.item.columns.upperBound < $1.item.columns.upperBound }
      : candidates.min { $0.item.columns.lowerBound < $1.item.columns.lowerBound }
  }

  /// The first baseline once what is in the container was placed.
  func placedBaseline() -> Double? {
    guard let placed = baselineItem(isLast: false) else { return nil }
    return insets.top + placed.areaY + placed.y + (engine.frames[placed.item.id].firstBaseline ?? placed.usedHeight)
  }

  /// Places every item and what is in it; `x` and `y` are the container's place in the card.
  func placeItems(x: Double, y: Double) {
    for placed in items {
      let start = placed.areaX + placed.x
      let left = style.direction == .rtl ? innerWidth - start - placed.width : start
      let offset = engine.relativeOffset(
        of: placed.item.id, width: placed.areaWidth, height: placed.areaHeight, direction: style.direction)
      engine.place(
        placed.item.id, x: x + insets.left + left + offset.x, y: y + insets.top + placed.areaY + placed.y + offset.y,
        width: placed.width, height: placed.height, percentBasis: placed.areaWidth, rules: rules(of: placed))
    }
  }
}

/// The edges of a grid's tracks, in its content box.
struct GridLines {
  let columns: [GridTrack]
  let rows: [GridTrack]
  let explicitColumns: Int
  let explicitRows: Int
  let leadingColumns: Int
  let leadingRows: Int
  let innerWidth: Double
  let isRightToLeft: Bool

  /// The left and right edges of an absolutely positioned child's area; `nil` stands for the padding edge (§9).
  func horizontal(_ place: GridPlace) -> (left: Double?, right: Double?) {
    let (start, end) = edges(place, columns, explicit: explicitColumns, leading: leadingColumns)
    guard isRightToLeft else { return (start, end) }
    return (end.map { innerWidth - $0 }, start.map { innerWidth - $0 })
  }

  func vertical(_ place: GridPlace) -> (top: Double?, bottom: Double?) {
    edges(place, rows, explicit: explicitRows, leading: leadingRows)
  }

  private func edges(_ place: GridPlace, _ tracks: [GridTrack], explicit: Int, leading: Int) -> (Double?, Double?) {
    func index(_ line: GridLine) -> Int? {
      guard case .line(let number) = line, (-GridPlacement.limit...GridPlacement.limit).contains(number) else {
        return nil
      }
      let found = (number > 0 ? number - 1 : explicit + 1 + number) + leading
      return (0...tracks.count).contains(found) ? found : nil
    }
    var (start, end) = (index(place.start), index(place.end))
    if case .span(let span) = place.end, let first = start { end = min(first + min(span, tracks.count), tracks.count) }
    if case .span(let span) = place.start, let last = end { start = max(last - min(span, tracks.count), 0) }
    if let first = start, let last = end, first > last { (start, end) = (last, first) }
    if start == end, start != nil { end = nil }
    func startEdge(_ line: Int) -> Double {
      if line < tracks.count { return tracks[line].position }
      return tracks.last.map { $0.position + $0.base } ?? 0
    }
    func endEdge(_ line: Int) -> Double {
      if line > 0 { return tracks[line - 1].position + tracks[line - 1].base }
      return tracks.first?.position ?? 0
    }
    return (start.map(startEdge), end.map(endEdge))
  }
}
