import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps the entries of a cache within a number of bytes.
///
/// A file beside them says how many there are, so that most runs need not look at each. It may be wrong after a run was
/// killed; so all are measured again whenever an eighth of the limit was added.
struct CacheSpace {
  static let entries = "entries"
  private static let ledger = "size"

  let folder: String
  let limit: Int

  /// Counts what was stored, and takes the longest unused entries away where that is too much. One process at a time does
  /// this; others leave it to that one.
  func add(_ bytes: Int) {
    let descriptor = open(folder + "/" + Self.ledger, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Where the file system knows no locks, two may measure at once, which is twice the work and no more.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return }
    var (total, since) = Self.read(descriptor) ?? (0, limit)
    total += bytes
    since += bytes
    if since > limit / 8 || total > limit { (total, since) = (measure(), 0) }
    Self.write("\(total) \(since)\n", descriptor)
  }

  /// Tells that an entry was of use; a use within the same hour tells nothing new.
  static func markUsed(_ path: String) {
    var now = timespec()
    guard clock_gettime(CLOCK_REALTIME, &now) == 0, let stamp = FileStamp(of: path) else { return }
    let hour = 3600
    guard abs(now.tv_sec - Int(stamp.modified / 1_000_000_000)) > hour else { return }
    // An entry that cannot be touched only looks older than it is.
    _ = utimensat(AT_FDCWD, path, nil, 0)
  }

  // MARK: Steps

  private struct Kept {
    var path: String
    var size: Int
    var used: Int64
  }

  /// The bytes of all entries, once those beyond the limit are gone.
  private func measure() -> Int {
    let root = folder + "/" + Self.entries
    var kept: [Kept] = []
    for inner in FolderListing.names(in: root) {
      let inner = root + "/" + inner
      AtomicFile.removeLeftovers(in: inner)
      for name in FolderListing.names(in: inner) where !name.hasPrefix(".") {
        let path = inner + "/" + name
        guard let stamp = FileStamp(of: path, followsLinks: false) else { continue }
        kept.append(Kept(path: path, size: stamp.size, used: stamp.modified))
      }
    }
    var total = kept.reduce(0) { $0 + $1.size }
    guard total > limit else { return total }
    // A tenth is freed at once, so that the next runs need not measure again.
    let goal = limit - limit / 10
    for entry in kept.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) {
      guard total > goal else { break }
      AtomicFile.remove(entry.path)
      total -= entry.size
    }
    return total
  }

  private static func read(_ descriptor: Int32) -> (total: Int, since: Int)? {
    var bytes = [UInt8](repeating: 0, count: 64)
    // Safety: at most as many bytes are written as the array has.
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    let parts = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, let total = Int(parts[0]), let since = Int(parts[1]), total >= 0, since >= 0 else {
      return nil
    }
    return (total, since)
  }

  private static func write(_ text: String, _ descriptor: Int32) {
    let bytes = Array(text.utf8)
    // A ledger that cannot be written is measured anew the next time.
    _ = ftruncate(descriptor, 0)
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }
}
