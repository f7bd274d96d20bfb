import Conformance
import Hashing
import Imaging
import Imposition
import PDFSyntax
import Painting
import Scene

/// Writes cards for a press: PDF/X-4 (ISO 15930-7), one page each, in the inks of the printing condition alone.
///
/// Stated inks are printed exactly, spot inks on plates of their own, black text in black alone. The same cards give the
/// same bytes. A writer belongs to one worker.
public final class PressWriter {
  private let painter: Painter
  private let press: Press

  /// - Parameters:
  ///   - painter: Shares its open fonts with others of the same worker.
  ///   - press: What is printed on.
  public init(painter: Painter = Painter(), press: Press) {
    self.painter = painter
    self.press = press
  }

  /// - Parameters:
  ///   - scenes: One page each: the trim, and around it the bleed. They are taken one after the other, and none is kept.
  ///   - info: What the document says about itself.
  ///   - hasMarks: Whether the marks that the deck asks for are drawn. Pages that go on sheets have none of their own.
  /// - Returns: The file.
  /// - Throws: `PDFError` as `PDFWriter.write` does.
  public func write(_ scenes: some Sequence<Scene>, info: PDFDocumentInfo, hasMarks: Bool = true) throws(PDFError)
    -> [UInt8]
  {
    let painted = try PaintedPages(painter)
    let inks = PressInks(press)
    let marks = hasMarks ? MarkStyle(press.settings) : nil
    var boxes: [PageBoxes] = []
    for scene in scenes {
      let bleed = scene.bleed * PageBoxes.pointsPerPixel
      let page = try PageBoxes(scene, slug: marks.map { $0.room(bleed: bleed) - bleed } ?? 0)
      _ = try painted.add(scene, page, inks: inks)
      boxes.append(page)
    }
    // What finishing needs is given back before the file is read again.
    let document = try finished(painted, boxes, inks, marks, info)
    try Conformance.verify(document, press.levels)
    return document
  }

  private func finished(
    _ painted: PaintedPages, _ boxes: [PageBoxes], _ inks: PressInks, _ marks: MarkStyle?, _ info: PDFDocumentInfo
  ) throws(PDFError) -> [UInt8] {
    let (file, pages, bytes) = try painted.finish(count: boxes.count)
    let metadata = try DocumentMetadata(info, [.pdfx4], identity: SHA256.digest(of: bytes).hex)
    let objects = PressObjects(file, inks, press)
    try objects.convert(pages) { (object) throws(PDFError) in try ObjectCorrections(file: file).apply(to: object) }
    if let style = marks { try PageMarks(objects, style).draw(on: pages, boxes) }
    for (page, boxes) in zip(pages, boxes) {
      boxes.apply(to: page, in: file)
      for key in ["/StructParents", "/Tabs", "/Annots"] { file.remove(key, of: page) }
    }
    for key in ["/StructTreeRoot", "/MarkInfo"] { file.remove(key, of: file.root) }
    try writeIntent(to: file)
    try metadata.write(to: file)
    return try file.write(version: ConformanceLevel.pdfx4.version)
  }

  /// The printing condition (ISO 15930-7 §6.2.2; ISO 32000-1 §14.11.5).
  private func writeIntent(to file: QPDFFile) throws(PDFError) {
    let profile = press.conversion.profile
    let stream = try file.addStream(profile.bytes, ["/N": .integer(4)])
    var entries: [String: PDFValue] = [
      "/Type": .name("/OutputIntent"), "/S": .name("/GTS_PDFX"), "/DestOutputProfile": .object(stream),
      "/OutputConditionIdentifier": .text(press.settings.condition ?? "Custom"), "/Info": .text(profile.name),
    ]
    // Names of conditions are those of the ICC's registry of characterizations.
    if press.settings.condition != nil { entries["/RegistryName"] = .ascii("http://www.color.org") }
    file.set("/OutputIntents", [.dictionary(entries)], of: file.root)
  }
}
