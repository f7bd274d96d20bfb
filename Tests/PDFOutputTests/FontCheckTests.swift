import PDFSyntax
import Testing

@testable import PDFOutput

@Suite("The check of painted fonts")
struct FontCheckTests {
  /// A page and a form, each with a font of its own.
  private func check(page: String = "", form: String = "", font: String = "/TrueType") throws {
    let text = """
      %PDF-1.7
      1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
      2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
      3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R
        /Resources << /Font << /f-0-0 6 0 R >> /XObject << /x5 5 0 R >> >> >> endobj
      4 0 obj << /Length \(page.utf8.count) >>
      stream
      \(page)
      endstream endobj
      5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length \(form.utf8.count)
        /Resources << /Font << /f-1-0 6 0 R >> >> >>
      stream
      \(form)
      endstream endobj
      6 0 obj << /Type /Font /Subtype \(font) >> endobj
      trailer << /Size 7 /Root 1 0 R >>
      %%EOF
      """
    let file = try QPDFFile(Array(text.utf8), recovers: true)
    try FontCheck(file: file).check(try file.pages())
  }

  @Test(arguments: [
    ("", ""), ("BT /f-0-0 9 Tf (a) Tj ET", "BT /f-1-0 9 Tf (a) Tj ET"), ("BT (/f-7-0 9 Tf) Tj ET", "% /f-7-0 9 Tf"),
  ])
  func letsFontsPassThatTheFileHas(page: String, form: String) throws {
    try check(page: page, form: form)
  }

  @Test(arguments: [
    ("BT /f-1-0 9 Tf (a) Tj ET", "", "/f-1-0"), ("", "BT /f-1-0 1 Tf /f-0-0 9 Tf (a) Tj ET", "/f-0-0"),
  ])
  func findsTextWhoseFontIsLost(page: String, form: String, font: String) throws {
    let error = #expect(throws: PDFError.self) { try check(page: page, form: form) }
    #expect(error?.message.contains("the font \(font) of a text was lost") ?? false)
  }

  @Test func findsLettersThatBecamePictures() throws {
    let error = #expect(throws: PDFError.self) { try check(font: "/Type3") }
    #expect(error?.message.contains("a font became pictures") ?? false)
  }
}
