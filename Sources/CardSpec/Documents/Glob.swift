/// A pattern for names: `*` stands for any characters, also for none, and `?` for one.
package struct Glob: Sendable, Hashable {
  private let pattern: [Character]

  package init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether a word is a pattern, not a plain name.
  package static func isPattern(_ word: String) -> Bool { word.contains { $0 == "*" || $0 == "?" } }

  /// Greedy matching with one point of return: linear in practice, quadratic at worst.
  package func matches(_ text: String) -> Bool {
    let name = Array(text)
    var (n, p) = (0, 0)
    var back: (name: Int, pattern: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        back = (n, p)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        (n, p) = (n + 1, p + 1)
      } else if let point = back {
        (n, p) = (point.name + 1, point.pattern + 1)
        back = (point.name + 1, point.pattern)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
