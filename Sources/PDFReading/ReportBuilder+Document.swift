import PDFSyntax

/// What a file says about itself beside its pages.
extension ReportBuilder {
  /// What only the bytes tell.
  func readBytes(_ bytes: [UInt8]) {
    let lines = bytes.prefix(64).split(maxSplits: 2, omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }
    if let first = lines.first, first.starts(with: "%PDF-1.".utf8), first.count == 8, lines.count > 1 {
      report.syntax.hasPlainHeader =
        lines[1].first == UInt8(ascii: "%") && lines[1].dropFirst().prefix(4).count(where: { $0 > 127 }) == 4
    }
    var end = bytes.endIndex
    while end > 0, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    report.syntax.endsAfterMarker = bytes[..<end].suffix(5).elementsEqual("%%EOF".utf8) && bytes.count - end <= 2
    report.syntax.unseparatedStreams = Self.unseparatedStreams(bytes)
  }

  /// How many streams end without a line end before `endstream`. The word is looked for with what follows it, so that
  /// data that hold it by chance do not count.
  private static func unseparatedStreams(_ bytes: [UInt8]) -> Int {
    let word = Array("endstream".utf8)
    var count = 0
    var index = 0
    bytes.withUnsafeBufferPointer { bytes in
      while index + word.count + 7 < bytes.count {
        guard bytes[index] == word[0], bytes[index...].starts(with: word) else {
          index += 1
          continue
        }
        let after = bytes[(index + word.count)...].prefix(9).drop { $0 == 10 || $0 == 13 }
        if after.starts(with: "endobj".utf8), index > 0, bytes[index - 1] != 10, bytes[index - 1] != 13 { count += 1 }
        index += 1
      }
    }
    return count
  }

  func readDocument() {
    file.scoped {
      let root = file.root
      let trailer = file.trailer
      report.syntax.hasIdentifier =
        (file.entry("/ID", of: trailer).map(file.items) ?? []).compactMap { file.bytes($0) }.filter { !$0.isEmpty }
        .count == 2
      if let info = file.entry("/Info", of: trailer) { report.info = documentInfo(info) }
      if let stream = file.entry("/Metadata", of: root), file.kind(of: stream) == .stream { readMetadata(stream) }
      report.language = file.text(file.entry("/Lang", of: root))
      if let mark = file.entry("/MarkInfo", of: root) {
        report.structure.isMarked = file.boolean(file.entry("/Marked", of: mark)) ?? false
        report.syntax.isSuspect = file.boolean(file.entry("/Suspects", of: mark)) ?? false
      }
      let preferences = file.entry("/ViewerPreferences", of: root)
      report.syntax.showsTitle =
        preferences.flatMap { file.boolean(file.entry("/DisplayDocTitle", of: $0)) } ?? false
      readIntents(root)
      readOutline(root)
    }
  }

  private func documentInfo(_ info: PDFObject) -> PDFReport.DocumentInfo {
    func text(_ key: String) -> String? { file.text(file.entry(key, of: info)) }
    var result = PDFReport.DocumentInfo()
    result.title = text("/Title")
    result.author = text("/Author")
    result.subject = text("/Subject")
    result.keywords = text("/Keywords")
    result.creator = text("/Creator")
    result.producer = text("/Producer")
    result.created = text("/CreationDate")
    result.modified = text("/ModDate")
    let trapped = file.entry("/Trapped", of: info)
    result.trapped = file.name(trapped).map { String($0.dropFirst()) } ?? file.text(trapped)
    result.pdfxVersion = text("/GTS_PDFXVersion")
    return result
  }

  private func readMetadata(_ stream: PDFObject) {
    do throws(PDFError) {
      var metadata = PDFReport.Metadata(try file.data(of: stream, atMost: 16 * 1_048_576))
      metadata.filters = file.filters(of: stream)
      metadata.isStreamOfTypeXML =
        file.isName(file.entry("/Type", of: stream), "/Metadata")
        && file.isName(file.entry("/Subtype", of: stream), "/XML")
      report.metadata = metadata
      if !metadata.isReadable { note("the XMP metadata are not well-formed") }
    } catch {
      note("the XMP metadata cannot be read: \(error.message)")
    }
  }

  private func readIntents(_ root: PDFObject) {
    for intent in (file.entry("/OutputIntents", of: root).map(file.items) ?? []).prefix(16) {
      var result = PDFReport.OutputIntent(subtype: file.name(file.entry("/S", of: intent)).map(Self.plain) ?? "")
      result.identifier = file.text(file.entry("/OutputConditionIdentifier", of: intent))
      result.condition = file.text(file.entry("/OutputCondition", of: intent))
      result.hasIdentifier = !(result.identifier ?? "").isEmpty
      if let stream = file.entry("/DestOutputProfile", of: intent), file.kind(of: stream) == .stream {
        result.components = file.integer(file.entry("/N", of: stream))
        result.profileReference = file.reference(to: stream)?.number
        result.profile = (try? file.data(of: stream, atMost: 64 * 1_048_576)).flatMap { PDFReport.Profile(icc: $0) }
        if result.profile == nil { note("the profile of the output intent cannot be read") }
      }
      report.outputIntents.append(result)
    }
  }

  /// In order, without recursion; an outline that leads back to itself ends where it does.
  private func readOutline(_ root: PDFObject) {
    guard let outline = file.entry("/Outlines", of: root) else { return }
    var seen: Set<PDFReference> = []
    var waiting: [(PDFObject, Int)] = file.entry("/First", of: outline).map { [($0, 1)] } ?? []
    while let (item, level) = waiting.popLast(), report.outline.count < 10_000 {
      guard let reference = file.reference(to: item), seen.insert(reference).inserted else { continue }
      report.outline.append(
        PDFReport.OutlineEntry(title: file.text(file.entry("/Title", of: item)) ?? "", level: level))
      if let next = file.entry("/Next", of: item) { waiting.append((next, level)) }
      if level < 64, let first = file.entry("/First", of: item) { waiting.append((first, level + 1)) }
    }
  }

  /// A name without its slash.
  static func plain(_ name: String) -> String { name.hasPrefix("/") ? String(name.dropFirst()) : name }
}
