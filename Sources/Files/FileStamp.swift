#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells one state of a file from another without reading it.
///
/// Two states that are written within one tick of the file system's clock can have the same stamp: see `isSettled`.
public struct FileStamp: Sendable, Hashable {
  public var device: UInt64
  public var inode: UInt64
  /// Bytes.
  public var size: Int
  /// When the contents changed, nanoseconds since 1970.
  public var modified: Int64
  /// When anything about the file changed, which no program can set.
  public var changed: Int64

  /// The stamp of a regular file; `nil` where there is none. Links count as no file unless they are followed.
  public init?(of path: String, followsLinks: Bool = true) {
    var status = stat()
    let result = followsLinks ? stat(path, &status) : lstat(path, &status)
    guard result == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  /// The stamp of an open file; `nil` where it is no regular one.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    self.modified = Self.nanoseconds(modified)
    self.changed = Self.nanoseconds(changed)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
  }

  /// Whether a later change would have given another stamp, as seen at `now`, in the clock that the stamp comes from. A
  /// clock that was put back makes a file look unsettled, never the other way round.
  public func isSettled(at now: Int64) -> Bool {
    let last = max(modified, changed)
    return last < now &- (last % 1_000_000 == 0 ? Self.coarseTick : Self.fineTick)
  }

  /// Nanoseconds. Clocks of file systems that count them advance in steps of at most 10 ms; others in up to 2 s.
  private static let fineTick: Int64 = 20_000_000
  private static let coarseTick: Int64 = 2_000_000_000
}

extension FileStamp: LosslessStringConvertible {
  /// Five numbers, parted by colons.
  public var description: String { "\(device):\(inode):\(size):\(modified):\(changed)" }

  public init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 5, let device = UInt64(parts[0]), let inode = UInt64(parts[1]), let size = Int(parts[2]),
      let modified = Int64(parts[3]), let changed = Int64(parts[4])
    else { return nil }
    (self.device, self.inode, self.size, self.modified, self.changed) = (device, inode, size, modified, changed)
  }
}
