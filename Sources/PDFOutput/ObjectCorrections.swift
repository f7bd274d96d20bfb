import PDFSyntax

/// Sets right what every kind of document must have otherwise than Cairo 1.16 writes it.
struct ObjectCorrections {
  let file: QPDFFile

  func apply(to object: PDFObject) throws(PDFError) {
    if file.isName(file.entry("/Type", of: object), "/Font") {
      // Where Cairo 1.16 comes upon a fault in a font, it makes pictures of its letters (Type 3, ISO 32000-1 §9.6.5).
      guard !file.isName(file.entry("/Subtype", of: object), "/Type3") else {
        throw PDFError(
          "a font became pictures of its letters while the pages were painted; a font file may be damaged, so install the "
            + "deck's fonts again")
      }
      try FontCorrections(file: file).apply(to: object)
    } else if file.isName(file.entry("/Subtype", of: object), "/Image") {
      // ISO 19005-2 §6.2.8: no viewer invents pixels.
      file.remove("/Interpolate", of: object)
    }
  }
}
