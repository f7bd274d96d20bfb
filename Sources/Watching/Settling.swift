/// Gathers paths until nothing has happened to them for a moment, so that a save which is half done, or which an editor
/// does in several steps, is one change.
///
/// Times come from outside.
struct Settling {
  typealias Instant = ContinuousClock.Instant

  /// How long nothing may happen before the paths are handed on.
  let quiet: Duration
  /// How long they are held at most, whatever still happens: who writes without end does not hold up the others.
  let patience: Duration

  /// Paths, and whether each is known to be whole: closed by who wrote it, or put in place by one step.
  private var waiting: [String: Bool] = [:]
  private var first: Instant?
  private var last: Instant?

  init(quiet: Duration, patience: Duration) {
    self.quiet = quiet
    self.patience = patience
  }

  mutating func note(_ path: String, isWhole: Bool, at now: Instant) {
    waiting[path] = isWhole
    first = first ?? now
    last = now
  }

  /// When the paths will be due if nothing more happens; `nil` where there are none.
  var deadline: Instant? {
    guard let first, let last else { return nil }
    let latest = first + patience
    return waiting.values.contains(false) ? latest : min(last + quiet, latest)
  }

  /// The paths, once they are due.
  mutating func take(at now: Instant) -> Set<String>? {
    guard let deadline, deadline <= now else { return nil }
    let paths = Set(waiting.keys)
    waiting = [:]
    first = nil
    last = nil
    return paths
  }
}
