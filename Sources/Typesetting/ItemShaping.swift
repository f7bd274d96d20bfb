import CPango

/// What is the same for all characters of an item.
struct ItemAttributes: Hashable {
  /// Position in `FontLibrary.records`.
  var face: Int
  /// Index into `StyledText.spans`.
  var span: Int
  var script: UInt32
  /// The embedding level of UAX #9; odd is right to left.
  var level: UInt8
}

/// Shapes items with HarfBuzz. It owns one buffer that all items pass through.
final class ItemShaping {
  private let buffer: OpaquePointer

  init() throws(TypesettingError) {
    guard let buffer = hb_buffer_create(), hb_buffer_allocation_successful(buffer) != 0 else { throw .outOfMemory }
    self.buffer = buffer
  }

  deinit { hb_buffer_destroy(buffer) }

  /// Shapes the scalars `range` of a paragraph, seeing the text around them as context.
  func shape(
    _ range: Range<Int>, of text: ParagraphAnalysis, _ attributes: ItemAttributes, face: OpenFace, style: FontStyle,
    language: String
  ) throws(TypesettingError) -> ShapedItem {
    hb_buffer_clear_contents(buffer)
    let bytes = text.offsets[range.lowerBound]..<text.offsets[range.upperBound]
    text.utf8.withUnsafeBufferPointer { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { chars in
        // HarfBuzz copies what it needs; the range lies within the bytes because offsets come from the same text.
        hb_buffer_add_utf8(
          buffer, chars.baseAddress, Int32(chars.count), UInt32(bytes.lowerBound), Int32(bytes.count))
      }
    }
    hb_buffer_set_direction(buffer, attributes.level & 1 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, hb_script_t(attributes.script))
    hb_buffer_set_language(buffer, hb_language_from_string(language, -1))
    var flags = HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES.rawValue
    if range.lowerBound == 0 { flags |= HB_BUFFER_FLAG_BOT.rawValue }
    if range.upperBound == text.scalars.count { flags |= HB_BUFFER_FLAG_EOT.rawValue }
    hb_buffer_set_flags(buffer, hb_buffer_flags_t(flags))
    let features = try Self.features(of: style) + Self.spacing(of: range, text, style, language)
    hb_shape(face.font, buffer, features, UInt32(features.count))
    guard hb_buffer_allocation_successful(buffer) != 0 else { throw .outOfMemory }
    return item(range, of: text, attributes)
  }

  /// The style's features, sorted; letter spacing switches optional ligatures off (CSS Text 3, §8.2).
  private static func features(of style: FontStyle) throws(TypesettingError) -> [hb_feature_t] {
    var values = style.features
    if style.letterSpacing != 0 {
      for tag in ["liga", "clig", "dlig", "hlig"] where values[tag] == nil { values[tag] = 0 }
    }
    var features: [hb_feature_t] = []
    for (tag, value) in values.sorted(by: { $0.key < $1.key }) {
      guard FontFeature.isRegistered(tag) else { throw .unknownFeature(tag) }
      features.append(hb_feature_t(tag: OpenFace.packed(tag), value: UInt32(clamping: value), start: 0, end: .max))
    }
    return features
  }

  /// The half-width forms of punctuation beside punctuation, unless the author says how wide the font's glyphs are.
  private static func spacing(
    of range: Range<Int>, _ text: ParagraphAnalysis, _ style: FontStyle, _ language: String
  ) -> [hb_feature_t] {
    guard style.features["halt"] == nil, style.features["palt"] == nil else { return [] }
    return PunctuationSpacing(text, language: language).halved(in: range).map { index in
      hb_feature_t(
        tag: OpenFace.packed("halt"), value: 1, start: UInt32(text.offsets[index]), end: UInt32(text.offsets[index + 1])
      )
    }
  }

