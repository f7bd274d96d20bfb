import XMP

extension PDFReport {
  /// What the XMP packet says (ISO 16684-1), and what it claims for the file.
  public struct Metadata: Sendable, Hashable {
    public var isReadable: Bool
    public var title: String?
    public var author: String?
    public var subject: String?
    public var created: String?
    public var modified: String?
    public var creator: String?
    public var producer: String?
    public var keywords: String?
    public var trapped: String?
    /// For instance `2`.
    public var pdfaPart: String?
    /// For instance `A`.
    public var pdfaLevel: String?
    public var pdfuaPart: String?
    /// For instance `PDF/X-4`.
    public var pdfxVersion: String?
    package var documentID: String?
    package var instanceID: String?
    package var versionID: String?
    package var renditionClass: String?
    package var metadataDate: String?
    package var properties: XMPProperties
    package var filters: [String] = []
    package var isStreamOfTypeXML = true

    /// The claims in words: `PDF/A-2a`, `PDF/UA-1`, `PDF/X-4`.
    public var claims: [String] {
      var claims: [String] = []
      if let pdfaPart { claims.append("PDF/A-\(pdfaPart)\(pdfaLevel?.lowercased() ?? "")") }
      if let pdfuaPart { claims.append("PDF/UA-\(pdfuaPart)") }
      if let pdfxVersion { claims.append(pdfxVersion) }
      return claims
    }

    init(_ packet: [UInt8]) {
      let xmp = XMPProperties(packet)
      let (dc, basic, pdf) = (
        "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/pdf/1.3/"
      )
      let media = "http://ns.adobe.com/xap/1.0/mm/"
      isReadable = xmp.isReadable
      title = xmp.text(dc, "title")
      author = xmp.text(dc, "creator")
      subject = xmp.text(dc, "description")
      created = xmp.text(basic, "CreateDate")
      modified = xmp.text(basic, "ModifyDate")
      metadataDate = xmp.text(basic, "MetadataDate")
      creator = xmp.text(basic, "CreatorTool")
      producer = xmp.text(pdf, "Producer")
      keywords = xmp.text(pdf, "Keywords")
      trapped = xmp.text(pdf, "Trapped")
      pdfaPart = xmp.text("http://www.aiim.org/pdfa/ns/id/", "part")
      pdfaLevel = xmp.text("http://www.aiim.org/pdfa/ns/id/", "conformance")
      pdfuaPart = xmp.text("http://www.aiim.org/pdfua/ns/id/", "part")
      pdfxVersion = xmp.text("http://www.npes.org/pdfx/ns/id/", "GTS_PDFXVersion")
      documentID = xmp.text(media, "DocumentID")
      instanceID = xmp.text(media, "InstanceID")
      versionID = xmp.text(media, "VersionID")
      renditionClass = xmp.text(media, "RenditionClass")
      properties = xmp
    }
  }
}
