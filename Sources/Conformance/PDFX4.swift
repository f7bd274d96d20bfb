import PDFReading
import PDFSyntax
import XMP

extension ConformanceLevel {
  /// PDF/X-4 (ISO 15930-7): a document that a press prints as it is. Its rules are named by what they are about: the
  /// standard's text is not public.
  public static let pdfx4 = ConformanceLevel(
    name: "PDF/X-4", version: "1.6", rules: pdfx4Rules + pdfx4Shared,
    namespaces: [
      XMPPacket.Namespace("pdfxid", "http://www.npes.org/pdfx/ns/id/"),
      XMPPacket.Namespace("pdf", "http://ns.adobe.com/pdf/1.3/"),
      XMPPacket.Namespace("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ],
    claim: { packet in
      packet.add("pdfxid:GTS_PDFXVersion", "PDF/X-4")
      // Nobody has made the inks overlap where they meet.
      packet.add("pdf:Trapped", "False")
    }, informationEntries: ["/Trapped": .name("/False"), "/GTS_PDFXVersion": .ascii("PDF/X-4")],
    extensionSchema: ExtensionSchema(
      name: "PDF/X identification schema", uri: "http://www.npes.org/pdfx/ns/id/", prefix: "pdfxid",
      property: "GTS_PDFXVersion", type: "Text", description: "The version of PDF/X that the document conforms to"
    ).xml)

  /// What PDF/X-4 asks for as PDF/A-2 does.
  private static let pdfx4Shared: [Rule] =
    FontRules.all + ColorRules.intent("GTS_PDFX") + ColorRules.all
    + [
      Rule("PDF/X-4 external", "No stream's data lie outside the file", forbids: { $0 == .externalStream }, "external"),
      Rule("PDF/X-4 lzw", "No stream is packed by LZW", forbids: { $0 == .lzw }, "LZW"),
      Rule("PDF/X-4 postscript", "The file holds no PostScript", forbids: { $0 == .postScript }, "PostScript"),
      Rule("PDF/X-4 alternates", "A picture has no alternates", forbids: { $0 == .alternateImages }, "Alternates"),
      Rule("PDF/X-4 opi", "No picture waits for another one", forbids: { $0 == .openPrepress }, "OPI"),
    ]

  private static let pdfx4Rules: [Rule] = [
    Rule(
      "PDF/X-4 version", "The file is PDF 1.6 or lower",
      unless: { report in report.version.split(separator: ".").compactMap { Int($0) }.lexicographicallyPrecedes([1, 7])
      },
      "it is a later one"),
    Rule(
      "PDF/X-4 claim", "The claim is PDF/X-4", unless: { $0.metadata?.pdfxVersion == "PDF/X-4" },
      "the XMP packet says another"),
    Rule("PDF/X-4 id", "The trailer identifies the file", unless: { $0.syntax.hasIdentifier }, "there is no ID"),
    Rule("PDF/X-4 encryption", "The file is not encrypted", unless: { !$0.isEncrypted }, "it is encrypted"),
    Rule(
      "PDF/X-4 title", "The document has a title", unless: { !($0.metadata?.title ?? "").isEmpty },
      "dc:title is missing"),
    Rule(
      "PDF/X-4 dates", "The document says when it was made and changed",
      unless: { report in
        [report.metadata?.created, report.metadata?.modified, report.metadata?.metadataDate].allSatisfy {
          !($0 ?? "").isEmpty
        }
      }, "a date is missing in the XMP packet"),
    Rule(
      "PDF/X-4 identity", "The document and its version have names",
      unless: { report in
        guard let metadata = report.metadata else { return false }
        return [metadata.documentID, metadata.versionID, metadata.renditionClass].allSatisfy { !($0 ?? "").isEmpty }
      }, "DocumentID, VersionID or RenditionClass is missing"),
    Rule(
      "PDF/X-4 trapped", "The document says whether inks have been made to overlap",
      unless: { report in
        let stated = report.metadata?.trapped ?? report.info.trapped
        return stated == "True" || stated == "False"
      }, "Trapped is neither True nor False"),
    Rule("PDF/X-4 info", "Information dictionary and XMP say the same") { report in
      MetadataRules.all.first { $0.id == "ISO 19005-2 §6.6.3" }?.check(report) ?? []
    },
    Rule("PDF/X-4 trim", "Every page has a trim box or an art box, not both") { report in
      report.places { $0.stated.contains("TrimBox") == $0.stated.contains("ArtBox") }
    },
    Rule("PDF/X-4 boxes", "The trim lies within the bleed, and the bleed within the medium") { report in
      report.places { page in
        let inner = page.stated.contains("TrimBox") ? page.trim : page.art
        let bleed = page.stated.contains("BleedBox") ? page.bleed : page.media
        return !page.media.contains(bleed) || !bleed.contains(inner)
      }
    },
    Rule("PDF/X-4 intent", "There is one output intent for PDF/X, with the profile of a press") { report in
      let intents = report.outputIntents.filter { $0.subtype == "GTS_PDFX" }
      guard intents.count == 1, let intent = intents.first else { return ["there are \(intents.count)"] }
      guard let profile = intent.profile else { return ["it has no profile"] }
      guard intent.hasIdentifier else { return ["it has no identifier"] }
      guard profile.deviceClass == "prtr" else { return ["its profile is of class \(profile.deviceClass)"] }
      return profile.colorSpace == "CMYK" ? [] : ["its profile is of \(profile.colorSpace)"]
    },
    Rule("PDF/X-4 annotations", "Nothing that can be clicked lies within the bleed") { report in
      report.syntax.annotations.compactMap { annotation in
        guard !["TrapNet", "PrinterMark"].contains(annotation.subtype), let area = annotation.area,
          report.pages.indices.contains(annotation.page - 1),
          area.overlaps(report.pages[annotation.page - 1].bleed)
        else { return nil }
        return "\(annotation.subtype) on page \(annotation.page)"
      }
    },
    Rule("PDF/X-4 actions", "The document does nothing") { report in
      report.syntax.findings.compactMap { finding in
        switch finding.kind {
        case .action(let name) where name != "GoTo": "\(name) in object \(finding.object)"
        case .additionalActions, .javaScriptNames: "an action in object \(finding.object)"
        default: nil
        }
      }
    },
    Rule("PDF/X-4 forms", "The document is no form", forbids: { $0 == .form || $0 == .xfa }, "AcroForm"),
    Rule(
      "PDF/X-4 files", "The document holds no other files",
      forbids: { $0 == .embeddedFile || $0 == .embeddedFileSpecification }, "an embedded file"),
    Rule("PDF/X-4 jpx", "No picture is packed by JPEG 2000", forbids: { $0 == .jpx }, "JPXDecode"),
  ]
}
