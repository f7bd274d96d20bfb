import PDFSyntax

/// Looks at every object of the file that something refers to, for what standards forbid anywhere.
extension ReportBuilder {
  private static let mostObjects = 5_000_000
  /// Deeper objects than this are not parsed by qpdf either.
  private static let deepest = 500

  func scanObjects() {
    var scan = ObjectScan()
    file.scoped { visit(file.trailer, 0, 0, &scan) }
    while let reference = scan.waiting.popLast() {
      guard scan.seen.count < Self.mostObjects else { return note("the file has more objects than were looked at") }
      file.scoped { visit(file.object(reference), reference.number, 0, &scan) }
    }
    report.syntax.longestName = scan.longestName
    // Each is described once: there are thousands, most of them alike.
    let named = scan.findings.map { (finding: $0, name: String(describing: $0.kind)) }
    report.syntax.findings = named.sorted { ($0.finding.object, $0.name) < ($1.finding.object, $1.name) }.map(\.finding)
  }

  struct ObjectScan {
    var waiting: [PDFReference] = []
    var seen: Set<PDFReference> = []
    var findings: [PDFFinding] = []
    var longestName = 0

    mutating func find(_ kind: PDFFinding.Kind, _ object: Int) {
      if findings.count < 10_000 { findings.append(PDFFinding(kind: kind, object: object)) }
    }
  }

  /// - Parameter object: Itself, not a reference to it.
  private func visit(_ object: PDFObject, _ number: Int, _ depth: Int, _ scan: inout ObjectScan) {
    guard depth < Self.deepest else { return }
    switch file.kind(of: object) {
    case .array:
      for item in file.items(of: object) { follow(item, number, depth, &scan) }
    case .stream:
      inspectStream(object, number, &scan)
      visitEntries(of: object, number, depth, &scan)
    case .dictionary: visitEntries(of: object, number, depth, &scan)
    case .name: if let name = file.name(object) { scan.longestName = max(scan.longestName, name.utf8.count - 1) }
    default: break
    }
  }

  private func follow(_ object: PDFObject, _ number: Int, _ depth: Int, _ scan: inout ObjectScan) {
    if let reference = file.reference(to: object) {
      if scan.seen.insert(reference).inserted { scan.waiting.append(reference) }
    } else {
      visit(object, number, depth + 1, &scan)
    }
  }

  private func visitEntries(of object: PDFObject, _ number: Int, _ depth: Int, _ scan: inout ObjectScan) {
    let keys = file.keys(of: object)
    inspect(object, Set(keys), number, &scan)
    for key in keys {
      scan.longestName = max(scan.longestName, key.utf8.count - 1)
      // Pages and elements lead back up.
      guard key != "/Parent", key != "/P", key != "/Pg", let value = file.entry(key, of: object) else { continue }
      follow(value, number, depth, &scan)
    }
  }

  // MARK: What standards forbid

  private func inspectStream(_ stream: PDFObject, _ number: Int, _ scan: inout ObjectScan) {
    if file.entry("/F", of: stream) != nil || file.entry("/FFilter", of: stream) != nil {
      scan.find(.externalStream, number)
    }
    for filter in file.filters(of: stream) {
      switch filter {
      case "/LZWDecode": scan.find(.lzw, number)
      case "/Crypt": scan.find(.crypt, number)
      case "/JPXDecode": scan.find(.jpx, number)
      default: break
      }
    }
    if file.isName(file.entry("/Subtype", of: stream), "/Image") {
      if file.boolean(file.entry("/Interpolate", of: stream)) ?? false { scan.find(.interpolated, number) }
      if file.entry("/Alternates", of: stream) != nil { scan.find(.alternateImages, number) }
      if let intent = file.name(file.entry("/Intent", of: stream)) {
        scan.find(.renderingIntent(Self.plain(intent)), number)
      }
    }
    if file.entry("/OPI", of: stream) != nil { scan.find(.openPrepress, number) }
    if file.isName(file.entry("/Subtype", of: stream), "/PS") || file.entry("/PS", of: stream) != nil {
      scan.find(.postScript, number)
    }
    if file.isName(file.entry("/Subtype", of: stream), "/Form"), file.entry("/Ref", of: stream) != nil {
      scan.find(.referenceObject, number)
    }
  }

  private func inspect(_ object: PDFObject, _ keys: Set<String>, _ number: Int, _ scan: inout ObjectScan) {
    if keys.contains("/S"), let action = file.name(file.entry("/S", of: object)).map(Self.plain),
      Self.actions.contains(action)
    {
      scan.find(.action(action), number)
    }
    if keys.contains("/AA") { scan.find(.additionalActions, number) }
    if keys.contains("/EF") { scan.find(.embeddedFileSpecification, number) }
    if keys.contains("/EmbeddedFiles") { scan.find(.embeddedFile, number) }
    if keys.contains("/JavaScript") { scan.find(.javaScriptNames, number) }
    if keys.contains("/XFA") { scan.find(.xfa, number) }
    if keys.contains("/AcroForm") { scan.find(.form, number) }
    if keys.contains("/Requirements") { scan.find(.requirements, number) }
    if file.boolean(file.entry("/NeedAppearances", of: object)) ?? false { scan.find(.needsAppearances, number) }
    inspectState(object, keys, number, &scan)
  }

  /// Parameters of the graphics state (ISO 32000-1, table 58) and halftones.
  private func inspectState(_ object: PDFObject, _ keys: Set<String>, _ number: Int, _ scan: inout ObjectScan) {
    if keys.contains("/HalftoneType") {
      scan.find(.halftoneType(file.integer(file.entry("/HalftoneType", of: object)) ?? 0), number)
      if keys.contains("/HalftoneName") { scan.find(.halftoneName, number) }
      if keys.contains("/TransferFunction") { scan.find(.transferFunction, number) }
    }
    let isState =
      file.isName(file.entry("/Type", of: object), "/ExtGState")
      || !keys.isDisjoint(with: ["/ca", "/CA", "/BM", "/OPM"])
    guard isState else { return }
    if keys.contains("/TR") { scan.find(.transferFunction, number) }
    if let second = file.entry("/TR2", of: object), !file.isName(second, "/Default") {
      scan.find(.transferFunction, number)
    }
    if keys.contains("/HTP") || keys.contains("/HTO") { scan.find(.halftone, number) }
    if let intent = file.name(file.entry("/RI", of: object)) { scan.find(.renderingIntent(Self.plain(intent)), number) }
    if let mode = file.entry("/BM", of: object) {
      let names = file.name(mode).map { [$0] } ?? file.items(of: mode).compactMap { file.name($0) }
      for name in names { scan.find(.blendMode(Self.plain(name)), number) }
    }
  }

  /// ISO 32000-1, table 198.
  private static let actions: Set<String> = [
    "GoTo", "GoToR", "GoToE", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm", "ResetForm",
    "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "SetState", "NoOp",
  ]
}
