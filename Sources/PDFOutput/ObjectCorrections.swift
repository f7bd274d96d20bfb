import PDFSyntax

/// Sets right what every kind of document must have otherwise than Cairo 1.16 writes it.
struct ObjectCorrections {
  let file: QPDFFile

  func apply(to object: PDFObject) throws(PDFError) {
    if file.isName(file.entry("/Type", of: object), "/Font") {
      try FontCorrections(file: file).apply(to: object)
    } else if file.isName(file.entry("/Subtype", of: object), "/Image") {
      // ISO 19005-2 §6.2.8: no viewer invents pixels.
      file.remove("/Interpolate", of: object)
    }
  }
}
