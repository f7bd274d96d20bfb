import Conformance
import Hashing
import Imaging
import Imposition
import PDFSyntax

/// Puts the pages of a document for the press on sheets.
///
/// Each page becomes one form, however often it is printed (ISO 32000-1 §8.10); its fonts and pictures stay as they
/// are, and so does the claim of PDF/X-4. The same document and sheets give the same bytes.
public struct SheetWriter: Sendable {
  /// How many pages the document has.
  public let pageCount: Int
  /// The trim of each page, points.
  public let page: Extent
  /// What each page has around its trim on all sides, points.
  public let bleed: Double
  /// The named inks of the document, in the file's order: those that a colour bar should show.
  public let spotInks: [String]
  private let document: [UInt8]

  /// - Parameter document: As `PressWriter` made it.
  /// - Throws: If it cannot be read, or its pages are not all of one size.
  public init(_ document: [UInt8]) throws(PDFError) {
    self.document = document
    let file = try QPDFFile(document, name: "the pages for the press")
    let pages = try file.pages().map { (page) throws(PDFError) in try SheetPage(page, file) }
    guard let first = pages.first else { throw PDFError("a document has at least one page") }
    for (index, page) in pages.enumerated() where !page.isAlike(first) {
      throw PDFError("page \(index + 1) has another size than page 1, so they cannot share a sheet")
    }
    pageCount = pages.count
    page = first.trim.extent
    bleed = first.margin
    spotInks = try SpotSpaces.all(of: file).map(\.name)
  }

  /// - Parameters:
  ///   - sheets: One page each; `SheetLayout` makes them.
  ///   - info: What the new document says about itself.
  /// - Throws: If there are no sheets, or a sheet asks for a page or an ink that the document does not have.
  public func write(_ sheets: [Sheet], info: PDFDocumentInfo) throws(PDFError) -> [UInt8] {
    guard !sheets.isEmpty else { throw PDFError("there are no sheets to write") }
    let file = try QPDFFile(document, name: "the pages for the press")
    let plates = try MarkPlates(file, spots: try SpotSpaces.all(of: file))
    let forms = try SheetForms(file)
    let tree = file.add(["/Type": .name("/Pages")])
    var leaves: [PDFReference] = []
    var contents: [UInt8] = []
    for sheet in sheets {
      let drawing = try SheetDrawing(sheet, forms, try MarkDrawing(sheet.marks, plates))
      contents += drawing.content
      leaves.append(try drawing.add(to: tree, of: file))
    }
    file.set("/Kids", .array(leaves.map { .object(file.object($0)) }), of: tree)
    file.set("/Count", .integer(leaves.count), of: tree)
    for key in file.keys(of: file.root) where !Self.kept.contains(key) { file.remove(key, of: file.root) }
    file.set("/Pages", .object(tree), of: file.root)
    let identity = SHA256.digest(of: document + contents).hex
    try DocumentMetadata(info, [.pdfx4], identity: identity).write(to: file)
    let sheetDocument = try file.write(version: ConformanceLevel.pdfx4.version)
    try Conformance.verify(sheetDocument, [.pdfx4])
    return sheetDocument
  }

  /// What the catalogue still has. All else refers to pages that are no longer there.
  private static let kept: Set<String> = ["/Type", "/Pages", "/OutputIntents", "/Metadata", "/Lang"]
}