  /// Reads the shaped buffer.
  private func item(
    _ range: Range<Int>, of text: ParagraphAnalysis, _ attributes: ItemAttributes
  ) -> ShapedItem {
    var count: UInt32 = 0
    let infoStart = hb_buffer_get_glyph_infos(buffer, &count)
    let positionStart = hb_buffer_get_glyph_positions(buffer, nil)
    // Both arrays have `count` entries and live until the buffer is used again.
    let infos = UnsafeBufferPointer(start: infoStart, count: Int(count))
    let positions = UnsafeBufferPointer(start: positionStart, count: Int(count))
    var glyphs: [ShapedItem.Glyph] = []
    glyphs.reserveCapacity(Int(count))
    for (info, position) in zip(infos, positions) {
      glyphs.append(
        ShapedItem.Glyph(
          id: info.codepoint, advance: position.x_advance, xOffset: position.x_offset, yOffset: position.y_offset))
    }
    var clusters = ClusterReading(range: range, text: text, isCursive: Self.isCursive(attributes.script))
    let order = attributes.level & 1 == 1 ? Array(infos.indices.reversed()) : Array(infos.indices)
    var position = 0
    while position < order.count {
      let start = position
      let byte = infos[order[start]].cluster
      var (advance, isUnsafe): (Int32, Bool) = (0, false)
      while position < order.count, infos[order[position]].cluster == byte {
        advance &+= glyphs[order[position]].advance
        let flags = hb_glyph_info_get_glyph_flags(&infoStart.unsafelyUnwrapped[order[position]])
        isUnsafe = isUnsafe || flags.rawValue & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0
        position += 1
      }
      let (a, b) = (order[start], order[position - 1])
      clusters.add(byte: Int32(byte), glyphs: Int32(min(a, b))..<Int32(max(a, b) + 1), advance, isUnsafe)
    }
    return ShapedItem(attributes: attributes, clusters: clusters.finish(), glyphs: glyphs)
  }

  /// Scripts whose letters join: letter spacing would tear them apart (CSS Text 3, §8.2.1). The last three are joined by
  /// their headline, which Unicode does not call cursive, but which is torn just the same.
  private static func isCursive(_ script: UInt32) -> Bool {
    let cursive = [
      HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_MONGOLIAN, HB_SCRIPT_NKO, HB_SCRIPT_PHAGS_PA, HB_SCRIPT_MANDAIC,
      HB_SCRIPT_MANICHAEAN, HB_SCRIPT_PSALTER_PAHLAVI, HB_SCRIPT_ADLAM, HB_SCRIPT_HANIFI_ROHINGYA, HB_SCRIPT_SOGDIAN,
      HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI, HB_SCRIPT_GURMUKHI,
    ]
    return cursive.contains { $0.rawValue == script }
  }
}

/// Turns HarfBuzz's clusters, which know only where they begin, into ones that know their text.
private struct ClusterReading {
  let text: ParagraphAnalysis
  let end: Int
  let isCursive: Bool
  private var scalar: Int
  private var open: ShapedItem.Cluster?
  private var clusters: [ShapedItem.Cluster] = []

  init(range: Range<Int>, text: ParagraphAnalysis, isCursive: Bool) {
    self.text = text
    self.isCursive = isCursive
    scalar = range.lowerBound
    end = range.upperBound
  }

  mutating func add(byte: Int32, glyphs: Range<Int32>, _ advance: Int32, _ isUnsafe: Bool) {
    close(at: byte)
    // A first cluster that begins late leaves invisible characters before it: they belong to it.
    let start = clusters.isEmpty ? text.offsets[scalar] : byte
    open = ShapedItem.Cluster(
      bytes: start..<start, glyphs: glyphs, advance: advance, isUnsafeToBreakBefore: isUnsafe, isWhite: false,
      isExpandable: false, endsInSoftHyphen: false, takesLetterSpacing: false, canBreakAfter: false)
  }

  mutating func finish() -> [ShapedItem.Cluster] {
    close(at: text.offsets[end])
    return clusters
  }

  private mutating func close(at byte: Int32) {
    guard var cluster = open else { return }
    var (isWhite, isVisible) = (true, false)
    var last: Unicode.Scalar = " "
    var isExpandable = false
    while scalar < end, text.offsets[scalar] < byte {
      last = text.scalars[scalar]
      if !Self.isInvisible(last) {
        isVisible = true
        isWhite = isWhite && Self.isWhite(last)
        isExpandable = isExpandable || last == " " || last == "\u{A0}"
      }
      scalar += 1
    }
    cluster.bytes = cluster.bytes.lowerBound..<byte
    cluster.isWhite = isWhite && isVisible
    cluster.isExpandable = isExpandable
    cluster.endsInSoftHyphen = last == "\u{AD}"
    cluster.takesLetterSpacing = isVisible && !isCursive
    cluster.canBreakAfter = text.canBreakBefore[scalar]
    clusters.append(cluster)
    open = nil
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isDefaultIgnorableCodePoint
  }

  /// Spaces that end a line unseen: all but the no-break ones.
  private static func isWhite(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " }
    return scalar.properties.generalCategory == .spaceSeparator
      && ![0xA0, 0x2007, 0x202F].contains(scalar.value)
  }
}
