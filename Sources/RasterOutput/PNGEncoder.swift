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
  private let compressedAnew = ScratchBuffer()
  private let compressedPhotograph = ScratchBuffer()
  private var deflaters: [Int32: Deflater] = [:]
  private let photographDeflater: PhotographDeflater

  public init(effort: Effort) {
    self.effort = effort
    photographDeflater = PhotographDeflater(effort: effort)
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
    let packed = buffer.pixels.withUnsafeBytes { bytes in
      // Unsafe: `validate` made sure that every row lies inside the array.
      pack(pixels: bytes.baseAddress!, buffer)
    }
    let input = UnsafeRawBufferPointer(start: filtered.start, count: packed.length)
    let stream =
      if effort == .small {
        try smallest(input, packed, buffer)
      } else if packed.isPhotograph {
        compressPhotograph(input, buffer)
      } else {
        try compress(input, level: packed.level(effort), into: compressed)
      }

    var file = ChunkWriter(expecting: stream.count + 4096)
    file.write("IHDR", header(buffer, packed.layout))
    try writeColorSpace(to: &file, metadata)
    if case .palette(_, let entries, _) = packed.layout { write(palette: entries, to: &file) }
    try write(texts: metadata, to: &file)
    file.writeImageData(stream)
    file.write("IEND", [])
    return file.bytes
  }

  /// Fills `filtered` with the filtered rows and returns the number of bytes, and what they tell of the picture.
  private func pack(pixels: UnsafeRawPointer, _ buffer: PixelBuffer) -> Packed {
    let (width, height) = (buffer.width, buffer.height)
    indices.reserve(width * height)
    let analysis = ColorAnalysis(
      pixels: pixels, width: width, height: height, stride: buffer.stride, indices: indices.start)
    let layout = PixelLayout(analysis, straight)
    let texture =
      layout.isIndexed
      ? nil : TextureAnalysis(pixels: pixels, width: width, height: height, stride: buffer.stride)
    let count = layout.bytesPerRow(width: width)
    let packer = RowPacker(layout: layout, straight: straight, width: width)
    var packed = Packed(layout: layout, length: height * (count + 1), texture: texture)
    filtered.reserve(packed.length + rowPadding)

    let rowSpace = count + 2 * rowPadding
    rows.reserve(rowSpace * 2)
    rows.start.initializeMemory(as: UInt8.self, repeating: 0, count: rowSpace * 2)
    var current = rows.start + rowPadding
    var above = current + rowSpace
    var isAboveReady = true
    for y in 0..<height {
      let row = pixels + y * buffer.stride
      let output = filtered.start + y * (count + 1)
      guard let texture, texture.isTextured(row: y) else {
        output.storeBytes(of: RowFilter.none.rawValue, as: UInt8.self)
        packer.pack(row: row, indices: indices.start + y * width, into: output + 1)
        isAboveReady = false
        continue
      }
      if !isAboveReady { packer.pack(row: row - buffer.stride, indices: indices.start + (y - 1) * width, into: above) }
      packer.pack(row: row, indices: indices.start + y * width, into: current)
      let choice = RowFilter.best(
        row: current, above: above, count: count, step: layout.filterStep, sampling: effort == .fast ? 4 : 1)
      output.storeBytes(of: choice.filter.rawValue, as: UInt8.self)
      choice.filter.apply(row: current, above: above, count: count, step: layout.filterStep, into: output + 1)
      packed.texturedBytes += count
      packed.residue += choice.weight
      swap(&current, &above)
      isAboveReady = true
    }
    return packed
  }

  private func compress(
    _ input: UnsafeRawBufferPointer, level: Int32, into buffer: ScratchBuffer
  ) throws(RasterError) -> UnsafeRawBufferPointer {
    let deflater = try deflater(level: level)
    let space = deflater.bound(input.count)
    buffer.reserve(space)
    let count = try deflater.compress(input, into: UnsafeMutableRawBufferPointer(start: buffer.start, count: space))
    return UnsafeRawBufferPointer(start: buffer.start, count: count)
  }

  private func compressPhotograph(
    _ input: UnsafeRawBufferPointer, _ buffer: PixelBuffer
  ) -> UnsafeRawBufferPointer {
    let space = PhotographDeflater.bound(input.count)
    compressedPhotograph.reserve(space)
    // `filtered` goes on beyond its rows.
    let count = photographDeflater.compress(
      input, width: buffer.width, into: UnsafeMutableRawBufferPointer(start: compressedPhotograph.start, count: space))
    return UnsafeRawBufferPointer(start: compressedPhotograph.start, count: count)
  }

  /// The shortest of what there is: which way finds it depends on the picture, and a higher level is not always the better one.
  private func smallest(
    _ input: UnsafeRawBufferPointer, _ packed: Packed, _ buffer: PixelBuffer
  ) throws(RasterError) -> UnsafeRawBufferPointer {
    var best = try compress(input, level: packed.level(.small), into: compressed)
    let usual = try compress(input, level: packed.level(.balanced), into: compressedAnew)
    if usual.count < best.count { best = usual }
    guard packed.layout == .rgb else { return best }
    let photograph = compressPhotograph(input, buffer)
    return photograph.count < best.count ? photograph : best
  }

  private func deflater(level: Int32) throws(RasterError) -> Deflater {
    if let known = deflaters[level] { return known }
    let new = try Deflater(level: level)
    deflaters[level] = new
    return new
  }
}

/// What packing found out about a picture.
private struct Packed {
  let layout: PixelLayout
  /// Bytes to compress.
  let length: Int
  let texture: TextureAnalysis?
  /// Bytes in rows with the texture of a photograph, and what the differences that filters left there weigh.
  var texturedBytes = 0
  var residue: UInt64 = 0

  /// Most of the picture is text and shapes, where any level finds nearly all repetitions.
  private var isFlat: Bool { texturedBytes * 8 < length && (texture?.restlessness ?? 0) < 0.05 }

  /// libdeflate's level 1 takes twice as long as level 2 where the same byte is repeated for long.
  private var hasLongRuns: Bool { (texture?.plainGreyness ?? 1) > 0.125 }

  /// Gradients, and photographs without grain, repeat themselves in ways that take longer to find.
  private var isSmooth: Bool { !isFlat && residue <= 3 * UInt64(texturedBytes) }

  /// Most of an opaque picture in colour has the texture of a photograph, with its grain.
  var isPhotograph: Bool { layout == .rgb && texturedBytes * 2 > length && !isSmooth }

  /// The level of libdeflate at an effort. More than this costs more time than it saves bytes.
  func level(_ effort: Effort) -> Int32 {
    switch effort {
    case .fast: hasLongRuns ? 2 : 1
    case .balanced: isSmooth ? 4 : isFlat && !hasLongRuns ? 1 : 2
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
    if let packet = metadata.packet { try file.writeText(keyword: "XML:com.adobe.xmp", text: packet.xml) }
  }
}
