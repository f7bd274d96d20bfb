/// §9.1–9.2: the items, their flex base sizes and hypothetical main sizes.
extension FlexContainer {
  mutating func collectItems() {
    items = engine.flexChildren(id).map { child in
      var item = makeItem(child)
      findMainSizes(of: &item)
      return item
    }
  }

  private func makeItem(_ child: Int) -> FlexItem {
    let own = engine.style(child)
    let hasAutoMargin = own.margin.map { $0 == .auto }
    let inherits = own.alignSelf == .auto
    let alignment = Self.itemAlignment(
      inherits ? style.alignItems : own.alignSelf, follows: axes.isRow || own.direction == style.direction)
    let crossIsAuto = (axes.isRow ? own.height : own.width) == .auto
    return FlexItem(
      id: child, margin: engine.margins(child, basis: percentWidth), hasAutoMargin: hasAutoMargin,
      insets: engine.insets(child, basis: percentWidth), alignment: alignment,
      isSafe: inherits ? style.safeAlignItems : own.safeAlignSelf,
      stretches: alignment == .stretch && crossIsAuto && !axes.crossStart(hasAutoMargin)
        && !axes.crossEnd(hasAutoMargin))
  }

  /// `align-items` and `align-self` as flex layout sees them (§8.3).
  /// - Parameter follows: whether the item's own start edge in the cross axis is that of the container.
  static func itemAlignment(_ alignment: BoxAlignment, follows: Bool) -> BoxAlignment {
    switch alignment {
    case .selfStart: return follows ? .start : .end
    case .selfEnd: return follows ? .end : .start
    case .auto, .normal, .stretch: return .stretch
    case .left: return .start
    case .right: return .end
    case .spaceBetween, .spaceAround, .spaceEvenly: return .start
    default: return alignment
    }
  }

  /// §9.2 step 3, for one item.
  private func findMainSizes(of item: inout FlexItem) {
    if axes.isRow {
      findWidths(of: &item)
    } else {
      findHeights(of: &item)
    }
  }

  /// The cross size that an item will surely have, where it is known before layout (§9.8 rule 1).
  private func stretchedCross(of item: FlexItem) -> Double? {
    guard item.stretches, isSingleLine else { return nil }
    guard let room = axes.isRow ? innerHeight : innerWidth else { return nil }
    return max(0, room - axes.crossSum(item.margin))
  }

  // MARK: Rows

  /// The height of a row's item, if settled before layout.
  func settledHeight(of item: FlexItem) -> Double? {
    if let stretched = stretchedCross(of: item) {
      let own = engine.style(item.id)
      let least = own.minHeight.resolved(against: innerHeight) ?? 0
      let most = own.maxHeight?.resolved(against: innerHeight) ?? .infinity
      return stretched.clamped(min: max(least, item.insets.vertical), max: most)
    }
    return engine.definiteHeight(item.id, block: block, insets: item.insets)
  }

  private func findWidths(of item: inout FlexItem) {
    let own = engine.style(item.id)
    let height = settledHeight(of: item)
    let available = max(0, innerWidth - item.margin.horizontal)
    func fixed(_ length: BoxLength) -> Double? {
      engine.fixedWidth(
        item.id, length, block: block, available: available, insets: item.insets, height: height)
    }
    item.maxMain = own.maxWidth.flatMap(fixed) ?? .infinity
    let basis = own.flexBasis == .auto ? own.width : own.flexBasis
    if let definite = fixed(basis) {
      item.flexBaseSize = definite
    } else {
      // Steps 3B and 3E: through the ratio where the height is settled, else as wide as the content would like.
      item.flexBaseSize = maxContentWidth(of: item, height: height)
    }
    if own.minWidth != .auto {
      settle(&item, minimum: fixed(own.minWidth) ?? 0)
    } else if own.overflow == .hidden {
      settle(&item, minimum: 0)
    } else if automaticMinimumCannotExceedBase(item) {
      item.minimumIsPending = true
      settle(&item, minimum: 0)
    } else {
      settle(&item, minimum: automaticMinimumWidth(of: item))
    }
  }

  /// Whether measuring the automatic minimum can wait until the item has to shrink.
  private func automaticMinimumCannotExceedBase(_ item: FlexItem) -> Bool {
    let own = engine.style(item.id)
    if let specified = own.width.resolved(against: innerWidth) {
      return item.flexBaseSize >= max(specified, item.insets.horizontal)
    }
    guard engine.preferredRatio(item.id) == nil else { return false }
    let basis = own.flexBasis == .auto ? own.width : own.flexBasis
    switch basis {
    case .auto, .content, .minContent, .maxContent, .fitContent, .percent:
      return basis.resolved(against: innerWidth) == nil
    case .px: return false
    }
  }

  private func settle(_ item: inout FlexItem, minimum: Double) {
    item.minMain = max(minimum, axes.mainSum(item.insets))
    item.hypotheticalMain = item.flexBaseSize.clamped(min: item.minMain, max: item.maxMain)
  }

