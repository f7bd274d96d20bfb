import PDFSyntax
import XMP

/// What a document says that it conforms to.
protocol DocumentClaim: Sendable {
  /// The vocabularies of `identify`.
  var namespaces: [XMPPacket.Namespace] { get }
  /// What the standards want in the information dictionary.
  var dictionary: [String: PDFValue] { get }
  func identify(in packet: inout XMPPacket)
}

/// Writes the information dictionary and the XMP packet, which say the same (ISO 19005-2 §6.6.2.3).
struct DocumentMetadata {
  let info: PDFDocumentInfo
  let date: DocumentDate
  let claim: any DocumentClaim
  static let program = "Placard"

  init(_ info: PDFDocumentInfo, _ claim: any DocumentClaim) throws(PDFError) {
    self.info = info
    self.claim = claim
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
    for (key, text) in texts {
      if let text = text?.onOneLine, !text.isEmpty { entries[key] = .text(text) }
    }
    return entries.merging(claim.dictionary) { $1 }
  }

  private static let namespaces = [
    XMPPacket.Namespace("xmp", "http://ns.adobe.com/xap/1.0/"),
    XMPPacket.Namespace("pdf", "http://ns.adobe.com/pdf/1.3/"),
  ]

  private var xmp: String {
    var packet = XMPPacket(
      language: info.language, namespaces: [.dublinCore] + Self.namespaces + claim.namespaces)
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
    claim.identify(in: &packet)
    return packet.xml
  }
}
