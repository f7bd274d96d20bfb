#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a file was like when it was last looked at. A file that was replaced by one of the same size is another inode;
/// one that was written to has another time.
struct EntryStamp: Sendable, Hashable {
  enum Kind: Sendable, Hashable { case folder, file, link, other }

  let kind: Kind
  let device: UInt64
  let inode: UInt64
  let size: Int64
  /// Nanoseconds.
  let modified: Int64
  let changed: Int64
  /// How many names the file has.
  let names: UInt64

  /// - Parameter followsLinks: Whether a link counts as what it leads to.
  init?(_ path: String, followsLinks: Bool = false) {
    var info = stat()
    // Safe: `info` is a whole structure of this call, which writes to nothing else.
    guard (followsLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { return nil }
    kind =
      switch info.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      case S_IFLNK: .link
      default: .other
      }
    device = UInt64(truncatingIfNeeded: info.st_dev)
    inode = UInt64(info.st_ino)
    size = Int64(info.st_size)
    names = UInt64(info.st_nlink)
    #if canImport(Glibc)
      modified = Self.nanoseconds(info.st_mtim)
      changed = Self.nanoseconds(info.st_ctim)
    #else
      modified = Self.nanoseconds(info.st_mtimespec)
      changed = Self.nanoseconds(info.st_ctimespec)
    #endif
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// Whether both are the same thing on the disk, whatever it holds.
  func isSame(as other: EntryStamp) -> Bool { (device, inode) == (other.device, other.inode) }
}
