import Testing

@testable import Imaging

@Suite("Reading PNG files")
struct PNGReadingTests {
  /// Every colour type with every depth that PNG allows for it (PNG §11.2.1).
  static let layouts: [(colorType: Int, depth: Int, channels: Int)] =
    [1, 2, 4, 8, 16].map { (0, $0, 1) } + [8, 16].map { (2, $0, 3) } + [1, 2, 4, 8].map { (3, $0, 1) }
    + [8, 16].map { (4, $0, 2) } + [8, 16].map { (6, $0, 4) }

  @Test(arguments: layouts, [false, true])
  func everyLayoutIsRead(layout: (colorType: Int, depth: Int, channels: Int), isInterlaced: Bool) throws {
    let top = (1 << layout.depth) - 1
    func sample(_ x: Int, _ y: Int, _ channel: Int) -> Int { (x * 3 + y * 5 + channel * 7) % (top + 1) }
    var maker = PNGMaker(width: 11, height: 9, depth: layout.depth, colorType: layout.colorType) { x, y in
      (0..<layout.channels).map { sample(x, y, $0) }
    }
    maker.isInterlaced = isInterlaced
    // Entry n of the palette is (n, 2n, 3n).
    if layout.colorType == 3 {
      maker.chunks = [("PLTE", (0...top).flatMap { n in (1...3).map { UInt8(n * $0 & 255) } })]
    }
    let picture = try read(try maker.file())
    #expect(picture.width == 11 && picture.height == 9)
    for y in 0..<9 {
      for x in 0..<11 {
        // 16 bits lose their lower byte; fewer than 8 are stretched.
        let values = (0..<layout.channels).map {
          layout.depth == 16 ? sample(x, y, $0) >> 8 : sample(x, y, $0) * 255 / top
        }
        let expected =
          switch layout.colorType {
          case 0: [values[0], values[0], values[0], 255]
          case 2: values + [255]
          case 3: (1...3).map { sample(x, y, 0) * $0 & 255 } + [255]
          case 4: premultiplied([values[0], values[0], values[0], values[1]])
          default: premultiplied(values)
          }
        #expect(picture.rgba(x, y) == expected, "\(x), \(y)")
      }
    }
  }

  private func premultiplied(_ color: [Int]) -> [Int] {
    color[..<3].map { ($0 * color[3] * 2 + 255) / 510 } + [color[3]]
  }

  @Test func transparencyOfPalettesIsKept() throws {
    var maker = PNGMaker(width: 3, height: 1, depth: 2, colorType: 3) { x, _ in [x] }
    maker.chunks = [("PLTE", [200, 100, 50, 10, 20, 30, 1, 2, 3]), ("tRNS", [0, 128])]
    let picture = try read(try maker.file())
    #expect(!picture.isOpaque)
    #expect(picture.rgba(0, 0) == [0, 0, 0, 0])
    #expect(picture.rgba(1, 0) == [5, 10, 15, 128])
    #expect(picture.rgba(2, 0) == [1, 2, 3, 255])
  }

  @Test func oneColorMayStandForTransparency() throws {
    var maker = PNGMaker(width: 2, height: 1) { x, _ in [10, 20, 30 + x] }
    maker.chunks = [("tRNS", [0, 10, 0, 20, 0, 30])]
    let picture = try read(try maker.file())
    #expect(picture.rgba(0, 0) == [0, 0, 0, 0])
    #expect(picture.rgba(1, 0) == [10, 20, 31, 255])
  }

  @Test func theFirstPictureOfAnAnimationIsShown() throws {
    var maker = PNGMaker(width: 2, height: 2) { _, _ in [1, 2, 3] }
    maker.chunks = [("acTL", [0, 0, 0, 2, 0, 0, 0, 0])]
    #expect(try read(try maker.file()).rgba(1, 1) == [1, 2, 3, 255])
  }
}

@Suite("Reading WebP files")
struct WebPReadingTests {
  private func open(_ name: String) throws -> Picture { try PictureLibrary().picture(at: fixture(name).path) }

  @Test(arguments: ["lossless.webp", "lossy.webp", "animated.webp"])
  func picturesAndFirstPicturesOfAnimationsAreRead(name: String) throws {
    let picture = try open(name)
    #expect(picture.width == 32 && picture.height == 16 && picture.isOpaque)
    #expect(picture.isClose(3, 3, to: [200, 30, 40, 255], within: 6))
    #expect(picture.isClose(28, 12, to: [20, 60, 180, 255], within: 6))
  }

  @Test func transparencyIsKept() throws {
    let picture = try open("alpha.webp")
    #expect(!picture.isOpaque)
    #expect(picture.rgba(3, 0)[3] < 16 && picture.rgba(3, 15)[3] > 240)
  }

  @Test func orientationIsHonoured() throws {
    // Orientation 6: turned a quarter clockwise; what was left is on top.
    let picture = try open("turned.webp")
    #expect(picture.width == 16 && picture.height == 32)
    #expect(picture.isClose(3, 3, to: [200, 30, 40, 255], within: 1))
    #expect(picture.isClose(3, 28, to: [20, 60, 180, 255], within: 1))
  }
}
