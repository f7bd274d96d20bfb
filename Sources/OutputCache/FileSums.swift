import Files
import Hashing
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The SHA-256 sums of files. One that is known, and whose file has the same stamp as then, is not read again.
public final class FileSums: Sendable {
  private struct Known: Sendable {
    var stamp: FileStamp
    var sum: Digest
    var isUsed: Bool
  }

  private struct State: Sendable {
    var known: [String: Known] = [:]
    var hasNews = false
  }

  private static let fileName = "sums"
  private static let mark = "placard-sums-1"
  /// More would be of decks that nobody renders any more.
  private static let mostKept = 20_000

  private let state: Mutex<State>
  private let cache: OutputCache?

  /// - Parameter cache: Where sums are kept from run to run.
  public init(_ cache: OutputCache?) {
    self.cache = cache
    var start = State()
    if let cache, let bytes = FileContents.bytes(of: cache.path(of: Self.fileName)) {
      if let known = Self.read(bytes) { start.known = known } else { cache.noteDamage(to: Self.fileName) }
    }
    state = Mutex(start)
  }

  /// The sum of a file's contents; `nil` where there is no such regular file.
  public func sum(of path: String) -> Digest? {
    guard let stamp = FileStamp(of: path) else { return nil }
    let known = state.withLock { state -> Digest? in
      guard let found = state.known[path], found.stamp == stamp else { return nil }
      state.known[path]?.isUsed = true
      return found.sum
    }
    if let known { return known }
    guard let now = Self.now, let (sum, stamp) = FileContents.stampedDigest(of: path) else { return nil }
    // A file that is being worked on may change again without showing it.
    if stamp.isSettled(at: now) {
      state.withLock { state in
        state.known[path] = Known(stamp: stamp, sum: sum, isUsed: true)
        state.hasNews = true
      }
    }
    return sum
  }

  /// Keeps what was learned for the next run.
  public func save() {
    guard let cache else { return }
    let text = state.withLock { state -> String? in
      guard state.hasNews else { return nil }
      state.hasNews = false
      let sorted = state.known.sorted { ($0.value.isUsed ? 0 : 1, $0.key) < ($1.value.isUsed ? 0 : 1, $1.key) }
      let lines = sorted.prefix(Self.mostKept).filter { !$0.key.utf8.contains(0x0A) }.map { path, known in
        "\(known.sum.hex) \(known.stamp) \(path)"
      }
      return ([Self.mark] + lines).joined(separator: "\n") + "\n"
    }
    if let text { cache.write(Array(text.utf8), to: Self.fileName) }
  }

  private static func read(_ bytes: [UInt8]) -> [String: Known]? {
    guard bytes.last == 0x0A else { return nil }
    var lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst(), String(decoding: first, as: UTF8.self) == mark else { return nil }
    var known: [String: Known] = [:]
    for line in lines {
      let parts = line.split(separator: 0x20, maxSplits: 2)
      guard parts.count == 3, let sum = Digest(hex: String(decoding: parts[0], as: UTF8.self)),
        let stamp = FileStamp(String(decoding: parts[1], as: UTF8.self))
      else { return nil }
      known[String(decoding: parts[2], as: UTF8.self)] = Known(stamp: stamp, sum: sum, isUsed: false)
    }
    return known
  }

  /// Nanoseconds since 1970. It decides only whether a sum is kept, never what it is.
  private static var now: Int64? {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return nil }
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
