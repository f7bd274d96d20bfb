import Conformance
import PDFSyntax
import XMP

/// Writes the information dictionary and the XMP packet, which say the same (ISO 19005-2 §6.6.2.3).
struct DocumentMetadata {
  let info: PDFDocumentInfo
  let date: DocumentDate
  /// What the document claims to be.
  let levels: [ConformanceLevel]
  /// Names the document where it must have a name of its own, as one for a press must (ISO 15930-7).
  let identity: String?
  static let program = "Placard"

  /// - Parameters:
  ///   - levels: What the document claims to be.
  ///   - identity: A hash of the document's content, hexadecimal, for documents that need a name of their own.
  init(_ info: PDFDocumentInfo, _ levels: [ConformanceLevel], identity: String? = nil) throws(PDFError) {
    self.info = info
    self.levels = levels
    self.identity = identity.map { Self.name(of: $0) }
    date = try info.date.map { (text) throws(PDFError) in try DocumentDate(text) } ?? .unknown
  }

  func write(to file: QPDFFile) throws(PDFError) {
    file.set("/Info", .object(file.add(.dictionary(dictionary))), of: file.trailer)
    let packet = try file.addStream(Array(xmp.utf8), ["/Type": .name("/Metadata"), "/Subtype": .name("/XML")])
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
    for (key, text) in texts {
      if let text = text?.onOneLine, !text.isEmpty { entries[key] = .text(text) }
    }
    for level in levels { entries.merge(level.informationEntries) { $1 } }
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
      packet.add("xmpMM:DocumentID", identity)
      packet.add("xmpMM:InstanceID", identity)
      packet.add("xmpMM:VersionID", "1")
      packet.add("xmpMM:RenditionClass", "default")
    }
    Conformance.identify(levels, in: &packet)
    return packet.xml
  }

  /// The hash in the form of a UUID (RFC 9562 §5.8: version 8, of one's own making).
  private static func name(of hash: String) -> String {
    var digits = Array(hash.prefix(32))
    digits[12] = "8"
    digits[16] = "8"
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "uuid:" + groups.joined(separator: "-")
  }
}
