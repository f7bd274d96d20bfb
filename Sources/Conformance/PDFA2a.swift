import PDFReading
import XMP

extension ConformanceLevel {
  /// PDF/A-2, level A (ISO 19005-2): a document that archives keep. Level A adds tags and characters to level B.
  public static let pdfa2a = ConformanceLevel(
    name: "PDF/A-2a", version: "1.7", rules: pdfa2b + pdfa2aOnly,
    namespaces: [XMPPacket.Namespace("pdfaid", "http://www.aiim.org/pdfa/ns/id/")],
    claim: { packet in
      packet.add("pdfaid:part", "2")
      packet.add("pdfaid:conformance", "A")
    }, extensionSchema: nil)

  private static let pdfa2b: [Rule] =
    FileRules.all + ColorRules.intent("GTS_PDFA1") + ColorRules.all + FontRules.all + AnnotationRules.archive
    + MetadataRules.all

  private static let pdfa2aOnly: [Rule] =
    FontRules.unicode + [
      Rule(
        "ISO 19005-2 §6.6.4", "The claim is PDF/A-2, level A",
        unless: { $0.metadata?.pdfaPart == "2" && $0.metadata?.pdfaLevel == "A" }, "the XMP packet says another"),
      StructureRules.isTagged("ISO 19005-2 §6.7.2"),
      StructureRules.everythingIsMarked("ISO 19005-2 §6.7.3.2"),
      StructureRules.marksBelong("ISO 19005-2 §6.7.3.3"),
      StructureRules.rolesAreStandard("ISO 19005-2 §6.7.3.4"),
      StructureRules.hasLanguage("ISO 19005-2 §6.7.4"),
    ]
}
