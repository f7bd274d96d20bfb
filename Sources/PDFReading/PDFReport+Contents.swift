extension PDFReport {
  /// What the file holds besides pages to be looked at, in words for people: what printers refuse and archives ask about.
  public var extras: [String] {
    var found: Set<String> = []
    for finding in syntax.findings {
      if let words = finding.kind.extra { found.insert(words) }
    }
    return found.sorted()
  }
}

extension PDFFinding.Kind {
  fileprivate var extra: String? {
    switch self {
    case .action("JavaScript"), .javaScriptNames: "JavaScript"
    case .action(let name) where !["URI", "GoTo", "GoToR"].contains(name): "actions (\(name))"
    case .additionalActions: "actions that run by themselves"
    case .embeddedFile, .embeddedFileSpecification: "embedded files"
    case .form, .needsAppearances: "a form to fill in"
    case .xfa: "an XFA form"
    case .externalStream: "data outside of the file"
    case .crypt: "locked parts"
    case .alternateImages: "alternative pictures"
    case .transferFunction: "transfer functions"
    case .halftone, .halftoneName, .halftoneType: "halftones"
    case .postScript: "PostScript"
    case .requirements: "requirements of a viewer"
    default: nil
    }
  }
}
