#if os(Linux)
  import CardSpec
  import Foundation
  import Imaging
  import PDFOutput
  import Painting
  import RasterOutput
  import Scene
  import TestSupport
  import Testing
  import Typesetting

  /// Renders as a worker does, with caches so small that they are full from the start: what the process holds after
  /// that is either needed or lost.
  @Suite("Endurance")
  struct EnduranceTests {
    private let folder = TemporaryFolder()

    private static let card = """
      {
        "id": "endless", "title": "Card NUMBER", "alt": "A picture, a sign and a code.",
        "languages": ["en"], "formats": ["og", "square"],
        "layout": {
          "width": "100%", "height": "100%", "flexDirection": "column", "padding": 40, "rowGap": 16,
            "background": "#FFFFFF",
          "children": [
            { "type": "image", "src": "photo.png", "alt": "A picture.", "width": 600, "height": 300, "objectFit": "cover" },
            { "type": "svg", "src": "sign.svg", "alt": "A sign.", "width": 80, "height": 80 },
            { "type": "qr", "value": "https://example.org/NUMBER", "alt": "A code.", "width": 80, "height": 80 },
            { "text": "Card NUMBER: **one in three** victims is a child", "fontFamily": "Inter", "fontSize": 32 }
          ]
        }
      }
      """

    /// In a process of its own, where no other test takes memory.
    @Test func memoryStaysFlatOverFiveHundredCards() async {
      await #expect(processExitsWith: .success) {
        let growth = try EnduranceTests().growthOverFiveHundredCards()
        #expect(growth < 8 << 20, "\(growth) bytes more after 500 cards")
      }
    }

    private func growthOverFiveHundredCards() throws -> Int {
      let press = try Press()
      for number in 0..<100 { try render(number, on: press) }
      let before = try residentBytes()
      for number in 100..<600 { try render(number, on: press) }
      return try residentBytes() - before
    }

    /// One card with a picture that no card before it had; every fifth as a PDF too.
    private func render(_ number: Int, on press: Press) throws {
      try write(photo(number), "photo.png")
      try write(Array(Self.sign(number).utf8), "sign.svg")
      // Texts come back, as in a campaign: what was set is kept, and would look like a leak until the cache is full.
      try write(Array(Self.card.replacing("NUMBER", with: "\(number % 20)").utf8), "card.json")
      let loaded = SpecLoader.loadCard(folder.path + "/card.json")
      let deck = try #require(loaded.deck, "\(loaded.diagnostics)")
      let composer = SceneComposer(deck: deck, typesetter: press.typesetter, pictures: press.pictures)
      let composed = composer.compose(deck.cards[0], language: "en", format: deck.formats[number % 2])
      let scene = try #require(composed.scene, "\(composed.diagnostics)")
      let image = try press.painter.raster(scene, scale: 1)
      let buffer = PixelBuffer(width: image.width, height: image.height, pixels: image.pixels, stride: image.stride)
      #expect(try press.encoder.encode(buffer, metadata: PNGMetadata(title: scene.title)).count > 1000)
      guard number % 5 == 0 else { return }
      #expect(try press.pdf.write([scene], info: PDFDocumentInfo(title: "Cards", language: "en")).count > 1000)
    }

    /// Another size and other colours for every number.
    private func photo(_ number: Int) throws -> [UInt8] {
      let (width, height) = (400 + number * 37 % 300, 300 + number * 53 % 200)
      var pixels = [UInt8](repeating: 255, count: width * height * 4)
      for at in stride(from: 0, to: pixels.count, by: 4) {
        pixels[at] = UInt8(truncatingIfNeeded: at / 64 + number)
        pixels[at + 1] = UInt8(truncatingIfNeeded: at / 4 / width)
      }
      let buffer = PixelBuffer(width: width, height: height, pixels: pixels, stride: width * 4)
      return try PNGEncoder(effort: .fast).encode(buffer, metadata: PNGMetadata())
    }

    private static func sign(_ number: Int) -> String {
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='\(1 + number % 7)'/></svg>"
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }

    private func residentBytes() throws -> Int {
      let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
      return try #require(Int(fields[1])) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }

  /// What a worker keeps.
  private final class Press {
    let typesetter: Typesetter
    let pictures = PictureLibrary(budget: 4 << 20)
    let painter: Painter
    let pdf: PDFWriter
    let encoder = PNGEncoder(effort: .balanced)

    init() throws {
      let fonts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fonts/fonts.conf").path
      typesetter = Typesetter(fonts: try FontLibrary(configuration: fonts))
      painter = Painter(resampler: pictures.resampled, budget: 4 << 20)
      pdf = PDFWriter(painter: painter)
    }
  }
#endif
