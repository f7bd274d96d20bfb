import Diagnostics
import Testing

@testable import Batch

@Suite("RowFindings")
struct RowFindingsTests {
  private static func finding(_ row: Int, _ severity: Diagnostic.Severity = .error) -> Diagnostic {
    Diagnostic(severity, "x", "row \(row)")
  }

  @Test("the first rows' findings are kept and the others counted, whatever their order", arguments: [false, true])
  func keepsTheFirst(_ isReversed: Bool) {
    var (one, other) = (RowFindings(), RowFindings())
    let rows = isReversed ? Array((1...2_500).reversed()) : Array(1...2_500)
    for row in rows {
      if row % 2 == 0 { one.add([Self.finding(row)], row: row) } else { other.add([Self.finding(row)], row: row) }
    }
    one.merge(other)
    let messages = one.diagnostics.map(\.message)
    #expect(
      messages == (1...Diagnostic.limit).map { "row \($0)" } + ["\(2_500 - Diagnostic.limit) more errors are not shown"]
    )
  }

  @Test func warningsDoNotCrowdOutErrors() {
    var findings = RowFindings()
    for row in 1...2_000 { findings.add([Self.finding(row, .warning)], row: row) }
    findings.add([Self.finding(2_001)], row: 2_001)
    #expect(findings.diagnostics.first == Self.finding(2_001))
  }
}
