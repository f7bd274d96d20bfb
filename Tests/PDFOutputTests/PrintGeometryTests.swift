import CardSpec
import Imposition
import Testing

@testable import PDFOutput

/// What a deck says in px, in points.
@Suite struct PrintGeometryTests {
  @Test func `a deck that wants no marks has none`() {
    #expect(MarkStyle(PressSettings()) == nil)
  }

  @Test func `marks are those that the deck names, at its distances`() throws {
    var press = PressSettings()
    press.marks = [.crop, .colorBars]
    press.markOffset = 40
    press.markLength = 20
    let style = try #require(MarkStyle(press))
    #expect(style.crop && style.colorBars && !style.registration)
    #expect(style.offset == 30 && style.length == 15)
  }

  @Test func `sheets are those of the deck`() {
    var sheet = SheetSettings(width: 800, height: 1000)
    sheet.grid = .fixed(columns: 2, rows: 3)
    sheet.gutter = 8
    sheet.margin = 16
    sheet.fill = .repeat
    var press = PressSettings()
    let settings = ImpositionSettings(sheet, press: press, back: nil)
    #expect(settings.size == Extent(width: 600, height: 750))
    #expect(settings.grid == .fixed(columns: 2, rows: 3))
    #expect(settings.gutter == 6 && settings.margin == 12)
    #expect(settings.filling == .repeated && settings.sides == .single)
    // Cards that share a sheet must be cut apart; a deck that wants no marks says so.
    #expect(settings.marks.map { [$0.crop, $0.registration, $0.colorBars] } == [true, false, false])
    press.statesMarks = true
    #expect(ImpositionSettings(sheet, press: press, back: nil).marks == nil)
  }

  @Test func `backs and folds become sides`() {
    func sides(back: Int? = nil, rightToLeft: Bool = false, _ change: (inout SheetSettings) -> Void)
      -> ImpositionSettings.Sides
    {
      var sheet = SheetSettings(width: 800, height: 1000)
      change(&sheet)
      return ImpositionSettings(sheet, press: PressSettings(), back: back, isRightToLeft: rightToLeft).sides
    }
    #expect(sides { $0.duplex = true } == .alternating(.longEdge))
    #expect(
      sides(back: 3) {
        $0.duplex = true
        $0.flip = .shortEdge
      } == .common(back: 3, .shortEdge))
    #expect(sides { $0.fold = .vertical } == .folded(.left, .longEdge))
    #expect(sides(rightToLeft: true) { $0.fold = .vertical } == .folded(.right, .longEdge))
    #expect(sides { $0.fold = .horizontal } == .folded(.top, .longEdge))
  }
}
