import Conformance
import PDFSyntax

/// What a document for screens and archives needs beyond what every document here has: colours that mean the same
/// everywhere, and fonts and pictures as PDF/A-2 and PDF/UA-1 want them.
enum ArchiveProfile {
  /// What such a document claims to be. The finished file is held to it, so that no claim is untrue.
  static let levels: [ConformanceLevel] = [.pdfa2a, .pdfua1]

  static func apply(to file: QPDFFile, _ pages: [PDFObject]) throws(PDFError) {
    let profile = try file.addStream(SRGBProfile.bytes(), ["/N": .integer(3)])
    file.set(
      "/OutputIntents",
      [
        [
          "/Type": .name("/OutputIntent"), "/S": .name("/GTS_PDFA1"), "/DestOutputProfile": .object(profile),
          "/OutputConditionIdentifier": .ascii("sRGB IEC61966-2.1"), "/Info": .ascii("sRGB IEC61966-2.1"),
        ]
      ], of: file.root)
    try file.forEachObject(shownBy: pages) { (object) throws(PDFError) in
      try ObjectCorrections(file: file).apply(to: object)
    }
  }
}
