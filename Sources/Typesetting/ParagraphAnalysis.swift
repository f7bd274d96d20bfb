import CPango

/// What Unicode says about a paragraph: its bytes, embedding levels, scripts, and where lines may break.
///
/// Pango supplies the bidirectional algorithm (UAX #9), the resolution of scripts (UAX #24), and the line and
/// grapheme boundaries (UAX #14 and #29, tailored to the language).
struct ParagraphAnalysis {
  let scalars: [Unicode.Scalar]
  let spans: [Int32]
  let utf8: [UInt8]
  /// The byte at which each scalar begins, and the end.
  let offsets: [Int32]
  let levels: [UInt8]
  /// Each scalar's script, Common and Inherited resolved from the context; `nil` where the context says nothing.
  let scripts: [hb_script_t?]
  /// Whether a line may end before the scalar; one more entry than scalars.
  let canBreakBefore: [Bool]
  /// Whether a grapheme cluster begins at the scalar.
  let startsGrapheme: [Bool]

  init(_ paragraph: SourceParagraph, in text: StyledText) throws(TypesettingError) {
    scalars = paragraph.scalars
    spans = paragraph.spans
    var utf8: [UInt8] = []
    var offsets: [Int32] = []
    utf8.reserveCapacity(scalars.count * 2)
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars {
      offsets.append(Int32(utf8.count))
      utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    offsets.append(Int32(utf8.count))
    self.utf8 = utf8
    self.offsets = offsets
    levels = try Self.levels(utf8, count: scalars.count, text.direction)
    scripts = try Self.scripts(utf8, count: scalars.count)
    var (canBreakBefore, startsGrapheme) = Self.boundaries(utf8, count: scalars.count, text.language)
    BreakRules(text).apply(to: &canBreakBefore, scalars, startsGrapheme)
    (self.canBreakBefore, self.startsGrapheme) = (canBreakBefore, startsGrapheme)
  }

  /// The scalar that begins at the byte.
  func scalarIndex(_ byte: Int32) -> Int {
    var (low, high) = (0, offsets.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func levels(
    _ utf8: [UInt8], count: Int, _ direction: StyledText.Direction
  ) throws(TypesettingError) -> [UInt8] {
    guard count > 0 else { return [] }
    var base = direction == .leftToRight ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL
    let levels = withText(utf8) { pango_log2vis_get_embedding_levels($0, $1, &base) }
    guard let levels else { throw .outOfMemory }
    // Pango returns one level per character, in memory that the caller frees.
    defer { g_free(levels) }
    return Array(UnsafeBufferPointer(start: levels, count: count))
  }

  private static func scripts(_ utf8: [UInt8], count: Int) throws(TypesettingError) -> [hb_script_t?] {
    var scripts: [hb_script_t?] = []
    scripts.reserveCapacity(count)
    let complete: Bool = withText(utf8) { text, length in
      guard let iterator = pango_script_iter_new(text, length) else { return false }
      defer { pango_script_iter_free(iterator) }
      repeat {
        var (start, end): (UnsafePointer<CChar>?, UnsafePointer<CChar>?)
        var script = PANGO_SCRIPT_COMMON
        pango_script_iter_get_range(iterator, &start, &end, &script)
        // Both point into `text`, which outlives the iterator.
        guard let start, let end else { break }
        let characters = g_utf8_strlen(start, end - start)
        scripts.append(contentsOf: repeatElement(shapingScript(script), count: max(0, characters)))
      } while pango_script_iter_next(iterator) != 0
      return true
    }
    guard complete, scripts.count == count else { throw .outOfMemory }
    return scripts
  }

  /// Pango's scripts are GLib's, which know their ISO 15924 codes.
  private static func shapingScript(_ script: PangoScript) -> hb_script_t? {
    if script == PANGO_SCRIPT_COMMON || script == PANGO_SCRIPT_INHERITED { return nil }
    return hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(GUnicodeScript(script.rawValue)))
  }

  /// The script that characters of no script (digits, punctuation) are shaped in when they stand alone.
  static func defaultScript(of language: String) -> hb_script_t {
    var count: Int32 = 0
    guard let scripts = pango_language_get_scripts(pango_language_from_string(language), &count), count > 0 else {
      return HB_SCRIPT_LATIN
    }
    return shapingScript(scripts[0]) ?? HB_SCRIPT_LATIN
  }

  private static func boundaries(_ utf8: [UInt8], count: Int, _ language: String) -> ([Bool], [Bool]) {
    var attributes = [PangoLogAttr](repeating: PangoLogAttr(), count: count + 1)
    withText(utf8) { text, length in
      pango_get_log_attrs(
        text, length, -1, pango_language_from_string(language), &attributes, Int32(attributes.count))
    }
    return (attributes.map { $0.is_line_break != 0 }, attributes.map { $0.is_cursor_position != 0 })
  }

  /// Lends the bytes to C. They hold no NUL: control characters were taken out with the white space.
  private static func withText<Result>(_ utf8: [UInt8], _ body: (UnsafePointer<CChar>, Int32) -> Result) -> Result {
    var bytes = utf8
    bytes.append(0)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        // The buffer has at least its final NUL, so it has an address.
        body(text.baseAddress.unsafelyUnwrapped, Int32(utf8.count))
      }
    }
  }
}
