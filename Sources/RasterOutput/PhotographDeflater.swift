import CDeflate

/// Compresses the filtered rows of photographs into zlib streams (RFC 1950, RFC 1951).
///
/// What filters leave of a photograph hardly repeats itself. A general compressor looks for repetitions at every byte, and most
/// that it finds are so short and so far away that they save nothing. This one looks once for each pixel, takes what is alike in
/// two pixels and more, and lets codes do the rest that are made anew where the picture changes. It belongs to one worker.
final class PhotographDeflater {
  /// After so many pixels that stood nowhere before, as in grain, only one in four is looked for until one is found.
  private static let patience = 32

  private let matches: PixelMatches
  private let blocks = BlockDivider()
  private let takesRunsOnly: Bool

  /// - Parameter effort: How far repetitions are looked for; with `fast`, no further than the pixel before.
  init(effort: Effort) {
    takesRunsOnly = effort == .fast
    matches = PixelMatches(depth: effort == .small ? 64 : 4)
  }

  /// The most bytes that `compress` needs: no byte takes more than fifteen bits, and the codes of a block less than one for each
  /// of its tokens.
  static func bound(_ count: Int) -> Int { 2 * count + 4096 }

  /// - Parameters:
  ///   - input: Rows of one filter byte and `width` pixels of three bytes each. Eight bytes beyond the end are readable.
  ///   - output: At least `bound(input.count)` bytes.
  /// - Returns: The length of the stream.
  func compress(
    _ input: UnsafeRawBufferPointer, width: Int, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    // Unsafe: rows are read within `input` and up to eight bytes beyond; `bound` says why the output suffices.
    guard let source = input.baseAddress, let target = output.baseAddress else { return 0 }
    // Deflate with a window of 32 KB, compressed fast (RFC 1950 §2.2).
    target.storeBytes(of: 0x78, as: UInt8.self)
    target.storeBytes(of: 0x01, toByteOffset: 1, as: UInt8.self)
    var writer = BitWriter(target + 2)
    let rowLength = 1 + width * FilteredPixels.bytesPerPixel
    matches.begin()
    blocks.begin(tokensPerRow: width + 1)
    for start in stride(from: 0, to: input.count, by: rowLength) {
      var tokens = blocks.openRow()
      tokens.add(filter: source.load(fromByteOffset: start, as: UInt8.self))
      if takesRunsOnly {
        parseRuns(source, start + 1, end: start + rowLength, &tokens)
      } else {
        parse(source, start + 1, end: start + rowLength, &tokens)
      }
      blocks.close(tokens, isLast: start + rowLength == input.count, &writer)
    }
    let end = writer.finish()
    let sum = libdeflate_adler32(1, source, input.count)
    end.storeBytes(of: sum.bigEndian, as: UInt32.self)
    return end - target + 4
  }

  /// Turns a row into tokens. Two pixels that go beyond the row are not looked for, but may be found later.
  private func parse(_ source: UnsafeRawPointer, _ start: Int, end: Int, _ tokens: inout TokenList) {
    var at = start
    var misses = 0
    while at < end {
      let two = FilteredPixels.two(source, at)
      var match: Match?
      if misses < Self.patience || misses & 3 == 0 {
        match = matches.find(source, at, two, end: end)
        matches.insert(two, at: at)
      }
      if let match {
        tokens.add(match)
        matches.insertRest(of: match, at: at, source)
        at &+= match.length
        misses = 0
      } else {
        let pixel = UInt32(truncatingIfNeeded: two) & 0xFF_FFFF
        if let match = matches.findSingle(pixel, at: at) { tokens.add(match) } else { tokens.add(pixel: pixel) }
        at &+= FilteredPixels.bytesPerPixel
        misses &+= 1
      }
    }
  }

  /// The same, looking for pixels that are repeated at once.
  private func parseRuns(_ source: UnsafeRawPointer, _ start: Int, end: Int, _ tokens: inout TokenList) {
    let step = FilteredPixels.bytesPerPixel
    var at = start
    while at < end {
      let two = FilteredPixels.two(source, at)
      if at > start, end &- at >= 2 &* step, two == FilteredPixels.two(source, at &- step) {
        let match = Match(length: FilteredPixels.repetition(source, at &- step, at, end: end), distance: step)
        tokens.add(match)
        at &+= match.length
      } else {
        tokens.add(pixel: UInt32(truncatingIfNeeded: two) & 0xFF_FFFF)
        at &+= step
      }
    }
  }
}
