/// A stretch of a paragraph in one face, span, script and direction, shaped at no particular size.
struct ShapedItem {
  /// In the font's own units.
  struct Glyph {
    var id: UInt32
    var advance: Int32
    var xOffset: Int32
    var yOffset: Int32
  }

  /// The smallest stretch of text that has glyphs of its own.
  struct Cluster {
    /// Bytes of the paragraph.
    var bytes: Range<Int32>
    /// Positions in the item's glyphs, which are in visual order.
    var glyphs: Range<Int32>
    /// In the font's own units.
    var advance: Int32
    /// Whether the glyphs here would change if a line began at this cluster.
    var isUnsafeToBreakBefore: Bool
    /// White space that hangs invisibly at a line's end.
    var isWhite: Bool
    /// A space that justification widens.
    var isExpandable: Bool
    /// Ends in a soft hyphen, which shows when the line ends here.
    var endsInSoftHyphen: Bool
    /// Whether letter spacing follows it.
    var takesLetterSpacing: Bool
    /// Whether a line may end after it.
    var canBreakAfter: Bool
  }

  var attributes: ItemAttributes
  /// In logical order.
  var clusters: [Cluster]
  /// In visual order, left to right.
  var glyphs: [Glyph]
  /// Whether the soft hyphen that the last cluster ends in is shown.
  var showsHyphen = false
  /// What the last cluster stands for and the paragraph has not: an ellipsis.
  var addedText = ""

  /// Glyphs that stand for something that the paragraph has not; `nil` where there are none.
  init?(
    glyphs: [(glyph: UInt32, advance: Int32)], standingFor text: String, at byte: Int32, _ attributes: ItemAttributes
  ) {
    guard !glyphs.isEmpty else { return nil }
    self.attributes = attributes
    self.glyphs = glyphs.map { Glyph(id: $0.glyph, advance: $0.advance, xOffset: 0, yOffset: 0) }
    clusters = [
      Cluster(
        bytes: byte..<byte, glyphs: 0..<Int32(glyphs.count), advance: glyphs.reduce(0) { $0 + $1.advance },
        isUnsafeToBreakBefore: false, isWhite: false, isExpandable: false, endsInSoftHyphen: false,
        takesLetterSpacing: false, canBreakAfter: false)
    ]
    addedText = text
  }

  init(attributes: ItemAttributes, clusters: [Cluster], glyphs: [Glyph]) {
    self.attributes = attributes
    self.clusters = clusters
    self.glyphs = glyphs
  }

  var isRightToLeft: Bool { attributes.level & 1 == 1 }

  /// The item with only some of its clusters.
  func slice(_ range: Range<Int>) -> ShapedItem {
    if range == clusters.indices { return self }
    guard let first = clusters[range].first, let last = clusters[range].last else {
      return ShapedItem(attributes: attributes, clusters: [], glyphs: [])
    }
    let start = min(first.glyphs.lowerBound, last.glyphs.lowerBound)
    let end = max(first.glyphs.upperBound, last.glyphs.upperBound)
    let kept = clusters[range].map { cluster in
      var cluster = cluster
      cluster.glyphs = cluster.glyphs.lowerBound - start..<cluster.glyphs.upperBound - start
      return cluster
    }
    return ShapedItem(attributes: attributes, clusters: kept, glyphs: Array(glyphs[Int(start)..<Int(end)]))
  }

  /// Adds a glyph after the last cluster's own.
  mutating func append(glyph id: UInt32, advance: Int32) {
    guard let last = clusters.indices.last else { return }
    let glyph = Glyph(id: id, advance: advance, xOffset: 0, yOffset: 0)
    if isRightToLeft {
      glyphs.insert(glyph, at: 0)
      for index in clusters.indices {
        clusters[index].glyphs = clusters[index].glyphs.lowerBound + 1..<clusters[index].glyphs.upperBound + 1
      }
      clusters[last].glyphs = 0..<clusters[last].glyphs.upperBound
    } else {
      glyphs.append(glyph)
      clusters[last].glyphs = clusters[last].glyphs.lowerBound..<Int32(glyphs.count)
    }
    clusters[last].advance += advance
  }

  /// Turns the visual order round: for white space that takes another direction.
  mutating func mirrorOrder() {
    let count = Int32(glyphs.count)
    glyphs.reverse()
    for index in clusters.indices {
      clusters[index].glyphs = count - clusters[index].glyphs.upperBound..<count - clusters[index].glyphs.lowerBound
    }
  }
}
