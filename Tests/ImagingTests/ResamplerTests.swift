import Testing

@testable import Imaging

@Suite("Resampling")
struct ResamplerTests {
  private func picture(_ width: Int, _ height: Int, _ color: @escaping (Int, Int) -> [Int]) throws -> Picture {
    try read(try PNGMaker(width: width, height: height, colorType: 6) { x, y in color(x, y) }.file())
  }

  @Test(arguments: [(1, 1), (3, 7), (19, 23), (40, 30), (41, 31), (200, 1), (1, 200)])
  func anEvenAreaStaysEven(width: Int, height: Int) throws {
    let result = PictureLibrary().resampled(
      try picture(40, 30) { _, _ in [13, 77, 201, 255] }, width: width, height: height)
    #expect((result.width, result.height) == (width, height))
    #expect((0..<height).allSatisfy { y in (0..<width).allSatisfy { result.rgba($0, y) == [13, 77, 201, 255] } })
  }

  @Test func colorsNeverExceedTheirAlpha() throws {
    let sharp = try picture(60, 60) { x, y in (x / 5 + y / 5) % 2 == 0 ? [255, 255, 255, 255] : [0, 0, 0, 0] }
    for size in [7, 31, 59, 90] {
      let result = PictureLibrary().resampled(sharp, width: size, height: size)
      #expect(
        (0..<size * size).allSatisfy { at in
          let color = result.rgba(at % size, at / size)
          return color[..<3].allSatisfy { $0 <= color[3] }
        })
    }
  }

  @Test func aMirroredPictureGivesTheMirroredResult() throws {
    let plain = try picture(37, 11) { x, y in [x * 6, y * 20, (x * y * 13) & 255, 255] }
    let mirrored = try picture(37, 11) { x, y in [(36 - x) * 6, y * 20, ((36 - x) * y * 13) & 255, 255] }
    let (a, b) = (
      PictureLibrary().resampled(plain, width: 16, height: 6),
      PictureLibrary().resampled(mirrored, width: 16, height: 6)
    )
    for y in 0..<6 { for x in 0..<16 { #expect(b.isClose(15 - x, y, to: a.rgba(x, y), within: 1)) } }
  }

  @Test func fineStripesBecomeTheirAverage() throws {
    let stripes = try picture(400, 4) { x, _ in x % 2 == 0 ? [255, 255, 255, 255] : [0, 0, 0, 255] }
    let result = PictureLibrary().resampled(stripes, width: 50, height: 4)
    for x in 2..<48 { #expect(result.isClose(x, 2, to: [128, 128, 128, 255], within: 3)) }
  }

  @Test func aRampStaysARamp() throws {
    let ramp = try picture(256, 2) { x, _ in [x, x, x, 255] }
    let result = PictureLibrary().resampled(ramp, width: 64, height: 2)
    // The middle of pixel n lies at 4n + 1.5 of the ramp.
    for x in 2..<62 { #expect(abs(Double(result.rgba(x, 0)[0]) - (4 * Double(x) + 1.5)) <= 1) }
  }

  @Test func sizesAreLimited() throws {
    let plain = try picture(4, 4) { _, _ in [1, 2, 3, 255] }
    #expect(PictureLibrary().resampled(plain, width: 0, height: -5).height == 1)
    #expect(PictureLibrary().resampled(plain, width: 1 << 40, height: 1 << 40) === plain)
    #expect(PictureLibrary().resampled(plain, width: 4, height: 4) === plain)
  }

  @Test func aResultIsKept() throws {
    let library = PictureLibrary()
    let plain = try picture(40, 40) { x, y in [x, y, 3, 255] }
    #expect(library.resampled(plain, width: 20, height: 10) === library.resampled(plain, width: 20, height: 10))
    #expect(library.resampled(plain, width: 20, height: 10).id == "\(plain.id)-20x10")
  }
}
