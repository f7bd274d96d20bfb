/// What a line's ends are like, found while the clusters of a paragraph pass by: what hangs, which letter spacing falls
/// away, whether a short word stands there.
struct LineEdges {
  private let paragraph: PreparedText.Paragraph
  private let text: StyledText
  private let faces: [OpenFace]
  /// Of the last cluster that is not white.
  private var last: Place?
  /// The byte at which the present word begins.
  private var wordStart: Int32 = 0
  private var wasWhite = true

  private struct Place {
    var item: Int
    var cluster: Int
  }

  init(paragraph: PreparedText.Paragraph, text: StyledText, faces: [OpenFace]) {
    self.paragraph = paragraph
    self.text = text
    self.faces = faces
  }

  /// The next cluster.
  mutating func pass(_ item: Int, _ index: Int) {
    let cluster = paragraph.items[item].clusters[index]
    guard !cluster.isWhite else {
      wasWhite = true
      return
    }
    if wasWhite { wordStart = cluster.bytes.lowerBound }
    wasWhite = false
    last = Place(item: item, cluster: index)
  }

  /// Describes the end of a line whose last cluster has just passed.
  func describe(_ opportunity: inout LineBreaking.Opportunity, isEndOfText: Bool) {
    guard let last else { return }
    let item = paragraph.items[last.item]
    let cluster = item.clusters[last.cluster]
    if cluster.takesLetterSpacing { opportunity.trailing = style(last).letterSpacing }
    if text.wrapStyle == .pretty, wasWhite {
      opportunity.followsShortWord = ShortWords.contains(
        scalars(wordStart..<cluster.bytes.upperBound),
        language: text.spans[item.attributes.span].language ?? text.language)
    }
    guard isAtEdge(item) else { return }
    let hangs = text.hangingPunctuation
    let mark = hangs.isEmpty ? nil : only(cluster)
    if isEndOfText, hangs.contains(.last), let mark, HangingMarks.closes(mark) {
      opportunity.endHang = advance(last) + spaceBefore(last)
    } else if hangs.contains(.allowEnd), let mark, HangingMarks.isStop(mark) {
      opportunity.stop = advance(last)
    }
    if text.opticalAlignment.contains(.end), opportunity.endHang == 0 {
      opportunity.endHang = opportunity.hyphen > 0 ? hyphenBearing(last) : bearing(last, .end)
    }
  }

  /// Describes the starts of the lines after each opportunity.
  func describeStarts(_ opportunities: inout [LineBreaking.Opportunity], isStartOfText: Bool) {
    let hangs = isStartOfText && text.hangingPunctuation.contains(.first)
    let isOptical = text.opticalAlignment.contains(.start)
    guard hangs || isOptical else { return }
    var (next, count) = (0, 0)
    for item in paragraph.items.indices {
      while next < opportunities.count, opportunities[next].end < count + paragraph.items[item].clusters.count {
        let place = Place(item: item, cluster: opportunities[next].end - count)
        if isAtEdge(paragraph.items[item]) {
          if hangs, next == 0, let mark = only(paragraph.items[item].clusters[place.cluster]), HangingMarks.opens(mark)
          {
            opportunities[next].startHang = advance(place) + spaceAfter(place)
          } else if isOptical {
            opportunities[next].startHang = bearing(place, .start)
          }
        }
        next += 1
        if !isOptical { return }
      }
      count += paragraph.items[item].clusters.count
    }
  }

  // MARK: Measures

  private func style(_ place: Place) -> FontStyle {
    text.spans[paragraph.items[place.item].attributes.span].style
  }

  private func scale(_ place: Place) -> Double { style(place).size / faces[place.item].unitsPerEm }

  /// px, letter spacing included.
  private func advance(_ place: Place) -> Double {
    let cluster = paragraph.items[place.item].clusters[place.cluster]
    return Double(cluster.advance) * scale(place) + (cluster.takesLetterSpacing ? style(place).letterSpacing : 0)
  }

  /// The no-break space inside of a French quotation mark hangs with it.
  private func spaceAfter(_ place: Place) -> Double {
    let next = Place(item: place.item, cluster: place.cluster + 1)
    return isNoBreakSpace(next) ? advance(next) : 0
  }

  private func spaceBefore(_ place: Place) -> Double {
    let previous = Place(item: place.item, cluster: place.cluster - 1)
    return isNoBreakSpace(previous) ? advance(previous) : 0
  }

  private func isNoBreakSpace(_ place: Place) -> Bool {
    let clusters = paragraph.items[place.item].clusters
    guard clusters.indices.contains(place.cluster), let mark = only(clusters[place.cluster]) else { return false }
    return mark == "\u{A0}" || mark == "\u{202F}"
  }

  private enum Side { case start, end }

  /// How far the ink of the cluster's outer glyph stands from its edge, px; negative where it reaches over it.
  private func bearing(_ place: Place, _ side: Side) -> Double {
    let item = paragraph.items[place.item]
    let glyphs = item.clusters[place.cluster].glyphs
    let isLeft = (side == .start) != item.isRightToLeft
    guard !glyphs.isEmpty else { return 0 }
    let glyph = item.glyphs[Int(isLeft ? glyphs.lowerBound : glyphs.upperBound - 1)]
    guard let ink = faces[place.item].ink(of: glyph.id) else { return 0 }
    let bearing = isLeft ? ink.left + glyph.xOffset : glyph.advance - glyph.xOffset - ink.right
    return Double(bearing) * scale(place)
  }

  private func hyphenBearing(_ place: Place) -> Double {
    guard let hyphen = faces[place.item].hyphen, let ink = faces[place.item].ink(of: hyphen.glyph) else { return 0 }
    let isLeft = paragraph.items[place.item].isRightToLeft
    return Double(isLeft ? ink.left : hyphen.advance - ink.right) * scale(place)
  }

  // MARK: Text

  /// Whether a glyph that is first or last as read is also the outermost one as seen.
  private func isAtEdge(_ item: ShapedItem) -> Bool {
    item.isRightToLeft == (text.direction == .rightToLeft)
  }

  private func scalars(_ bytes: Range<Int32>) -> [Unicode.Scalar] {
    // Longer words are not short.
    guard bytes.count <= 32 else { return [] }
    let utf8 = paragraph.text.utf8[Int(bytes.lowerBound)..<Int(bytes.upperBound)]
    return Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
  }

  /// The cluster's character, if it is one.
  private func only(_ cluster: ShapedItem.Cluster) -> Unicode.Scalar? {
    let scalars = scalars(cluster.bytes)
    return scalars.count == 1 ? scalars[0] : nil
  }
}

/// Which punctuation hangs (CSS Text 3, §8.3.1).
enum HangingMarks {
  static func opens(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .initialPunctuation, .finalPunctuation: true
    default: scalar == "\"" || scalar == "'"
    }
  }

  static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .closePunctuation, .initialPunctuation, .finalPunctuation: true
    default: scalar == "\"" || scalar == "'"
    }
  }

  static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ".", "\u{60C}", "\u{6D4}", "\u{3001}", "\u{3002}", "\u{FF0C}", "\u{FF0E}", "\u{FE50}", "\u{FE51}",
      "\u{FE52}", "\u{FF61}", "\u{FF64}":
      true
    default: false
    }
  }
}
