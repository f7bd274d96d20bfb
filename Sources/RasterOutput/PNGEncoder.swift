/// Writes pictures as PNG files (PNG specification, third edition), without loss and always with the same bytes for
/// the same input.
///
/// Cards are stored in the smallest colour type that holds them exactly: palette or grey for few colours, RGB for
/// opaque pictures, else RGBA. An encoder keeps its compressor and its memory for the next picture;
/// it belongs to one worker and is not `Sendable`.
public final class PNGEncoder {
  public let effort: Effort
  private let straight = StraightAlpha()
  private let indices = ScratchBuffer()
  private let rows = ScratchBuffer()
  private let filtered = ScratchBuffer()
  private let compressed = ScratchBuffer()
  private var deflater: Deflater?

  public init(effort: Effort) {
    self.effort = effort
  }

  /// Encodes one picture.
  ///
  /// - Parameters:
  ///   - buffer: premultiplied pixels in sRGB.
  ///   - metadata: texts and resolution that the file states about itself.
  /// - Returns: the bytes of the PNG file.
  /// - Throws: `RasterError` if the size and the bytes of the buffer do not agree, or the metadata cannot be written.
  public func encode(_ buffer: PixelBuffer, metadata: PNGMetadata) throws(RasterError) -> [UInt8] {
    try buffer.validate()
    let (layout, length) = buffer.pixels.withUnsafeBytes { bytes in
      // Unsafe: `validate` made sure that every row lies inside the array.
      pack(pixels: bytes.baseAddress!, buffer)
    }
    let bytesToCompress = UnsafeRawBufferPointer(start: filtered.start, count: length)
    let stream = try compress(bytesToCompress)

    var file = ChunkWriter(expecting: stream.count + 4096)
    file.write("IHDR", header(buffer, layout))
    try writeColorSpace(to: &file, metadata)
    if case .palette(_, let entries, _) = layout { write(palette: entries, to: &file) }
    try write(texts: metadata, to: &file)
    file.writeImageData(stream)
    file.write("IEND", [])
    return file.bytes
  }

  /// Fills `filtered` with the filtered rows and returns the layout they have and their number of bytes.
  private func pack(pixels: UnsafeRawPointer, _ buffer: PixelBuffer) -> (PixelLayout, Int) {
    let (width, height) = (buffer.width, buffer.height)
    indices.reserve(width * height)
    let analysis = ColorAnalysis(
      pixels: pixels, width: width, height: height, stride: buffer.stride, indices: indices.start)
    let layout = PixelLayout(analysis, straight)
    let packer = RowPacker(layout: layout, straight: straight, width: width)
    let count = layout.bytesPerRow(width: width)
    filtered.reserve(height * (count + 1) + rowPadding)

    let rowSpace = count + 2 * rowPadding
    rows.reserve(rowSpace * 2)
    rows.start.initializeMemory(as: UInt8.self, repeating: 0, count: rowSpace * 2)
    var current = rows.start + rowPadding
    var above = current + rowSpace
    for y in 0..<height {
      packer.pack(row: pixels + y * buffer.stride, indices: indices.start + y * width, into: current)
      let output = filtered.start + y * (count + 1)
      let filter = chooseFilter(layout, row: current, above: above, count: count)
      output.storeBytes(of: filter.rawValue, as: UInt8.self)
      filter.apply(row: current, above: above, count: count, step: layout.filterStep, into: output + 1)
      swap(&current, &above)
    }
    return (layout, height * (count + 1))
  }

  private func chooseFilter(
    _ layout: PixelLayout, row: UnsafeRawPointer, above: UnsafeRawPointer, count: Int
  ) -> RowFilter {
    switch layout {
    // Neighbouring indices mean nothing to each other: differences would only hide repetitions (PNG §12.7).
    case .palette, .grey: .none
    case .rgb, .rgba, .greyAlpha: .best(row: row, above: above, count: count, step: layout.filterStep)
    }
  }

  private func compress(_ input: UnsafeRawBufferPointer) throws(RasterError) -> UnsafeRawBufferPointer {
    let deflater = try readyDeflater()
    let space = deflater.bound(input.count)
    compressed.reserve(space)
    let count = try deflater.compress(input, into: UnsafeMutableRawBufferPointer(start: compressed.start, count: space))
    return UnsafeRawBufferPointer(start: compressed.start, count: count)
  }

  private func readyDeflater() throws(RasterError) -> Deflater {
    if let deflater { return deflater }
    let new = try Deflater(level: level)
    deflater = new
    return new
  }

  private var level: Int32 {
    switch effort {
    case .fast: 1
    case .balanced: 2
    case .small: 6
    }
  }
}

extension PNGEncoder {
  private func header(_ buffer: PixelBuffer, _ layout: PixelLayout) -> [UInt8] {
    var data: [UInt8] = []
    data.append(bigEndian: UInt32(buffer.width))
    data.append(bigEndian: UInt32(buffer.height))
    return data + [UInt8(layout.depth), layout.colorType, 0, 0, 0]
  }

  /// sRGB with perceptual intent, and the `gAMA` and `cHRM` values that the PNG specification gives for readers that
  /// do not know it (third edition, §11.3.2.5); then the resolution.
  private func writeColorSpace(to file: inout ChunkWriter, _ metadata: PNGMetadata) throws(RasterError) {
    var gamma: [UInt8] = []
    gamma.append(bigEndian: 45455)
    file.write("gAMA", gamma)
    var primaries: [UInt8] = []
    for value: UInt32 in [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000] { primaries.append(bigEndian: value) }
    file.write("cHRM", primaries)
    file.write("sRGB", [0])
    guard let pixelsPerInch = metadata.pixelsPerInch else { return }
    let pixelsPerMetre = (pixelsPerInch / 0.0254).rounded()
    guard pixelsPerMetre >= 1, pixelsPerMetre <= Double(Int32.max) else { throw .invalidResolution(pixelsPerInch) }
    var resolution: [UInt8] = []
    resolution.append(bigEndian: UInt32(pixelsPerMetre))
    resolution.append(bigEndian: UInt32(pixelsPerMetre))
    file.write("pHYs", resolution + [1])
  }

  private func write(palette entries: [UInt32], to file: inout ChunkWriter) {
    file.write(
      "PLTE",
      entries.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0 >> 16)]
      })
    let alphas = entries.map { UInt8(truncatingIfNeeded: $0 >> 24) }.filter { $0 < 255 }
    if !alphas.isEmpty { file.write("tRNS", alphas) }
  }

  private func write(texts metadata: PNGMetadata, to file: inout ChunkWriter) throws(RasterError) {
    for (keyword, text, isTranslated) in metadata.texts {
      try file.writeText(keyword: keyword, language: isTranslated ? metadata.languageTag : "", text: text)
    }
    if let xml = XMPPacket(metadata: metadata).xml {
      try file.writeText(keyword: "XML:com.adobe.xmp", text: xml)
    }
  }
}
