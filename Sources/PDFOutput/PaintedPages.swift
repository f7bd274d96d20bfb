import PDFSyntax
import Painting
import Scene

/// Pages as Cairo paints them, one scene after the other, so that no more than one is held.
final class PaintedPages {
  private let document: CairoDocument
  private let painter: Painter

  init(_ painter: Painter) throws(PDFError) {
    document = try CairoDocument()
    self.painter = painter
  }

  /// - Returns: What was tagged on the page.
  func add(_ scene: Scene, _ boxes: PageBoxes, inks: PressInks? = nil) throws(PDFError) -> [ContentMark] {
    do throws(PaintingError) {
      return try document.addPage(boxes) { (context) throws(PaintingError) in
        try painter.page(scene, on: context, inks: inks)
      }
    } catch {
      throw PDFError(error.message)
    }
  }

  /// The file, read again to be finished.
  ///
  /// - Parameter count: How many pages were added.
  func finish(count: Int) throws(PDFError) -> (file: QPDFFile, pages: [PDFObject], bytes: [UInt8]) {
    guard count > 0 else { throw PDFError("a document has at least one page") }
    let bytes = try document.finish()
    let file = try QPDFFile(bytes)
    let pages = try file.pages()
    guard pages.count == count else { throw PDFError("the document lost pages while it was painted") }
    return (file, pages, bytes)
  }
}
