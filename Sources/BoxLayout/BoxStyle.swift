/// The computed CSS values of one box. `BoxStyle()` holds the initial values; `box-sizing` is always `border-box`.
///
/// Numbers that CSS would refuse (NaN, infinities, negative paddings or flex factors) are replaced by the nearest
/// valid value when the style enters a ``BoxTree``.
public struct BoxStyle: Sendable, Hashable {
  public enum Display: String, Sendable, Hashable, CaseIterable { case flex, grid, none }
  public enum Position: String, Sendable, Hashable, CaseIterable { case relative, absolute, `static` }
  public enum Direction: String, Sendable, Hashable, CaseIterable { case ltr, rtl }
  public enum Overflow: String, Sendable, Hashable, CaseIterable { case visible, hidden }
  public enum FlexDirection: String, Sendable, Hashable, CaseIterable {
    case row, rowReverse, column, columnReverse

    var isRow: Bool { self == .row || self == .rowReverse }
    var isReverse: Bool { self == .rowReverse || self == .columnReverse }
  }
  public enum FlexWrap: String, Sendable, Hashable, CaseIterable { case nowrap, wrap, wrapReverse }

  public var display = Display.flex
  /// CSS's initial value is `static`; a card's boxes are `relative` unless they say otherwise, so that an absolute
  /// child belongs to its parent.
  public var position = Position.relative
  public var direction = Direction.ltr
  public var overflow = Overflow.visible

  public var width = BoxLength.auto
  public var height = BoxLength.auto
  public var minWidth = BoxLength.auto
  public var minHeight = BoxLength.auto
  /// `nil` is CSS `none`.
  public var maxWidth: BoxLength?
  /// `nil` is CSS `none`.
  public var maxHeight: BoxLength?
  /// Width divided by height of the border box.
  public var aspectRatio: Double?

  public var inset = BoxEdges<BoxLength>(all: .auto)
  public var margin = BoxEdges<BoxLength>(all: .px(0))
  public var padding = BoxEdges<BoxLength>(all: .px(0))
  public var border = BoxEdges<Double>(all: 0)

  public var flexDirection = FlexDirection.row
  public var flexWrap = FlexWrap.nowrap
  public var flexGrow = 0.0
  public var flexShrink = 1.0
  public var flexBasis = BoxLength.auto
  public var order = 0

  public var justifyContent = BoxAlignment.normal
  public var alignItems = BoxAlignment.normal
  public var alignSelf = BoxAlignment.auto
  public var alignContent = BoxAlignment.normal
  /// `true` where the author wrote `safe` before the keyword: content that does not fit starts at the start edge.
  public var safeJustifyContent = false
  public var safeAlignItems = false
  public var safeAlignSelf = false
  public var safeAlignContent = false

  /// Alignment along the line of grid items in their areas.
  public var justifyItems = BoxAlignment.normal
  public var justifySelf = BoxAlignment.auto
  public var safeJustifyItems = false
  public var safeJustifySelf = false
  public var gridColumn = GridPlace()
  public var gridRow = GridPlace()

  public var rowGap = BoxLength.px(0)
  public var columnGap = BoxLength.px(0)

  /// A picture: a leaf with a natural size, which its measure function reports for a request without any known size.
  /// Without an ``aspectRatio`` it keeps the ratio of that natural size.
  public var isReplaced = false

  public init() {}
}

extension BoxStyle {
  /// The style with every number made safe for arithmetic.
  var sanitized: BoxStyle {
    var style = self
    style.width = width.sanitized(nonNegative: true)
    style.height = height.sanitized(nonNegative: true)
    style.minWidth = minWidth.sanitized(nonNegative: true)
    style.minHeight = minHeight.sanitized(nonNegative: true)
    style.maxWidth = Self.maximum(maxWidth)
    style.maxHeight = Self.maximum(maxHeight)
    if let ratio = aspectRatio, !(ratio.isFinite && ratio > 1e-9 && ratio < 1e9) { style.aspectRatio = nil }
    style.inset = inset.map { $0.sanitized(nonNegative: false) }
    style.margin = margin.map { $0.sanitized(nonNegative: false) }
    style.padding = padding.map { $0.sanitized(nonNegative: true) }
    style.border = border.map(\.asSize)
    style.flexGrow = flexGrow.asSize
    style.flexShrink = flexShrink.asSize
    style.flexBasis = flexBasis.sanitized(nonNegative: true)
    style.rowGap = rowGap.sanitized(nonNegative: true)
    style.columnGap = columnGap.sanitized(nonNegative: true)
    return style
  }

  private static func maximum(_ length: BoxLength?) -> BoxLength? {
    switch length {
    case nil, .auto, .content: return nil
    case .some(let value): return value.sanitized(nonNegative: true)
    }
  }
}
