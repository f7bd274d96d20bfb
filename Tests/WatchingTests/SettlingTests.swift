import Testing

@testable import Watching

@Suite("Changes settle before they are told")
struct SettlingTests {
  private let start = ContinuousClock.now
  private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }
  private var settling: Settling { Settling(quiet: .milliseconds(15), patience: .milliseconds(250)) }

  @Test("what happens within the quiet time is one change")
  func together() {
    var settling = settling
    settling.note("a", isWhole: true, at: at(0))
    settling.note("b", isWhole: true, at: at(10))
    #expect(settling.take(at: at(24)) == nil)
    #expect(settling.take(at: at(25)) == ["a", "b"])
    #expect(settling.take(at: at(500)) == nil)
    #expect(settling.deadline == nil)
  }

  @Test("a file that is being written to is waited for")
  func halfWritten() {
    var settling = settling
    settling.note("a", isWhole: false, at: at(0))
    #expect(settling.take(at: at(100)) == nil)
    settling.note("a", isWhole: true, at: at(120))
    #expect(settling.take(at: at(135)) == ["a"])
  }

  @Test("who writes without end does not hold up the others")
  func patience() {
    var settling = settling
    settling.note("good", isWhole: true, at: at(0))
    for time in stride(from: 5, through: 245, by: 5) { settling.note("endless", isWhole: false, at: at(time)) }
    #expect(settling.take(at: at(249)) == nil)
    #expect(settling.take(at: at(250)) == ["good", "endless"])
  }
}
