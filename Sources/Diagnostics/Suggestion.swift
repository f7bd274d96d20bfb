/// Finds the word that was probably meant.
public enum Suggestion {
  /// The nearest of `words`, or `nil` where none is near: at most a third of the letters may differ.
  public static func nearest(to word: String, among words: some Sequence<String>) -> String? {
    guard word.count <= 64 else { return nil }
    let wanted = Array(word.lowercased())
    let limit = max(1, wanted.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in words where abs(candidate.count - wanted.count) <= limit {
      let distance = distance(wanted, Array(candidate.lowercased()))
      guard distance <= limit else { continue }
      // Of equally near words the first by the alphabet, whatever the order they came in.
      if let best, (best.distance, best.word) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      (before, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
