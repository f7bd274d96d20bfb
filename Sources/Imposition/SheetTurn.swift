/// Turns a sheet over: where a place of its front lies on its back, and the other way round.
struct SheetTurn: Sendable, Hashable {
  let sheet: Extent
  /// Whether left and right change places, as when the page of a book is turned; otherwise top and bottom do.
  let isAboutVertical: Bool

  func apply(_ area: Area) -> Area {
    isAboutVertical
      ? Area(left: sheet.width - area.right, bottom: area.bottom, right: sheet.width - area.left, top: area.top)
      : Area(left: area.left, bottom: sheet.height - area.top, right: area.right, top: sheet.height - area.bottom)
  }

  func apply(_ point: Position) -> Position {
    isAboutVertical ? Position(sheet.width - point.x, point.y) : Position(point.x, sheet.height - point.y)
  }

  /// How the back of a card is turned whose front is turned like this, if the reader turns the card over like the page
  /// of a book: both tops are then the same edge of the card. Turning left and right about, the sheet turns the card
  /// just so; turning top and bottom about leaves it on its head.
  func back(of front: QuarterTurn) -> QuarterTurn { front.reversed + (isAboutVertical ? .none : .half) }

  func apply(_ mark: Mark) -> Mark {
    let shape: Mark.Shape =
      switch mark.shape {
      case .line(let from, let to): .line(from: apply(from), to: apply(to))
      case .circle(let center, let radius): .circle(center: apply(center), radius: radius)
      case .rectangle(let area): .rectangle(apply(area))
      }
    return Mark(kind: mark.kind, shape: shape, paint: mark.paint, ink: mark.ink)
  }
}
