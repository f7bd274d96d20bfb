/// A text whose characters have faces and glyphs, at no particular size or width. Any size and width can be laid out
/// from it without shaping again.
struct PreparedText {
  struct Paragraph {
    var text: ParagraphAnalysis
    /// In logical order.
    var items: [ShapedItem]
    /// The span that the paragraph begins in.
    var firstSpan: Int
    var endsWithBreak: Bool
  }

  var paragraphs: [Paragraph]
  var missing: [Unicode.Scalar]
  /// The first installed face of each span's stack, and of the strut's.
  var primaryFaces: [Int]
  var strutFace: Int
  /// Bytes of text, the measure of what it costs to keep.
  var bytes: Int
}

/// Makes `PreparedText`: splits into paragraphs, chooses faces, cuts into items, shapes them.
struct Preparation {
  /// More than a card can ever show; keeps the memory for hostile texts bounded.
  static let byteLimit = 1_000_000

  let library: FontLibrary
  let shaping: ItemShaping
  let hyphenation: HyphenationLibrary

  func prepare(_ text: StyledText) throws(TypesettingError) -> PreparedText {
    let bytes = text.spans.reduce(0) { $0 + $1.text.utf8.count }
    guard bytes <= Self.byteLimit else { throw .textTooLong(bytes: bytes, limit: Self.byteLimit) }
    var stacks: [[Int]] = []
    for span in text.spans { stacks.append(try library.faces(for: span.style)) }
    let strutFaces = try library.faces(for: text.strut)
    var choice = FontChoice(library: library)
    var paragraphs: [PreparedText.Paragraph] = []
    let words = WordHyphenation(text, library: hyphenation)
    for var source in SourceParagraph.split(text) {
      words.apply(to: &source)
      let analysis = try ParagraphAnalysis(source, in: text)
      let faces = choice.faces(for: analysis, stacks: stacks)
      var items: [ShapedItem] = []
      for (range, attributes) in itemise(analysis, faces: faces, language: text.language) {
        items.append(try shape(range, attributes, of: analysis, in: text))
      }
      paragraphs.append(
        PreparedText.Paragraph(
          text: analysis, items: items.filter { !$0.clusters.isEmpty }, firstSpan: source.firstSpan,
          endsWithBreak: source.endsWithBreak))
    }
    return PreparedText(
      paragraphs: paragraphs, missing: choice.missing, primaryFaces: stacks.map { $0[0] }, strutFace: strutFaces[0],
      bytes: bytes)
  }

  func shape(
    _ range: Range<Int>, _ attributes: ItemAttributes, of analysis: ParagraphAnalysis, in text: StyledText
  ) throws(TypesettingError) -> ShapedItem {
    let span = text.spans[attributes.span]
    return try shaping.shape(
      range, of: analysis, attributes, face: library.openFace(attributes.face), style: span.style,
      language: span.language ?? text.language)
  }

  /// Cuts where the face, span, script or direction changes.
  private func itemise(
    _ text: ParagraphAnalysis, faces: [Int32], language: String
  ) -> [(Range<Int>, ItemAttributes)] {
    var items: [(Range<Int>, ItemAttributes)] = []
    let fallback = text.scripts.lazy.compactMap { $0 }.first ?? ParagraphAnalysis.defaultScript(of: language)
    func attributes(_ index: Int) -> ItemAttributes {
      ItemAttributes(
        face: Int(faces[index]), span: Int(text.spans[index]), script: (text.scripts[index] ?? fallback).rawValue,
        level: text.levels[index])
    }
    var start = 0
    while start < text.scalars.count {
      let first = attributes(start)
      var end = start + 1
      while end < text.scalars.count, attributes(end) == first { end += 1 }
      items.append((start..<end, first))
      start = end
    }
    return items
  }
}
