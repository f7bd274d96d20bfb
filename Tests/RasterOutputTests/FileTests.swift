import Foundation
import Testing

@testable import RasterOutput

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("What PNG files say about themselves")
struct FileTests {
  private func encode(_ metadata: PNGMetadata, _ sample: Sample = Samples.noise) throws -> [Chunk] {
    try chunks(PNGEncoder(effort: .fast).encode(sample.buffer(32, 32), metadata: metadata))
  }

  private let title = "Trata de personas"
  private let alt = "Una tarjeta: «1 de cada 3» & <más>"
  private var full: PNGMetadata {
    PNGMetadata(
      title: title, description: alt, language: "es", author: "A. Autora", copyright: "CC BY 4.0", pixelsPerInch: 192)
  }

  @Test func colorsAreSRGBWithTheValuesForOlderReaders() throws {
    let file = try encode(PNGMetadata())
    #expect(file["sRGB"] == [0])
    #expect(file["gAMA"] == [0, 0, 0xB1, 0x8F])
    let primaries: [UInt32] = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000]
    #expect(
      file["cHRM"] == primaries.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } })
    #expect(file["iCCP"] == nil)
  }

  @Test(
    arguments: [(96.0, [0, 0, 0x0E, 0xC4]), (192, [0, 0, 0x1D, 0x87]), (300, [0, 0, 0x2E, 0x23])] as [(Double, [UInt8])]
  )
  func theSizeOfAPixelIsStatedInMetres(pixelsPerInch: Double, perMetre: [UInt8]) throws {
    #expect(try encode(PNGMetadata(pixelsPerInch: pixelsPerInch))["pHYs"] == perMetre + perMetre + [1])
  }

  @Test func withoutResolutionNoneIsStated() throws { #expect(try encode(PNGMetadata())["pHYs"] == nil) }

  @Test(arguments: Samples.few)
  func chunksStandInTheOrderThatReadersExpect(sample: Sample) throws {
    // PNG, third edition, §5.6: colour space before the palette, the palette before its transparency, both before the data.
    let types = try encode(full, sample).map(\.type)
    let order = ["IHDR", "gAMA", "cHRM", "sRGB", "pHYs", "PLTE", "tRNS", "iTXt", "IDAT", "IEND"]
    let places = try types.map { try #require(order.firstIndex(of: $0)) }
    #expect(places == places.sorted())
    #expect(types.first == "IHDR" && types.last == "IEND" && types.filter { $0 == "IDAT" }.count == 1)
  }

  @Test func titleAndAlternativeTextAreStatedInTheirLanguage() throws {
    let texts = try encode(full).texts
    #expect(texts["Title"]?.text == title)
    #expect(texts["Description"]?.text == alt)
    #expect(texts["Title"]?.language == "es")
    #expect(texts["Author"]?.text == "A. Autora")
    #expect(texts["Copyright"]?.text == "CC BY 4.0")
    #expect(texts["Software"]?.text == "Placard")
  }

  @Test func photoToolsFindTheSameTextsInXMP() throws {
    let packet = try XMPReader(#require(try encode(full).texts["XML:com.adobe.xmp"]).text)
    #expect(packet.items["dc:title"] == ["x-default": title, "es": title])
    #expect(packet.items["dc:description"] == ["x-default": alt, "es": alt])
    #expect(
      packet.items["Iptc4xmpCore:AltTextAccessibility"] == ["x-default": alt, "es": alt])
    #expect(packet.items["dc:creator"] == ["": "A. Autora"])
    #expect(packet.items["dc:rights"] == ["x-default": "CC BY 4.0"])
    #expect(packet.items["dc:language"] == ["": "es"])
  }

  @Test(arguments: [
    "]]> <?xpacket end='r'?> &amp; \"'", "حقوق الإنسان", "𝕬👩🏽‍🤝‍👩🏿", "tab\tand\nnew line",
    String(repeating: "long ", count: 20_000),
  ])
  func anyTextSurvives(text: String) throws {
    let file = try encode(PNGMetadata(title: text, description: text, language: "ar"))
    #expect(file.texts["Title"]?.text == text)
    let packet = try XMPReader(#require(file.texts["XML:com.adobe.xmp"]).text)
    #expect(packet.items["dc:title"]?["ar"] == text)
  }

  @Test func controlCharactersAreLeftOut() throws {
    let file = try encode(PNGMetadata(title: "a\0b\u{1}c\u{7F}d\u{FFFE}e\r\nf\rg"))
    #expect(file.texts["Title"]?.text == "abcde\nf\ng")
    _ = try XMPReader(#require(file.texts["XML:com.adobe.xmp"]).text)
  }

  @Test(arguments: ["", "-", "en-", "toolongsubtag", "e n", "en\u{0}", "dé"])
  func whatIsNoLanguageTagIsLeftOut(language: String) throws {
    let file = try encode(PNGMetadata(title: "Title", language: language))
    #expect(file.texts["Title"]?.language == "")
    let packet = try XMPReader(#require(file.texts["XML:com.adobe.xmp"]).text)
    #expect(packet.items["dc:title"] == ["x-default": "Title"])
  }

  @Test func nothingToSayGivesNoTexts() throws {
    #expect(try encode(PNGMetadata(title: "", description: "\u{1}", software: "")).texts.isEmpty)
  }

  @Test func aStreamLongerThanAChunkIsDivided() throws {
    var writer = ChunkWriter(expecting: 100)
    let stream = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    stream.withUnsafeBytes { writer.writeImageData($0, chunkLength: 300) }
    let written = try chunks(writer.bytes)
    #expect(written.map(\.data.count) == [300, 300, 300, 100])
    #expect(written.flatMap(\.data) == stream)
  }

  @Test func sizesThatDoNotFitThePixelsAreErrors() {
    let encoder = PNGEncoder(effort: .fast)
    func error(_ width: Int, _ height: Int, _ stride: Int, bytes: Int = 64) -> RasterError? {
      let buffer = PixelBuffer(
        width: width, height: height, pixels: [UInt8](repeating: 0, count: bytes), stride: stride)
      return #expect(throws: RasterError.self) { try encoder.encode(buffer, metadata: PNGMetadata()) }
    }
    #expect(error(0, 4, 16) == .invalidSize(width: 0, height: 4))
    #expect(error(4, -1, 16) == .invalidSize(width: 4, height: -1))
    #expect(error(1 << 31, 1, 1 << 33) == .invalidSize(width: 1 << 31, height: 1))
    #expect(error(4, 4, 15) == .invalidStride(15, width: 4))
    #expect(error(4, 5, 16) == .missingPixels(bytes: 64, width: 4, height: 5))
    #expect(error(4, 4, .max) == .missingPixels(bytes: 64, width: 4, height: 4))
  }

  @Test(arguments: [0, -96, .nan, .infinity, 1e9] as [Double])
  func impossibleResolutionsAreErrors(pixelsPerInch: Double) {
    #expect(throws: RasterError.self) { try encode(PNGMetadata(pixelsPerInch: pixelsPerInch)) }
  }
}

/// Reads an XMP packet with Foundation's XML parser: the items of each property by language.
private final class XMPReader: NSObject, XMLParserDelegate {
  private(set) var items: [String: [String: String]] = [:]
  private var path: [String] = []
  private var language = ""
  private var text = ""

  init(_ xml: String) throws {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    try #require(parser.parse())
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(name)
    language = attributes["xml:lang"] ?? ""
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "rdf:li", path.count >= 3 { items[path[path.count - 3], default: [:]][language] = text }
    path.removeLast()
  }
}
