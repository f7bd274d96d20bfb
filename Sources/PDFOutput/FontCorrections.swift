/// Says about the fonts in a file what Cairo 1.16 leaves out or rounds.
enum FontCorrections {
  static func apply(to font: PDFObject, in file: QPDFFile) throws(PDFError) {
    if file.isName(file.entry("/Subtype", of: font), "/CIDFontType2"), file.entry("/CIDToGIDMap", of: font) == nil {
      // ISO 19005-2 §6.2.11.3.2: the default must be said.
      file.set("/CIDToGIDMap", .name("/Identity"), of: font)
    }
    guard let descriptor = file.entry("/FontDescriptor", of: font),
      let program = file.entry("/FontFile3", of: descriptor), let cff = CFFFont(try file.data(of: program))
    else { return }
    if file.isName(file.entry("/Subtype", of: font), "/CIDFontType0") {
      file.set("/W", [.integer(0), .array(cff.widths.map(PDFValue.real))], of: font)
      return
    }
    if let charset = cff.charset { file.set("/CharSet", .ascii(charset), of: descriptor) }
    setWidths(of: font, cff, file)
  }

  /// Cairo rounds widths down to whole thousandths, yet places glyphs as if they had their true ones: a line of text
  /// would be up to half a point too short.
  private static func setWidths(of font: PDFObject, _ cff: CFFFont, _ file: QPDFFile) {
    guard let first = file.integer(file.entry("/FirstChar", of: font)),
      let last = file.integer(file.entry("/LastChar", of: font)), (0...255).contains(first),
      (first...255).contains(last)
    else { return }
    let widths = (first...last).map { code in
      cff.glyphs[code].flatMap { cff.widths.indices.contains($0) ? cff.widths[$0] : nil } ?? 0
    }
    guard widths.contains(where: { $0 > 0 }) else { return }
    file.set("/Widths", .array(widths.map(PDFValue.real)), of: font)
  }
}
