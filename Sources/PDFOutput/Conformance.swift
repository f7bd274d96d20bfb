import PDFSyntax
import Scene
import XMP

/// What PDF/A-2, level A (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) ask for beyond what every document here has:
/// colours that mean the same everywhere, fonts and pictures as the standards want them, and the statement itself.
struct Conformance: DocumentClaim {
  /// PDF/UA wants an alternative text for every figure (§7.3); without one, a document must not call itself accessible.
  let isAccessible: Bool
  /// The PDF that both standards build on (ISO 32000-1).
  static let version = "1.7"

  init(_ pages: [CardTags]) {
    isAccessible = pages.allSatisfy { Self.hasAlternatives($0.section) }
  }

  private static func hasAlternatives(_ tag: Tag) -> Bool {
    if tag.type == "Figure", tag.alt?.isEmpty ?? true { return false }
    return tag.kids.allSatisfy { if case .tag(let kid) = $0 { hasAlternatives(kid) } else { true } }
  }

  let dictionary: [String: PDFValue] = [:]

  func apply(to file: QPDFFile) throws(PDFError) {
    let profile = file.addStream(try SRGBProfile.bytes(), ["/N": .integer(3)])
    file.set(
      "/OutputIntents",
      [
        [
          "/Type": .name("/OutputIntent"), "/S": .name("/GTS_PDFA1"), "/DestOutputProfile": .object(profile),
          "/OutputConditionIdentifier": .ascii("sRGB IEC61966-2.1"), "/Info": .ascii("sRGB IEC61966-2.1"),
        ]
      ], of: file.root)
    try file.forEachObject { (object) throws(PDFError) in try ObjectCorrections(file: file).apply(to: object) }
  }

  /// The vocabularies of `identify`.
  let namespaces = [
    XMPPacket.Namespace("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    XMPPacket.Namespace("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    XMPPacket.Namespace("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    XMPPacket.Namespace("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    XMPPacket.Namespace("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
  ]

  /// Says in the metadata what the document conforms to (ISO 19005-2 §6.6.4, ISO 14289-1 §5).
  func identify(in packet: inout XMPPacket) {
    packet.add("pdfaid:part", "2")
    packet.add("pdfaid:conformance", "A")
    guard isAccessible else { return }
    packet.add("pdfuaid:part", "1")
    // PDF/A knows no PDF/UA, so its property must be described (ISO 19005-2 §6.6.2.3.3).
    packet.add(
      xml: """
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
        <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
        <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
        <pdfaProperty:category>internal</pdfaProperty:category>\
        <pdfaProperty:description>The part of ISO 14289 that the document conforms to</pdfaProperty:description>\
        </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
        """)
  }
}
