import CCairo
import Typesetting

/// A right-to-left run with a glyph for each of its letters.
///
/// Readers of PDFs sort letters by their places, and turn them round where they run to the left. Of a glyph that stands for
/// several letters, such as lam-alef, they know but one place, and turn its letters round too: the word is scrambled. So
/// only the first letter is tied to the glyph, and the others to blank glyphs at its left edge. Each letter has its own
/// blank glyph as far as the font has enough of them, since some readers know one letter for a glyph and no more.
struct LetterSplitting {
  /// In visual order.
  private(set) var glyphs: [cairo_glyph_t] = []
  /// In logical order.
  private(set) var clusters: [cairo_text_cluster_t] = []

  /// How far a blank glyph stands to the left of the letter before it, in font sizes: enough to sort by.
  private static let step = 0.02

  /// - Parameters:
  ///   - placed: The run's glyphs in their places.
  ///   - blanks: Glyphs of the font that show nothing; at least one.
  init(_ run: GlyphRun, placed: [cairo_glyph_t], blanks: [UInt]) {
    // The glyphs of each cluster, in logical order.
    var groups: [ArraySlice<cairo_glyph_t>] = []
    var scalars = run.text.unicodeScalars[...]
    var end = placed.count
    for cluster in run.clusters {
      let own = placed[max(0, end - cluster.glyphs)..<end]
      end = own.startIndex
      let letters = Self.letters(cluster.bytes, of: &scalars)
      guard letters.count > 1, let left = own.min(by: { $0.x < $1.x }) else {
        add(bytes: cluster.bytes, glyphs: own.count)
        groups.append(own)
        continue
      }
      for (index, letter) in letters.enumerated() {
        let x = left.x - Double(index) * Self.step * run.size
        let blank = blanks[Self.place(of: letter.scalar) % blanks.count]
        groups.append(index == 0 ? own : [cairo_glyph_t(index: blank, x: x, y: left.y)])
        add(bytes: letter.bytes, glyphs: index == 0 ? own.count : 1)
      }
    }
    glyphs = groups.reversed().flatMap(\.self)
  }

  private mutating func add(bytes: Int, glyphs: Int) {
    clusters.append(cairo_text_cluster_t(num_bytes: Int32(clamping: bytes), num_glyphs: Int32(clamping: glyphs)))
  }

  /// The letters that end ligatures most often come first.
  private static func place(of letter: Unicode.Scalar) -> Int {
    let common: [Unicode.Scalar] = ["ا", "ى", "أ", "إ", "آ"]
    return common.firstIndex(of: letter) ?? common.count + Int(letter.value)
  }

  /// The letters of a cluster, marks with the letter before them.
  private static func letters(
    _ bytes: Int, of scalars: inout Substring.UnicodeScalarView
  ) -> [(scalar: Unicode.Scalar, bytes: Int)] {
    var letters: [(scalar: Unicode.Scalar, bytes: Int)] = []
    var rest = bytes
    while rest > 0, let scalar = scalars.popFirst() {
      let length = UTF8.width(scalar)
      rest -= length
      if letters.isEmpty || scalar.properties.isAlphabetic && scalar.properties.generalCategory != .nonspacingMark {
        letters.append((scalar, length))
      } else {
        letters[letters.count - 1].bytes += length
      }
    }
    return letters
  }
}
