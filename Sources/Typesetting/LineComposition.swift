/// Puts the pieces of one line into visual order and gives every glyph its place.
struct LineComposition {
  let text: StyledText
  let paragraph: PreparedText.Paragraph
  let library: FontLibrary

  /// A piece of an item on a line. Lengths in px.
  private struct Piece {
    var item: ShapedItem
    var face: OpenFace
    /// Advance of each cluster, letter spacing included.
    var advances: [Double]
    /// The letter spacing in each advance.
    var spacings: [Double]
    /// The number of clusters at the end that hang as white space.
    var hanging = 0

    var contentWidth: Double { advances.dropLast(hanging).reduce(0, +) }
    var hangingWidth: Double { advances.suffix(hanging).reduce(0, +) }
  }

  /// A composed line: runs in reading order, x counted from the left of the visible content.
  struct Line {
    var runs: [GlyphRun]
    var width: Double
    /// The spans and faces that take part in the line's height.
    var inlineBoxes: Set<InlineBox>
  }

  struct InlineBox: Hashable {
    var span: Int
    var face: Int
  }

  /// How a line ends.
  enum Ending {
    case plain, hyphen, ellipsis
  }

  /// What justification may do with a line's spaces.
  enum Justification {
    case none
    /// Makes them narrower where the line is wider than this, px.
    case shrink(to: Double)
    /// Also wider where it is narrower.
    case fill(Double)
  }

  /// Composes the line made of `items`.
  func compose(
    _ items: [ShapedItem], of line: LineBreaking.Line, _ ending: Ending, _ justification: Justification
  ) throws(TypesettingError) -> Line {
    var pieces: [Piece] = []
    for item in items { pieces.append(try measure(item)) }
    hangWhiteSpace(&pieces)
    switch ending {
    case .plain: trimLetterSpacing(&pieces)
    case .hyphen: hyphenate(&pieces)
    case .ellipsis: try addEllipsis(&pieces)
    }
    let hangs = line.startHang + line.endHang
    switch justification {
    case .none: break
    case .fill(let width): justify(&pieces, to: width + hangs, widens: true)
    case .shrink(let width): justify(&pieces, to: width + hangs, widens: false)
    }
    let width = pieces.reduce(0) { $0 + $1.contentWidth } - hangs
    let boxes = Set(items.map { InlineBox(span: $0.attributes.span, face: $0.attributes.face) })
    let hanging = pieces.reduce(0) { $0 + $1.hangingWidth }
    var pen = text.direction == .rightToLeft ? -hanging - line.endHang : -line.startHang
    var lefts = [Double](repeating: 0, count: pieces.count)
    for index in visualOrder(pieces) {
      lefts[index] = pen
      pen += pieces[index].contentWidth + pieces[index].hangingWidth
    }
    let runs = zip(pieces, lefts).map { run($0, at: $1) }
    return Line(runs: runs.filter { !$0.glyphs.isEmpty }, width: width, inlineBoxes: boxes)
  }

  private var baseLevel: UInt8 { text.direction == .leftToRight ? 0 : 1 }

  private func measure(_ item: ShapedItem) throws(TypesettingError) -> Piece {
    let style = text.spans[item.attributes.span].style
    let face = try library.openFace(item.attributes.face)
    let scale = style.size / face.unitsPerEm
    let spacings = item.clusters.map { $0.takesLetterSpacing ? style.letterSpacing : 0 }
    let advances = zip(item.clusters, spacings).map { Double($0.advance) * scale + $1 }
    return Piece(item: item, face: face, advances: advances, spacings: spacings)
  }

