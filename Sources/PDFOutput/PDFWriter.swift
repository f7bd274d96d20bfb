import Conformance
import PDFSyntax
import Painting
import Scene

/// Writes cards as a PDF: one page each, with real text, embedded fonts, links, an outline and the tags that let a
/// screen reader tell what is on a page. The same cards give the same bytes.
///
/// Every document conforms to PDF/A-2, level A, and to PDF/UA-1: the finished file is read back and held to the rules
/// of both, and is not handed on if it breaks one. A writer keeps its fonts and pictures for
/// the next document; it belongs to one worker.
public final class PDFWriter {
  private let painter: Painter

  /// - Parameter painter: Shares its open fonts and pictures with others of the same worker.
  public init(painter: Painter = Painter()) { self.painter = painter }

  /// - Parameters:
  ///   - scenes: One page each; the page is the trim with the bleed around it.
  ///   - info: What the document says about itself.
  /// - Returns: The file.
  /// - Throws: `PDFError` if there are no scenes, a page has a size that PDF does not allow, a scene cannot be painted,
  ///   the date is none, or the finished file breaks a rule of what it claims to be, which the message names.
  public func write(_ scenes: [Scene], info: PDFDocumentInfo) throws(PDFError) -> [UInt8] {
    guard !scenes.isEmpty else { throw PDFError("a document has at least one page") }
    let boxes = try scenes.map { (scene) throws(PDFError) in try PageBoxes(scene) }
    let (painted, marks) = try paint(scenes, boxes)
    var headings = HeadingLevels()
    let tags = zip(scenes, marks).map { CardTags(scene: $0, marks: $1, headings: &headings) }
    let metadata = try DocumentMetadata(info, ArchiveProfile.levels)

    let file = try QPDFFile(painted)
    let pages = try file.pages()
    guard pages.count == scenes.count else { throw PDFError("the document lost pages while it was painted") }
    try ArchiveProfile.apply(to: file)
    for (index, page) in pages.enumerated() {
      boxes[index].apply(to: page, in: file)
      let content = try MarkedContent(marks: tags[index].marks).rewrite(try file.content(of: page))
      file.set("/Contents", .object(file.addStream(content)), of: page)
    }
    let described = scenes.indices.map { index in
      StructureTree.Page(
        object: pages[index], boxes: boxes[index], language: scenes[index].language, tags: tags[index])
    }
    StructureTree.write(described, language: info.language, to: file)
    Navigation.write(scenes, pages: pages, to: file)
    metadata.write(to: file)
    let bytes = try file.write(version: ConformanceLevel.pdfa2a.version)
    try Conformance.verify(bytes, ArchiveProfile.levels)
    return bytes
  }

  private func paint(
    _ scenes: [Scene], _ boxes: [PageBoxes]
  ) throws(PDFError) -> (file: [UInt8], marks: [[ContentMark]]) {
    let document = try CairoDocument()
    var marks: [[ContentMark]] = []
    do throws(PaintingError) {
      for (scene, boxes) in zip(scenes, boxes) {
        try document.addPage(boxes) { (context) throws(PaintingError) in
          marks.append(try painter.page(scene, on: context))
        }
      }
    } catch {
      throw PDFError(error.message)
    }
    return (try document.finish(), marks)
  }
}
