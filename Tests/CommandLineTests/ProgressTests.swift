import Batch
import Testing

@testable import placard

@Suite("Progress in one line")
struct ProgressTests {
  private func line(_ done: Int, of total: Int, failed: Int = 0, after seconds: Double) -> ProgressLine {
    ProgressLine(progress: RunProgress(done: done, failed: failed, total: total), seconds: seconds)
  }

  @Test func aLogGetsCountRateTimeLeftAndFailures() {
    #expect(line(50, of: 200, failed: 2, after: 4).text == "50 of 200 files, 13 a second, 12 s left, 2 failed")
    #expect(line(3, of: 4, after: 2).text == "3 of 4 files, 1.5 a second, 1 s left")
    #expect(line(4, of: 4, after: 2).text == "4 of 4 files, 2.0 a second")
  }

  @Test func ratesWaitUntilTheyMeanSomething() {
    #expect(line(3, of: 9, after: 0.4).text == "3 of 9 files")
    #expect(line(0, of: 9, after: 4).text == "0 of 9 files")
  }

  @Test func aTerminalGetsABar() {
    #expect(
      line(5, of: 10, after: 0.5).bar(width: 80) == String(repeating: "█", count: 15)
        + String(repeating: "░", count: 15) + " 5/10")
    #expect(line(0, of: 9, after: 0.5).bar(width: 80) == String(repeating: "░", count: 30) + " 0/9")
  }

  @Test(arguments: 1...100)
  func itIsNeverAsWideAsTheTerminal(width: Int) {
    #expect(line(12_345, of: 1_000_000, failed: 12, after: 100).bar(width: width).count < width)
  }

  @Test(arguments: [(0.2, "1 s"), (59.5, "1 min 0 s"), (61, "1 min 1 s"), (7322, "2 h 2 min")] as [(Double, String)])
  func timesAreInWords(seconds: Double, words: String) { #expect(ProgressLine.time(seconds) == words) }
}
