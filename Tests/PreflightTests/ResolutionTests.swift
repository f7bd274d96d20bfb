import Testing

@Suite("Pictures that are too coarse for the press")
struct ResolutionTests {
  /// 64 × 48 pixels over 40 mm × 30 mm.
  private static let coarse =
    #"{"padding": 20, "children": [{"type": "image", "src": "quarters.png", "alt": "Four fields", "width": "40mm", "height": "30mm"}]}"#

  @Test func areTold() throws {
    let found = try preflight(Self.coarse)
    #expect(
      found.told == [
        "warning low-resolution: the picture has 41 pixels per inch in print, and 150 are the least [layout/0]"
      ])
    let diagnostic = try #require(found.first)
    #expect(diagnostic.reason == "its 64 × 48 pixels are spread over 40 mm × 30 mm, so it looks blurred")
    #expect(
      diagnostic.help
        == "use a picture of at least 237 × 178 pixels (473 × 355 for 300 per inch), or give it less room")
    #expect(diagnostic.subject.card == "card")
    #expect(diagnostic.subject.language == "en")
    #expect(diagnostic.subject.format == "flyer")
    #expect(diagnostic.location?.line == 2)
  }

  @Test func areMeasuredAgainstTheDecksOwnLimit() throws {
    #expect(try preflight(Self.coarse, more: #", "press": {"leastResolution": 72}"#).count == 1)
    let fine =
      #"{"padding": 20, "children": [{"type": "image", "src": "quarters.png", "alt": "a", "width": "10mm", "height": "7.5mm"}]}"#
    #expect(try preflight(fine).isEmpty)
    #expect(try preflight(fine, more: #", "press": {"leastResolution": 200}"#).count == 1)
  }

  /// 163 pixels per inch at 10 mm, half of it at 20 mm.
  @Test(arguments: [("scale(2)", 1), ("rotate(30deg)", 0), ("scale(1, 2)", 1), ("rotate(90deg) scale(0.5)", 0)])
  func areMeasuredAtTheSizeThatTransformsGiveThem(transform: String, count: Int) throws {
    let picture =
      #"{"type": "image", "src": "quarters.png", "alt": "a", "width": "10mm", "height": "7.5mm", "margin": 60}"#
    let found = try preflight(#"{"transform": "\#(transform)", "width": "60mm", "children": [\#(picture)]}"#)
    #expect(found.filter { $0.code == "low-resolution" }.count == count, "\(found.told)")
  }

  @Test func countAlsoWhereAPictureIsCutOrIsAMask() throws {
    let cut =
      #"{"padding": 20, "children": [{"type": "image", "src": "quarters.png", "alt": "a", "objectFit": "cover", "width": "40mm", "height": "5mm"}]}"#
    #expect(try preflight(cut).map(\.code) == ["low-resolution"])
    let masked =
      #"{"children": [{"background": "red", "mask": {"src": "quarters.png"}, "width": "40mm", "height": "30mm"}]}"#
    #expect(try preflight(masked).told.map { $0.suffix(10) } == ["[layout/0]"])
  }

  @Test func areNothingToAnAccessibleDocument() throws {
    #expect(try preflight(Self.coarse, .document).isEmpty)
  }
}
