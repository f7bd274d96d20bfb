import CDeflate
import Testing

@testable import RasterOutput

@Suite("Compression of photographs")
struct PhotographDeflaterTests {
  /// Filtered rows, computed from their place.
  struct Rows: CustomTestStringConvertible {
    var name: String
    var byte: @Sendable (_ place: Int, _ row: Int) -> UInt8
    var testDescription: String { name }

    func bytes(width: Int, height: Int) -> [UInt8] {
      (0..<height).flatMap { row in
        [UInt8(row % 5)] + (0..<width * 3).map { byte($0, row) }
      }
    }
  }

  static let rows = [
    Rows(name: "noise") { UInt8(truncatingIfNeeded: mixed($0 + 100_000 * $1)) },
    Rows(name: "zeros") { _, _ in 0 },
    Rows(name: "half noise, half zeros") { $0 % 90 < 45 ? 0 : UInt8(truncatingIfNeeded: mixed($0 + 100_000 * $1)) },
    Rows(name: "small differences") { UInt8(truncatingIfNeeded: Int(mixed($0 + 100_000 * $1) % 5) - 2) },
    Rows(name: "the same row again") { place, _ in UInt8(truncatingIfNeeded: mixed(place)) },
    // As many of each value as of the two before it together: the rarest would get codes of more than fifteen bits.
    Rows(name: "ever rarer values") { UInt8(min(22, mixed($0 + 100_000 * $1).leadingZeroBitCount)) },
  ]

  private func compressed(_ rows: [UInt8], width: Int, _ deflater: PhotographDeflater) -> [UInt8] {
    let readable = rows + [UInt8](repeating: 0xA5, count: 8)
    return [UInt8](unsafeUninitializedCapacity: PhotographDeflater.bound(rows.count)) { buffer, count in
      count = readable.withUnsafeBytes {
        deflater.compress(
          UnsafeRawBufferPointer(rebasing: $0[..<rows.count]), width: width, into: UnsafeMutableRawBufferPointer(buffer)
        )
      }
    }
  }

  private func inflated(_ stream: [UInt8], count: Int) throws -> [UInt8] {
    let inflater = try #require(libdeflate_alloc_decompressor())
    defer { libdeflate_free_decompressor(inflater) }
    var result = [UInt8](repeating: 0, count: count)
    // Without a place for the count, anything but `count` bytes is an error.
    try #require(
      libdeflate_zlib_decompress(inflater, stream, stream.count, &result, count, nil) == LIBDEFLATE_SUCCESS)
    return result
  }

  @Test(arguments: rows, Effort.allCases)
  func rowsComeBack(rows: Rows, effort: Effort) throws {
    let deflater = PhotographDeflater(effort: effort)
    // One pixel; repetitions longer than deflate allows; rows farther apart than it looks back; more than a block holds.
    for (width, height) in [(1, 1), (1, 40), (2, 3), (3, 50), (87, 9), (12_000, 5), (700, 120)] {
      let bytes = rows.bytes(width: width, height: height)
      let stream = compressed(bytes, width: width, deflater)
      #expect(try inflated(stream, count: bytes.count) == bytes, "\(width) × \(height)")
    }
  }

  @Test func photographsAreNoLargerThanLibdeflateMakesThem() throws {
    let file = try PNGEncoder(effort: .balanced).encode(Samples.photograph.buffer(640, 480), metadata: PNGMetadata())
    let stream = try #require(try chunks(file)["IDAT"])
    let rows = try inflated(stream, count: 480 * (640 * 3 + 1))
    #expect(stream == compressed(rows, width: 640, PhotographDeflater(effort: .balanced)))
    let general = try Deflater(level: 2)
    var other = [UInt8](repeating: 0, count: general.bound(rows.count))
    let count = try rows.withUnsafeBytes { input in
      try other.withUnsafeMutableBytes { try general.compress(input, into: $0) }
    }
    #expect(stream.count <= count)
  }

  /// Half photograph, half lettering, whose strokes come back.
  @Test func moreEffortMakesCardsWithPhotographsSmaller() throws {
    let card = Sample(name: "card") { x, y in
      let isStroke = mixed(x % 61 / 3 + 100 * (y % 29 / 3)) % 3 == 0
      return x < 200 ? (isStroke ? opaque(22, 48, 44) : opaque(246, 243, 234)) : Samples.photograph.color(x, y)
    }
    let sizes = try [Effort.fast, .balanced, .small].map { effort in
      try PNGEncoder(effort: effort).encode(card.buffer(640, 480), metadata: PNGMetadata()).count
    }
    #expect(sizes[0] > sizes[1])
    #expect(sizes[1] >= sizes[2])
  }

  /// Small differences above large ones: with one code for both, either would take more bits than with its own.
  @Test func aPictureThatChangesGetsOtherCodes() throws {
    func rows(_ range: Range<Int>) -> [UInt8] {
      range.flatMap { row in
        [UInt8(1)]
          + (0..<900).map { place in
            let noise = mixed(place + 100_000 * row)
            return UInt8(truncatingIfNeeded: row < 100 ? Int(noise % 3) : 100 + Int(noise % 3))
          }
      }
    }
    func size(_ rows: [UInt8]) -> Int { compressed(rows, width: 300, PhotographDeflater(effort: .fast)).count }
    let (upper, lower) = (rows(0..<100), rows(100..<200))
    // Three values of each kind take log₂ 3 bits a byte apart, log₂ 6 together.
    #expect(size(upper + lower) < size(upper) + size(lower) + 1000)
  }
}

