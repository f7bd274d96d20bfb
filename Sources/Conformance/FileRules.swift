import PDFReading

/// What a file's outer form and its objects must be, whatever is on its pages.
enum FileRules {
  static let all: [Rule] = [
    Rule(
      "ISO 19005-2 §6.1.2", "The file begins with its version, and a comment that shows that it is binary",
      unless: { $0.syntax.hasPlainHeader }, "the first two lines are others"),
    Rule(
      "ISO 19005-2 §6.1.3", "The trailer identifies the file", unless: { $0.syntax.hasIdentifier },
      "the trailer has no ID"),
    Rule(
      "ISO 19005-2 §6.1.3-encryption", "The file is not encrypted", unless: { !$0.isEncrypted }, "it is encrypted"),
    Rule(
      "ISO 19005-2 §6.1.3-end", "Nothing follows the end of the file", unless: { $0.syntax.endsAfterMarker },
      "there is more after %%EOF"),
    Rule(
      "ISO 19005-2 §6.1.7.1", "A line end stands before each endstream",
      unless: { $0.syntax.unseparatedStreams == 0 }, "a stream runs into its end"),
    Rule(
      "ISO 19005-2 §6.1.7.1-external", "No stream's data lie outside the file", forbids: { $0 == .externalStream },
      "an external stream"),
    Rule("ISO 19005-2 §6.1.7.2", "No stream is packed by LZW", forbids: { $0 == .lzw }, "LZW"),
    Rule("ISO 19005-2 §6.1.7.2-crypt", "No stream is encrypted", forbids: { $0 == .crypt }, "a Crypt filter"),
    Rule("ISO 19005-2 §6.1.10", "No picture within content is packed by LZW") { report in
      report.places { $0.facts.lzwInlines > 0 }
    },
    Rule(
      "ISO 19005-2 §6.1.13", "Names have at most 127 bytes", unless: { $0.syntax.longestName <= 127 },
      "a name is longer"),
    Rule("ISO 19005-2 §6.1.13-state", "Graphics states nest at most 28 deep") { report in
      report.places { $0.facts.deepestState > 28 }
    },
    Rule("ISO 19005-2 §6.1.13-page", "Pages are 3 to 14400 units wide and high") { report in
      report.places { page in
        ![page.media.width, page.media.height].allSatisfy { (2.999...14_400.001).contains($0) }
      }
    },
    Rule("ISO 19005-2 §6.2.2", "Content holds only operators that the standard knows") { report in
      report.pages.enumerated().flatMap { index, page in
        page.facts.unknownOperators.sorted().map { "\($0) on page \(index + 1)" }
      }
    },
    Rule(
      "ISO 19005-2 §6.2.8", "No viewer is asked to invent pixels between those of a picture"
    ) { report in
      report.syntax.findings.filter { $0.kind == .interpolated }.map { "Interpolate in object \($0.object)" }
        + report.places { $0.facts.interpolatedInlines > 0 }
    },
    Rule(
      "ISO 19005-2 §6.2.8-alternates", "A picture has no alternates", forbids: { $0 == .alternateImages },
      "Alternates"),
    Rule("ISO 19005-2 §6.2.8-opi", "No picture waits for another one", forbids: { $0 == .openPrepress }, "OPI"),
    Rule("ISO 19005-2 §6.2.9.2", "No form refers to another file", forbids: { $0 == .referenceObject }, "Ref"),
    Rule("ISO 19005-2 §6.2.9.3", "The file holds no PostScript", forbids: { $0 == .postScript }, "PostScript"),
    Rule(
      "ISO 19005-2 §6.4.1", "No form field waits to be drawn", forbids: { $0 == .needsAppearances },
      "NeedAppearances"),
    Rule("ISO 19005-2 §6.4.2", "The file holds no XFA form", forbids: { $0 == .xfa }, "XFA"),
    Rule("ISO 19005-2 §6.5.1", "Actions do no more than lead to a place") { report in
      report.syntax.findings.compactMap { finding in
        guard case .action(let name) = finding.kind, Self.forbiddenActions.contains(name) else { return nil }
        return "\(name) in object \(finding.object)"
      }
    },
    Rule("ISO 19005-2 §6.5.2", "Nothing happens by itself", forbids: { $0 == .additionalActions }, "AA"),
    Rule("ISO 19005-2 §6.5.2-scripts", "The file holds no scripts", forbids: { $0 == .javaScriptNames }, "JavaScript"),
    Rule(
      "ISO 19005-2 §6.8", "The file holds no other files",
      forbids: { $0 == .embeddedFile || $0 == .embeddedFileSpecification }, "an embedded file"),
    Rule(
      "ISO 19005-2 §6.11", "The file asks nothing of the program that shows it", forbids: { $0 == .requirements },
      "Requirements"),
  ]

  /// ISO 19005-2 §6.5.1.
  private static let forbiddenActions: Set<String> = [
    "Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "Trans", "GoTo3DView",
    "JavaScript", "SetState", "NoOp", "SubmitForm",
  ]
}

extension PDFReport {
  /// The pages of which something is true, in words.
  func places(_ isPlace: (Page) -> Bool) -> [String] {
    pages.enumerated().filter { isPlace($0.element) }.map { "page \($0.offset + 1)" }
  }
}
