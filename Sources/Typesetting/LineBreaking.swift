/// A paragraph's clusters measured at their sizes, and where its lines end.
///
/// The measures of all clusters are summed up once, so that the width of any line is a subtraction: whatever is tried to
/// find the best lines, nothing is shaped again.
struct LineBreaking {
  /// A line: which clusters of the paragraph it holds, and how far it reaches out of the measure.
  struct Line: Hashable {
    /// Counted through all items of the paragraph.
    var clusters: Range<Int>
    /// px by which its first and last glyph stand outside.
    var startHang = 0.0
    var endHang = 0.0
    var isHyphenated = false
  }

  /// A place where a line may end and the next begin. Lengths in px.
  struct Opportunity {
    /// The number of clusters before it.
    var end: Int
    /// The same without the white space that hangs at the line's end.
    var content: Int
    /// Added where a line ends here.
    var hyphen = 0.0
    /// The letter spacing after the last letter, which is no part of a line's width (CSS Text 4, §8.2.2).
    var trailing = 0.0
    /// By how much a line that begins or ends here reaches out of the measure.
    var startHang = 0.0
    var endHang = 0.0
    /// The width of a stop or comma that hangs where the line would be too wide otherwise.
    var stop = 0.0
    /// Whether a short word stands before it.
    var followsShortWord = false
  }

  /// Rounding must not push a word to the next line when a box is as wide as its text: a hundredth of a px.
  static let tolerance = 0.01

  let text: StyledText
  /// The first is the paragraph's start, the last its end.
  private(set) var opportunities: [Opportunity] = []
  /// The advances summed up to each cluster, letter spacing included; those of the spaces that justification changes;
  /// and the number of white clusters.
  private(set) var ends: [Double] = [0]
  private var spaces: [Double] = [0]
  private var whites: [Int32] = [0]

  /// - Parameters:
  ///   - faces: The face of each item.
  ///   - isFirst: Whether the paragraph is the text's first, at whose start punctuation may hang.
  ///   - isLast: The same for the last.
  init(_ paragraph: PreparedText.Paragraph, _ text: StyledText, faces: [OpenFace], isFirst: Bool, isLast: Bool) {
    self.text = text
    var edges = LineEdges(paragraph: paragraph, text: text, faces: faces)
    var content = 0
    opportunities.append(Opportunity(end: 0, content: 0))
    let total = paragraph.items.reduce(0) { $0 + $1.clusters.count }
    for (item, face) in zip(paragraph.items.indices, faces) {
      let style = text.spans[paragraph.items[item].attributes.span].style
      let scale = style.size / face.unitsPerEm
      for (index, cluster) in paragraph.items[item].clusters.enumerated() {
        let spacing = cluster.takesLetterSpacing ? style.letterSpacing : 0
        let advance = Double(cluster.advance) * scale
        ends.append(ends[ends.count - 1] + advance + spacing)
        spaces.append(spaces[spaces.count - 1] + (cluster.isExpandable ? advance : 0))
        whites.append(whites[whites.count - 1] + (cluster.isWhite ? 1 : 0))
        let end = ends.count - 1
        edges.pass(item, index)
        if !cluster.isWhite { content = end }
        guard cluster.canBreakAfter || end == total else { continue }
        var opportunity = Opportunity(end: end, content: content)
        // Where the paragraph ends no word is broken.
        if cluster.endsInSoftHyphen, end < total { opportunity.hyphen = Double(face.hyphen?.advance ?? 0) * scale }
        edges.describe(&opportunity, isEndOfText: isLast && end == total)
        opportunities.append(opportunity)
      }
    }
    if ends.count == 1 { opportunities.append(Opportunity(end: 0, content: 0)) }
    edges.describeStarts(&opportunities, isStartOfText: isFirst)
  }

