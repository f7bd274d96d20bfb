import Imposition
import PDFSyntax

/// The boxes of a page that is put on sheets.
struct SheetPage {
  let trim: Area
  let bleed: Area
  /// The bleed on the narrowest side.
  let margin: Double

  /// - Throws: If the page has no boxes, or they do not lie in each other.
  init(_ page: PDFObject, _ file: QPDFFile) throws(PDFError) {
    guard let trim = Self.box("/TrimBox", page, file), let bleed = Self.box("/BleedBox", page, file),
      bleed.contains(trim)
    else {
      throw PDFError("a page for the press has no trim and bleed")
    }
    self.trim = trim
    self.bleed = bleed
    margin = max(
      0, min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top))
  }

  private static func box(_ key: String, _ page: PDFObject, _ file: QPDFFile) -> Area? {
    guard let numbers = file.numbers(file.entry(key, of: page)), numbers.count == 4 else { return nil }
    return Area(left: numbers[0], bottom: numbers[1], right: numbers[2], top: numbers[3])
  }

  /// Whether both have the same size and bleed, as far as decimals can tell.
  func isAlike(_ other: SheetPage) -> Bool {
    [trim.width - other.trim.width, trim.height - other.trim.height, margin - other.margin].allSatisfy {
      abs($0) < 0.01
    }
  }
}

/// The pages of a file as forms, each made when it is first asked for.
final class SheetForms {
  let file: QPDFFile
  private let pages: [PDFObject]
  private var made: [Int: (form: PDFReference, page: SheetPage)] = [:]

  init(_ file: QPDFFile) throws(PDFError) {
    self.file = file
    pages = try file.pages()
  }

  func form(ofPage index: Int) throws(PDFError) -> (form: PDFReference, page: SheetPage) {
    if let known = made[index] { return known }
    guard pages.indices.contains(index) else {
      throw PDFError("a sheet asks for page \(index + 1) of \(pages.count)")
    }
    let form = try file.scoped { () throws(PDFError) in try make(pages[index]) }
    made[index] = form
    return form
  }

  /// The page's own transparency group is left out: cards do not lie on each other, so that the sheet's group does the
  /// same, and overprinting goes through to the paper.
  private func make(_ page: PDFObject) throws(PDFError) -> (form: PDFReference, page: SheetPage) {
    let boxes = try SheetPage(page, file)
    guard let resources = file.entry("/Resources", of: page) else { throw PDFError("a page has no resources") }
    let form = try file.addStream(
      try file.content(of: page),
      [
        "/Type": .name("/XObject"), "/Subtype": .name("/Form"), "/Resources": .object(resources),
        "/BBox": .rectangle(boxes.bleed.left, boxes.bleed.bottom, boxes.bleed.right, boxes.bleed.top),
      ])
    guard let reference = file.reference(to: form) else { throw PDFError("a page on a sheet has no number") }
    return (reference, boxes)
  }
}

/// One sheet as a page.
struct SheetDrawing {
  let content: [UInt8]
  private let sheet: Sheet
  private let forms: [(name: String, form: PDFReference)]
  private let spaces: [(name: String, space: PDFReference)]

  init(_ sheet: Sheet, _ library: SheetForms, _ marks: MarkDrawing) throws(PDFError) {
    self.sheet = sheet
    spaces = marks.spaces
    var text = ""
    var forms: [(name: String, form: PDFReference)] = []
    for placement in sheet.placements {
      let (form, page) = try library.form(ofPage: placement.page)
      let name = "/Page\(placement.page)"
      if !forms.contains(where: { $0.name == name }) { forms.append((name, form)) }
      let clip = placement.clip
      let matrix = placement.matrix(from: page.trim)
      text += "q \(PDFNumber.list([clip.left, clip.bottom, clip.width, clip.height])) re W n "
      text += "\(PDFNumber.list([matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f])) cm \(name) Do Q\n"
    }
    self.forms = forms
    content = Array(text.utf8) + marks.content
  }

  /// Adds the page, and says what number it has.
  func add(to tree: PDFObject, of file: QPDFFile) throws(PDFError) -> PDFReference {
    try file.scoped { () throws(PDFError) in
      let resources: PDFValue = [
        "/XObject": .dictionary(entries(forms.map { ($0.name, $0.form) }, file)),
        "/ColorSpace": .dictionary(entries(spaces.map { ($0.name, $0.space) }, file)),
      ]
      // What is blended on the sheet is blended in inks (ISO 32000-1 §11.6.6).
      let group: PDFValue = [
        "/Type": .name("/Group"), "/S": .name("/Transparency"), "/I": .boolean(true), "/CS": .name("/DeviceCMYK"),
      ]
      let page = file.add([
        "/Type": .name("/Page"), "/Parent": .object(tree), "/MediaBox": box(sheet.media), "/CropBox": box(sheet.media),
        "/BleedBox": box(sheet.bleed), "/TrimBox": box(sheet.trim), "/Resources": resources, "/Group": group,
        "/Contents": .object(try file.addStream(content)),
      ])
      guard let reference = file.reference(to: page) else { throw PDFError("a sheet has no number") }
      return reference
    }
  }

  private func entries(_ named: [(String, PDFReference)], _ file: QPDFFile) -> [String: PDFValue] {
    Dictionary(named.map { ($0, .object(file.object($1))) }) { first, _ in first }
  }

  private func box(_ area: Area) -> PDFValue { .rectangle(area.left, area.bottom, area.right, area.top) }
}
