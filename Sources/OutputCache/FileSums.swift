import Files
import Hashing
import Synchronization

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
  /// Bytes; a list that is larger is none of ours.
  private static let largest = 64 << 20

  private let state: Mutex<State>
  private let cache: OutputCache?
  private let mostHeld: Int

  /// - Parameters:
  ///   - cache: Where sums are kept from run to run.
  ///   - mostHeld: How many sums are in memory at most, as rows may name any number of pictures. What is forgotten is read
  ///     again where it comes again.
  public init(_ cache: OutputCache?, mostHeld: Int = 50_000) {
    self.cache = cache
    self.mostHeld = mostHeld
    var start = State()
    if let cache, let bytes = FileContents.bytes(of: cache.path(of: Self.fileName), limit: Self.largest) {
      if let known = Self.read(bytes) { start.known = known } else { cache.noteDamage(to: Self.fileName) }
    }
    state = Mutex(start)
  }

  /// A file as it was when it was looked at.
  public struct Look: Sendable, Hashable {
    public var sum: Digest
    public var stamp: FileStamp
    /// Whether any later change will give it another stamp.
    public var isSettled: Bool
  }

  /// The sum of a file's contents; `nil` where there is no such regular file.
  public func sum(of path: String) -> Digest? { look(at: path)?.sum }

  /// The sum of a file's contents, with its stamp; `nil` where there is no such regular file.
  public func look(at path: String) -> Look? {
    guard let stamp = FileStamp(of: path) else { return nil }
    let known = state.withLock { state -> Digest? in
      guard let found = state.known[path], found.stamp == stamp else { return nil }
      state.known[path]?.isUsed = true
      return found.sum
    }
    if let known { return Look(sum: known, stamp: stamp, isSettled: true) }
    let now = FileStamp.now
    guard let (sum, stamp) = FileContents.stampedDigest(of: path) else { return nil }
    // A file that is being worked on may change again without showing it.
    let isSettled = stamp.isSettled(at: now)
    if isSettled {
      state.withLock { state in
        if state.known.count >= mostHeld { state.known.removeAll(keepingCapacity: true) }
        state.known[path] = Known(stamp: stamp, sum: sum, isUsed: true)
        state.hasNews = true
      }
    }
    return Look(sum: sum, stamp: stamp, isSettled: isSettled)
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
      let text = lines.map { $0 + "\n" }.joined()
      return "\(Self.mark) \(SHA256.digest(of: Array(text.utf8)).hex)\n" + text
    }
    if let text { cache.write(Array(text.utf8), to: Self.fileName) }
  }

  private static func read(_ bytes: [UInt8]) -> [String: Known]? {
    guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
    let text = bytes[(end + 1)...]
    let head = "\(mark) \(SHA256.digest(of: Array(text)).hex)"
    guard String(decoding: bytes[..<end], as: UTF8.self) == head else { return nil }
    var known: [String: Known] = [:]
    for line in text.split(separator: 0x0A) {
      let parts = line.split(separator: 0x20, maxSplits: 2)
      guard parts.count == 3, let sum = Digest(hex: String(decoding: parts[0], as: UTF8.self)),
        let stamp = FileStamp(String(decoding: parts[1], as: UTF8.self))
      else { return nil }
      known[String(decoding: parts[2], as: UTF8.self)] = Known(stamp: stamp, sum: sum, isUsed: false)
    }
    return known
  }
}
