import PDFSyntax

/// Makes sure that no text of the painted pages is lost.
///
/// Where Cairo 1.16 comes upon a fault in a font, it may go on without a word: content then names a font that the file does not
/// have, which viewers leave out, or a font becomes pictures of its letters, which cannot be read aloud.
struct FontCheck {
  let file: QPDFFile

  /// - Throws: If text on a page, in a form or in a pattern has no font, or a font of pictures (Type 3, ISO 32000-1 §9.6.5).
  func check(_ pages: [PDFObject]) throws(PDFError) {
    for page in pages {
      try file.scoped { () throws(PDFError) in try check(try file.content(of: page), of: page) }
    }
    try file.forEachObject { (object) throws(PDFError) in
      if file.isName(file.entry("/Subtype", of: object), "/Type3") {
        throw PDFError(
          "a font became pictures of its letters while the pages were painted; a font file may be damaged, so install the "
            + "deck's fonts again")
      }
      guard file.kind(of: object) == .stream else { return }
      let isTiling = file.integer(file.entry("/PatternType", of: object)) == 1
      guard isTiling || file.isName(file.entry("/Subtype", of: object), "/Form") else { return }
      try check(try file.data(of: object), of: object)
    }
  }

  private func check(_ content: [UInt8], of holder: PDFObject) throws(PDFError) {
    var names: Set<String> = []
    var scanner = ContentScanner(content)
    while let operation = scanner.next() {
      if operation.name == "Tf", case .name(let name)? = operation.operands.first { names.insert(name) }
    }
    guard !names.isEmpty else { return }
    let fonts = file.entry("/Resources", of: holder).flatMap { file.entry("/Font", of: $0) }
    for name in names.sorted() where fonts.flatMap({ file.entry(name, of: $0) }) == nil {
      throw PDFError(
        "the font \(name) of a text was lost while the pages were painted; a font file may be damaged, so install the "
          + "deck's fonts again")
    }
  }
}
