/// Why cards cannot be put on sheets, in words for the one who asked for it.
public enum ImpositionError: Error, Sendable, Hashable {
  /// Points.
  case badLength(name: String, Double)
  case noPages
  case emptyGrid(columns: Int, rows: Int)
  /// One card does not fit, neither lying nor standing. Points.
  case cardTooLarge(needed: Extent, room: Extent)
  /// The grid does not fit. `room` and the grid that would fit are those of the direction of the sheet that holds more.
  case gridTooLarge(columns: Int, rows: Int, needed: Extent, room: Extent, fittingColumns: Int, fittingRows: Int)
  case tooManyCards(Int)
  case pagesNotInFours(Int)
  /// The index of the common back, and how many pages there are.
  case noSuchBack(Int, pages: Int)
  case onlyTheBack
  /// Of a contact sheet. The page's size, points.
  case noRoomForPictures(Extent)

  /// Cards on one side of a sheet.
  static let mostCards = 2_500
}

extension ImpositionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badLength(let name, let value):
      "the \(name) of a sheet cannot be \(millimetres(value)) mm"
    case .noPages: "there are no pages to put on a sheet"
    case .emptyGrid(let columns, let rows):
      "a grid has at least one column and one row, not \(columns) × \(rows)"
    case .cardTooLarge(let needed, let room):
      "a card does not fit on the sheet: with its bleed and crop marks it needs \(size(needed)), and inside the margins "
        + "the sheet has \(size(room))"
    case .gridTooLarge(let columns, let rows, let needed, let room, let fittingColumns, let fittingRows):
      "\(columns) × \(rows) cards do not fit on the sheet: with bleeds, gutters and crop marks they need \(size(needed)), "
        + "and inside the margins the sheet has \(size(room)); "
        + (fittingColumns * fittingRows == 0
          ? "not one card would fit that way round" : "\(fittingColumns) × \(fittingRows) would fit")
    case .tooManyCards(let count):
      "\(count) cards on one side of a sheet are more than the \(Self.mostCards) that are possible"
    case .pagesNotInFours(let count):
      "a folded card has four pages (front, two inside, back); \(count) pages do not make whole cards"
    case .noSuchBack(let index, let pages):
      "page \(index + 1) cannot be the common back: there are \(pages) pages"
    case .onlyTheBack: "the common back is the only page: there is no front"
    case .noRoomForPictures(let page):
      "a contact sheet of \(size(page)) has no room for pictures beside its margins, header and names"
    }
  }

  private func size(_ extent: Extent) -> String {
    "\(millimetres(extent.width)) × \(millimetres(extent.height)) mm"
  }

  /// To a hundredth.
  private func millimetres(_ points: Double) -> String {
    let value = points / Points.perMillimetre * 100
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let hundredths = Int(value.rounded())
    var text = "\(abs(hundredths) / 100)"
    let rest = abs(hundredths) % 100
    if rest != 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
    return (hundredths < 0 ? "-" : "") + text
  }
}
