/// What a picture file says of itself before anything is decoded.
struct PictureHeader {
  enum Kind: String {
    case jpeg = "JPEG"
    case png = "PNG"
    case webp = "WebP"
  }

  /// Why a header was refused; the caller adds the path.
  enum Fault: Error {
    case unknownKind
    case damaged(String)
    case badProfile(String)
  }

  let kind: Kind
  var width = 0
  var height = 0
  /// EXIF orientation 1 … 8.
  var orientation = 1
  /// The embedded ICC profile.
  var profile: [UInt8]?
  /// Colour components of a JPEG: 1 grey, 3 colour, 4 ink.
  var components = 3
  /// A JPEG whose ink values are stored inverted, as Adobe's programs do.
  var isInverted = false
  /// Whether the pixels are compressed with a loss.
  var isLossy = false
  /// The JPEG without its metadata, when PDF readers show it exactly as decoded here.
  var passthrough: [UInt8]?
  /// A CMYK JPEG without its metadata.
  var inks: [UInt8]?

  init(kind: Kind) {
    self.kind = kind
    isLossy = kind == .jpeg
  }

  /// Reads the structure of a file from its contents; the name of the file plays no part.
  static func read(_ bytes: [UInt8]) throws(Fault) -> PictureHeader {
    if bytes.big16(0) == 0xffd8, bytes.byte(2) == 0xff { return try jpeg(bytes) }
    if bytes.big32(0) == 0x8950_4e47, bytes.big32(4) == 0x0d0a_1a0a { return try png(bytes) }
    if bytes.holds("RIFF", at: 0), bytes.holds("WEBP", at: 8) { return try webp(bytes) }
    throw .unknownKind
  }
}

/// The orientation from a block of EXIF data, 1 when there is none (EXIF 2.3, tag 0x0112 of the first directory).
func exifOrientation(_ block: [UInt8]) -> Int {
  let data = block.holds("Exif\0\0", at: 0) ? Array(block.dropFirst(6)) : block
  let isLittle = data.holds("II", at: 0)
  guard isLittle || data.holds("MM", at: 0) else { return 1 }
  func short(_ at: Int) -> Int? { isLittle ? data.little16(at) : data.big16(at) }
  func long(_ at: Int) -> Int? { isLittle ? data.little32(at) : data.big32(at) }
  guard short(2) == 42, let start = long(4), let count = short(start) else { return 1 }
  for entry in 0..<count {
    let at = start + 2 + entry * 12
    guard let tag = short(at) else { return 1 }
    if tag == 0x0112, let value = short(at + 8) { return (1...8).contains(value) ? value : 1 }
  }
  return 1
}
