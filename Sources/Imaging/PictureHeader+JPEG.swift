/// The marker segments of JPEG (ITU-T T.81 annex B).
extension PictureHeader {
  static func jpeg(_ bytes: [UInt8]) throws(Fault) -> PictureHeader {
    var walk = JPEGWalk(bytes)
    try walk.run()
    var header = PictureHeader(kind: .jpeg)
    header.width = walk.width
    header.height = walk.height
    header.components = walk.components
    header.orientation = walk.orientation
    header.profile = try walk.profile()
    header.isInverted = walk.adobeTransform != nil
    if walk.components == 4 { header.inks = walk.kept }
    if walk.canPass && header.orientation == 1 { header.passthrough = walk.kept }
    return header
  }
}

/// One walk from the first marker to the end-of-image marker.
private struct JPEGWalk {
  let bytes: [UInt8]
  var at = 2
  var width = 0
  var height = 0
  var components = 0
  var orientation = 1
  var adobeTransform: Int?
  var canPass = false
  /// The file without application data and comments, which may tell where and by whom a photo was taken.
  var kept: [UInt8] = [0xff, 0xd8]
  private var scans = 0
  private var chunks: [Int: [UInt8]] = [:]
  private var chunkCount: Int?
  private var hasBadChunk = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func run() throws(PictureHeader.Fault) {
    while true {
      guard let lead = bytes.byte(at) else { throw .damaged("The file ends before the picture does") }
      // Stray bytes and fill bytes between segments are skipped, as every decoder does.
      guard lead == 0xff, let marker = bytes.byte(at + 1), marker != 0xff, marker != 0 else {
        at += 1
        continue
      }
      if marker == 0xd9 {
        kept += [0xff, 0xd9]
        break
      }
      if marker == 0x01 || (0xd0...0xd8).contains(marker) {
        at += 2
        continue
      }
      guard let length = bytes.big16(at + 2), length >= 2, let body = bytes.part(at + 4..<at + 2 + length) else {
        throw .damaged("The file ends before the picture does")
      }
      let end = at + 2 + length
      try segment(marker, body)
      let isMetadata = (0xe1...0xed).contains(marker) || marker == 0xef || marker == 0xfe
      if !isMetadata { kept += bytes[at..<end] }
      at = end
      if marker == 0xda { skipScan() }
    }
    guard scans > 0, width > 0 else { throw .damaged("The file holds no picture data") }
  }

  private mutating func segment(_ marker: Int, _ body: [UInt8]) throws(PictureHeader.Fault) {
    switch marker {
    case 0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf:
      try frame(marker, body)
    case 0xda:
      scans += 1
      guard width > 0 else { throw .damaged("The size of the picture is missing") }
      guard scans <= ImagingLimits.jpegScans else { throw .damaged("It has more than 100 scans") }
    case 0xe1 where body.holds("Exif\0\0", at: 0):
      orientation = exifOrientation(body)
    case 0xe2 where body.holds("ICC_PROFILE\0", at: 0):
      profileChunk(body)
    case 0xee where body.holds("Adobe", at: 0):
      adobeTransform = body.byte(11)
    default: break
    }
  }

  private mutating func frame(_ marker: Int, _ body: [UInt8]) throws(PictureHeader.Fault) {
    guard width == 0 else { throw .damaged("It states its size twice") }
    guard let precision = body.byte(0), let tall = body.big16(1), let wide = body.big16(3), let parts = body.byte(5),
      tall > 0, wide > 0, body.count >= 6 + 3 * parts
    else { throw .damaged("The size of the picture is missing") }
    guard marker <= 0xc2, precision == 8 else {
      throw .damaged("It uses a rare form of JPEG (lossless, arithmetic or more than 8 bits)")
    }
    (width, height, components) = (wide, tall, parts)
    let names = (0..<parts).compactMap { body.byte(6 + 3 * $0) }
    // Without Adobe's marker a PDF reader takes three components for YCbCr, even when they are named R, G and B.
    let isAmbiguous = parts == 3 && adobeTransform == nil && names == [0x52, 0x47, 0x42]
    canPass = (parts == 1 || parts == 3) && !isAmbiguous
  }

  /// Copies coded data up to the next true marker.
  private mutating func skipScan() {
    let start = at
    while at < bytes.count {
      guard bytes[at] == 0xff, at + 1 < bytes.count else {
        at += 1
        continue
      }
      let next = bytes[at + 1]
      if next == 0 || (0xd0...0xd7).contains(next) {
        at += 2
      } else if next == 0xff {
        at += 1
      } else {
        break
      }
    }
    kept += bytes[start..<at]
  }

  /// A profile travels in numbered pieces (ICC.1, annex B.4).
  private mutating func profileChunk(_ body: [UInt8]) {
    guard let number = body.byte(12), let count = body.byte(13), number >= 1, number <= count,
      chunkCount == nil || chunkCount == count, chunks[number] == nil
    else {
      hasBadChunk = true
      return
    }
    chunkCount = count
    chunks[number] = Array(body.dropFirst(14))
  }

  func profile() throws(PictureHeader.Fault) -> [UInt8]? {
    if chunkCount == nil && !hasBadChunk { return nil }
    guard !hasBadChunk, let count = chunkCount, chunks.count == count else {
      throw .badProfile("pieces of it are missing")
    }
    return (1...count).flatMap { chunks[$0] ?? [] }
  }
}
