/// Breaks a paragraph as a whole: of all ways to set it in the fewest lines, the one of the least cost (after Knuth and
/// Plass, "Breaking Paragraphs into Lines", 1981).
///
/// It never takes more lines than filling them one by one does, so that a text becomes no taller.
struct TotalFit {
  /// What makes lines good.
  enum Aim {
    /// Lines that fill the measure, a last line of some length, few hyphens, no break after short words.
    case paragraph
    /// Lines that are alike, the last among them (CSS Text 4, §6.4.2, as Chromium has it).
    case evenness
  }

  let breaking: LineBreaking
  let width: Double
  let aim: Aim

  /// Costs are in hundredths of what a line with nothing on it costs.
  private enum Cost {
    static let shortWord = 120.0
    static let hyphen = 12.0
    static let hyphenAfterHyphen = 60.0
    static let brokenLastWord = 40.0
    static let lastLineOfOneWord = 500.0
    static let shortLastLine = 150.0
    /// A justified line whose spaces may not widen enough stays ragged.
    static let ragged = 100.0
    static let overflow = 1e6
  }

  /// A last line should be at least this share of the measure, as in Chromium's `pretty`.
  private static let lastLineShare = 1.0 / 3
  /// The starts that are tried for each end, fullest lines first. More are met only in lines of hundreds of words.
  private static let mostStarts = 512

  /// The best known way to reach an opportunity.
  private struct Best {
    var lines = Int.max
    var cost = Double.infinity
    var start = 0
  }

  /// The opportunity that each line ends at.
  func ends() -> [Int] {
    let count = breaking.opportunities.count
    let reach = breaking.opportunities.reduce(0.0) { max($0, abs($1.startHang) + abs($1.endHang) + $1.stop) }
    var best = [Best](repeating: Best(), count: count)
    best[0] = Best(lines: 0, cost: 0)
    var earliest = 0
    for end in 1..<count {
      while earliest < end - 1, isTooWide(earliest, end, reach) { earliest += 1 }
      for start in earliest..<min(end, earliest + Self.mostStarts) where breaking.fits(start, end, width) {
        consider(start, end, &best)
      }
      // What fits nowhere stands alone.
      if best[end].lines == Int.max { consider(end - 1, end, &best) }
    }
    var result: [Int] = []
    var end = count - 1
    while end > 0 {
      result.append(end)
      end = best[end].start
    }
    return result.reversed()
  }

  private func consider(_ start: Int, _ end: Int, _ best: inout [Best]) {
    let lines = best[start].lines + 1
    guard lines <= best[end].lines else { return }
    let cost = best[start].cost + cost(start, end, isLast: end == best.count - 1)
    if lines < best[end].lines || cost < best[end].cost { best[end] = Best(lines: lines, cost: cost, start: start) }
  }

  /// Whether no line that begins at `start` can reach to `end` or beyond.
  private func isTooWide(_ start: Int, _ end: Int, _ reach: Double) -> Bool {
    let (first, last) = (breaking.opportunities[start], breaking.opportunities[end])
    guard last.content > first.end else { return false }
    let natural = breaking.ends[last.content] - breaking.ends[first.end] - last.trailing
    return natural - breaking.shrinkage(start, end) - reach > width + LineBreaking.tolerance
  }

  private func cost(_ start: Int, _ end: Int, isLast: Bool) -> Double {
    let (first, last) = (breaking.opportunities[start], breaking.opportunities[end])
    var natural = breaking.width(start, end)
    if natural > width { natural -= min(last.stop, natural - width) }
    var cost = 0.0
    if !breaking.fits(start, end, width) {
      cost += Cost.overflow * (1 + min(1e3, (natural - width) / max(width, 1)))
    } else if isLast, aim == .paragraph {
      cost += lastLineCost(start, end, natural)
      if first.hyphen > 0 { cost += Cost.brokenLastWord }
    } else {
      cost += spaceCost(start, end, natural)
    }
    if last.hyphen > 0 { cost += first.hyphen > 0 ? Cost.hyphenAfterHyphen : Cost.hyphen }
    if last.followsShortWord, aim == .paragraph { cost += Cost.shortWord }
    return cost
  }

  private func lastLineCost(_ start: Int, _ end: Int, _ natural: Double) -> Double {
    let lacking = max(0, 1 - natural / max(width, 1) / Self.lastLineShare)
    let isWidow = breaking.hasWords && breaking.isOneWord(start, end)
    return Cost.shortLastLine * lacking * lacking + (isWidow ? Cost.lastLineOfOneWord : 0)
  }

  /// What the space that is left over, or that spaces must give up, is worth.
  private func spaceCost(_ start: Int, _ end: Int, _ natural: Double) -> Double {
    let slack = width - natural
    let share = max(0, slack) / max(width, 1)
    guard breaking.text.alignment == .justify, aim == .paragraph else { return 100 * share * share }
    let spaces = breaking.spaceWidth(start, end)
    guard spaces > 0 else { return Cost.ragged + 100 * share * share }
    if slack < 0 {
      let shrunk = -slack / max(breaking.shrinkage(start, end), 0.01)
      return 100 * min(1, shrunk * shrunk)
    }
    let widening = slack / spaces
    if let limits = breaking.text.justifyLimits, widening > limits.largest - 1 {
      return Cost.ragged + 100 * share * share
    }
    return 100 * widening * widening
  }
}
