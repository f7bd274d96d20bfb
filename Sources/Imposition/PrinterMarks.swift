/// A card on a sheet, as marks see it.
public struct MarkedItem: Sendable, Hashable {
  /// A line across the whole item.
  public enum Fold: Sendable, Hashable {
    case vertical(x: Double)
    case horizontal(y: Double)
  }

  /// What is cut out.
  public var trim: Area
  /// What is printed: the trim and its bleed.
  public var bleed: Area
  public var fold: Fold?

  public init(trim: Area, bleed: Area, fold: Fold? = nil) {
    self.trim = trim
    self.bleed = bleed
    self.fold = fold
  }
}

/// The marks around one card, or around all cards of a sheet. None enters the bleed of any card: what would is
/// shortened, or left out.
public struct PrinterMarks: Sendable, Hashable {
  public private(set) var marks: [Mark] = []
  /// Kinds that were asked for and of which nothing could be drawn, for want of room.
  public private(set) var leftOut: [Mark.Kind] = []

  /// - Parameters:
  ///   - items: What is marked. Nothing is drawn around nothing.
  ///   - bleed: The bleed as it was asked for, points. Where cards are closer, an item's own may be less.
  ///   - bounds: The part of the medium that can be printed.
  public init(around items: [MarkedItem], bleed: Double, within bounds: Area, style: MarkStyle) {
    guard let trim = Area.union(items.map(\.trim)) else { return }
    let cuts = CutLines(items: items, start: style.start(bleed: bleed), length: style.length, bounds: bounds)
    if style.crop {
      add(.crop, cuts.crops.map { $0.mark(.crop, dash: []) })
      if items.contains(where: { $0.fold != nil }) {
        add(.fold, cuts.folds.map { $0.mark(.fold, dash: MarkStyle.dash) })
      }
    }
    var slug = Slug(around: trim, inner: style.inner(bleed: bleed), within: bounds, beside: marks.map(\.area))
    if style.registration { add(.registration, slug.takeRegistrationMarks()) }
    if style.colorBars { add(.colorBar, slug.takeColorBar(ColorBar.inks(spots: style.spotInks))) }
  }

  private mutating func add(_ kind: Mark.Kind, _ more: [Mark]) {
    marks += more
    if more.isEmpty { leftOut.append(kind) }
  }
}
