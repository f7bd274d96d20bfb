import BoxLayout
import CardSpec

extension BoxStyle {
  /// The layout style of a node: lengths resolved to px, logical sides to physical ones.
  init(_ box: BoxProperties, direction: BoxProperties.Direction, units: LengthContext, borderDrawn: Bool) {
    self.init()
    let isRTL = direction == .rtl
    self.direction = isRTL ? .rtl : .ltr
    display =
      switch box.display {
      case .flex: .flex
      case .grid: .grid
      case .none: .none
      }
    position =
      switch box.position {
      case .relative: .relative
      case .absolute: .absolute
      case .static: .static
      }
    overflow = box.overflow == .hidden ? .hidden : .visible
    width = units.boxLength(box.width)
    height = units.boxLength(box.height)
    minWidth = units.boxLength(box.minWidth)
    minHeight = units.boxLength(box.minHeight)
    maxWidth = box.maxWidth.map(units.boxLength)
    maxHeight = box.maxHeight.map(units.boxLength)
    aspectRatio = box.aspectRatio
    inset = box.inset.physical(isRTL).map(units.boxLength)
    margin = box.margin.physical(isRTL).map(units.boxLength)
    padding = box.padding.physical(isRTL).map(units.boxLength)
    border =
      borderDrawn
      ? box.borderWidth.physical(isRTL).map { max(0, units.pixels($0, percentBase: 0)) } : BoxEdges(all: 0)
    setFlex(box, units)
    gridColumn = GridPlace(start: GridLine(box.grid.columnStart), end: GridLine(box.grid.columnEnd))
    gridRow = GridPlace(start: GridLine(box.grid.rowStart), end: GridLine(box.grid.rowEnd))
    justifyItems = BoxAlignment(box.justifyItems)
    justifySelf = BoxAlignment(box.justifySelf)
    safeJustifyItems = box.safeJustifyItems
    safeJustifySelf = box.safeJustifySelf
  }

  private mutating func setFlex(_ box: BoxProperties, _ units: LengthContext) {
    flexDirection =
      switch box.flexDirection {
      case .row: .row
      case .rowReverse: .rowReverse
      case .column: .column
      case .columnReverse: .columnReverse
      }
    flexWrap =
      switch box.flexWrap {
      case .nowrap: .nowrap
      case .wrap: .wrap
      case .wrapReverse: .wrapReverse
      }
    flexGrow = box.flexGrow
    flexShrink = box.flexShrink
    flexBasis = units.boxLength(box.flexBasis)
    order = box.order
    justifyContent = BoxAlignment(box.justifyContent)
    alignItems = BoxAlignment(box.alignItems)
    alignSelf = BoxAlignment(box.alignSelf)
    alignContent = BoxAlignment(box.alignContent)
    safeJustifyContent = box.safeJustifyContent
    safeAlignItems = box.safeAlignItems
    safeAlignSelf = box.safeAlignSelf
    safeAlignContent = box.safeAlignContent
    rowGap = units.boxLength(box.rowGap)
    columnGap = units.boxLength(box.columnGap)
  }
}

extension BoxAlignment {
  init(_ alignment: BoxProperties.Alignment) {
    self =
      switch alignment {
      case .auto: .auto
      case .normal: .normal
      case .stretch: .stretch
      case .start: .start
      case .end: .end
      case .flexStart: .flexStart
      case .flexEnd: .flexEnd
      case .selfStart: .selfStart
      case .selfEnd: .selfEnd
      case .center: .center
      case .baseline: .baseline
      case .lastBaseline: .lastBaseline
      case .left: .left
      case .right: .right
      case .spaceBetween: .spaceBetween
      case .spaceAround: .spaceAround
      case .spaceEvenly: .spaceEvenly
      }
  }
}

extension Sides {
  /// The four physical sides, logical ones in place.
  func physical(_ isRTL: Bool) -> BoxEdges<Value> {
    BoxEdges(
      top: top, right: (isRTL ? start : end) ?? right, bottom: bottom, left: (isRTL ? end : start) ?? left)
  }
}

extension BoxEdges {
  func map<U: Sendable & Hashable>(_ transform: (T) -> U) -> BoxEdges<U> {
    BoxEdges<U>(top: transform(top), right: transform(right), bottom: transform(bottom), left: transform(left))
  }
}
