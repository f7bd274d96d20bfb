import PDFReading
import XMP

extension ConformanceLevel {
  /// PDF/UA-1 (ISO 14289-1): a document that everybody can read, also with a screen reader.
  public static let pdfua1 = ConformanceLevel(
    name: "PDF/UA-1", version: "1.7", rules: pdfua1Rules + FontRules.accessible + AnnotationRules.accessible,
    namespaces: [XMPPacket.Namespace("pdfuaid", "http://www.aiim.org/pdfua/ns/id/")],
    claim: { $0.add("pdfuaid:part", "1") },
    extensionSchema: ExtensionSchema(
      name: "PDF/UA identification schema", uri: "http://www.aiim.org/pdfua/ns/id/", prefix: "pdfuaid",
      property: "part", type: "Integer", description: "The part of ISO 14289 that the document conforms to"
    ).xml)

  private static let pdfua1Rules: [Rule] = [
    Rule(
      "ISO 14289-1 §5", "The claim is PDF/UA-1", unless: { $0.metadata?.pdfuaPart == "1" },
      "the XMP packet says another"),
    StructureRules.isTagged("ISO 14289-1 §7.1"),
    StructureRules.everythingIsMarked("ISO 14289-1 §7.1-content"),
    StructureRules.artifactsStandAlone("ISO 14289-1 §7.1-artifacts"),
    StructureRules.parentsAgree("ISO 14289-1 §7.1-parents"),
    StructureRules.rolesAreStandard("ISO 14289-1 §7.1-roles"),
    StructureRules.standardRolesStay("ISO 14289-1 §7.1-standard-roles"),
    Rule(
      "ISO 14289-1 §7.1-suspects", "The tags are not called doubtful", unless: { !$0.syntax.isSuspect },
      "MarkInfo says Suspects"),
    Rule(
      "ISO 14289-1 §7.1-title", "The document has a title", unless: { !($0.metadata?.title ?? "").isEmpty },
      "dc:title is missing"),
    Rule(
      "ISO 14289-1 §7.1-window", "The window shows the title", unless: { $0.syntax.showsTitle },
      "DisplayDocTitle is not true"),
    StructureRules.hasLanguage("ISO 14289-1 §7.2"),
    StructureRules.figuresHaveAlternatives("ISO 14289-1 §7.3"),
    StructureRules.headingsDescend("ISO 14289-1 §7.4.2"),
    StructureRules.headingsAreOfOneKind("ISO 14289-1 §7.4.4"),
    StructureRules.tablesAreWellFormed("ISO 14289-1 §7.5"),
    StructureRules.headerCellsHaveScope("ISO 14289-1 §7.5-scope"),
    StructureRules.listsAreWellFormed("ISO 14289-1 §7.6"),
    StructureRules.notesHaveNames("ISO 14289-1 §7.9"),
    Rule("ISO 14289-1 §7.15", "The document holds no XFA form", forbids: { $0 == .xfa }, "XFA"),
  ]
}
