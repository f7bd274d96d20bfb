import Testing

@testable import Imposition

@Suite struct ContactSheetTests {
  @Test(
    arguments: [Extent.a6, .a6.turned, .millimetres(1, 1), Extent(width: 1200, height: 630), .millimetres(20, 200)],
    [1, 2, 5, 6, 7, 13, 100])
  func `all cards are there in order, in rows, with room for their names`(card: Extent, count: Int) throws {
    let contact = try ContactSheet(count: count, card: card)
    #expect(contact.pages.flatMap { $0.items.map(\.index) } == Array(0..<count))
    #expect(contact.columns * contact.rows >= min(6, count))
    let paper = Area(contact.size).outset(-mm(12))
    for page in contact.pages {
      #expect(page.items.count <= contact.columns * contact.rows)
      let areas = [page.header] + page.items.flatMap { [$0.picture, $0.caption] }
      for (index, area) in areas.enumerated() {
        #expect(paper.contains(area))
        #expect(!areas[(index + 1)...].contains { area.overlaps($0) })
      }
      for item in page.items {
        #expect(abs(item.picture.width / item.picture.height - card.width / card.height) < 1e-9)
        #expect(item.caption.top < item.picture.bottom && item.caption.left <= item.picture.left)
      }
    }
    // Only the last page is short.
    #expect(contact.pages.dropLast().allSatisfy { $0.items.count == contact.columns * contact.rows })
  }

  @Test func `the page lies or stands as the pictures are larger`() throws {
    #expect(try ContactSheet(count: 1, card: .a6).size == .a4)
    #expect(try ContactSheet(count: 1, card: .a6.turned).size == Extent.a4.turned)
  }

  @Test func `a little smaller pictures are taken for more of them on a page`() throws {
    let contact = try ContactSheet(count: 13, card: .a6)
    #expect(contact.columns == 3 && contact.rows == 3)
    #expect(contact.pages.count == 2)
  }

  @Test func `no cards have no pages`() throws {
    #expect(try ContactSheet(count: 0, card: .a6).pages.isEmpty)
  }

  @Test func `a page without room and a card without shape are told`() {
    var style = ContactSheet.Style()
    style.margin = mm(105)
    #expect(throws: ImpositionError.noRoomForPictures(style.size)) {
      try ContactSheet(count: 3, card: .a6, style: style)
    }
    #expect(throws: ImpositionError.badLength(name: "cards' width", 0)) {
      try ContactSheet(count: 3, card: Extent(width: 0, height: 4))
    }
  }
}
