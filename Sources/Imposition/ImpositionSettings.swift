/// How cards are put on sheets. Lengths are points.
public struct ImpositionSettings: Sendable, Hashable {
  public enum Grid: Sendable, Hashable {
    /// As many cards as there is room for, lying or standing.
    case automatic
    /// The sheet may lie or stand; the cards keep the direction of the sheet's page.
    case fixed(columns: Int, rows: Int)
  }

  /// The edge of a sheet about which it is turned to print its back, as print dialogs name it.
  public enum Flip: String, Sendable, Hashable, CaseIterable {
    case longEdge
    case shortEdge
  }

  /// Where the fold lies on the front of the folded card.
  public enum Fold: String, Sendable, Hashable, CaseIterable {
    /// A card that opens like a book.
    case left
    /// A card that opens like a book of a script that runs from right to left.
    case right
    /// A card that opens like a calendar.
    case top
  }

  /// What is on the backs.
  public enum Sides: Sendable, Hashable {
    /// Nothing: there are no backs.
    case single
    /// Pages are fronts and backs by turns. A last page alone has a blank back.
    case alternating(Flip)
    /// The page of this index is the back of all others.
    case common(back: Int, Flip)
    /// Four pages make one card: front, the two inside, back.
    case folded(Fold, Flip)
  }

  public enum Filling: String, Sendable, Hashable, CaseIterable {
    /// All cards once, in their order.
    case deck
    /// A sheet for each card, full of it.
    case repeated
  }

  /// Of the sheet. It lies or stands as more cards fit on it; as stated here if that makes no difference.
  public var size: Extent
  public var grid = Grid.automatic
  /// Between the trims of neighbours; `nil` is twice the bleed. Where it is less, neighbours share it half and half.
  public var gutter: Double?
  /// What the printer cannot print on, on each side: neither bleed nor mark lies there.
  public var margin = 5.0.millimetres
  public var sides = Sides.single
  public var filling = Filling.deck
  /// `nil` for sheets without marks.
  public var marks: MarkStyle? = MarkStyle()

  public init(size: Extent) { self.size = size }
}

extension ImpositionSettings.Flip {
  /// The turn of a sheet of this size.
  func turn(of sheet: Extent) -> SheetTurn {
    let isStanding = sheet.height >= sheet.width
    return SheetTurn(sheet: sheet, isAboutVertical: isStanding == (self == .longEdge))
  }
}
