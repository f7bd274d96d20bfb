/// What is cut out as one piece: a card, or the four pages of a folded card before it is folded.
struct ImposedUnit: Sendable, Hashable {
  /// A page on one side of the unit.
  struct Panel: Sendable, Hashable {
    let page: Int
    /// From the unit's lower left corner, as this side is seen.
    let area: Area
    /// Whether it stands on its head.
    var rotation = QuarterTurn.none
  }

  let front: [Panel]
  let back: [Panel]

  /// The units that the pages make, in order.
  static func units(
    pages: Int, page: Extent, sides: ImpositionSettings.Sides
  ) throws(ImpositionError) -> [ImposedUnit] {
    guard pages > 0 else { throw .noPages }
    let whole = Area(page)
    switch sides {
    case .single:
      return (0..<pages).map { ImposedUnit(front: [Panel(page: $0, area: whole)], back: []) }
    case .alternating:
      return stride(from: 0, to: pages, by: 2).map { first in
        ImposedUnit(
          front: [Panel(page: first, area: whole)],
          back: first + 1 < pages ? [Panel(page: first + 1, area: whole)] : [])
      }
    case .common(let back, _):
      guard (0..<pages).contains(back) else { throw .noSuchBack(back, pages: pages) }
      guard pages > 1 else { throw .onlyTheBack }
      return (0..<pages).filter { $0 != back }.map {
        ImposedUnit(front: [Panel(page: $0, area: whole)], back: [Panel(page: back, area: whole)])
      }
    case .folded(let fold, _):
      guard pages.isMultiple(of: 4) else { throw .pagesNotInFours(pages) }
      return stride(from: 0, to: pages, by: 4).map { folded(first: $0, page: page, fold) }
    }
  }

  /// Outside, the back lies beside the front: left of it if the fold is at the front's left. A card that opens upwards
  /// has its back above the front, and that stands on its head, since its top is folded over to the front's top.
  /// Inside, pages follow each other as they are read; above the fold of a card that opens upwards lies what is behind
  /// its front.
  private static func folded(first: Int, page: Extent, _ fold: ImpositionSettings.Fold) -> ImposedUnit {
    let one = Area(page)
    let beside = Area(page, at: Position(page.width, 0))
    let above = Area(page, at: Position(0, page.height))
    return switch fold {
    case .left:
      ImposedUnit(
        front: [Panel(page: first + 3, area: one), Panel(page: first, area: beside)],
        back: [Panel(page: first + 1, area: one), Panel(page: first + 2, area: beside)])
    case .right:
      ImposedUnit(
        front: [Panel(page: first, area: one), Panel(page: first + 3, area: beside)],
        back: [Panel(page: first + 2, area: one), Panel(page: first + 1, area: beside)])
    case .top:
      ImposedUnit(
        front: [Panel(page: first + 3, area: above, rotation: .half), Panel(page: first, area: one)],
        back: [Panel(page: first + 1, area: above), Panel(page: first + 2, area: one)])
    }
  }
}

extension ImpositionSettings.Sides {
  var flip: ImpositionSettings.Flip? {
    switch self {
    case .single: nil
    case .alternating(let flip), .common(_, let flip), .folded(_, let flip): flip
    }
  }

  /// The size of what is cut out as one piece.
  func unitExtent(of page: Extent) -> Extent {
    switch self {
    case .single, .alternating, .common: page
    case .folded(.left, _), .folded(.right, _): Extent(width: page.width * 2, height: page.height)
    case .folded(.top, _): Extent(width: page.width, height: page.height * 2)
    }
  }

  /// How the second side of a unit is turned once the reader has turned it over like the page of a book. A card that
  /// opens upwards is turned over from bottom to top.
  var backRotation: QuarterTurn {
    if case .folded(.top, _) = self { .half } else { .none }
  }

  /// Where the unit is folded.
  ///
  /// - Parameters:
  ///   - area: Where it lies on the sheet.
  ///   - isTurned: Whether it lies there turned by a quarter.
  func fold(in area: Area, isTurned: Bool) -> MarkedItem.Fold? {
    guard case .folded(let fold, _) = self else { return nil }
    return (fold == .top) == isTurned ? .vertical(x: area.center.x) : .horizontal(y: area.center.y)
  }
}
