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

  /// A page that is painted, and waits for its tags.
  private struct Page {
    var boxes: PageBoxes
    var tags: CardTags
    var name: CardName
  }

  /// - Parameters:
  ///   - scenes: One page each; the page is the trim with the bleed around it. They are taken one after the other, and
  ///     none is kept.
  ///   - info: What the document says about itself.
  /// - Returns: The file.
  /// - Throws: `PDFError` if there are no scenes, a page has a size that PDF does not allow, a scene cannot be painted,
  ///   the date is none, or the finished file breaks a rule of what it claims to be, which the message names.
  public func write(_ scenes: some Sequence<Scene>, info: PDFDocumentInfo) throws(PDFError) -> [UInt8] {
    let painted = try PaintedPages(painter)
    var pages: [Page] = []
    var headings = HeadingLevels()
    for scene in scenes {
      let boxes = try PageBoxes(scene)
      let marks = try painted.add(scene, boxes)
      let tags = CardTags(scene: scene, marks: marks, headings: &headings)
      pages.append(Page(boxes: boxes, tags: tags, name: CardName(scene)))
    }
    // What finishing needs is given back before the file is read again.
    let bytes = try finished(painted, &pages, try DocumentMetadata(info, ArchiveProfile.levels))
    try Conformance.verify(bytes, ArchiveProfile.levels)
    return bytes
  }

  private func finished(
    _ painted: PaintedPages, _ pages: inout [Page], _ metadata: DocumentMetadata
  ) throws(PDFError) -> [UInt8] {
    let (file, objects, _) = try painted.finish(count: pages.count)
    try ArchiveProfile.apply(to: file, objects)
    for (index, object) in objects.enumerated() {
      let isSeen = try file.scoped { () throws(PDFError) in
        pages[index].boxes.apply(to: object, in: file)
        let marked = try MarkedContent(marks: pages[index].tags.marks).rewrite(try file.content(of: object))
        file.set("/Contents", .object(try file.addStream(marked.content)), of: object)
        return marked.isSeen
      }
      if !isSeen { pages[index].tags = pages[index].tags.unseen }
    }
    let described = zip(pages, objects).map { page, object in
      StructureTree.Page(object: object, boxes: page.boxes, language: page.name.language, tags: page.tags)
    }
    StructureTree.write(described, language: metadata.info.language, to: file)
    Navigation.write(pages.map(\.name), pages: objects, to: file)
    try metadata.write(to: file)
    return try file.write(version: ConformanceLevel.pdfa2a.version)
  }
}

/// What a card is called.
struct CardName: Sendable {
  var id: String
  var title: String
  var language: String

  init(_ scene: Scene) {
    (id, title, language) = (scene.card, scene.title.onOneLine, scene.language)
  }
}
