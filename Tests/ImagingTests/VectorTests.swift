import Foundation
import Testing

@testable import Imaging

@Suite("SVG files")
struct VectorTests {
  private func svg(_ attributes: String, _ content: String = "<rect width='10' height='10'/>", head: String = "")
    -> String
  {
    "\(head)<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \(attributes)>\(content)</svg>"
  }

  @Test(
    arguments: [
      ("width='300' height='200'", 300, 200), ("width='300px' height='2in'", 300, 192),
      ("width='25.4mm' height='72pt'", 96, 96), ("width='2.54cm' height='6pc'", 96, 96),
      ("viewBox='0 0 40 30'", 40, 30), ("viewBox='-5 -5 40 30' width='80'", 80, 60),
      ("viewBox='0 0 40 30' height='15'", 20, 15), ("viewBox='0 0 40 30' width='100%' height='100%'", 40, 30),
      ("viewBox='0 0 40 30' width='50%' height='60'", 80, 60), ("", 100, 100), ("width='50'", 50, 100),
      ("width='2em' height='2ex'", 32, 16),
    ] as [(String, Double, Double)])
  func theNaturalSizeIsFound(attributes: String, width: Double, height: Double) throws {
    let picture = try read(svg: svg(attributes))
    #expect(abs(picture.width - width) < 0.01 && abs(picture.height - height) < 0.01)
  }

