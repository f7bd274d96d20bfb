import CDeflate

/// The chunks of PNG (W3C PNG, third edition, §5).
extension PictureHeader {
  static func png(_ bytes: [UInt8]) throws(Fault) -> PictureHeader {
    var header = PictureHeader(kind: .png)
    var at = 8
    var isStandard = false
    while true {
      guard let length = bytes.big32(at), at + 12 + length <= bytes.count else {
        throw .damaged("The file ends before the picture does")
      }
      let body = at + 8..<at + 8 + length
      if at == 8 {
        guard bytes.holds("IHDR", at: 12), length == 13, let wide = bytes.big32(16), let tall = bytes.big32(20),
          wide > 0, tall > 0
        else { throw .damaged("The size of the picture is missing") }
        (header.width, header.height) = (wide, tall)
      } else if bytes.holds("IEND", at: at + 4) {
        break
      } else if bytes.holds("sRGB", at: at + 4) {
        isStandard = true
      } else if bytes.holds("iCCP", at: at + 4) {
        header.profile = try profile(Array(bytes[body]))
      } else if bytes.holds("eXIf", at: at + 4) {
        header.orientation = exifOrientation(Array(bytes[body]))
      }
      at += 12 + length
    }
    if isStandard { header.profile = nil }
    return header
  }

  /// The profile of an `iCCP` chunk: a name, a zero, the method, and a zlib stream.
  private static func profile(_ chunk: [UInt8]) throws(Fault) -> [UInt8] {
    guard let zero = chunk.firstIndex(of: 0), (1...79).contains(zero), chunk.byte(zero + 1) == 0 else {
      throw .badProfile("its name is damaged")
    }
    let name = String(decoding: chunk[..<zero], as: UTF8.self)
    guard let inflater = Inflater(), let profile = inflater.inflate(Array(chunk[(zero + 2)...])) else {
      throw .badProfile("“\(name)”")
    }
    return profile
  }
}

/// Owns a decompressor of libdeflate.
private final class Inflater {
  private let handle: OpaquePointer

  init?() {
    guard let made = libdeflate_alloc_decompressor() else { return nil }
    handle = made
  }

  // Safety: this object alone holds the decompressor.
  deinit { libdeflate_free_decompressor(handle) }

  /// Inflates a zlib stream of at most `ImagingLimits.profileBytes`; `nil` when it is damaged or longer.
  func inflate(_ stream: [UInt8]) -> [UInt8]? {
    var room = 64 << 10
    while room <= ImagingLimits.profileBytes {
      var result = LIBDEFLATE_BAD_DATA
      // Safety: both buffers are valid for the sizes that are passed, and `size` counts the bytes written.
      let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        var size = 0
        result = libdeflate_zlib_decompress(handle, stream, stream.count, buffer.baseAddress, room, &size)
        count = result == LIBDEFLATE_SUCCESS ? size : 0
      }
      if result == LIBDEFLATE_SUCCESS { return bytes }
      guard result == LIBDEFLATE_INSUFFICIENT_SPACE else { return nil }
      room *= 4
    }
    return nil
  }
}
