import Diagnostics

/// How a deck's cards for the press lie on larger sheets: the object `sheet`. Lengths are in px, 1/96 in.
public struct SheetSettings: Sendable, Hashable {
  public enum Grid: Sendable, Hashable {
    /// As many cards as find room.
    case auto
    case fixed(columns: Int, rows: Int)
  }

  /// The edge over which the sheet is turned to print its back.
  public enum Flip: String, Sendable, Hashable, CaseIterable {
    case longEdge = "long-edge"
    case shortEdge = "short-edge"
  }

  public enum Fill: String, Sendable, Hashable, CaseIterable {
    /// The whole deck in its order, as many sheets as it needs.
    case deck
    /// One card fills a sheet.
    case `repeat`
  }

  /// The fold of a card of four pages: two beside each other (`vertical`) or above each other (`horizontal`).
  public enum Fold: String, Sendable, Hashable, CaseIterable {
    case none, vertical, horizontal
  }

  /// The sheet's size. A named paper stands upright unless its name says `landscape`.
  public var width: Double
  public var height: Double
  public var grid = Grid.auto
  /// Between the trims of neighbouring cards; `nil` for twice the bleed, so that no bleed is cut.
  public var gutter: Double?
  /// Kept free along the sheet's edges, which printers cannot reach.
  public var margin = 5 * PressSettings.millimetre
  public var duplex = false
  public var flip = Flip.longEdge
  /// The id of the card that is the back of every other. Without it, a card's back is the next card.
  public var back: String?
  public var fill = Fill.deck
  public var fold = Fold.none
  /// Whether something that the deck says about sheets is wrong: no sheets are made then.
  public var hasMistakes = false
  /// Where the deck says so, for messages about cards that find no room.
  public var location: SourceLocation?

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}