  /// The lines. A word wider than `width` stays whole (CSS `overflow-wrap: normal`). Without a width there is one line.
  func lines(width: Double?) -> [Line] {
    guard let width else { return lines(endingAt: [opportunities.count - 1], width: .infinity) }
    let greedy = greedyEnds(width)
    let ends: [Int] =
      switch text.wrapStyle {
      case _ where greedy.count < 2: greedy
      case .auto: greedy
      case .balance where greedy.count > Self.mostBalancedLines: greedy
      case .balance: TotalFit(breaking: self, width: width, aim: .evenness).ends()
      case .pretty: TotalFit(breaking: self, width: width, aim: .paragraph).ends()
      }
    return lines(endingAt: ends, width: width)
  }

  private func lines(endingAt ends: [Int], width: Double) -> [Line] {
    var start = 0
    return ends.map { end in
      let (first, last) = (opportunities[start], opportunities[end])
      let overflows = self.width(start, end) - shrinkage(start, end) > width + Self.tolerance
      let line = Line(
        clusters: first.end..<last.end, startHang: first.startHang,
        endHang: last.endHang + (overflows ? last.stop : 0), isHyphenated: last.hyphen > 0)
      start = end
      return line
    }
  }

  /// As much as fits on each line (CSS Text 3, §5). Gives the opportunity that each line ends at.
  func greedyEnds(_ width: Double) -> [Int] {
    var result: [Int] = []
    var start = 0
    var candidate: Int?
    var position = 1
    while position < opportunities.count {
      if fits(start, position, width) {
        candidate = position
      } else if let end = candidate {
        // A part that is too wide only for its hyphen may be followed by one that fits.
        let whole = self.width(start, position) - opportunities[position].hyphen
        if opportunities[position].hyphen == 0 || whole > width + Self.tolerance {
          result.append(end)
          start = end
          candidate = nil
          // What did not fit is measured again at the start of its own line.
          continue
        }
      } else {
        candidate = position
      }
      position += 1
    }
    if start < opportunities.count - 1 { result.append(opportunities.count - 1) }
    return result
  }

  /// Texts of more lines are not balanced; Chromium's bound too, since those are paragraphs and not headlines.
  private static let mostBalancedLines = 6

  /// The widest unbreakable part (if lines may be broken at all), and the whole on one line.
  func intrinsicWidths(wraps: Bool) -> IntrinsicWidths {
    var widest = 0.0
    for position in opportunities.indices.dropFirst() {
      widest = max(widest, width(position - 1, position) - opportunities[position].stop)
    }
    let whole = width(0, opportunities.count - 1)
    return IntrinsicWidths(minContent: wraps ? widest : whole, maxContent: whole)
  }
}

// MARK: - Arithmetic

extension LineBreaking {
  /// The width of a line from one opportunity to another, px, without what hangs.
  func width(_ start: Int, _ end: Int) -> Double {
    let (first, last) = (opportunities[start], opportunities[end])
    guard last.content > first.end else { return 0 }
    // The space after a line's last letter is no part of its width, but the hyphen stands after it.
    let trailing = last.hyphen > 0 ? -last.hyphen : last.trailing
    return ends[last.content] - ends[first.end] - trailing - first.startHang - last.endHang
  }

  /// The natural width of the line's spaces, px.
  func spaceWidth(_ start: Int, _ end: Int) -> Double {
    max(0, spaces[opportunities[end].content] - spaces[min(opportunities[start].end, opportunities[end].content)])
  }

  /// By how much a justified line's spaces may be made narrower, px.
  func shrinkage(_ start: Int, _ end: Int) -> Double {
    guard text.alignment == .justify, let limits = text.justifyLimits else { return 0 }
    return spaceWidth(start, end) * (1 - limits.smallest)
  }

  func fits(_ start: Int, _ end: Int, _ width: Double) -> Bool {
    self.width(start, end) - opportunities[end].stop - shrinkage(start, end) <= width + Self.tolerance
  }

  /// Whether a line holds no space that could be broken at.
  func isOneWord(_ start: Int, _ end: Int) -> Bool {
    whites[opportunities[end].content] <= whites[min(opportunities[start].end, opportunities[end].content)]
  }

  var hasWords: Bool { whites[opportunities[opportunities.count - 1].content] > 0 }
}
