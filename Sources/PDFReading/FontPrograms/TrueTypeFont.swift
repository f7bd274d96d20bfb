/// A font program with TrueType outlines (ISO 14496-22): what a PDF says about its glyphs again outside of it.
package struct TrueTypeFont {
  /// By glyph, in thousandths of the font size, as PDF counts.
  package let widths: [Double]
  /// The glyph of each character, for fonts that say so.
  package let glyphs: [Int: Int]

  /// - Returns: `nil` if the font cannot be read.
  package init?(_ font: [UInt8]) {
    let file = BigEndian(bytes: font)
    guard let count = file.short(4) else { return nil }
    var tables: [String: Int] = [:]
    for record in (0..<count).map({ 12 + $0 * 16 }) {
      guard let offset = file.long(record + 8) else { return nil }
      tables[String(decoding: font[record..<record + 4], as: UTF8.self)] = offset
    }
    guard let head = tables["head"], let hhea = tables["hhea"], let hmtx = tables["hmtx"], let maxp = tables["maxp"],
      let unitsPerEm = file.short(head + 18), unitsPerEm > 0, let glyphCount = file.short(maxp + 4),
      let measured = file.short(hhea + 34), measured > 0
    else { return nil }
    // Glyphs beyond the measured ones have the width of the last.
    let advances = (0..<glyphCount).compactMap { file.short(hmtx + 4 * min($0, measured - 1)) }
    guard advances.count == glyphCount else { return nil }
    widths = advances.map { Double($0) * 1000 / Double(unitsPerEm) }
    glyphs = tables["cmap"].map { Self.characters(at: $0, in: file) } ?? [:]
  }

  /// The first table of format 4 for Unicode (platform 3, encoding 1).
  private static func characters(at cmap: Int, in file: BigEndian) -> [Int: Int] {
    let records = (0..<(file.short(cmap + 2) ?? 0)).map { cmap + 4 + $0 * 8 }
    guard let record = records.first(where: { file.short($0) == 3 && file.short($0 + 2) == 1 }),
      let offset = file.long(record + 4), case let table = cmap + offset, file.short(table) == 4,
      let doubled = file.short(table + 6)
    else { return [:] }
    var glyphs: [Int: Int] = [:]
    for segment in stride(from: 0, to: doubled & ~1, by: 2) {
      let starts = table + 16 + doubled + segment
      guard let last = file.short(table + 14 + segment), let first = file.short(starts), first <= last,
        let delta = file.short(starts + doubled), let range = file.short(starts + 2 * doubled)
      else { return glyphs }
      for character in first...last where character != 0xFFFF {
        let place = starts + 2 * doubled + range + 2 * (character - first)
        let glyph = range == 0 ? character : file.short(place) ?? 0
        if glyph != 0 { glyphs[character] = (glyph + delta) & 0xFFFF }
      }
    }
    return glyphs
  }
}

/// Big-endian numbers in a file; those outside of it are `nil`.
private struct BigEndian {
  let bytes: [UInt8]

  func short(_ index: Int) -> Int? {
    guard index >= 0, index <= bytes.count - 2 else { return nil }
    return Int(bytes[index]) << 8 | Int(bytes[index + 1])
  }

  func long(_ index: Int) -> Int? {
    guard let high = short(index), let low = short(index + 2) else { return nil }
    return high << 16 | low
  }
}
