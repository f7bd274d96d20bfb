/// The text between two forced breaks, with white space collapsed as CSS `white-space: normal` does (CSS Text 3, §4.1).
struct SourceParagraph {
  var scalars: [Unicode.Scalar] = []
  /// The span of each scalar.
  var spans: [Int32] = []
  /// The span that the paragraph begins in, for a paragraph without text.
  var firstSpan: Int
  /// Whether a forced break follows. The break itself is not among the scalars; it leaves a space, so that copied
  /// words stay apart.
  var endsWithBreak = false

  /// Splits spans into paragraphs. Text that is nothing but white space has none.
  static func split(_ text: StyledText) -> [SourceParagraph] {
    var paragraphs = [SourceParagraph(firstSpan: 0)]
    // The span of a white space that was met but not yet kept; a line neither begins nor ends with one.
    var pendingSpace: Int?
    var isolate = Isolate(text)
    for (index, span) in text.spans.enumerated() {
      if let end = isolate.close(before: index) { paragraphs[paragraphs.count - 1].append(end, in: index - 1) }
      for scalar in span.text.unicodeScalars {
        switch scalar {
        case "\u{2028}", "\u{2029}":
          if let end = isolate.close() { paragraphs[paragraphs.count - 1].append(end, in: index) }
          paragraphs[paragraphs.count - 1].endWithBreak(in: index)
          paragraphs.append(SourceParagraph(firstSpan: index))
          pendingSpace = nil
        case " ", "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}":
          if pendingSpace == nil { pendingSpace = index }
        case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}":
          break
        default:
          if let space = pendingSpace, !paragraphs[paragraphs.count - 1].scalars.isEmpty {
            paragraphs[paragraphs.count - 1].append(" ", in: space)
          }
          pendingSpace = nil
          if let start = isolate.open(in: index) { paragraphs[paragraphs.count - 1].append(start, in: index) }
          paragraphs[paragraphs.count - 1].append(scalar, in: index)
        }
      }
    }
    if let end = isolate.close() { paragraphs[paragraphs.count - 1].append(end, in: text.spans.count - 1) }
    // A break at the very end of a text opens no further line.
    if paragraphs[paragraphs.count - 1].scalars.isEmpty { paragraphs.removeLast() }
    return paragraphs
  }

  private mutating func append(_ scalar: Unicode.Scalar, in span: Int) {
    scalars.append(scalar)
    spans.append(Int32(span))
  }

  private mutating func endWithBreak(in span: Int) {
    endsWithBreak = true
    if !scalars.isEmpty { append(" ", in: span) }
  }
}
