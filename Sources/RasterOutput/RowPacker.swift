/// Writes rows of pixels in the layout of the file, before filtering.
struct RowPacker {
  let layout: PixelLayout
  let straight: StraightAlpha
  let width: Int

  /// Packs one row. May write up to 8 bytes more than the row has; what follows the row stays or becomes zero.
  ///
  /// - Parameters:
  ///   - row: premultiplied pixels; `indices`: the row's indices into the colours of the analysis, if they are few.
  func pack(row: UnsafeRawPointer, indices: UnsafeRawPointer, into output: UnsafeMutableRawPointer) {
    switch layout {
    case .rgb: packRGB(row, output)
    case .rgba: packRGBA(row, output)
    case .greyAlpha: packGreyAlpha(row, output)
    case .grey(let depth, let samples), .palette(let depth, _, let samples):
      samples.withUnsafeBufferPointer { packSamples(indices, depth, $0, output) }
    }
  }

  private func packRGB(_ row: UnsafeRawPointer, _ output: UnsafeMutableRawPointer) {
    for x in 0..<width {
      // Each store writes a zero beyond its three bytes, which the next pixel covers.
      let pixel = (row + x &* 4).loadUnaligned(as: UInt32.self)
      (output + x &* 3).storeBytes(of: pixel.byteSwapped >> 8, as: UInt32.self)
    }
  }

  private func packRGBA(_ row: UnsafeRawPointer, _ output: UnsafeMutableRawPointer) {
    for x in 0..<width {
      let pixel = (row + x &* 4).loadUnaligned(as: UInt32.self)
      (output + x &* 4).storeBytes(of: straight.rgba(pixel), as: UInt32.self)
    }
  }

  private func packGreyAlpha(_ row: UnsafeRawPointer, _ output: UnsafeMutableRawPointer) {
    for x in 0..<width {
      let pixel = straight.rgba((row + x &* 4).loadUnaligned(as: UInt32.self))
      (output + x &* 2).storeBytes(of: UInt16(truncatingIfNeeded: pixel >> 16), as: UInt16.self)
    }
  }

  private func packSamples(
    _ indices: UnsafeRawPointer, _ depth: Int, _ samples: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableRawPointer
  ) {
    if depth == 8 {
      for x in 0..<width {
        output.storeBytes(
          of: samples[Int(indices.load(fromByteOffset: x, as: UInt8.self))], toByteOffset: x, as: UInt8.self)
      }
      return
    }
    let perByte = 8 / depth
    var x = 0
    var byteOffset = 0
    while x < width {
      var byte: UInt8 = 0
      for place in 0..<min(perByte, width - x) {
        let sample = samples[Int(indices.load(fromByteOffset: x + place, as: UInt8.self))]
        byte |= sample << UInt8(8 - depth * (place + 1))
      }
      output.storeBytes(of: byte, toByteOffset: byteOffset, as: UInt8.self)
      byteOffset += 1
      x += perByte
    }
  }
}
