/// Cuts a text after some lines, so that an ellipsis has room at the end of the last (CSS Overflow 4, §5.2).
struct LineClamp {
  let breaking: LineBreaking
  let paragraph: PreparedText.Paragraph
  let library: FontLibrary

  /// The first `count` lines, the last of them cut after the last whole word, or the last letter where that is one word,
  /// that leaves room for an ellipsis.
  func clamp(_ lines: [LineBreaking.Line], to count: Int, width: Double?) -> [LineBreaking.Line] {
    guard count > 0, let last = lines.prefix(count).last else { return [] }
    var cut = last
    cut.isHyphenated = false
    cut.endHang = 0
    let room = (width ?? .infinity) + LineBreaking.tolerance
    let start = last.clusters.lowerBound
    func fits(_ end: Int) -> Bool {
      breaking.ends[end] - breaking.ends[start] - last.startHang + ellipsis(after: end) <= room
    }
    let words = breaking.opportunities.filter {
      $0.hyphen == 0 && $0.content > start && $0.end <= last.clusters.upperBound
    }
    let letters = start + 1..<max(start + 2, last.clusters.upperBound + 1)
    let end =
      words.last { fits($0.content) }?.content ?? letters.last { $0 < breaking.ends.count && fits($0) } ?? start + 1
    cut.clusters = start..<min(end, last.clusters.upperBound)
    return lines.prefix(count - 1) + [cut]
  }

  /// The width of an ellipsis in the style of the cluster before `end`, px.
  private func ellipsis(after end: Int) -> Double {
    var first = 0
    for item in paragraph.items {
      first += item.clusters.count
      guard end <= first else { continue }
      guard let face = try? library.openFace(item.attributes.face) else { return 0 }
      let scale = breaking.text.spans[item.attributes.span].style.size / face.unitsPerEm
      return face.ellipsis.reduce(0) { $0 + Double($1.advance) } * scale
    }
    return 0
  }
}
