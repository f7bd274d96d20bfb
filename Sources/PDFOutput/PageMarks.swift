import Imposition
import PDFSyntax

/// Draws the marks around cards that have pages of their own.
struct PageMarks {
  private let objects: PressObjects
  private let style: MarkStyle
  private let plates: MarkPlates
  private var file: QPDFFile { objects.file }

  /// - Parameter objects: Whose pages are in inks already, so that all named inks are known.
  init(_ objects: PressObjects, _ style: MarkStyle) throws(PDFError) {
    self.objects = objects
    var spots: [(name: String, space: PDFReference)] = []
    for ink in objects.spots.inks where !spots.contains(where: { $0.name == ink.name }) {
      guard let space = objects.file.reference(to: objects.spots.space(of: ink)) else { continue }
      spots.append((ink.name, space))
    }
    plates = try MarkPlates(objects.file, spots: spots)
    var style = style
    style.spotInks = spots.map(\.name)
    self.style = style
  }

  /// - Parameter boxes: With a slug that the marks have room in.
  func draw(on pages: [PDFObject], _ boxes: [PageBoxes]) throws(PDFError) {
    for (page, boxes) in zip(pages, boxes) {
      try file.scoped { () throws(PDFError) in try draw(on: page, boxes) }
    }
  }

  private func draw(on page: PDFObject, _ boxes: PageBoxes) throws(PDFError) {
    let around = 2 * (boxes.bleed + boxes.slug)
    let trim = Extent(width: boxes.width - around, height: boxes.height - around)
    let marked = MarkedPage(trim: trim, bleed: boxes.bleed, marks: style)
    let drawing = try MarkDrawing(marked.marks, plates)
    let bleed = marked.bleed
    // Nothing of the card reaches into the marks.
    var content = Array("q \(PDFNumber.list([bleed.left, bleed.bottom, bleed.width, bleed.height])) re W n\n".utf8)
    content += try file.content(of: page)
    content += Array("\nQ\n".utf8) + drawing.content
    file.set("/Contents", .object(try file.addStream(content)), of: page)
    for (name, space) in drawing.spaces {
      objects.add(name, .object(file.object(space)), to: "/ColorSpace", of: page)
    }
  }
}