@Suite("Prefix codes")
struct HuffmanCodeTests {
  static let counts: [[UInt32]] = [
    [1, 1], [5, 0, 9], [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584],
    (0..<286).map { _ in 7 }, (0..<286).map { UInt32($0 * $0) }, (0..<19).map { 1 << UInt32($0) },
  ]

  private func share(_ length: UInt8, _ limit: Int) -> Int { length == 0 ? 0 : 1 << (limit - Int(length)) }

  @Test(arguments: counts, [9, 15])
  func codesFillTheirSpaceExactly(counts: [UInt32], limit: Int) {
    let code = HuffmanCode(counts: counts, limit: limit)
    #expect(code.lengths.map { share($0, limit) }.reduce(0, +) == 1 << limit)
    #expect(zip(counts, code.lengths).allSatisfy { ($0 == 0) == ($1 == 0) })
  }

  @Test(arguments: counts)
  func rarerSymbolsHaveNoShorterCodes(counts: [UInt32]) {
    let code = HuffmanCode(counts: counts, limit: 15)
    let used = counts.indices.filter { counts[$0] > 0 }.sorted { counts[$0] < counts[$1] }
    for (rare, common) in zip(used, used.dropFirst()) where counts[rare] < counts[common] {
      #expect(code.lengths[rare] >= code.lengths[common])
    }
  }

  @Test(arguments: counts)
  func noCodeBeginsWithAnother(counts: [UInt32]) {
    let code = HuffmanCode(counts: counts, limit: 15)
    let words = counts.indices.filter { code.lengths[$0] > 0 }.map { symbol in
      (0..<Int(code.lengths[symbol])).map { code.codes[symbol] >> UInt16($0) & 1 == 1 ? "1" : "0" }.joined()
    }.sorted()
    #expect(zip(words, words.dropFirst()).allSatisfy { !$1.hasPrefix($0) })
  }

  @Test func whatHuffmanHimselfWouldGive() {
    #expect(HuffmanCode(counts: [5, 9, 12, 13, 16, 45], limit: 15).lengths == [4, 4, 3, 3, 3, 1])
  }

  @Test func aSymbolAloneTakesABit() {
    #expect(HuffmanCode(counts: [0, 3, 0], limit: 15).lengths == [0, 1, 0])
    #expect(HuffmanCode(counts: [0, 0], limit: 15).lengths == [0, 0])
  }
}
