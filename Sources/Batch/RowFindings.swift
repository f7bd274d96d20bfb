import Diagnostics

/// What was found in rows: of each severity those of the first rows, whatever the order in which they came; the others are
/// counted.
struct RowFindings: Sendable {
  private var kept: [Diagnostic.Severity: [(row: Int, diagnostic: Diagnostic)]] = [:]
  private var counts: [Diagnostic.Severity: Int] = [:]

  mutating func add(_ diagnostics: [Diagnostic], row: Int) {
    for diagnostic in diagnostics {
      kept[diagnostic.severity, default: []].append((row, diagnostic))
      counts[diagnostic.severity, default: 0] += 1
      if kept[diagnostic.severity, default: []].count >= 2 * Diagnostic.limit { trim(diagnostic.severity) }
    }
  }

  mutating func merge(_ other: RowFindings) {
    for severity in Diagnostic.Severity.allCases {
      kept[severity, default: []] += other.kept[severity] ?? []
      counts[severity, default: 0] += other.counts[severity] ?? 0
      trim(severity)
    }
  }

  /// In the order of the rows, and how many more there are.
  var diagnostics: [Diagnostic] {
    Diagnostic.Severity.allCases.reversed().flatMap { severity in
      var copy = self
      copy.trim(severity)
      let found = (copy.kept[severity] ?? []).map(\.diagnostic)
      let more = counts[severity, default: 0] - found.count
      return more == 0 ? found : found + [Self.more(more, severity)]
    }
  }

  private mutating func trim(_ severity: Diagnostic.Severity) {
    // Sorting is stable, so what was found in one row stays in its order.
    let sorted = (kept[severity] ?? []).sorted { $0.row < $1.row }
    kept[severity] = Array(sorted.prefix(Diagnostic.limit))
  }

  private static func more(_ count: Int, _ severity: Diagnostic.Severity) -> Diagnostic {
    Diagnostic(
      severity, "data-more", "\(count) more \(severity.rawValue)\(count == 1 ? " is" : "s are") not shown",
      help: "set right what is shown, and render again")
  }
}
