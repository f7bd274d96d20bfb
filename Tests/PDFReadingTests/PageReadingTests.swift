import PDFReading
import Testing

@Suite("Pages of any PDF")
struct PageReadingTests {
  @Test("boxes are inherited, and those that are not stated are what the standard puts in their place")
  func boxes() throws {
    let sample = SamplePDF(page: "/TrimBox [190 90 10 10] /Rotate -90 /UserUnit 2")
    let page = try #require(try sample.report().pages.first)
    #expect(page.media == PDFReport.Rectangle(left: 0, bottom: 0, right: 200, top: 100))
    #expect(page.crop == page.media)
    #expect(page.bleed == page.media)
    #expect(page.trim == PDFReport.Rectangle(left: 10, bottom: 10, right: 190, top: 90))
    #expect(page.stated == ["MediaBox", "TrimBox"])
    #expect(page.rotation == 270)
    #expect(page.userUnit == 2)
  }

  @Test("a crop box stands in for the boxes within it")
  func crop() throws {
    let page = try #require(try SamplePDF(page: "/CropBox [5 5 150 90]").report().pages.first)
    #expect(page.trim == PDFReport.Rectangle(left: 5, bottom: 5, right: 150, top: 90))
  }

  @Test("links say where they lead, and what they are called")
  func links() throws {
    var sample = SamplePDF(page: "/Annots [5 0 R 6 0 R]")
    sample.add(
      5, "<< /Subtype /Link /Rect [1 2 30 40] /Contents (The plan) /A << /S /URI /URI (https://www.un.org/) >> >>")
    sample.add(6, "<< /Subtype /Link /Rect [1 2 3 4] /Dest [3 0 R /Fit] >>")
    let links = try sample.report().links
    #expect(links.map(\.address) == ["https://www.un.org/", "page 1"])
    #expect(links.map(\.contents) == ["The plan", nil])
    #expect(links[0].area == PDFReport.Rectangle(left: 1, bottom: 2, right: 30, top: 40))
  }

  @Test("the outline is told in order, and one that leads back to itself ends")
  func outline() throws {
    var sample = SamplePDF(catalogue: "/Outlines 5 0 R")
    sample.add(5, "<< /First 6 0 R /Last 8 0 R >>")
    sample.add(6, "<< /Title (One) /Next 8 0 R /First 7 0 R >>")
    sample.add(7, "<< /Title (One, first) /Next 6 0 R >>")
    sample.add(8, "<< /Title (Two) >>")
    let outline = try sample.report().outline
    #expect(outline.map(\.title) == ["One", "One, first", "Two"])
    #expect(outline.map(\.level) == [1, 2, 1])
  }

  @Test("tags are counted, through the file's own names for them")
  func tags() throws {
    var sample = SamplePDF(catalogue: "/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>")
    sample.add(5, "<< /Type /StructTreeRoot /K 6 0 R /RoleMap << /Titre /Kopf /Kopf /H2 >> >>")
    sample.add(6, "<< /S /Document /P 5 0 R /K [7 0 R 8 0 R 9 0 R] >>")
    sample.add(7, "<< /S /Titre /P 6 0 R /Pg 3 0 R /K 0 >>")
    sample.add(8, "<< /S /Figure /P 6 0 R /Alt (A map) >>")
    sample.add(9, "<< /S /Figure /P 6 0 R /K [6 0 R] >>")
    let report = try sample.report()
    #expect(report.structure.counts == ["Document": 1, "H2": 1, "Figure": 2])
    #expect(report.structure.figuresWithoutAlternative == 1)
    #expect(report.structure.headings == [2])
    #expect(report.structure.isMarked)
    #expect(report.problems == ["a tag stands in the structure twice, or lies within itself"])
  }

  @Test("the claims of the XMP packet are told")
  func claims() throws {
    var sample = SamplePDF(catalogue: "/Metadata 5 0 R")
    let xmp = """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
      <rdf:Description rdf:about="" xmlns:a="http://www.aiim.org/pdfa/ns/id/" a:part="2" a:conformance="B" \
      xmlns:u="http://www.aiim.org/pdfua/ns/id/"><u:part>1</u:part></rdf:Description></rdf:RDF></x:xmpmeta>
      """
    sample.stream(5, xmp, "/Type /Metadata /Subtype /XML")
    #expect(try sample.report().metadata?.claims == ["PDF/A-2b", "PDF/UA-1"])
  }
}
