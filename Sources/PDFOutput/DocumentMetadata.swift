import Conformance
import PDFSyntax
import XMP

/// Writes the information dictionary and the XMP packet, which say the same (ISO 19005-2 §6.6.2.3).
struct DocumentMetadata {
  let info: PDFDocumentInfo
  let date: DocumentDate
  /// What the document claims to be.
  let levels: [ConformanceLevel]
  /// Names the document where it must have a name of its own, as one for a press must.
  let identity: String?
  static let program = "Placard"

  /// - Parameter content: What the document's name is made of, so that other documents have other names; `nil` for a
  ///   document that needs none.
  init(_ info: PDFDocumentInfo, _ levels: [ConformanceLevel], content: [UInt8]? = nil) throws(PDFError) {
    self.info = info
    self.levels = levels
    identity = content.map(Self.name)
    date = try info.date.map { (text) throws(PDFError) in try DocumentDate(text) } ?? .unknown
  }

  func write(to file: QPDFFile) {
    file.set("/Info", .object(file.add(.dictionary(dictionary))), of: file.trailer)
    let packet = file.addStream(Array(xmp.utf8), ["/Type": .name("/Metadata"), "/Subtype": .name("/XML")])
    file.set("/Metadata", .object(packet), of: file.root)
    file.set("/Lang", .text(info.language), of: file.root)
  }

  private var keywords: [String] { info.keywords.map(\.onOneLine).filter { !$0.isEmpty } }

  /// ISO 32000-1 §14.3.3.
  private var dictionary: [String: PDFValue] {
    var entries: [String: PDFValue] = [
      "/Creator": .text(Self.program), "/Producer": .text(Self.program), "/CreationDate": .ascii(date.pdf),
      "/ModDate": .ascii(date.pdf),
    ]
    let texts: [(String, String?)] = [
      ("/Title", info.title), ("/Author", info.author), ("/Subject", info.subject),
      ("/Keywords", keywords.joined(separator: ", ")),
    ]
    // Nobody has made the inks overlap where they meet.
    if identity != nil { entries["/Trapped"] = .name("/False") }
    for (key, text) in texts {
      if let text = text?.onOneLine, !text.isEmpty { entries[key] = .text(text) }
    }
    return entries
  }

  private static let namespaces = [
    XMPPacket.Namespace("xmp", "http://ns.adobe.com/xap/1.0/"),
    XMPPacket.Namespace("pdf", "http://ns.adobe.com/pdf/1.3/"),
  ]

  private var allNamespaces: [XMPPacket.Namespace] {
    let own = [.dublinCore] + Self.namespaces
    return own + Conformance.namespaces(levels).filter { added in !own.contains { $0.prefix == added.prefix } }
  }

  private var xmp: String {
    var packet = XMPPacket(language: info.language, namespaces: allNamespaces)
    packet.add("dc:format", "application/pdf")
    packet.add("dc:title", translated: info.title.onOneLine)
    packet.add("dc:creator", list: "rdf:Seq", [info.author?.onOneLine])
    packet.add("dc:description", translated: info.subject?.onOneLine)
    packet.add("dc:rights", translated: info.licence?.onOneLine)
    packet.add("dc:subject", list: "rdf:Bag", keywords)
    packet.add("dc:language", list: "rdf:Bag", [info.language])
    packet.add("dc:relation", list: "rdf:Bag", [info.site?.onOneLine])
    packet.add("pdf:Producer", Self.program)
    packet.add("pdf:Keywords", keywords.joined(separator: ", "))
    packet.add("xmp:CreatorTool", Self.program)
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] { packet.add(name, date.xmp) }
    if let identity {
      packet.add("pdf:Trapped", "False")
      packet.add("xmpMM:DocumentID", identity)
      packet.add("xmpMM:InstanceID", identity)
      packet.add("xmpMM:VersionID", "1")
      packet.add("xmpMM:RenditionClass", "default")
    }
    Conformance.identify(levels, in: &packet)
    return packet.xml
  }

  /// A name that the same content always has (RFC 9562 §5.8, version 8), from two FNV-1a sums.
  private static func name(of content: [UInt8]) -> String {
    var (first, second): (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0x8422_2325_CBF2_9CE4)
    for byte in content {
      first = (first ^ UInt64(byte)) &* 0x100_0000_01B3
      second = (second &* 0x100_0000_01B3) ^ UInt64(byte)
    }
    var bytes = [first, second].flatMap { sum in (0..<8).map { UInt8(truncatingIfNeeded: sum >> (56 - 8 * $0)) } }
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    var groups: [Substring] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
      groups.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return "uuid:" + groups.joined(separator: "-")
  }
}
