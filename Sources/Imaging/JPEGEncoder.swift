import CTurboJPEG

/// Packs pixels for a press as JPEG with libjpeg-turbo.
public enum JPEGEncoder {
  /// How the pixels lie in memory.
  public enum Layout: Sendable {
    /// Four bytes a pixel: cyan, magenta, yellow, black; 255 is full ink.
    case inks
    /// One byte a pixel; 255 is white.
    case gray

    fileprivate var format: (pixels: TJPF, bytes: Int, sampling: TJSAMP) {
      switch self {
      case .inks: (TJPF_CMYK, 4, TJSAMP_444)
      case .gray: (TJPF_GRAY, 1, TJSAMP_GRAY)
      }
    }
  }

  /// - Parameter quality: 1…100. No colour is stored more coarsely than another: print shows red edges.
  /// - Returns: The file, or `nil` where the library has no memory for it.
  public static func encode(_ pixels: [UInt8], width: Int, height: Int, layout: Layout, quality: Int) -> [UInt8]? {
    let (format, bytes, sampling) = layout.format
    guard width > 0, height > 0, width <= 65_500, height <= 65_500, pixels.count == width * height * bytes,
      let encoder = tjInitCompress()
    else { return nil }
    defer { tjDestroy(encoder) }
    var buffer: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    // Safety: the input holds `height` rows of `width × bytes`; the library allocates the buffer, which is freed here.
    defer { tjFree(buffer) }
    let status = tjCompress2(
      encoder, pixels, Int32(width), 0, Int32(height), Int32(format.rawValue), &buffer, &count,
      Int32(sampling.rawValue), Int32(min(max(quality, 1), 100)), TJFLAG_ACCURATEDCT)
    guard status == 0, let buffer else { return nil }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
  }

  /// The largest sum of a pixel's inks in a file that was packed as `inks`, 0…4.
  public static func largestInk(of jpeg: [UInt8], width: Int, height: Int) -> Double? {
    var header = PictureHeader(kind: .jpeg)
    (header.width, header.height, header.components) = (width, height, 4)
    guard let pixels = JPEGDecoder()?.decode(jpeg, header: header) else { return nil }
    var most = 0
    for at in stride(from: 0, to: pixels.count, by: 4) {
      most = max(most, Int(pixels[at]) + Int(pixels[at + 1]) + Int(pixels[at + 2]) + Int(pixels[at + 3]))
    }
    return Double(most) / 255
  }
}
