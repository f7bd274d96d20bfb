/// Sets up the tracks and items of a grid: the explicit grid, the implicit one, and what items ask of columns.
struct GridBuilder {
  let engine: LayoutEngine
  let id: Int
  let grid: GridStyle

  struct Plan {
    var items: [GridItem]
    var columns: [GridTrack]
    var rows: [GridTrack]
    /// Percentages and shares of an automatic height.
    var rowsDependOnHeight: Bool
    var explicit: (columns: Int, rows: Int)
    /// How many implicit tracks lie before the explicit ones.
    var leading: (columns: Int, rows: Int)
  }

  private var style: BoxStyle { engine.style(id) }

  /// - Parameter width: The content box's width if known; `height` and `minHeight` count repetitions that fill.
  func plan(width: Double?, height: Double?, minHeight: Double = 0) -> Plan {
    let columnSizes = explicit(
      grid.columns, room: width, least: 0, gap: style.columnGap.resolved(against: width) ?? 0)
    let rowSizes = explicit(
      grid.rows, room: height, least: minHeight, gap: style.rowGap.resolved(against: height) ?? 0)
    let placement = GridPlacement(
      engine.flexChildren(id), engine: engine, style: grid, explicitColumns: columnSizes.tracks.count,
      explicitRows: rowSizes.tracks.count)
    var columns = tracks(
      columnSizes.tracks, auto: grid.autoColumns, leading: placement.leadingColumns, count: placement.columnCount)
    var rows = tracks(rowSizes.tracks, auto: grid.autoRows, leading: placement.leadingRows, count: placement.rowCount)
    if grid.columns.filling == .autoFit {
      collapse(&columns, columnSizes.repeated, placement.leadingColumns, placement.items.map(\.columns))
    }
    if grid.rows.filling == .autoFit {
      collapse(&rows, rowSizes.repeated, placement.leadingRows, placement.items.map(\.rows))
    }
    let isPercent: (TrackBreadth) -> Bool = { if case .length(let length) = $0 { length.isPercent } else { false } }
    return Plan(
      items: placement.items, columns: columns, rows: rows,
      rowsDependOnHeight: rows.contains { $0.isFlexible || isPercent($0.size.min) || isPercent($0.size.max) },
      explicit: (columnSizes.tracks.count, rowSizes.tracks.count),
      leading: (placement.leadingColumns, placement.leadingRows))
  }

  /// §7.2.3.2: the explicit tracks, and which of them came from `repeat(auto-…)`.
  private func explicit(_ template: GridTemplate, room: Double?, least: Double, gap: Double) -> (
    tracks: [TrackSize], repeated: Range<Int>
  ) {
    guard !template.repeated.isEmpty else { return (template.leading + template.trailing, 0..<0) }
    func size(_ track: TrackSize) -> Double {
      func fixed(_ breadth: TrackBreadth) -> Double? {
        if case .length(let length) = breadth { return length.resolved(against: room) }
        return nil
      }
      guard let most = fixed(track.max) else { return fixed(track.min) ?? 0 }
      return max(most, fixed(track.min) ?? 0)
    }
    let once = template.repeated.reduce(0) { $0 + size($1) + gap }
    let others = (template.leading + template.trailing).reduce(0) { $0 + size($1) + gap }
    var count = 1
    if once > 0 {
      if let room {
        count = Int(min((room + gap - others) / once + 1e-6, Double(GridPlacement.limit)))
      } else if least > 0 {
        let wanted = min((least + gap - others) / once - 1e-6, Double(GridPlacement.limit))
        count = Int(wanted) + 1
      }
    }
    let times = max(1, min(count, GridPlacement.limit / max(1, template.repeated.count)))
    let first = template.leading.count
    let filled = (0..<times).flatMap { _ in template.repeated }
    return (template.leading + filled + template.trailing, first..<first + filled.count)
  }

  private func tracks(_ explicit: [TrackSize], auto: [TrackSize], leading: Int, count: Int) -> [GridTrack] {
    let pattern = auto.isEmpty ? [.auto] : auto
    return (0..<count).map { index in
      let own = index - leading
      if explicit.indices.contains(own) { return GridTrack(size: explicit[own]) }
      // Implicit tracks repeat forwards after the explicit grid, and backwards before it (§7.6).
      let step = own < 0 ? own % pattern.count + pattern.count : own - explicit.count
      return GridTrack(size: pattern[step % pattern.count])
    }
  }

  private func collapse(_ tracks: inout [GridTrack], _ repeated: Range<Int>, _ leading: Int, _ spans: [Range<Int>]) {
    for own in repeated where !spans.contains(where: { $0.contains(own + leading) }) {
      tracks[own + leading].isCollapsed = true
    }
  }

  /// §12.1 step 1: the columns at the given width, or for a content size.
  func sizedColumns(_ plan: Plan, space: TrackSizing.Space) -> [GridTrack] {
    var sizing = columnSizing(plan, space: space)
    sizing.run()
    return sizing.tracks
  }

  private func columnSizing(_ plan: Plan, space: TrackSizing.Space) -> TrackSizing {
    let width: Double? = if case .definite(let width) = space { width } else { nil }
    return TrackSizing(
      plan.columns, gap: style.columnGap.resolved(against: width) ?? 0, space: space,
      demands: plan.items.map { demand($0, in: plan, width: width) }, leastSize: 0,
      stretches: style.justifyContent == .normal || style.justifyContent == .stretch)
  }

  private func demand(_ item: GridItem, in plan: Plan, width: Double?) -> TrackDemand {
    let least = engine.contribution(item.id, .minContent, contentHeight: nil)
    let most = engine.contribution(item.id, .maxContent, contentHeight: nil)
    return TrackDemand(
      span: item.columns, minimum: minimum(item, in: plan, width: width, minContent: least), minContent: least,
      maxContent: most, hasOwnMinimum: engine.style(item.id).minWidth != .auto)
  }

  /// §6.6: the smallest width that an item may have.
  private func minimum(_ item: GridItem, in plan: Plan, width: Double?, minContent: Double) -> Double {
    let own = engine.style(item.id)
    guard own.width == .auto || own.width.isPercent else { return minContent }
    let margin = engine.margins(item.id, basis: nil).horizontal
    let insets = engine.insets(item.id, basis: nil).horizontal
    guard own.minWidth == .auto else {
      if own.minWidth.isContentKeyword { return minContent }
      return max(own.minWidth.resolved(against: nil) ?? 0, insets) + margin
    }
    return Self.automaticMinimum(
      minContent, of: own, in: plan.columns[item.columns], room: width, least: insets + margin)
  }

  /// §6.6: the content-based minimum of an item in the tracks that it spans, or `least` where it has none.
  static func automaticMinimum(
    _ content: Double, of style: BoxStyle, in tracks: ArraySlice<GridTrack>, room: Double?, least: Double
  ) -> Double {
    let hasAuto = tracks.contains { $0.size.min == .auto }
    let hasFlex = tracks.contains(where: \.isFlexible)
    guard style.overflow == .visible, hasAuto, !(tracks.count > 1 && hasFlex) else { return least }
    var most = 0.0
    for track in tracks {
      guard case .length(let length) = track.size.max, let size = length.resolved(against: room) else { return content }
      most += size
    }
    return min(content, max(most, least))
  }

  /// The width of the content box under a content constraint.
  func contentWidth(_ kind: IntrinsicKind) -> Double {
    let plan = plan(width: nil, height: nil)
    var sizing = columnSizing(plan, space: kind == .minContent ? .minContent : .maxContent)
    sizing.run()
    return sizing.total
  }
}