  @Test(arguments: [
    "width='0' height='10'", "width='10' height='0'", "width='100001' height='10'", "width='1e30' height='1'",
    "width='100' viewBox='0 0 1 100000'",
  ])
  func impossibleSizesAreErrors(attributes: String) {
    #expect(
      throws: ImagingError.notSVG(path: "drawing", detail: "Its width and height must be above 0 and at most 100000 px")
    ) {
      try read(svg: svg(attributes))
    }
  }

  @Test(arguments: [
    "<image href='other.png'/>", "<image xlink:href='https://example.org/a.png'/>", "<use href='other.svg#a'/>",
    "<image xmlns:q='http://www.w3.org/1999/xlink' q:href='file:///etc/passwd'/>", "<feImage href='//host/x'/>",
    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>",
    "<image href='&#104;ttps://example.org/a.png'/>", "<image href='  other.png'/>", "<svg:image href = \"a\"/>",
  ])
  func whatLiesOutsideIsRefused(content: String) {
    let error = #expect(throws: ImagingError.self) { try read(svg: svg("width='9' height='9'", content)) }
    guard case .svgRefersOutside = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "<script>while (true) {}</script><rect width='1' height='1' onclick='x()'/>",
    "<!-- <image href='x.png'/> -->",
    "<style>@import url('https://example.org/x.css'); rect { fill: url(#a) }</style>", "<use href='#missing'/>",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Text</p></foreignObject>",
    "<animate attributeName='x' dur='1s'/>",
  ])
  func whatDoesNotChangeTheDrawingIsIgnored(content: String) throws {
    #expect(try read(svg: svg("width='9' height='9'", content)).width == 9)
  }

  @Test func entitiesForNamespacesAreRead() throws {
    let head = """
      <?xml version="1.0" encoding="utf-8"?>
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
        <!ENTITY ns_svg "http://www.w3.org/2000/svg">
      ]>
      """
    #expect(try read(svg: head + "<svg xmlns='&ns_svg;' width='7' height='7'/>").width == 7)
  }

  @Test(arguments: [
    "<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>", "<!ENTITY a '&#60;image href=\"x\"/>'>", "<!ENTITY a '<g/>'>",
    "<!ENTITY % p '<!ENTITY q \"x\">'> %p;", "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
    "<!ENTITY a PUBLIC 'x' \"http://example.org/\">", "<!ENTITY a>", "<!ENTITY",
  ])
  func otherEntitiesAreRefused(entities: String) {
    #expect(throws: ImagingError.self) {
      try read(svg: "<!DOCTYPE svg [\(entities)]>" + svg("width='9' height='9'", "&a;"))
    }
  }

  @Test(arguments: ["utf-16", "UTF-7", "EBCDIC-US", "ucs-4"])
  func encodingsWithoutASCIIAreRefused(encoding: String) {
    let head = "<?xml version='1.0' encoding='\(encoding)'?>"
    #expect(throws: ImagingError.notSVG(path: "drawing", detail: "Its text must be encoded as UTF-8")) {
      try read(svg: svg("width='9' height='9'", head: head))
    }
  }

  @Test func wideEncodingsAreRefused() throws {
    let text = svg("width='9' height='9'")
    let data = try #require(text.data(using: .utf16))
    #expect(throws: ImagingError.self) { try VectorReader.read(Array(data), path: "drawing") }
  }

  @Test(arguments: [
    "", "text", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'>", "<html/>", "\u{1F}\u{8B}\u{8}", "<!--", "<![CDATA[",
  ])
  func whatIsNoSVGIsAnError(text: String) { #expect(throws: ImagingError.self) { try read(svg: text) } }

  @Test func compressedSVGIsNamed() {
    #expect(throws: ImagingError.notSVG(path: "drawing", detail: "It is a compressed SVG")) {
      try VectorReader.read([0x1F, 0x8B, 8, 0], path: "drawing")
    }
  }

  @Test(arguments: ["text", "a", "feTurbulence", "feMorphology", "feConvolveMatrix"])
  func whatCannotBeDrawnSafelyIsRefused(element: String) {
    let error = ImagingError.svgUnsupported(path: "drawing", element: element)
    #expect(throws: error) {
      try read(svg: svg("width='9' height='9'", "<g><\(element) font-size='1e9'>x</\(element)></g>"))
    }
    #expect(throws: error) {
      try read(svg: svg("width='9' height='9'", "<s:\(element) xmlns:s='http://www.w3.org/2000/svg'/>"))
    }
  }

  @Test func textIsRefusedWithAdvice() {
    let error = ImagingError.svgUnsupported(path: "drawing", element: "text")
    #expect(error.message == "The SVG “drawing” has a <text> element, which is not drawn")
    #expect(error.reason == "It would be set in whatever fonts this computer has, and look different on the next")
    #expect(error.help == "Convert the text to outlines in your drawing program, or use a text node")
  }

  @Test func shadowsAreDrawnButNotEffectsWithoutEnd() throws {
    func filter(_ count: Int) -> String {
      "<filter id='f'>" + String(repeating: "<feGaussianBlur stdDeviation='2'/>", count: count)
        + "</filter><rect width='9' height='9' filter='url(#f)'/>"
    }
    #expect(try read(svg: svg("width='9' height='9'", filter(3))).width == 9)
    #expect(throws: ImagingError.notSVG(path: "drawing", detail: "It has more than 100 filter effects")) {
      try read(svg: svg("width='9' height='9'", filter(101)))
    }
  }

  // MARK: Pictures inside

  private func embedded(_ picture: [UInt8], times: Int = 1) -> String {
    let image = "<image href='data:image/png;base64,\(Data(picture).base64EncodedString())' width='9' height='9'/>"
    return svg("width='9' height='9'", String(repeating: image, count: times))
  }

  @Test func picturesInsideAreAllowed() throws {
    let picture = try PNGMaker(width: 2, height: 2) { _, _ in [1, 2, 3] }.file()
    #expect(try read(svg: embedded(picture)).width == 9)
  }

  @Test func hugePicturesInsideAreRefusedBeforeTheyAreDecoded() throws {
    let huge = PNGMaker.header(width: 50_000, height: 50_000)
    #expect(throws: ImagingError.tooManyPixels(path: "drawing", width: 50_000, height: 50_000)) {
      try read(svg: embedded(huge))
    }
    let large = PNGMaker.header(width: 9000, height: 9000)
    #expect(
      throws: ImagingError.notSVG(
        path: "drawing", detail: "The pictures inside it have more than 100 million pixels together")
    ) {
      try read(svg: embedded(large, times: 2))
    }
  }

  @Test(arguments: [
    "data:image/svg+xml,<svg/>", "data:image/png;base64,AAAA", "data:", "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
  ])
  func otherDataInsideIsRefused(reference: String) {
    let content = "<image href=\"\(reference.replacingOccurrences(of: "<", with: "&lt;"))\"/>"
    #expect(throws: ImagingError.self) { try read(svg: svg("width='9' height='9'", content)) }
  }

  // MARK: Endless drawings

  @Test func repetitionWithoutEndIsRefused() {
    var content = "<g id='g0'><rect width='1' height='1'/></g>"
    for level in 1...12 {
      content += "<g id='g\(level)'>" + String(repeating: "<use href='#g\(level - 1)'/>", count: 10) + "</g>"
    }
    #expect(throws: ImagingError.self) { try read(svg: svg("width='9' height='9'", content)) }
  }

  @Test func circlesOfReferencesEnd() throws {
    _ = try? read(svg: svg("width='9' height='9'", "<g id='a'><use href='#a'/></g>"))
    _ = try? read(
      svg: svg(
        "width='9' height='9'",
        "<pattern id='p'><rect fill='url(#p)' width='9' height='9'/></pattern><rect fill='url(#p)' width='9' height='9'/>"
      ))
  }

  @Test func nestingWithoutEndIsRefused() {
    let deep = String(repeating: "<g>", count: 100_000) + String(repeating: "</g>", count: 100_000)
    #expect(throws: ImagingError.self) { try read(svg: svg("width='9' height='9'", deep)) }
  }
}
