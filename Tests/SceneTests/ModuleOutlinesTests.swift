import Imaging
import Testing

@testable import Scene

@Suite("Outlines of QR codes")
struct ModuleOutlinesTests {
  private func code(_ rows: [String]) -> QRCode {
    QRCode(size: rows.count, modules: rows.joined().map { $0 == "#" })
  }

  private func outlines(_ rows: [String]) -> [[[Int]]] {
    ModuleOutlines(code(rows)).corners.map { $0.map { [$0.column, $0.row] } }
  }

  @Test func anAreaIsWalkedClockwise() {
    #expect(outlines(["##.", "#..", "..."]) == [[[2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0]]])
  }

  @Test func aHoleIsWalkedTheOtherWayRound() {
    #expect(
      outlines(["###", "#.#", "###"]) == [[[3, 0], [3, 3], [0, 3], [0, 0]], [[2, 2], [2, 1], [1, 1], [1, 2]]])
  }

  @Test func areasThatTouchAtACornerStayApart() {
    #expect(outlines(["#.", ".#"]) == [[[1, 0], [1, 1], [0, 1], [0, 0]], [[2, 1], [2, 2], [1, 2], [1, 1]]])
  }

  @Test func nothingDarkHasNoOutline() { #expect(outlines(["..", ".."]).isEmpty) }

  @Test(arguments: ["https://example.org", "A", String(repeating: "long ", count: 100)])
  func exactlyTheDarkModulesAreEnclosed(text: String) throws {
    let code = try QREncoder.encode(text, correction: .medium)
    let outlines = ModuleOutlines(code).corners
    // How often each module is enclosed: edges that go down to its right, less those that go up.
    var wound = [Int](repeating: 0, count: code.size * code.size)
    for outline in outlines {
      for (one, other) in zip(outline, outline.dropFirst() + outline.prefix(1)) where one.column == other.column {
        for row in min(one.row, other.row)..<max(one.row, other.row) {
          for column in 0..<one.column { wound[row * code.size + column] += other.row > one.row ? 1 : -1 }
        }
      }
    }
    #expect(wound == code.modules.map { $0 ? 1 : 0 })
  }
}