  /// White space at a line's end takes the paragraph's direction (UAX #9, L1) and no part of the line's width.
  private func hangWhiteSpace(_ pieces: inout [Piece]) {
    var index = pieces.count - 1
    while index >= 0 {
      var piece = pieces[index]
      piece.hanging = piece.item.clusters.reversed().prefix { $0.isWhite }.count
      let content = piece.item.clusters.count - piece.hanging
      if piece.hanging > 0, piece.item.attributes.level != baseLevel {
        var space = piece
        space.item = piece.item.slice(content..<piece.item.clusters.count)
        space.item.attributes.level = baseLevel
        if space.item.isRightToLeft != piece.item.isRightToLeft { space.item.mirrorOrder() }
        space.advances = Array(piece.advances[content...])
        space.spacings = Array(piece.spacings[content...])
        piece.item = piece.item.slice(0..<content)
        piece.advances.removeLast(piece.hanging)
        piece.spacings.removeLast(piece.hanging)
        piece.hanging = 0
        pieces.replaceSubrange(index...index, with: content > 0 ? [piece, space] : [space])
      } else {
        pieces[index] = piece
      }
      if content > 0 { return }
      index -= 1
    }
  }

  /// Shows the soft hyphen that the line ends in.
  private func hyphenate(_ pieces: inout [Piece]) {
    guard let last = pieces.indices.last, let hyphen = pieces[last].face.hyphen else { return }
    let style = text.spans[pieces[last].item.attributes.span].style
    let advance = Double(hyphen.advance) * style.size / pieces[last].face.unitsPerEm
    pieces[last].item.append(glyph: hyphen.glyph, advance: hyphen.advance)
    pieces[last].item.showsHyphen = true
    pieces[last].advances[pieces[last].advances.count - 1] += advance
  }

  /// Ends the line in an ellipsis in the style of its last letter, in the direction of the paragraph.
  private func addEllipsis(_ pieces: inout [Piece]) throws(TypesettingError) {
    guard let last = pieces.lastIndex(where: { $0.item.clusters.count > $0.hanging }) else { return }
    pieces.removeSubrange((last + 1)...)
    let content = pieces[last].item.clusters.count - pieces[last].hanging
    pieces[last].item = pieces[last].item.slice(0..<content)
    pieces[last].advances.removeLast(pieces[last].hanging)
    pieces[last].spacings.removeLast(pieces[last].hanging)
    pieces[last].hanging = 0
    var attributes = pieces[last].item.attributes
    attributes.level = baseLevel
    let style = text.spans[attributes.span].style
    let ellipsis = try library.ellipsis(for: style, preferring: attributes.face)
    attributes.face = ellipsis.face
    let end = pieces[last].item.clusters.last?.bytes.upperBound ?? 0
    if let item = ShapedItem(glyphs: ellipsis.glyphs, standingFor: "…", at: end, attributes) {
      pieces.append(try measure(item))
    }
  }

  /// The space after a line's last letter would shift centred and end-aligned lines (CSS Text 4, §8.2.2).
  private func trimLetterSpacing(_ pieces: inout [Piece]) {
    guard let last = pieces.lastIndex(where: { $0.item.clusters.count > $0.hanging }) else { return }
    let cluster = pieces[last].item.clusters.count - pieces[last].hanging - 1
    pieces[last].advances[cluster] -= pieces[last].spacings[cluster]
    pieces[last].spacings[cluster] = 0
  }

  /// Changes the spaces so that the line becomes as wide as asked for, or not at all.
  private func justify(_ pieces: inout [Piece], to width: Double, widens: Bool) {
    let free = width - pieces.reduce(0) { $0 + $1.contentWidth }
    var spaces: [(piece: Int, cluster: Int)] = []
    var natural = 0.0
    for (index, piece) in pieces.enumerated() {
      for cluster in 0..<piece.item.clusters.count - piece.hanging where piece.item.clusters[cluster].isExpandable {
        spaces.append((index, cluster))
        natural += piece.advances[cluster] - piece.spacings[cluster]
      }
    }
    guard !spaces.isEmpty, let share = justifiedShare(free, of: natural, widens) else { return }
    for space in spaces {
      let advance = pieces[space.piece].advances[space.cluster] - pieces[space.piece].spacings[space.cluster]
      // Widened spaces are widened alike; narrowed ones in proportion, so that none vanishes.
      let change = free > 0 ? free / Double(spaces.count) : advance * share
      pieces[space.piece].advances[space.cluster] += change
      pieces[space.piece].spacings[space.cluster] += change
    }
  }

