/// The chunks of WebP (RFC 9649).
extension PictureHeader {
  static func webp(_ bytes: [UInt8]) throws(Fault) -> PictureHeader {
    var header = PictureHeader(kind: .webp)
    guard let size = bytes.little32(4), size >= 12, size + 8 <= bytes.count else {
      throw .damaged("The file ends before the picture does")
    }
    var at = 12
    while at + 8 <= size + 8 {
      guard let length = bytes.little32(at + 4), at + 8 + length <= bytes.count else {
        throw .damaged("The file ends before the picture does")
      }
      let body = at + 8
      if bytes.holds("VP8X", at: at), let wide = bytes.little24(body + 4), let tall = bytes.little24(body + 7) {
        header.grow(wide + 1, tall + 1)
      } else if bytes.holds("VP8 ", at: at), let wide = bytes.little16(body + 6), let tall = bytes.little16(body + 8) {
        header.grow(wide & 0x3fff, tall & 0x3fff)
        header.isLossy = true
      } else if bytes.holds("VP8L", at: at), let packed = bytes.little32(body + 1) {
        header.grow((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1)
      } else if bytes.holds("ICCP", at: at) {
        header.profile = bytes.part(body..<body + length)
      } else if bytes.holds("EXIF", at: at), let block = bytes.part(body..<body + length) {
        header.orientation = exifOrientation(block)
      }
      at = body + length + length % 2
    }
    guard header.width > 0, header.height > 0 else { throw .damaged("The size of the picture is missing") }
    return header
  }

  /// The canvas and the frame each state a size; memory must suffice for both.
  private mutating func grow(_ wide: Int, _ tall: Int) {
    width = max(width, wide)
    height = max(height, tall)
  }
}
