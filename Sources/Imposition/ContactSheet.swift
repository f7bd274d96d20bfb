/// Small pictures of all cards, with their names, for review: where each lies on which page.
public struct ContactSheet: Sendable, Hashable {
  /// How a contact sheet looks. Lengths are points.
  public struct Style: Sendable, Hashable {
    /// Of a page; it lies or stands as the pictures are larger.
    public var size = Extent.millimetres(210, 297)
    public var margin = 12.0.millimetres
    /// The room for what stands at the head of each page.
    public var header = 8.0.millimetres
    /// Between header and pictures, and between neighbours.
    public var gap = 6.0.millimetres
    /// The room for a card's name below its picture.
    public var caption = 4.0.millimetres
    /// Between a picture and its name.
    public var captionGap = 1.0.millimetres
    /// Cards on a page. All, if there are not so many.
    public var leastCards = 6

    public init() {}
  }

  public struct Page: Sendable, Hashable {
    public let header: Area
    public let items: [Item]
  }

  public struct Item: Sendable, Hashable {
    /// Of the card.
    public let index: Int
    public let picture: Area
    public let caption: Area
  }

  /// Of a page, points.
  public let size: Extent
  public let columns: Int
  public let rows: Int
  public let pages: [Page]

  /// - Parameters:
  ///   - count: Of cards. No cards have no pages.
  ///   - card: The size of each, in any unit: only its shape matters.
  /// - Throws: If there is no room for pictures, or the card has no shape.
  public init(count: Int, card: Extent, style: Style = Style()) throws(ImpositionError) {
    let aspect = card.width / card.height
    guard aspect.isFinite, aspect > 0 else {
      throw .badLength(name: "cards' width", card.width)
    }
    guard let grid = Grid.choose(least: max(1, min(style.leastCards, count)), aspect: aspect, style: style) else {
      throw .noRoomForPictures(style.size)
    }
    (size, columns, rows) = (grid.size, grid.columns, grid.rows)
    pages = stride(from: 0, to: count, by: grid.count).map { first in
      Page(
        header: grid.header, items: (first..<min(count, first + grid.count)).map { grid.item($0, place: $0 - first) })
    }
  }

  /// Columns and rows on a page.
  private struct Grid {
    let size: Extent
    let columns: Int
    let rows: Int
    let style: Style
    /// As large as the cells allow.
    let picture: Extent

    var count: Int { columns * rows }

    /// Pictures this much smaller than possible are taken if more of them fit on a page.
    private static let fairShare = 0.9

    /// The pictures are as large as may be, and as many of about that size as there is room for.
    static func choose(least: Int, aspect: Double, style: Style) -> Grid? {
      let grids = [style.size, style.size.turned].flatMap { size in
        (1...least).flatMap { columns in
          let rows = (least + columns - 1) / columns
          return (rows...2 * rows).map {
            Grid(size: size, columns: columns, rows: $0, aspect: aspect, style: style)
          }
        }
      }
      let widest = grids.map(\.picture.width).max() ?? 0
      guard widest > 0 else { return nil }
      let fair = grids.filter { $0.picture.width >= widest * fairShare }
      let most = fair.map(\.count).max() ?? 0
      // The first of equals: the page as stated.
      return fair.filter { $0.count == most }.reduce(nil as Grid?) { best, grid in
        guard let best, best.picture.width >= grid.picture.width else { return grid }
        return best
      }
    }

    init(size: Extent, columns: Int, rows: Int, aspect: Double, style: Style) {
      self.size = size
      self.columns = columns
      self.rows = rows
      self.style = style
      let width = Self.cell(size.width - 2 * style.margin, columns, style.gap)
      let height = Self.cell(Self.room(size, style), rows, style.gap) - style.captionGap - style.caption
      let fitting = max(0, min(width, height * aspect))
      picture = Extent(width: fitting, height: fitting / aspect)
    }

    /// The height below the header.
    private static func room(_ size: Extent, _ style: Style) -> Double {
      size.height - 2 * style.margin - style.header - style.gap
    }

    private static func cell(_ room: Double, _ count: Int, _ gap: Double) -> Double {
      (room - Double(count - 1) * gap) / Double(count)
    }

    private var rowHeight: Double { picture.height + style.captionGap + style.caption }

    var header: Area {
      Area(
        left: style.margin, bottom: size.height - style.margin - style.header, right: size.width - style.margin,
        top: size.height - style.margin)
    }

    /// Rows begin below the header; columns share the width.
    func item(_ index: Int, place: Int) -> Item {
      let width = Self.cell(size.width - 2 * style.margin, columns, style.gap)
      let left = style.margin + Double(place % columns) * (width + style.gap)
      let top = header.bottom - style.gap - Double(place / columns) * (rowHeight + style.gap)
      let picture = Area(
        picture, at: Position(left + (width - picture.width) / 2, top - picture.height))
      let caption = Area(
        left: left, bottom: picture.bottom - style.captionGap - style.caption, right: left + width,
        top: picture.bottom - style.captionGap)
      return Item(index: index, picture: picture, caption: caption)
    }
  }
}
