import Scene
import Testing

@testable import PDFOutput

@Suite("What cannot be seen does not harm a page")
struct UnseenTests {
  private static let nowhere = Rect(5000, 10, 50, 50)

  @Test(arguments: [
    nowhere, Rect(10, 10, 0, 50), Rect(10, 10, 1e-7, 50), Rect(10, 10, 1e-300, 1e-300), Rect(-900, -900, 50, 50),
  ])
  func aGroupThatIsClippedAway(clip: Rect) throws {
    var canvas = try Canvas()
    try canvas.text("before", canvas.element(.paragraph))
    let figure = canvas.element(.figure, alt: "p")
    let bar = Item(.fill(Canvas.outline(clip), .color(.black)), element: figure)
    canvas.add(.group(Group([bar], clip: Canvas.outline(clip))), figure)
    try canvas.text("after", canvas.element(.paragraph), at: 60)
    let pdf = try PDFProbe(canvas.scene)
    let text = try pdf.run("pdftotext", [pdf.path, "-"])
    #expect(text.contains("before") && text.contains("after"))
  }

  @Test func aPageOnWhichNothingIsSeen() throws {
    var canvas = try Canvas()
    try canvas.text("away", canvas.element(.paragraph), x: 9000)
    canvas.fill(Self.nowhere, .color(.black), canvas.element(.figure, alt: "p"))
    #expect(try PDFProbe(canvas.scene).pages.count == 1)
  }
}
