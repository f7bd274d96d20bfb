import CPango

/// Superior and inferior letters: whether a font has them, and how to make them where it has not (CSS Fonts 4, §6.5).
extension Typesetter {
  /// Whether a feature changes every letter of the span, so that none of them would look out of place.
  public func hasGlyphs(of feature: String, for span: TextSpan, language: String) throws(TypesettingError) -> Bool {
    let with = try letters(span, feature, 1, language)
    let without = try letters(span, feature, 0, language)
    return with.count == without.count && zip(with, without).allSatisfy { $0 != $1 }
  }

  private func letters(
    _ span: TextSpan, _ feature: String, _ value: Int, _ language: String
  ) throws(TypesettingError) -> [[UInt32]] {
    var span = span
    span.style.features[feature] = value
    let text = StyledText(spans: [span], strut: span.style, language: language)
    return try shape(text, width: nil).lines.flatMap(\.runs).flatMap(\.letters)
  }

  /// The size, as a share of the style's, and the shift, px upwards, that its primary font asks for.
  public func syntheticPosition(
    of style: FontStyle, isSuperior: Bool
  ) throws(TypesettingError) -> (scale: Double, shift: Double) {
    let face = try library.openFace(library.faces(for: style)[0])
    func value(_ tag: hb_ot_metrics_tag_t, _ range: ClosedRange<Double>, _ usual: Double) -> Double {
      var position: hb_position_t = 0
      guard hb_ot_metrics_get_position(face.font, tag, &position) != 0 else { return usual }
      let share = abs(Double(position)) / face.unitsPerEm
      return range.contains(share) ? share : usual
    }
    if isSuperior {
      return (
        value(HB_OT_METRICS_TAG_SUPERSCRIPT_EM_Y_SIZE, 0.4...0.9, 0.6),
        value(HB_OT_METRICS_TAG_SUPERSCRIPT_EM_Y_OFFSET, 0.1...0.7, 0.35) * style.size
      )
    }
    return (
      value(HB_OT_METRICS_TAG_SUBSCRIPT_EM_Y_SIZE, 0.4...0.9, 0.6),
      -value(HB_OT_METRICS_TAG_SUBSCRIPT_EM_Y_OFFSET, 0.02...0.5, 0.15) * style.size
    )
  }
}

extension GlyphRun {
  /// The glyphs of each cluster that is not white space, in logical order.
  fileprivate var letters: [[UInt32]] {
    var result: [[UInt32]] = []
    var byte = text.utf8.startIndex
    var glyph = isRightToLeft ? glyphs.count : 0
    for cluster in clusters {
      let end = text.utf8.index(byte, offsetBy: cluster.bytes)
      if isRightToLeft { glyph -= cluster.glyphs }
      if !text[byte..<end].allSatisfy(\.isWhitespace) {
        result.append(glyphs[glyph..<glyph + cluster.glyphs].map(\.id))
      }
      if !isRightToLeft { glyph += cluster.glyphs }
      byte = end
    }
    return result
  }
}
