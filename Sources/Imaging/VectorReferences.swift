/// Finds what an SVG would load from elsewhere or what cannot be drawn safely, and checks the pictures that it carries
/// inside.
///
/// librsvg loads nothing from elsewhere; without this check such a part would silently be missing. Pictures inside
/// are measured before librsvg decodes them, because it accepts any size. So that the check sees all that librsvg
/// will see, the file must be in an encoding that contains ASCII, and its entities must be plain text.
struct VectorReferences {
  private static let loading: Set<String> = ["image", "use", "feImage", "include", "tref"]
  /// Text would be set in whatever fonts the machine has, and ends the program when it is very large; the filters take
  /// any amount of time, or end the program (librsvg 2.54). A link would leave marks of its own among a PDF page's.
  private static let refused: Set<String> = ["text", "a", "feTurbulence", "feMorphology", "feConvolveMatrix"]
  /// Each filter primitive works on every pixel of the card.
  private static let mostPrimitives = 100

  private let bytes: [UInt8]
  private let path: String
  /// Pixels of all the pictures inside.
  private var pixels = 0
  private var primitives = 0

  static func check(_ bytes: [UInt8], path: String) throws(ImagingError) {
    var references = VectorReferences(bytes: bytes, path: path)
    try references.checkEncoding()
    try references.checkTags()
  }

  private init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  private func checkEncoding() throws(ImagingError) {
    let detail = "Its text must be encoded as UTF-8"
    guard !bytes.contains(0) else { throw .notSVG(path: path, detail: detail) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes.holds("<?xml", at: start) else { return }
    var declaration = XMLTag(bytes, at: start + 5)
    while let (key, value) = declaration.attribute() {
      let name = String(decoding: value.prefix(20), as: UTF8.self).lowercased()
      let isKnown = ["utf-8", "us-ascii", "iso-8859-", "windows-125"].contains { name.hasPrefix($0) }
      guard key != "encoding" || isKnown else { throw .notSVG(path: path, detail: detail) }
    }
  }

  private mutating func checkTags() throws(ImagingError) {
    var at = 0
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      if bytes.holds("<!--", at: open) {
        at = end(of: [0x2d, 0x2d, 0x3e], from: open + 4)
      } else if bytes.holds("<![CDATA[", at: open) {
        at = end(of: [0x5d, 0x5d, 0x3e], from: open + 9)
      } else if bytes.holds("<!ENTITY", at: open) {
        at = try checkEntity(at: open + 8)
      } else {
        var tag = XMLTag(bytes, at: open + 1)
        let name = tag.name()
        try checkElement(name)
        if Self.loading.contains(name) {
          while let (key, value) = tag.attribute() {
            if key == "href" || key.hasSuffix(":href") { try check(value) }
          }
        }
        at = max(open + 1, tag.at)
      }
    }
  }

  private mutating func checkElement(_ name: String) throws(ImagingError) {
    guard !Self.refused.contains(name) else { throw .svgUnsupported(path: path, element: name) }
    guard name.hasPrefix("fe") else { return }
    primitives += 1
    guard primitives <= Self.mostPrimitives else {
      throw .notSVG(path: path, detail: "It has more than \(Self.mostPrimitives) filter effects")
    }
  }

  /// Drawing programs define entities for the names of namespaces; nothing else is let through.
  private func checkEntity(at start: Int) throws(ImagingError) -> Int {
    guard let quote = bytes[start...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 || $0 == 0x3e }),
      bytes[quote] != 0x3e, let end = bytes[(quote + 1)...].firstIndex(of: bytes[quote])
    else { throw .notSVG(path: path, detail: "One of its entities is damaged") }
    let (head, value) = (bytes[start..<quote], bytes[(quote + 1)..<end])
    let words = head.split(whereSeparator: { $0 <= 32 }).map { String(decoding: $0, as: UTF8.self) }
    if words.contains("SYSTEM") || words.contains("PUBLIC") {
      throw .svgRefersOutside(path: path, reference: String(decoding: value.prefix(120), as: UTF8.self))
    }
    guard !value.contains(UInt8(ascii: "<")), !value.contains(UInt8(ascii: "&")), !value.contains(UInt8(ascii: "%"))
    else { throw .notSVG(path: path, detail: "It defines entities that hold more than plain text") }
    return end + 1
  }

  private mutating func check(_ value: [UInt8]) throws(ImagingError) {
    let trimmed = Array(value.drop { $0 <= 32 })
    guard let first = trimmed.first, first != UInt8(ascii: "#") else { return }
    let scheme = String(decoding: trimmed.prefix(5), as: UTF8.self).lowercased()
    guard scheme == "data:" else {
      let shown = String(decoding: trimmed.prefix(120), as: UTF8.self)
      throw .svgRefersOutside(path: path, reference: shown)
    }
    guard let comma = trimmed.firstIndex(of: UInt8(ascii: ",")) else {
      throw .notSVG(path: path, detail: "A picture inside it is damaged")
    }
    try checkEmbedded(Base64.decode(trimmed[(comma + 1)...]))
  }

  private mutating func checkEmbedded(_ picture: [UInt8]) throws(ImagingError) {
    let header: PictureHeader
    do { header = try PictureHeader.read(picture) } catch {
      throw .notSVG(path: path, detail: "A picture inside it is damaged, or is not a JPEG, PNG or WebP in base64")
    }
    guard ImagingLimits.allows(width: header.width, height: header.height) else {
      throw .tooManyPixels(path: path, width: header.width, height: header.height)
    }
    pixels += header.width * header.height
    guard pixels <= ImagingLimits.pixels else {
      throw .notSVG(path: path, detail: "The pictures inside it have more than 100 million pixels together")
    }
  }

  private func end(of mark: [UInt8], from: Int) -> Int {
    var at = from
    while at + mark.count <= bytes.count {
      if bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) { return at + mark.count }
      at += 1
    }
    return bytes.count
  }
}
