import Foundation
import PDFSyntax
import Scene
import Testing

@testable import PDFOutput
@testable import Painting

@Suite("Addresses of links")
struct LinkAddressTests {
  @Test(arguments: [
    ("https://www.un.org/en/?a=1&b=(2)#top", "https://www.un.org/en/?a=1&b=(2)#top"),
    ("HTTPS://Example.org", "https://Example.org"),
    ("https://example.org/una página (1).pdf", "https://example.org/una%20p%C3%A1gina%20(1).pdf"),
    ("https://example.org/100%25 or 100%", "https://example.org/100%25%20or%20100%25"),
    ("https://[::1]/[x]", "https://[::1]/%5Bx%5D"),
    ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
    ("https://example.org/\\<>\"{}|^`", "https://example.org/%5C%3C%3E%22%7B%7D%7C%5E%60"),
    ("mailto:info@example.org?subject=Equal priority", "mailto:info@example.org?subject=Equal%20priority"),
    ("tel:+41 22 123", "tel:+41%2022%20123"),
  ])
  func areWrittenAsRFC3986Allows(text: String, uri: String) {
    #expect(LinkAddress(text)?.uri == uri)
  }

  @Test(arguments: [
    "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://", "www.un.org", "mailto:", "",
  ])
  func thatAreNotForReadersAreRefused(text: String) {
    #expect(LinkAddress(text) == nil)
  }
}

@Suite("Dates")
struct DocumentDateTests {
  @Test(arguments: [
    ("2017-09-20", "D:20170920000000Z", "2017-09-20T00:00:00Z"),
    ("2016-02-29", "D:20160229000000Z", "2016-02-29T00:00:00Z"),
    ("2017-09-20T10:05:59Z", "D:20170920100559Z", "2017-09-20T10:05:59Z"),
  ])
  func areWrittenForPDFAndXMP(text: String, pdf: String, xmp: String) throws {
    let date = try DocumentDate(text)
    #expect(date.pdf == pdf)
    #expect(date.xmp == xmp)
  }

  @Test(arguments: [
    "", "2017", "2017-13-01", "2017-02-29", "2017-04-31", "2017-00-10", "2017-9-20", "20170920", "2017-09-20T25:00:00Z",
    "2017-09-20 10:00:00", "tomorrow",
    "٢٠١٧-٠٩-٢٠", "99999999999999999999-01-01",
  ])
  func thatAreNoneAreAnError(text: String) {
    #expect(throws: PDFError.self) { try DocumentDate(text) }
  }
}

@Suite("Marked content")
struct MarkedContentTests {
  private func rewrite(_ content: String, _ marks: [ContentMark]) throws -> String {
    String(decoding: try MarkedContent(marks: marks).rewrite(Array(content.utf8)).content, as: UTF8.self)
  }

  @Test func decorationBecomesAnArtifact() throws {
    let result = try rewrite(
      "/Span << /MCID 0 >> BDC\n0 0 9 9 re f\nEMC\n/Span << /MCID 1 >> BDC\nEMC",
      [ContentMark(), ContentMark(element: 0)])
    #expect(result == "/Artifact BMC\n0 0 9 9 re f\nEMC\n/Span << /MCID 1 >> BDC\nEMC")
  }

  @Test func picturesOfGlyphsCarryTheirText() throws {
    let result = try rewrite("/Span << /MCID 0 >> BDC", [ContentMark(element: 0, actualText: "é🕊")])
    #expect(result == "/Span << /MCID 0 /ActualText <FEFF00E9D83DDD4A> >> BDC")
  }

  @Test func aCardsTextMayLookLikeAMark() throws {
    let text = "(\\) /Span << /MCID 7 >> BDC (/Span << /MCID 8 >> BDC))Tj"
    let content = "/Span << /MCID 0 >> BDC (a(b)\\\\)Tj \(text)"
    #expect(try rewrite(content, [ContentMark(element: 0)]) == content)
  }

  @Test func aBlankPageHasNoMarks() throws {
    #expect(try rewrite("q Q", [ContentMark(element: 0)]) == "q Q")
  }

  @Test(arguments: ["/Span << /MCID 1 >> BDC", "/Span << /MCID 0 >> BDC /Span << /MCID 1 >> BDC"])
  func lostMarksAreAnError(content: String) {
    #expect(throws: PDFError.self) { try rewrite(content, [ContentMark(element: 0)]) }
  }
}

@Suite("Areas of links")
struct LinkAreaTests {
  @Test func runsOfALineAreOneArea() {
    let rects = [Rect(10, 20, 30, 12), Rect(44, 20, 20, 12), Rect(0, 34, 50, 12)]
    #expect(LinkAreas.lines(rects) == [Rect(10, 20, 54, 12), Rect(0, 34, 50, 12)])
  }

  @Test func emptyAreasAreLeftOut() {
    #expect(LinkAreas.lines([Rect(0, 0, 0, 10), Rect(0, 0, 10, 0)]).isEmpty)
  }
}

@Suite("Levels of headings")
struct HeadingLevelTests {
  @Test(arguments: [
    ([2, 3, 1, 3, 3, 2], [1, 2, 1, 2, 3, 2]), ([1, 1, 2, 3, 1], [1, 1, 2, 3, 1]), ([3], [1]),
  ])
  func neverSkipOne(asked: [Int], written: [Int]) {
    var levels = HeadingLevels()
    #expect(asked.map { levels.next($0) } == written)
  }
}

@Suite("The profile of sRGB")
struct SRGBProfileTests {
  @Test func isTheSameEveryTime() throws {
    let profile = try SRGBProfile.bytes()
    #expect(try SRGBProfile.bytes() == profile)
    #expect(String(decoding: profile[36..<40], as: UTF8.self) == "acsp")
    #expect(String(decoding: profile[16..<20], as: UTF8.self) == "RGB ")
    // 2000-01-01 00:00:00, big-endian.
    #expect(Array(profile[24..<36]) == [7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
  }
}
