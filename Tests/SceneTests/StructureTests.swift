import Diagnostics
import Foundation
import Testing

@testable import Scene

@Suite("Structure")
struct StructureTests {
  @Test func textsAreParagraphsAndRolesAreKept() throws {
    let scene = try compose(
      """
      {"children": [{"text": "Title", "role": "heading1"}, {"text": "Body"}, {"text": "Source", "role": "note"},
                    {"text": "swirl", "role": "decoration"}]}
      """
    ).requireScene()
    #expect(scene.outline == ["heading1: Title", "paragraph: Body", "note: Source"])
    #expect(scene.glyphs.count == 4)
  }

  @Test(arguments: [
    "\"flexDirection\": \"row-reverse\"", "\"flexDirection\": \"column-reverse\"", "\"direction\": \"rtl\"",
    "\"flexWrap\": \"wrap-reverse\"",
  ])
  func reversedDirectionsKeepTheReadingOrder(style: String) throws {
    let scene = try compose(
      "{\(style), \"children\": [{\"text\": \"one\"}, {\"text\": \"two\"}, {\"text\": \"three\"}]}"
    )
    .requireScene()
    #expect(scene.outline == ["paragraph: one", "paragraph: two", "paragraph: three"])
  }

  @Test func orderChangesPaintingAndNotReading() throws {
    let scene = try compose(
      """
      {"children": [{"text": "one", "order": 2}, {"text": "two", "order": -1}, {"text": "three"}]}
      """
    ).requireScene()
    #expect(scene.outline == ["paragraph: one", "paragraph: two", "paragraph: three"])
    #expect(scene.glyphs.map(\.run.text) == ["two", "three", "one"])
  }

