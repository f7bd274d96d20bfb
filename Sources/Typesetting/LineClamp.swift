/// Cuts a text after some lines, so that an ellipsis has room at the end of the last (CSS Overflow 4, §5.2).
struct LineClamp {
  let breaking: LineBreaking
  let paragraph: PreparedText.Paragraph
  let library: FontLibrary

  /// The first `count` lines, the last of them cut after the last whole word, or the last letter where that is one word,
  /// that leaves room for an ellipsis.
  func clamp(
    _ lines: [LineBreaking.Line], to count: Int, width: Double?
  ) throws(TypesettingError) -> [LineBreaking.Line] {
    guard count > 0, let last = lines.prefix(count).last else { return [] }
    var cut = last
    cut.isHyphenated = false
    cut.endHang = 0
    let start = last.clusters.lowerBound
    let words = breaking.opportunities.lazy.filter {
      $0.hyphen == 0 && $0.content > start && $0.end <= last.clusters.upperBound
    }.map(\.content)
    let room = (width ?? .infinity) + LineBreaking.tolerance + last.startHang + breaking.ends[start]
    for ends in [Array(words), Array(last.clusters.dropFirst())] {
      for end in ends.reversed() where try breaking.ends[end] + ellipsis(after: end) <= room {
        cut.clusters = start..<end
        return lines.prefix(count - 1) + [cut]
      }
    }
    cut.clusters = start..<min(start + 1, last.clusters.upperBound)
    return lines.prefix(count - 1) + [cut]
  }

  /// The width of an ellipsis in the style of the cluster before `end`, px.
  private func ellipsis(after end: Int) throws(TypesettingError) -> Double {
    var first = 0
    for item in paragraph.items {
      first += item.clusters.count
      guard end <= first else { continue }
      let style = breaking.text.spans[item.attributes.span].style
      let (face, glyphs) = try library.ellipsis(for: style, preferring: item.attributes.face)
      let advance = glyphs.reduce(0) { $0 + Double($1.advance) }
      return try advance * style.size / library.openFace(face).unitsPerEm
    }
    return 0
  }
}