  /// §4.5: the content-based minimum of a row's item.
  func automaticMinimumWidth(of item: FlexItem) -> Double {
    let own = engine.style(item.id)
    if let specified = own.width.resolved(against: innerWidth) {
      let cap = min(specified, item.maxMain)
      guard cap > item.insets.horizontal else { return cap }
      return min(cap, contentSuggestion(of: item))
    }
    return min(contentSuggestion(of: item), item.maxMain)
  }

  private func contentSuggestion(of item: FlexItem) -> Double {
    let height = settledHeight(of: item)
    let width = max(
      engine.intrinsicWidth(item.id, .minContent, insets: item.insets, height: height),
      !engine.style(item.id).width.isContentKeyword
        ? engine.contentMinimum(item.id, insets: item.insets, height: height) : 0)
    return transferred(width, of: item, height: height)
  }

  private func maxContentWidth(of item: FlexItem, height: Double?) -> Double {
    transferred(
      engine.intrinsicWidth(item.id, .maxContent, insets: item.insets, height: height), of: item, height: height)
  }

  /// A content width within the height limits seen through the ratio.
  private func transferred(_ width: Double, of item: FlexItem, height: Double?) -> Double {
    guard height == nil, let ratio = engine.preferredRatio(item.id) else { return width }
    let bounds = engine.transferredWidthBounds(item.id, ratio: ratio, block: block, insets: item.insets)
    return width.clamped(min: bounds.min, max: bounds.max)
  }

  // MARK: Columns

  /// The width of a column's item. `height` is its height if that is settled.
  func columnItemWidth(_ item: FlexItem, height: Double?) -> Double {
    let own = engine.style(item.id)
    let available = max(0, innerWidth - item.margin.horizontal)
    let bounds = engine.widthBounds(
      item.id, block: block, available: available, insets: item.insets, height: height)
    let width =
      stretchedCross(of: item)
      ?? engine.fixedWidth(
        item.id, own.width, block: block, available: available, insets: item.insets, height: height)
      ?? (height == nil || own.height.resolved(against: innerHeight) != nil
        ? engine.autoWidth(item.id, block: block, available: available, insets: item.insets, height: height)
        : engine.fitContentWidth(item.id, available: available, insets: item.insets, height: height))
    return width.clamped(min: bounds.min, max: bounds.max)
  }

  private func findHeights(of item: inout FlexItem) {
    let own = engine.style(item.id)
    let width = columnItemWidth(item, height: nil)
    let child = item.id
    let basisWidth = innerWidth
    let insets = item.insets
    func content() -> Double {
      engine.intrinsicHeight(child, width: width, percentBasis: basisWidth, insets: insets)
    }
    func fixed(_ length: BoxLength) -> Double? {
      length.isContentKeyword ? content() : length.resolved(against: innerHeight)
    }
    item.maxMain = own.maxHeight.flatMap(fixed) ?? .infinity
    let basis = own.flexBasis == .auto ? own.height : own.flexBasis
    item.flexBaseSize = max(basis.resolved(against: innerHeight) ?? content(), item.insets.vertical)
    if own.minHeight != .auto {
      settle(&item, minimum: fixed(own.minHeight) ?? 0)
    } else if own.overflow == .hidden {
      settle(&item, minimum: 0)
    } else if let specified = own.height.resolved(against: innerHeight),
      item.flexBaseSize >= max(specified, item.insets.vertical)
    {
      item.minimumIsPending = true
      settle(&item, minimum: 0)
    } else {
      settle(&item, minimum: automaticMinimumHeight(of: item))
    }
  }

  /// §4.5: the content-based minimum of a column's item.
  func automaticMinimumHeight(of item: FlexItem) -> Double {
    let own = engine.style(item.id)
    let width = columnItemWidth(item, height: nil)
    var suggestion: Double
    if let ratio = engine.preferredRatio(item.id), !own.isReplaced, own.height == .auto {
      suggestion = engine.contentHeight(item.id, width: width, percentBasis: innerWidth)
      let least = own.minWidth.resolved(against: innerWidth).map { ratio.height(fromWidth: $0, insets: item.insets) }
      let most = own.maxWidth?.resolved(against: innerWidth).map { ratio.height(fromWidth: $0, insets: item.insets) }
      let through = ratio.height(fromWidth: width, insets: item.insets)
      suggestion = max(through, suggestion.clamped(min: least ?? 0, max: most ?? .infinity))
    } else {
      suggestion = engine.intrinsicHeight(
        item.id, width: width, percentBasis: innerWidth, insets: item.insets)
    }
    if let specified = own.height.resolved(against: innerHeight) { suggestion = min(suggestion, specified) }
    return min(suggestion, item.maxMain)
  }

  /// Works out an automatic minimum that was put off.
  mutating func settlePendingMinimum(at index: Int) {
    guard items[index].minimumIsPending else { return }
    items[index].minimumIsPending = false
    let minimum = axes.isRow ? automaticMinimumWidth(of: items[index]) : automaticMinimumHeight(of: items[index])
    items[index].minMain = max(items[index].minMain, min(minimum, items[index].hypotheticalMain))
  }
}
