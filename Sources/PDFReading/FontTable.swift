import PDFSyntax

/// The fonts of a file, and which of their glyphs are shown where.
struct FontTable {
  private struct Entry {
    var font: PDFReport.Font
    var reference: PDFReference?
    var isComposite = false
    var codes: Set<Int> = []
  }

  private var entries: [Entry] = []
  private var known: [PDFReference: Int] = [:]

  /// The font's number here.
  mutating func number(of object: PDFObject, in file: QPDFFile) -> Int {
    let reference = file.reference(to: object)
    if let reference, let number = known[reference] { return number }
    var entry = Entry(font: FontReader(file: file).font(object), reference: reference)
    entry.isComposite = entry.font.facts.subtype == "Type0"
    entries.append(entry)
    if let reference { known[reference] = entries.count - 1 }
    return entries.count - 1
  }

  func isType3(_ number: Int) -> Bool { entries[number].font.facts.subtype == "Type3" }
  func reference(of number: Int) -> PDFReference? { entries[number].reference }

  /// Notes down that a text is shown.
  mutating func show(_ text: [UInt8], _ number: Int, on page: Int, isVisible: Bool) {
    if entries[number].font.pages.last != page { entries[number].font.pages.append(page) }
    if isVisible { entries[number].font.facts.isInvisibleOnly = false }
    if entries[number].isComposite {
      // Identity and nearly all other maps take two bytes for a code.
      for index in stride(from: 0, to: text.count - 1, by: 2) {
        entries[number].codes.insert(Int(text[index]) << 8 | Int(text[index + 1]))
      }
    } else {
      for byte in text { entries[number].codes.insert(Int(byte)) }
    }
  }

  /// All fonts, each with what is known after the last page.
  func finished(in file: QPDFFile) -> [PDFReport.Font] {
    entries.map { entry in
      var font = entry.font
      font.facts.codes = entry.codes
      if let reference = entry.reference {
        file.scoped { FontCheck(file: file, codes: entry.codes.sorted()).check(&font, file.object(reference)) }
      }
      return font
    }
    .sorted { ($0.name, $0.type, $0.facts.number ?? 0) < ($1.name, $1.type, $1.facts.number ?? 0) }
  }
}

/// Reads what a font says about itself (ISO 32000-1 §9.6 to §9.8).
struct FontReader {
  let file: QPDFFile

  func font(_ object: PDFObject) -> PDFReport.Font {
    let subtype = file.name(file.entry("/Subtype", of: object)).map(ReportBuilder.plain) ?? ""
    let stated = file.name(file.entry("/BaseFont", of: object)).map(ReportBuilder.plain) ?? ""
    var font = PDFReport.Font(name: stated, type: subtype)
    font.facts.number = file.reference(to: object)?.number
    font.facts.statedName = stated
    font.facts.subtype = subtype
    if let plus = stated.firstIndex(of: "+"), stated.distance(from: stated.startIndex, to: plus) == 6,
      stated[..<plus].allSatisfy({ ("A"..."Z").contains($0) })
    {
      font.isSubset = true
      font.name = String(stated[stated.index(after: plus)...])
    }
    font.hasUnicodeMap = file.entry("/ToUnicode", of: object).map { file.kind(of: $0) == .stream } ?? false
    readEncoding(object, &font.facts)
    var owner = object
    if subtype == "Type0", let list = file.entry("/DescendantFonts", of: object), let first = file.items(of: list).first
    {
      owner = first
      readDescendant(first, object, &font)
    } else {
      font.facts.hasFirstLastWidths =
        Self.standardFonts.contains(font.name)
        || ["/FirstChar", "/LastChar", "/Widths"].allSatisfy { file.entry($0, of: object) != nil }
    }
    if subtype == "Type3" {
      // Its glyphs stand in the file.
      font.isEmbedded = true
      font.name = file.name(file.entry("/Name", of: object)).map(ReportBuilder.plain) ?? "(no name)"
    } else if let descriptor = file.entry("/FontDescriptor", of: owner) {
      readDescriptor(descriptor, &font)
    }
    return font
  }

  private func readEncoding(_ object: PDFObject, _ facts: inout FontFacts) {
    guard let encoding = file.entry("/Encoding", of: object) else { return }
    if let name = file.name(encoding) {
      facts.encoding = ReportBuilder.plain(name)
    } else if file.kind(of: encoding) == .stream {
      facts.encoding = file.name(file.entry("/CMapName", of: encoding)).map(ReportBuilder.plain) ?? "a map"
      facts.cmapCount = 1
    } else {
      facts.encoding = file.name(file.entry("/BaseEncoding", of: encoding)).map(ReportBuilder.plain)
      facts.hasDifferences = file.entry("/Differences", of: encoding) != nil
    }
  }

  private func readDescendant(_ descendant: PDFObject, _ font: PDFObject, _ result: inout PDFReport.Font) {
    let subtype = file.name(file.entry("/Subtype", of: descendant)).map(ReportBuilder.plain) ?? ""
    result.type = "Type0 (\(subtype))"
    result.facts.descendant = subtype
    if let map = file.entry("/CIDToGIDMap", of: descendant) {
      result.facts.glyphMap = file.name(map).map(ReportBuilder.plain) ?? "stream"
    }
    // ISO 19005-2 §6.2.11.3.1: other maps than Identity have the collection of their font.
    guard let encoding = file.entry("/Encoding", of: font), file.kind(of: encoding) == .stream,
      let mapInfo = file.entry("/CIDSystemInfo", of: encoding), let info = file.entry("/CIDSystemInfo", of: descendant)
    else { return }
    result.facts.orderingsMatch = ["/Registry", "/Ordering"].allSatisfy {
      file.bytes(file.entry($0, of: mapInfo)) == file.bytes(file.entry($0, of: info))
    }
  }

  private func readDescriptor(_ descriptor: PDFObject, _ font: inout PDFReport.Font) {
    for key in ["/FontFile", "/FontFile2", "/FontFile3"] {
      guard let program = file.entry(key, of: descriptor), file.kind(of: program) == .stream else { continue }
      font.isEmbedded = true
      font.facts.programKind =
        file.name(file.entry("/Subtype", of: program)).map(ReportBuilder.plain) ?? ReportBuilder.plain(key)
    }
    font.facts.isSymbolic = ((file.integer(file.entry("/Flags", of: descriptor)) ?? 0) & 4) != 0
    if let charset = file.text(file.entry("/CharSet", of: descriptor)) {
      font.facts.charset = Set(charset.split(separator: "/").map { String($0).trimmingBlanks })
    }
  }

  static let standardFonts: Set<String> = [
    "Courier", "Courier-Bold", "Courier-BoldOblique", "Courier-Oblique", "Helvetica", "Helvetica-Bold",
    "Helvetica-BoldOblique", "Helvetica-Oblique", "Symbol", "Times-Bold", "Times-BoldItalic", "Times-Italic",
    "Times-Roman", "ZapfDingbats",
  ]
}
