/// How far a line box reaches above and below its baseline, px (CSS 2.2, §10.8.1; CSS Inline 3, §5).
struct LineHeight {
  var above: Double
  var below: Double

  /// The inline box of one font: its ascent and descent, and half of the leading on each side.
  init(_ metrics: FontMetrics, lineHeight: Double?) {
    let content = metrics.ascent + metrics.descent
    let half = ((lineHeight ?? content + metrics.lineGap) - content) / 2
    above = metrics.ascent + half
    below = metrics.descent + half
  }

  mutating func include(_ other: LineHeight) {
    above = max(above, other.above)
    below = max(below, other.below)
  }
}
