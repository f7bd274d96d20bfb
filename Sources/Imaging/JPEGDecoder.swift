import CTurboJPEG

/// Owns a decompressor of libjpeg-turbo.
///
/// gdk-pixbuf's own JPEG loader hands out half pictures of cut files and loses the inks of CMYK, hence this one.
final class JPEGDecoder {
  private let handle: tjhandle

  init?() {
    guard let made = tjInitDecompress() else { return nil }
    handle = made
  }

  // Safety: this object alone holds the decompressor.
  deinit { tjDestroy(handle) }

  /// Straight BGRA, or four inks as they are stored when the header says four components.
  ///
  /// - Returns: `nil` when anything but stray bytes between segments is wrong with the data.
  func decode(_ bytes: [UInt8], header: PictureHeader) -> [UInt8]? {
    let format = header.components == 4 ? TJPF_CMYK : TJPF_BGRA
    let size = header.width * header.height * 4
    var isSound = false
    // Safety: the library writes `height` rows of `width × 4` bytes, exactly the buffer, because it fails when the size
    // that it reads differs; the input is valid for `bytes.count` bytes during the call and is not written.
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      buffer.initialize(repeating: 255)
      let size = UInt(bytes.count)
      var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      guard tjDecompressHeader3(handle, bytes, size, &width, &height, &sampling, &space) == 0,
        Int(width) == header.width, Int(height) == header.height
      else { return }
      let status = tjDecompress2(
        handle, bytes, size, buffer.baseAddress, width, 0, height, Int32(format.rawValue), TJFLAG_LIMITSCANS)
      isSound = status == 0 || isHarmless
      count = isSound ? buffer.count : 0
    }
    return isSound ? pixels : nil
  }

  /// Whether the first complaint is one that leaves the picture whole.
  private var isHarmless: Bool {
    guard tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue), let words = tjGetErrorStr2(handle) else {
      return false
    }
    // Safety: the library returns a zero-terminated string that lives until its next call.
    let text = String(cString: words)
    return text.contains("extraneous bytes before marker") || text.contains("Unknown Adobe color transform")
  }
}
