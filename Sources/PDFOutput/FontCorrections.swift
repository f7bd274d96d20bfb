import PDFReading
import PDFSyntax

/// Says about the fonts in a file what Cairo 1.16 leaves out or rounds.
///
/// Cairo rounds widths down to whole thousandths, yet places glyphs as if they had their true ones: a line of text would
/// be up to half a point too short. So the widths are read from the embedded fonts again.
struct FontCorrections {
  let file: QPDFFile

  func apply(to font: PDFObject) throws(PDFError) {
    guard let descriptor = file.entry("/FontDescriptor", of: font) else { return }
    if let program = file.entry("/FontFile3", of: descriptor), let cff = CFFFont(try file.data(of: program)) {
      if file.isName(file.entry("/Subtype", of: font), "/CIDFontType0") { return setWidths(of: font, cff.widths) }
      if let charset = cff.charset { file.set("/CharSet", .ascii(charset), of: descriptor) }
      setWidths(of: font, cff.widths) { cff.glyphs[$0] }
    } else if let program = file.entry("/FontFile2", of: descriptor) {
      let isComposite = file.isName(file.entry("/Subtype", of: font), "/CIDFontType2")
      // ISO 19005-2 §6.2.11.3.2: the default must be said.
      if isComposite { file.set("/CIDToGIDMap", .name("/Identity"), of: font) }
      guard let trueType = TrueTypeFont(try file.data(of: program)) else { return }
      if isComposite { return setWidths(of: font, trueType.widths) }
      setWidths(of: font, trueType.widths) { trueType.glyphs[WindowsCodePage.character(of: $0)] }
    }
  }

  /// The widths of a font whose codes are its glyphs (ISO 32000-1 §9.7.4.3).
  private func setWidths(of font: PDFObject, _ widths: [Double]) {
    file.set("/W", [.integer(0), .array(widths.map(PDFValue.real))], of: font)
  }

  /// The widths of a simple font (ISO 32000-1 §9.6.2). Where a glyph is not found, Cairo's width stays.
  private func setWidths(of font: PDFObject, _ widths: [Double], _ glyph: (Int) -> Int?) {
    guard let first = file.integer(file.entry("/FirstChar", of: font)), let old = file.entry("/Widths", of: font)
    else { return }
    let new = file.items(of: old).enumerated().map { offset, width in
      glyph(first + offset).flatMap { widths.indices.contains($0) ? PDFValue.real(widths[$0]) : nil } ?? .object(width)
    }
    file.set("/Widths", .array(new), of: font)
  }
}
