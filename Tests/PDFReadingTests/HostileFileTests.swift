import PDFReading
import PDFSyntax
import Testing

@Suite("Damaged and hostile files")
struct HostileFileTests {
  @Test(
    "what is no PDF is an error in words", arguments: [("", "empty"), ("Three targets", "not a PDF"), ("%PDF-1.7", "")])
  func none(text: String, word: String) throws {
    let error = try #require(throws: PDFError.self) { try PDFReport(reading: Array(text.utf8)) }
    #expect(word.isEmpty || error.message.contains(word), "\(error.message)")
  }

  @Test("a file that ends early is told as far as it goes, or is an error", arguments: 1..<20)
  func truncated(twentieths: Int) {
    let whole = SamplePDF("0 0 0 1 k 0 0 9 9 re f", resources: "/ColorSpace << >>").bytes
    let part = Array(whole.prefix(whole.count * twentieths / 20))
    if let report = try? PDFReport(reading: part) { #expect(report.pages.count == 1) }
  }

  @Test("every byte of a file can be another one")
  func flipped() {
    let whole = SamplePDF("/F Do 1 0 0 rg 0 0 9 9 re f", resources: "/XObject << /F 4 0 R >>").bytes
    for index in stride(from: 0, to: whole.count, by: 3) {
      var bytes = whole
      bytes[index] ^= 0x15
      if let report = try? PDFReport(reading: bytes) { #expect(report.pages.count <= 1) }
    }
  }

  @Test("forms that hold each other end")
  func cycles() throws {
    var sample = SamplePDF("/A Do", resources: "/XObject << /A 5 0 R >>")
    sample.stream(
      5, "2 0 0 2 0 0 cm /B Do /B Do", "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /B 6 0 R >> >>")
    sample.stream(
      6, "/A Do /A Do 0 g 0 0 9 9 re f", "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >>")
    let report = try sample.report()
    #expect(report.problems.contains { $0.contains("deep within content") })
    #expect(report.colors.map(\.space) == [.deviceGray])
  }

  @Test(
    "text whose font the file lacks is told, on pages and in forms",
    arguments: [("BT /F0 9 Tf (a) Tj ET", "", "/F0"), ("/F Do", "BT /F1 1 Tf (a) Tj ET", "/F1")])
  func lostFonts(page: String, form: String, font: String) throws {
    var sample = SamplePDF(page, resources: "/XObject << /F 5 0 R >>")
    sample.stream(5, form, "/Subtype /Form /BBox [0 0 9 9]")
    #expect(
      try sample.report().problems == ["text on page 1 has the font \(font), which is missing from the file"])
  }

  @Test("what a file holds besides pages is told")
  func extras() throws {
    var sample = SamplePDF(catalogue: "/OpenAction 5 0 R /AcroForm << /Fields [] >>")
    sample.add(5, "<< /S /JavaScript /JS (app.alert) >>")
    #expect(try sample.report().extras == ["JavaScript", "a form to fill in"])
    #expect(try SamplePDF().report().extras == [])
  }

  @Test("ten uses of ten uses of ten uses are one use")
  func multiplied() throws {
    var sample = SamplePDF("/F Do", resources: "/XObject << /F 10 0 R >>")
    for level in 0..<20 {
      sample.stream(
        10 + level, String(repeating: "/F Do ", count: 10),
        "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F \(11 + level) 0 R >> >>")
    }
    sample.stream(30, "0 g 0 0 9 9 re f", "/Subtype /Form /BBox [0 0 9 9]")
    #expect(try sample.report().problems == [])
  }

  @Test("a million brackets are nothing", arguments: ["[", "<<", "(", "q "])
  func deep(bracket: String) throws {
    let nested = String(repeating: bracket, count: 1_000_000)
    #expect(try SamplePDF(nested).report().pages.count == 1)
    var sample = SamplePDF(page: "/Extra 5 0 R")
    sample.add(5, nested)
    _ = try? sample.report()
  }

  @Test(
    "numbers of any size are numbers",
    arguments: [
      "99999999999999999999999999999999999999 w 0 0 m 1 1 l S", "1e400 0 0 1 0 0 cm 0 0 m 1 1 l S",
      "\(String(repeating: "9", count: 400)) 0 0 1 0 0 cm /I Do", "-99999999999999999999 Tr (a) Tj",
      "BI /W 99999999999 /H 99999999999 /BPC 8 /CS /CMYK ID a EI",
      "/P \(String(repeating: "9", count: 30)) scn 0 0 1 1 re f",
      "/X << /MCID 99999999999999999999999 >> BDC EMC",
    ])
  func numbers(content: String) throws { #expect(try SamplePDF(content).report().pages.count == 1) }

  @Test("pictures that claim to be huge are not unpacked")
  func hugePicture() throws {
    var sample = SamplePDF("/I Do", resources: "/XObject << /I 5 0 R >>")
    sample.stream(
      5, "x", "/Subtype /Image /Width 9999999 /Height 9999999 /BitsPerComponent 8 /ColorSpace /DeviceCMYK")
    #expect(try sample.report().pictures.first?.width == 9_999_999)
  }

  @Test("content that would unpack to more than there is room for stays packed, and that is told")
  func bomb() throws {
    // RunLength's largest ratio is 64; one filter within the other makes 4,096.
    let inner: [UInt8] = (0..<80_000).map { $0 % 2 == 0 ? 129 : 32 }
    let outer: [UInt8] = inner.flatMap { (byte: UInt8) -> [UInt8] in [129, byte] }
    var sample = SamplePDF()
    sample.stream(4, outer + [128], "/Filter [/RunLengthDecode /RunLengthDecode]")
    let report = try sample.report()
    #expect(report.problems.contains { $0.contains("would unpack to more than") }, "\(report.problems)")
  }

  @Test("the tags of a tree without end are told up to a bound")
  func deepTags() throws {
    var sample = SamplePDF(catalogue: "/StructTreeRoot 5 0 R")
    sample.add(5, "<< /K 10 0 R >>")
    for number in 10..<1000 { sample.add(number, "<< /S /Sect /K \(number + 1) 0 R >>") }
    #expect(try sample.report().problems.contains { $0.contains("deep") })
  }
}
