/// A paragraph's clusters measured at their sizes, and where its lines end.
struct LineBreaking {
  /// Lengths in px.
  private struct Measure {
    /// Without letter spacing.
    var advance: Double
    var letterSpacing: Double
    /// Added where a line ends after this cluster.
    var hyphen: Double
    var isWhite: Bool
    var canBreakAfter: Bool
  }

  /// Rounding must not push a word to the next line when a box is as wide as its text: a hundredth of a px.
  static let tolerance = 0.01

  private var measures: [Measure] = []
  /// The advances summed up to each cluster, letter spacing included.
  private var ends: [Double] = [0]

  init(_ items: [ShapedItem], styles: [FontStyle], faces: [OpenFace]) {
    for (item, face) in zip(items, faces) {
      let style = styles[item.attributes.span]
      let scale = style.size / face.unitsPerEm
      for cluster in item.clusters {
        let spacing = cluster.takesLetterSpacing ? style.letterSpacing : 0
        let hyphen = cluster.endsInSoftHyphen ? Double(face.hyphen?.advance ?? 0) * scale : 0
        let measure = Measure(
          advance: Double(cluster.advance) * scale, letterSpacing: spacing, hyphen: hyphen, isWhite: cluster.isWhite,
          canBreakAfter: cluster.canBreakAfter)
        measures.append(measure)
        ends.append(ends[ends.count - 1] + measure.advance + spacing)
      }
    }
    // Where the paragraph ends no word is broken.
    if let last = measures.indices.last { measures[last].hyphen = 0 }
  }

  /// The lines, each as a range of the paragraph's clusters, counted through all its items. A word wider than `width`
  /// stays whole (CSS `overflow-wrap: normal`). Without a width there is one line.
  func lines(width: Double?) -> [Range<Int>] {
    guard let width, !measures.isEmpty else { return [0..<measures.count] }
    var lines: [Range<Int>] = []
    var start = 0
    var candidate: Int?
    var content = 0
    var position = 0
    while position < measures.count {
      if !measures[position].isWhite { content = position + 1 }
      guard measures[position].canBreakAfter || position == measures.count - 1 else {
        position += 1
        continue
      }
      if let end = candidate, visibleWidth(start, content, through: position) > width + Self.tolerance {
        lines.append(start..<end)
        start = end
        candidate = nil
        content = max(content, start)
        // The part that did not fit is measured again at the start of its own line.
        continue
      }
      candidate = position + 1
      position += 1
    }
    lines.append(start..<measures.count)
    return lines
  }

  /// The widest unbreakable part (if lines may be broken at all), and the whole on one line.
  func intrinsicWidths(wraps: Bool) -> IntrinsicWidths {
    var (widest, start, content) = (0.0, 0, 0)
    for (position, measure) in measures.enumerated() {
      if !measure.isWhite { content = position + 1 }
      guard measure.canBreakAfter || position == measures.count - 1 else { continue }
      widest = max(widest, visibleWidth(start, content, through: position))
      start = position + 1
    }
    let whole = visibleWidth(0, content, through: measures.count - 1)
    return IntrinsicWidths(minContent: wraps ? widest : whole, maxContent: whole)
  }

  /// The width of the clusters from `start` up to `end`, if the line's last cluster is `last`.
  private func visibleWidth(_ start: Int, _ end: Int, through last: Int) -> Double {
    guard end > start else { return 0 }
    let hyphen = measures[last].hyphen
    // The space after a line's last letter is no part of its width (CSS Text 4, §8.2.2).
    let trailing = hyphen > 0 ? 0 : measures[end - 1].letterSpacing
    return ends[end] - ends[start] - trailing + hyphen
  }
}
