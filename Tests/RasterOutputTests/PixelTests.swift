import Testing

@testable import RasterOutput

@Suite("Pixels of PNG files")
struct PixelTests {
  private func expectSamePixels(
    _ buffer: PixelBuffer, _ encoder: PNGEncoder, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = try encoder.encode(buffer, metadata: PNGMetadata())
    let read = try decoded(file)
    #expect(read.width == buffer.width && read.height == buffer.height, sourceLocation: sourceLocation)
    #expect(read.rgba == straight(buffer), "\(buffer.width) × \(buffer.height)", sourceLocation: sourceLocation)
  }

  @Test(arguments: Samples.alwaysTrue + Samples.few, Effort.allCases)
  func pixelsComeBackAtEveryWidth(sample: Sample, effort: Effort) throws {
    let encoder = PNGEncoder(effort: effort)
    for width in 1...70 { try expectSamePixels(sample.buffer(width, 1 + width % 19), encoder) }
  }

  @Test(arguments: Samples.alwaysTrue + Samples.few)
  func largePicturesComeBack(sample: Sample) throws {
    let encoder = PNGEncoder(effort: .balanced)
    try expectSamePixels(sample.buffer(1500, 40), encoder)
    try expectSamePixels(sample.buffer(1, 300), encoder)
    try expectSamePixels(sample.buffer(300, 1), encoder)
  }

  @Test(arguments: Samples.alwaysTrue)
  func rowsMayBeFartherApart(sample: Sample) throws {
    try expectSamePixels(sample.buffer(33, 20, padding: 28), PNGEncoder(effort: .balanced))
  }

  @Test func everyPremultipliedValueIsDividedAndRounded() throws {
    // Column alpha, row value: values above their alpha count as full.
    let all = Sample(name: "all") { x, y in UInt32(x) << 24 | UInt32(min(x, y)) * 0x01_0101 }
    try expectSamePixels(all.buffer(256, 256), PNGEncoder(effort: .fast))
  }

  @Test func aColorBrighterThanItsAlphaCountsAsTheBrightest() throws {
    let buffer = PixelBuffer(width: 1, height: 1, pixels: [255, 100, 200, 100], stride: 4)
    #expect(
      try decoded(PNGEncoder(effort: .fast).encode(buffer, metadata: PNGMetadata())).rgba == [255, 255, 255, 100])
  }

  @Test(arguments: Samples.alwaysTrue + Samples.few)
  func theSmallestLayoutThatHoldsThePictureIsChosen(sample: Sample) throws {
    let file = try PNGEncoder(effort: .balanced).encode(sample.buffer(64, 64), metadata: PNGMetadata())
    let header = try #require(try chunks(file)["IHDR"])
    #expect(Int(header[9]) == sample.colorType)
    #expect(Int(header[8]) == sample.depth)
    #expect(Array(header[10...]) == [0, 0, 0])
  }

  @Test func textAndShapesStayUnfilteredAndPhotographsDoNot() throws {
    let flat = Sample(name: "flat") { x, y in 0xFF00_0000 | mixed(x / 9 % 20 + y / 9 % 20 * 20) }
    let half = Sample(name: "half") { x, y in y < 80 ? flat.color(x, y) : Samples.photograph.color(x, y) }
    let file = try PNGEncoder(effort: .balanced).encode(half.buffer(320, 160), metadata: PNGMetadata())
    let filters = try chunks(file).filters(height: 160)
    #expect(filters[16..<80].allSatisfy { $0 == 0 })
    #expect(filters[80...].allSatisfy { (1...4).contains($0) })
    try expectSamePixels(half.buffer(320, 160), PNGEncoder(effort: .balanced))
  }

  @Test(arguments: Effort.allCases)
  func anEncoderForgetsEarlierPictures(effort: Effort) throws {
    let used = PNGEncoder(effort: effort)
    for sample in Samples.alwaysTrue + Samples.few {
      let buffer = sample.buffer(97, 61)
      let file = try used.encode(buffer, metadata: PNGMetadata())
      #expect(file == (try PNGEncoder(effort: effort).encode(buffer, metadata: PNGMetadata())), "\(sample.name)")
      #expect(file == (try used.encode(buffer, metadata: PNGMetadata())), "\(sample.name)")
    }
  }

  @Test(arguments: [Samples.gradient, Samples.veil])
  func smallFilesAreSmallerThanFastOnes(sample: Sample) throws {
    let buffer = sample.buffer(400, 300)
    let fast = try PNGEncoder(effort: .fast).encode(buffer, metadata: PNGMetadata())
    let small = try PNGEncoder(effort: .small).encode(buffer, metadata: PNGMetadata())
    #expect(small.count < fast.count)
  }

  @Test(arguments: Samples.alwaysTrue + Samples.few, [(7, 7), (255, 257), (400, 300), (1, 900)])
  func smallFilesAreNeverLargerThanBalancedOnes(sample: Sample, size: (Int, Int)) throws {
    let sizes = try [Effort.small, .balanced].map { effort in
      try PNGEncoder(effort: effort).encode(sample.buffer(size.0, size.1), metadata: PNGMetadata()).count
    }
    #expect(sizes[0] <= sizes[1])
  }

  @Test func ofPhotographsTheSmallFileIsTheShorterOfTwo() throws {
    let buffer = Samples.photograph.buffer(400, 300)
    let stream = { (effort: Effort) in
      try chunks(try PNGEncoder(effort: effort).encode(buffer, metadata: PNGMetadata()))
    }
    let (small, balanced) = (try stream(.small), try stream(.balanced))
    #expect(try #require(small["IDAT"]).count <= #require(balanced["IDAT"]).count)
    #expect(try small.filters(height: 300) == balanced.filters(height: 300))
  }
}
