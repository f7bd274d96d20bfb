import Batch
import Foundation
import Synchronization

/// Shows how far a run is: on a terminal a line that is drawn over, in a log a line every few seconds where it is asked
/// to be verbose. Short runs leave no trace in a log.
final class ProgressDisplay: Sendable {
  private enum Mode { case terminal, log, silent }
  private static let redrawing = Duration.milliseconds(80)
  private static let logging = Duration.seconds(5)

  private let mode: Mode
  private let start = ContinuousClock.now
  private let last: Mutex<ContinuousClock.Instant>

  init(_ messages: MessageOptions) {
    mode = messages.quiet ? .silent : Console.isTerminal ? .terminal : messages.verbose ? .log : .silent
    last = Mutex(start)
  }

  @Sendable func show(_ progress: RunProgress) {
    guard mode != .silent else { return }
    let now = ContinuousClock.now
    let isDue = last.withLock { last in
      guard now - last >= (mode == .log ? Self.logging : Self.redrawing) else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let line = ProgressLine(progress: progress, seconds: (now - start) / .seconds(1))
    if mode == .log { Console.error(line.text) } else { Console.progress(line.bar(width: Self.columns)) }
  }

  /// Takes the line away.
  func end() {
    if mode == .terminal { Console.progress("") }
  }

  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
