/// What a worker spends its time on.
public enum Stage: String, Sendable, CaseIterable {
  /// Finding out what need not be made.
  case planning
  /// Reading the fonts.
  case fonts
  /// Finding the sizes of fit groups.
  case fitting
  /// Laying out and typesetting.
  case composing
  /// Filling pixels.
  case painting
  /// Compressing pictures.
  case encoding
  /// Drawing, finishing and checking documents.
  case documents
  /// Hashing and writing files.
  case writing
}

/// Measures the time of each stage; a stage within another is not counted twice. It belongs to one worker.
final class StageClock {
  private(set) var times: [Stage: Duration] = [:]
  private var stage: Stage?
  private var since = ContinuousClock.now

  func measure<T, E: Error>(_ next: Stage, _ body: () throws(E) -> T) throws(E) -> T {
    let outer = stage
    turn(to: next)
    defer { turn(to: outer) }
    return try body()
  }

  private func turn(to next: Stage?) {
    let now = ContinuousClock.now
    if let stage { times[stage, default: .zero] += now - since }
    (stage, since) = (next, now)
  }
}

/// What one worker did.
public struct WorkerTotals: Sendable {
  public var files = 0
  public var times: [Stage: Duration] = [:]
}