  /// The change of the spaces as a share of their own width; `nil` where the limits forbid it.
  private func justifiedShare(_ free: Double, of natural: Double, _ widens: Bool) -> Double? {
    let share = free / max(natural, .leastNormalMagnitude)
    if free > 0 {
      if let limits = text.justifyLimits, share > limits.largest - 1 { return nil }
      return widens ? share : nil
    }
    guard let limits = text.justifyLimits, free < -LineBreaking.tolerance / 2 else { return nil }
    return max(share, limits.smallest - 1)
  }

  /// UAX #9, L2: from the highest level down to the lowest odd one, every stretch at that level or above is reversed.
  /// - Returns: The positions of the pieces from left to right.
  private func visualOrder(_ pieces: [Piece]) -> [Int] {
    var ordered = Array(pieces.indices)
    let levels = pieces.map(\.item.attributes.level)
    guard let highest = levels.max(), let lowestOdd = levels.filter({ $0 & 1 == 1 }).min() else { return ordered }
    for level in (lowestOdd...highest).reversed() {
      var start = 0
      while start < ordered.count {
        var end = start
        while end < ordered.count, levels[ordered[end]] >= level { end += 1 }
        ordered[start..<end].reverse()
        start = max(end, start + 1)
      }
    }
    return ordered
  }

  private func run(_ piece: Piece, at left: Double) -> GlyphRun {
    let item = piece.item
    let style = text.spans[item.attributes.span].style
    let scale = style.size / piece.face.unitsPerEm
    var glyphs = [GlyphRun.Glyph](repeating: .init(id: 0, x: 0, y: 0), count: item.glyphs.count)
    var pen = left
    let order = item.isRightToLeft ? Array(item.clusters.indices.reversed()) : Array(item.clusters.indices)
    for index in order {
      let cluster = item.clusters[index]
      // Letter spacing follows a letter: on its left where the text runs to the left.
      var x = pen + (item.isRightToLeft ? piece.spacings[index] : 0)
      for position in Int(cluster.glyphs.lowerBound)..<Int(cluster.glyphs.upperBound) {
        let glyph = item.glyphs[position]
        glyphs[position] = GlyphRun.Glyph(
          id: glyph.id, x: x + Double(glyph.xOffset) * scale,
          y: -Double(glyph.yOffset) * scale - style.baselineShift)
        x += Double(glyph.advance) * scale
      }
      pen += piece.advances[index]
    }
    let (visibleText, clusters) = copyableText(item)
    var face = library.records[item.attributes.face].face
    face.embedding = piece.face.embedding
    return GlyphRun(
      face: face, size: style.size, span: item.attributes.span,
      text: visibleText, isRightToLeft: item.isRightToLeft, glyphs: glyphs, clusters: clusters,
      x: item.isRightToLeft ? left + piece.hangingWidth : left, width: piece.contentWidth)
  }

  /// The text that a reader copies: without the characters that only say where lines may break or which way text runs,
  /// which would keep words from being found. A soft hyphen that shows stays.
  private func copyableText(_ item: ShapedItem) -> (String, [GlyphRun.Cluster]) {
    var utf8: [UInt8] = []
    var clusters: [GlyphRun.Cluster] = []
    clusters.reserveCapacity(item.clusters.count)
    for (index, cluster) in item.clusters.enumerated() {
      let bytes = paragraph.text.utf8[Int(cluster.bytes.lowerBound)..<Int(cluster.bytes.upperBound)]
      let before = utf8.count
      let showsHyphen = index == item.clusters.count - 1 && item.showsHyphen
      if bytes.count == 1 {
        utf8.append(contentsOf: bytes)
      } else {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        for (offset, scalar) in zip(0..., scalars) {
          if Self.isControl(scalar), !(showsHyphen && offset == scalars.count - 1) { continue }
          utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
      if index == item.clusters.count - 1 { utf8.append(contentsOf: item.addedText.utf8) }
      clusters.append(GlyphRun.Cluster(bytes: utf8.count - before, glyphs: cluster.glyphs.count))
    }
    return (String(decoding: utf8, as: UTF8.self), clusters)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": true
    // UAX #9, §2: marks, embeddings, overrides and isolates.
    case "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
    default: false
    }
  }
}
