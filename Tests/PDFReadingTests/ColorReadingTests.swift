import PDFReading
import Testing

@Suite("Colours and inks of any PDF")
struct ColorReadingTests {
  private func uses(_ report: PDFReport) -> Set<String> {
    Set(report.colors.map { "\($0.space.name) \($0.purpose.rawValue)" })
  }

  @Test(
    "each operator's colour is of its space",
    arguments: [
      ("0 g 0 0 9 9 re f", "DeviceGray fill"), ("1 0 0 RG 0 0 m 9 9 l S", "DeviceRGB stroke"),
      ("0 0 0 1 k 0 0 9 9 re f", "DeviceCMYK fill"), ("/Lab cs 50 0 0 sc 0 0 9 9 re f*", "Lab fill"),
      ("/Cal cs 1 0 0 scn 0 0 9 9 re f", "CalRGB fill"),
      ("/Spot CS 1 SCN 0 0 m 9 9 l S", "Separation PANTONE 186 C over DeviceCMYK stroke"),
      ("/Two cs 1 0.5 scn 0 0 9 9 re f", "DeviceN Gold, Varnish over DeviceCMYK fill"),
      ("/Indexed cs 1 sc 0 0 9 9 re f", "Indexed DeviceRGB fill"), ("/S1 sh", "DeviceCMYK shading"),
      ("BI /W 1 /H 1 /BPC 8 /CS /CMYK ID aaaa EI", "DeviceCMYK picture"),
      ("BI /W 1 /H 1 /BPC 8 /CS [/I /RGB 0 <ffffff>] ID a EI", "DeviceRGB picture"),
    ])
  func spaces(content: String, use: String) throws {
    let resources = """
      /ColorSpace << /Lab [/Lab << /WhitePoint [0.9 1 0.8] >>] /Cal [/CalRGB << /WhitePoint [0.9 1 0.8] >>]
      /Spot [/Separation /PANTONE#20186#20C /DeviceCMYK 5 0 R] /Indexed [/Indexed /DeviceRGB 1 <000000ffffff>]
      /Two [/DeviceN [/Gold /Varnish] /DeviceCMYK 6 0 R] >>
      /Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 1 0] /Function 7 0 R >> >>
      """
    var sample = SamplePDF(content, resources: resources)
    sample.add(5, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 1 0.8 0.05] >>")
    sample.stream(6, "{ 0 exch 0 }", "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]")
    sample.add(7, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [1 1 1 0] /C1 [0 0 0 1] >>")
    #expect(uses(try sample.report()) == [use])
  }

  @Test("a spot ink is told with the colour that stands for it", arguments: [2, 4])
  func spot(functionType: Int) throws {
    var sample = SamplePDF(
      "/Spot cs 1 scn 0 0 9 9 re f", resources: "/ColorSpace << /Spot [/Separation /Signal /DeviceCMYK 5 0 R] >>")
    if functionType == 2 {
      sample.add(5, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 1 0.5 0.25] >>")
    } else {
      sample.stream(
        5, "{ dup 0 mul exch dup 1 mul exch dup 0.5 mul exch 0.25 mul }",
        "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]")
    }
    let spots = try sample.report().spots
    #expect(spots.map(\.name) == ["Signal"])
    #expect(spots.first?.alternates.map(\.components) == [[0, 1, 0.5, 0.25]])
    #expect(spots.first?.alternates.map(\.space) == [.deviceCMYK])
  }

  @Test("two colours for one ink are both told")
  func ambiguousSpot() throws {
    var sample = SamplePDF(
      "/A cs 1 scn 0 0 9 9 re f /B cs 1 scn 0 0 9 9 re f",
      resources: """
        /ColorSpace << /A [/Separation /Signal /DeviceCMYK 5 0 R] /B [/Separation /Signal /DeviceCMYK 6 0 R] >>
        """)
    sample.add(5, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 1 1 0] >>")
    sample.add(6, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 1 0 0] >>")
    #expect(try sample.report().spots.first?.alternates.count == 2)
  }

  @Test(
    "the largest total ink is that of the fullest colour",
    arguments: [
      ("0.9 0.6 0.3 0.2 k 0 0 9 9 re f 1 0 0 0 k 0 0 9 9 re f", 200.0), ("1 0 0 rg 0 0 9 9 re f", nil),
      ("0.25 g 0 0 9 9 re f", 75), ("/S1 sh", 300), ("/S2 sh", 220), ("1 1 1 1 k", nil),
      ("BI /W 2 /H 1 /BPC 8 /CS /CMYK ID \u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F} EI", 4 * 127 / 2.55),
    ] as [(String, Double?)])
  func ink(content: String, percent: Double?) throws {
    let resources = """
      /Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 1 0] /Function 7 0 R >> /S2 8 0 R >>
      """
    var sample = SamplePDF(content, resources: resources)
    sample.add(7, "<< /FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 1 0] /Functions [9 0 R 9 0 R] >>")
    sample.add(9, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [1 1 1 0] /C1 [0 0 0 1] >>")
    // A mesh of one patch (type 6): a flag, twelve points, four colours.
    let patch = [UInt8(0)] + Array(repeating: 0, count: 24) + Array(repeating: 0, count: 12) + [255, 255, 51, 0]
    sample.stream(
      8, patch,
      """
      /ShadingType 6 /ColorSpace /DeviceCMYK /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8
      /Decode [0 1 0 1 0 1 0 1 0 1 0 1]
      """)
    let found = try sample.report().largestInk?.total
    #expect(found.map { ($0 * 100).rounded() } == percent.map { ($0 * 100).rounded() })
  }

  @Test("masks are no inks, though their colours are told")
  func masks() throws {
    var sample = SamplePDF(
      "/M gs 0 0 0 0.5 k 0 0 9 9 re f", resources: "/ExtGState << /M << /SMask << /S /Luminosity /G 5 0 R >> >> >>")
    sample.stream(
      5, "1 1 1 1 k 0 0 9 9 re f",
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency /CS /DeviceRGB >>")
    let report = try sample.report()
    #expect(uses(report) == ["DeviceCMYK fill", "DeviceCMYK mask", "DeviceRGB mask"])
    #expect(report.largestInk?.total == 50)
    #expect(report.transparency.softMaskPages == [1])
  }

  @Test("what is in forms, patterns, glyphs and appearances is found")
  func nested() throws {
    var sample = SamplePDF(
      "/F Do /Pattern cs /P scn 0 0 9 9 re f BT /T 12 Tf (a) Tj ET",
      resources: "/XObject << /F 5 0 R >> /Pattern << /P 6 0 R >> /Font << /T 7 0 R >>", page: "/Annots [9 0 R]")
    sample.stream(
      5, "/F Do", "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 10 0 R >> >>")
    sample.stream(10, "1 0 0 rg 0 0 9 9 re f", "/Subtype /Form /BBox [0 0 9 9]")
    sample.stream(
      6, "0 0 1 0 K 0 0 m 9 9 l S", "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9")
    sample.add(
      7, "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 8 0 R >> >>")
    sample.stream(8, "1 0 d0 0.5 G 0 0 m 1 1 l S")
    sample.add(9, "<< /Subtype /Stamp /Rect [0 0 9 9] /AP << /N 11 0 R >> >>")
    sample.stream(
      11, "/L cs 50 0 0 sc 0 0 9 9 re f",
      "/Subtype /Form /BBox [0 0 9 9] /Resources << /ColorSpace << /L [/Lab << >>] >> >>")
    let found = uses(try sample.report())
    for use in ["DeviceRGB fill", "DeviceCMYK stroke", "DeviceGray stroke", "Lab fill", "Pattern text"] {
      #expect(found.contains(use), "\(use)")
    }
  }

  @Test(
    "the resolution of a picture is that of its pixels on paper",
    arguments: [
      ("72 0 0 36 0 0 cm /I Do", 100.0, 1.0), ("0.5 0 0 0.5 0 0 cm 72 0 0 36 0 0 cm /I Do", 200, 1),
      ("0 72 -36 0 0 0 cm /I Do", 100, 1), ("72 0 0 36 0 0 cm /F Do", 200, 1), ("72 0 0 36 0 0 cm /I Do", 50, 2),
    ])
  func resolution(content: String, ppi: Double, userUnit: Double) throws {
    var sample = SamplePDF(
      content, resources: "/XObject << /I 5 0 R /F 6 0 R >>", page: "/UserUnit \(userUnit)")
    sample.stream(
      5, [UInt8](repeating: 0, count: 5000),
      "/Subtype /Image /Width 100 /Height 50 /BitsPerComponent 8 /ColorSpace /DeviceGray")
    sample.stream(
      6, "/I Do", "/Subtype /Form /BBox [0 0 1 1] /Matrix [0.5 0 0 0.5 0 0] /Resources << /XObject << /I 5 0 R >> >>")
    let picture = try #require(try sample.report().pictures.first)
    #expect(abs(picture.smallestResolution - ppi) < 1e-6)
    #expect([picture.width, picture.height, picture.bits] == [100, 50, 8])
  }

  @Test(
    "the thinnest line is as thin as it comes out",
    arguments: [("2 w", 2.0), ("0.5 0 0 0.5 0 0 cm 1 w", 0.5), ("4 0 0 0.1 0 0 cm", 0.1), ("0 w", 0)])
  func lines(content: String, width: Double) throws {
    let found = try SamplePDF(content + " 0 0 m 9 9 l S").report().thinnestLine?.width
    #expect(abs((found ?? -1) - width) < 1e-9)
  }
}
