import PDFReading
import PDFSyntax
import XMP

/// A standard that a document can claim to meet: its rules, and the claim.
public struct ConformanceLevel: Sendable {
  /// For instance `PDF/A-2a`.
  public let name: String
  /// The version of PDF that documents of the level are written in.
  public let version: String
  /// What the level asks for, as far as a file shows it.
  public let rules: [Rule]
  /// The vocabularies of the claim.
  let namespaces: [XMPPacket.Namespace]
  let claim: @Sendable (inout XMPPacket) -> Void
  /// What the level wants in the information dictionary.
  package var informationEntries: [String: PDFValue] = [:]
  /// Which vocabulary PDF/A does not know, and how it is described there (ISO 19005-2 §6.6.2.3.3).
  let extensionSchema: String?

  /// Writes the level's claim.
  public func identify(in packet: inout XMPPacket) { claim(&packet) }

  /// Where a file does not keep what the level asks for.
  public func violations(in report: PDFReport) -> [RuleViolation] { rules.flatMap { $0.violations(in: report) } }
}

/// Claims and checks several levels at once.
public enum Conformance {
  /// Where a finished file does not keep what it claims to be.
  ///
  /// - Throws: `PDFError` if the file cannot be read at all.
  public static func check(_ bytes: [UInt8], _ levels: [ConformanceLevel]) throws(PDFError) -> [RuleViolation] {
    violations(in: try PDFReport(reading: bytes), levels)
  }

  /// Holds a finished file to what it claims to be.
  ///
  /// - Throws: `PDFError` with the number of each rule that the file breaks, and where.
  public static func verify(_ bytes: [UInt8], _ levels: [ConformanceLevel]) throws(PDFError) {
    let violations = try check(bytes, levels)
    guard !violations.isEmpty else { return }
    let names = levels.map(\.name).joined(separator: " and ")
    throw PDFError(
      "the document is not what it would claim to be, \(names):\n"
        + violations.map { "  " + $0.description }.joined(separator: "\n"))
  }

  /// Each rule once, in the order of the levels.
  public static func violations(in report: PDFReport, _ levels: [ConformanceLevel]) -> [RuleViolation] {
    var seen: Set<RuleViolation> = []
    // What could not be read could break any rule.
    let unread = report.problems.map {
      RuleViolation(rule: "Reading", sentence: "The whole file can be read", place: $0, count: 1)
    }
    return unread + levels.flatMap { $0.violations(in: report) }.filter { seen.insert($0).inserted }
  }

  /// The vocabularies that the claims of the levels need.
  public static func namespaces(_ levels: [ConformanceLevel]) -> [XMPPacket.Namespace] {
    var seen: Set<String> = []
    let schema = levels.contains { $0.extensionSchema != nil } ? XMPPacket.Namespace.pdfaExtension : []
    return (levels.flatMap(\.namespaces) + schema).filter { seen.insert($0.prefix).inserted }
  }

  /// Writes the claims of all levels.
  public static func identify(_ levels: [ConformanceLevel], in packet: inout XMPPacket) {
    for level in levels { level.identify(in: &packet) }
    let schemas = levels.compactMap(\.extensionSchema)
    guard !schemas.isEmpty else { return }
    packet.add(
      xml: "<pdfaExtension:schemas><rdf:Bag>\(schemas.joined())</rdf:Bag></pdfaExtension:schemas>")
  }
}

extension XMPPacket.Namespace {
  static let pdfaExtension = [
    XMPPacket.Namespace("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    XMPPacket.Namespace("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    XMPPacket.Namespace("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
  ]
}

/// Describes a vocabulary of one property to readers that do not know it (ISO 19005-2 §6.6.2.3.3).
struct ExtensionSchema {
  var name: String
  var uri: String
  var prefix: String
  var property: String
  var type: String
  var description: String

  var xml: String {
    """
    <rdf:li rdf:parseType="Resource">\
    <pdfaSchema:schema>\(name)</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>\(uri)</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>\(prefix)</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
    <pdfaProperty:name>\(property)</pdfaProperty:name><pdfaProperty:valueType>\(type)</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>\(description)</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>
    """
  }
}