  @Test func parentsComeBeforeTheirChildren() throws {
    let scene = try compose(
      """
      {"role": "section", "children": [
        {"role": "list", "children": [
          {"role": "list-item", "children": [{"text": "a"}]}, {"role": "list-item", "children": [{"text": "b"}]}]},
        {"text": "after"}]}
      """
    ).requireScene()
    #expect(
      scene.structure.map(\.role) == [.section, .list, .listItem, .paragraph, .listItem, .paragraph, .paragraph])
    #expect(scene.structure.map(\.parent) == [nil, 0, 1, 2, 1, 4, 0])
  }

  @Test func alternativeTextMakesAFigureOfEverythingInside() throws {
    let scene = try compose(
      """
      {"children": [{"alt": "71 of 100 are women", "children": [
        {"type": "chart", "chart": "dots", "value": 0.71, "width": 100, "height": 100}, {"text": "71 %"}]}]}
      """
    ).requireScene()
    #expect(scene.structure.map(\.role) == [.figure])
    #expect(scene.structure[0].alt == "71 of 100 are women")
    #expect(scene.items.flatMap(\.leaves).allSatisfy { $0.element == 0 })
  }

  @Test func anEmptyAlternativeTextIsDecoration() throws {
    let scene = try compose(
      "{\"children\": [{\"type\": \"chart\", \"chart\": \"bar\", \"value\": 0.5, \"alt\": \"\", \"width\": 9, \"height\": 9}]}"
    ).requireScene()
    #expect(scene.structure.isEmpty)
    #expect(scene.items.flatMap(\.leaves).allSatisfy { $0.element == nil })
  }

  @Test func everythingInsideDecorationIsDecoration() throws {
    let scene = try compose(
      "{\"children\": [{\"role\": \"decoration\", \"children\": [{\"text\": \"[x](https://a.b)\"}, {\"children\": [{\"text\": \"y\"}]}]}]}"
    ).requireScene()
    #expect(scene.structure.isEmpty)
    #expect(scene.glyphs.count == 2 && scene.glyphs.allSatisfy { $0.link == nil })
  }

  @Test func hiddenNodesAreNeitherReadNorPaintedButKeepTheirPlace() throws {
    let scene = try compose(
      """
      {"children": [{"visibility": "hidden", "children": [{"text": "a"}, {"text": "b", "visibility": "visible"}]},
                    {"display": "none", "children": [{"text": "c"}]}, {"text": "d"}]}
      """
    ).requireScene()
    #expect(scene.outline == ["paragraph: b", "paragraph: d"])
    #expect(scene.glyphs.map(\.run.text) == ["b", "d"])
    #expect(scene.boxes.map(\.path).contains("layout/1/0"))
    #expect(try #require(scene.boxes.first { $0.path == "layout/0/0" }).frame.width > 0)
  }

  @Test func languagesAreStatedWhereTheyDiffer() throws {
    let scene = try compose(
      "{\"children\": [{\"text\": \"one\"}, {\"text\": \"zwei\", \"lang\": \"de\"}, {\"text\": \"three\", \"lang\": \"en\"}]}"
    ).requireScene()
    #expect(scene.structure.map(\.language) == [nil, "de", nil])
    #expect(scene.glyphs.map(\.language) == ["en", "de", "en"])
  }

  @Test func aStretchInAnotherLanguageSaysSo() throws {
    let scene = try compose("{\"children\": [{\"text\": \"one [zwei](lang:de) three\"}]}").requireScene()
    #expect(scene.glyphs.map(\.language) == ["en", "de", "en"])
    #expect(scene.structure.map(\.role) == [.paragraph])
  }

  @Test func aNodeInALanguageOfItsOwnRunsAsThatLanguageDoes() throws {
    let scene = try compose(
      """
      {"flexDirection": "column", "fontFamily": ["Inter", "Noto Sans Hebrew"], "children": [
        {"text": "אבג", "lang": "he"}, {"text": "אבג", "lang": "he", "direction": "ltr"},
        {"text": "abc", "lang": "he-Latn"}, {"lang": "he", "children": [{"text": "one"}, {"text": "two", "lang": "en"}]}]}
      """
    ).requireScene()
    #expect(isClose(scene.glyphs[0].run.x + scene.glyphs[0].run.width, 400, within: 0.02))
    #expect(scene.glyphs[1].run.x == 0 && scene.glyphs[2].run.x == 0)
    // The first of a row stands on the right.
    #expect(scene.glyphs[3].origin.x > scene.glyphs[4].origin.x)
  }

  // MARK: Links

  @Test func aLinkInMixedDirectionsIsReadInOrderAndHasOneRectangle() throws {
    let scene = try compose(
      """
      {"fontFamily": ["Inter", "Noto Sans Arabic"], "children": [
        {"text": "انظر [تقرير UNODC 2016 الجديد](https://a.b) هنا"}]}
      """, language: "ar"
    ).requireScene()
    let links = scene.structure.filter { $0.role == .link }
    #expect(links.map(\.frames.count) == [1])
    let linked = scene.glyphs.filter { $0.run.span == 1 }
    #expect(linked.map(\.run.text).joined() == "تقرير UNODC 2016 الجديد")
    #expect(linked.count > 2)
  }

  @Test func aLinkHasOneRectangleForEachLine() throws {
    let scene = try compose(
      """
      {"flexDirection": "column", "alignItems": "flex-start", "fontFamily": "Inter", "children": [
        {"width": 150, "lineHeight": "20px", "text": "See [a **long and bold** link that wraps](https://a.b) here"}]}
      """
    ).requireScene()
    let links = scene.structure.filter { $0.role == .link }
    #expect(links.count == 1)
    let frames = try #require(links.first).frames
    #expect(frames.count == 3)
    #expect(frames.map(\.y) == [0, 20, 40] && frames.allSatisfy { $0.height == 20 })
    #expect(frames[0].x > 10 && frames[1].x == 0 && frames[2].x == 0 && frames.allSatisfy { $0.maxX <= 150 })
    #expect(scene.glyphs.filter { $0.link == "https://a.b" }.allSatisfy { $0.run.text != "See " })
  }

  @Test func aLinkIsUnderlinedEvenly() throws {
    let scene = try compose(
      "{\"fontFamily\": \"Inter\", \"children\": [{\"text\": \"[a **bold** link](https://a.b)\"}]}"
    ).requireScene()
    let lines = scene.fills.map(\.path.bounds)
    #expect(lines.count == 3)
    #expect(Set(lines.map(\.height)).count == 1 && Set(lines.map(\.y)).count == 1)
    #expect(zip(lines, lines.dropFirst()).allSatisfy { isClose($0.maxX, $1.x) })
  }

  @Test func twoLinksToOneAddressAreTwoWhereTextPartsThem() throws {
    let scene = try compose("{\"children\": [{\"text\": \"[a](https://a.b) and [b](https://a.b)\"}]}").requireScene()
    #expect(scene.structure.map(\.role) == [.paragraph, .link, .link])
  }

  @Test func aNodeMayLeadSomewhereAsAWhole() throws {
    let scene = try compose(
      "{\"children\": [{\"link\": \"https://a.b\", \"role\": \"section\", \"width\": 90, \"children\": [{\"text\": \"go\"}]}]}"
    ).requireScene()
    #expect(scene.structure.map(\.role) == [.section, .link, .paragraph])
    #expect(scene.structure[1].frames == [scene.structure[0].frames[0]])
    #expect(scene.structure[2].parent == 1)
  }

  @Test func linksInsideFiguresStay() throws {
    let scene = try compose(
      "{\"children\": [{\"alt\": \"A code\", \"children\": [{\"type\": \"qr\", \"value\": \"x\", \"link\": \"https://a.b\"}]}]}"
    ).requireScene()
    #expect(scene.structure.map(\.role) == [.figure, .link])
  }

  @Test func aLinkInsideALinkIsReported() throws {
    let composed = try compose(
      "{\"children\": [{\"link\": \"https://a.b\", \"children\": [{\"text\": \"[go](https://c.d)\"}]}]}")
    #expect(composed.messages == ["link-in-link: a link inside another link leads nowhere of its own [layout/0/0]"])
    #expect(try composed.requireScene().structure.map(\.link) == ["https://a.b", nil])
  }
}
