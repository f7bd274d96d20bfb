import PDFReading

/// What a document says about itself.
enum MetadataRules {
  static let all: [Rule] = [
    Rule(
      "ISO 19005-2 §6.6.2.1", "The document describes itself in XMP, unpacked",
      unless: { report in
        guard let metadata = report.metadata else { return false }
        return metadata.isReadable && metadata.isStreamOfTypeXML
      }, "there is no readable XMP packet"),
    Rule("ISO 19005-2 §6.6.2.3.1", "Each property of the XMP packet is of a vocabulary that is known or described") {
      report in
      guard let properties = report.metadata?.properties else { return [] }
      let unknown = Set(properties.names.map(\.namespace)).subtracting(Self.known).subtracting(
        properties.describedNamespaces)
      return unknown.sorted()
    },
    Rule("ISO 19005-2 §6.6.3", "Information dictionary and XMP say the same") { report in
      guard let metadata = report.metadata else { return [] }
      let info = report.info
      let pairs: [(String, String?, String?)] = [
        ("title", info.title, metadata.title), ("author", info.author, metadata.author),
        ("subject", info.subject, metadata.subject), ("keywords", info.keywords, metadata.keywords),
        ("creator", info.creator, metadata.creator), ("producer", info.producer, metadata.producer),
        ("creation date", info.created.map(Self.moment), metadata.created.map(Self.moment)),
        ("modification date", info.modified.map(Self.moment), metadata.modified.map(Self.moment)),
        ("trapped", info.trapped, info.trapped == nil ? nil : metadata.trapped),
      ]
      return pairs.filter { $0.1 != nil && $0.1 != $0.2 }.map { "the \($0.0) differs" }
    },
  ]

  /// A date's digits and zone, as both ways of writing it have them. UTC may be `Z` or `+00:00`.
  static func moment(_ date: String) -> String {
    let plain = date.hasPrefix("D:") ? String(date.dropFirst(2)) : date
    let body = plain.prefix { $0 != "Z" && $0 != "+" }
    let digits = body.filter(\.isNumber)
    let zone = plain.dropFirst(body.count).filter { $0.isNumber || $0 == "+" || $0 == "-" }
    let isUniversal = zone.allSatisfy { "+-0".contains($0) }
    return digits + String(repeating: "0", count: max(0, 14 - digits.count)) + (isUniversal ? "" : zone)
  }

  /// The vocabularies that ISO 19005-2 §6.6.2.3.1 knows.
  private static let known: Set<String> = [
    "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/xap/1.0/rights/", "http://ns.adobe.com/xap/1.0/bj/", "http://ns.adobe.com/xap/1.0/t/pg/",
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/photoshop/1.0/",
    "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/camera-raw-settings/1.0/",
    "http://ns.adobe.com/exif/1.0/aux/", "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfa/ns/extension/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  ]
}
