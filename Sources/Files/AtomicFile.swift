import Hashing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if canImport(Glibc)
  private let systemWrite = Glibc.write
#else
  private let systemWrite = Darwin.write
#endif

/// A file could not be written.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  public var message: String
  /// The system's number of the error.
  public var code: Int32 = 0
  /// A link that stands in the way.
  public var link: String?
  public var description: String { message }

  public init(message: String, code: Int32 = 0, link: String? = nil) {
    self.message = message
    self.code = code
    self.link = link
  }
}

/// Writes files beside their place and renames them, so that a reader never sees half a file, even where the program
/// is killed.
public enum AtomicFile {
  /// Makes missing folders. An error leaves what stood at `path` before.
  ///
  /// - Parameter root: A folder that `path` begins with, below which nothing is written through links.
  public static func write(_ bytes: [UInt8], to path: String, below root: String? = nil) throws(FileError) {
    try write(to: path, below: root) { (file) throws(FileError) in try file.put(bytes) }
  }

  /// A file that is being written.
  public struct Parts {
    fileprivate let descriptor: Int32
    fileprivate let path: String

    /// Writes what comes next.
    public func put(_ bytes: [UInt8]) throws(FileError) { try writeAll(bytes, to: descriptor, path) }
  }

  /// Writes a file part by part, so that it need not be in memory as a whole.
  public static func write(
    to path: String, below root: String? = nil, _ body: (Parts) throws(FileError) -> Void
  ) throws(FileError) {
    let (folder, name) = split(path)
    try makeFolder(folder, below: root)
    let temporary = folder + prefix + writer + "-" + name
    let descriptor = try create(temporary, for: path)
    defer { close(descriptor) }
    do throws(FileError) {
      try body(Parts(descriptor: descriptor, path: path))
      guard rename(temporary, path) == 0 else { throw failure("written", path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Removes a file; one that is gone already is as good.
  @discardableResult
  public static func remove(_ path: String) -> Bool { unlink(path) == 0 || errno == ENOENT }

  /// Removes what killed runs left in a folder. Files that a living process is writing are locked and stay.
  ///
  /// - Parameter isOther: Whether a name that begins alike is that of another file.
  public static func removeLeftovers(in folder: String, except isOther: (String) -> Bool = { _ in false }) {
    let folder = folder.hasSuffix("/") ? folder : folder + "/"
    for name in FolderListing.names(in: folder, beginningWith: prefix) where !isOther(name) {
      let descriptor = open(folder + name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
      close(descriptor)
    }
  }

  /// Makes a folder and those above it; one that is there already is as good.
  ///
  /// - Parameter root: A folder that `path` begins with: it may be a link, and so may those above it, but none below it.
  public static func makeFolder(_ path: String, below root: String? = nil) throws(FileError) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      defer { folder += "/" }
      folder += part
      if part.isEmpty || part == "." || part == ".." { continue }
      if mkdir(folder, 0o777) != 0, errno != EEXIST { throw failure("made", folder + "/") }
      if let root, folder.utf8.count > root.utf8.count, isLink(folder) {
        throw FileError(message: "\(folder) is a link, and nothing is written through it", code: ELOOP, link: folder)
      }
    }
  }

  /// Whether a link stands at a path, wherever it leads.
  public static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }

  // MARK: Steps

  private static let prefix = ".placard-"

  /// Tells this thread from all others that may write the same file at once, in this process or on another machine.
  private static var writer: String {
    var host = [CChar](repeating: 0, count: 256)
    // Safety: at most as many characters are written as the array has. A machine without a name is told by the rest.
    _ = gethostname(&host, host.count)
    #if canImport(Glibc)
      let thread = UInt(pthread_self())
    #else
      let thread = UInt(bitPattern: pthread_self())
    #endif
    let words = Array("\(getpid()) \(thread)".utf8)
    return String(SHA256.digest(of: host.map { UInt8(bitPattern: $0) } + words).hex.prefix(16))
  }

  /// An empty file that this process alone holds the lock of. It is made anew where a cleaning run took it away
  /// between its making and its locking.
  private static func create(
    _ temporary: String, for path: String, access: Int32 = O_WRONLY
  ) throws(FileError) -> Int32 {
    while true {
      let descriptor = open(temporary, access | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw failure("written", path) }
      // Where the file system knows no locks, nothing is cleaned either.
      let isLocked = flock(descriptor, LOCK_EX) == 0
      var info = stat()
      if !isLocked || (fstat(descriptor, &info) == 0 && info.st_nlink > 0) { return descriptor }
      close(descriptor)
    }
  }

  /// An empty file without a name, to be written and read; it is gone when it is closed, however the program ends.
  static func nameless(in folder: String) throws(FileError) -> Int32 {
    let temporary = folder + "/" + prefix + writer + "-spool"
    let descriptor = try create(temporary, for: temporary, access: O_RDWR)
    unlink(temporary)
    return descriptor
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      // Safe: the slice lies within the array and its pointer is used inside the closure only.
      let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("written", path) }
      offset += count
    }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("./", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  private static func failure(_ verb: String, _ path: String) -> FileError {
    let code = errno
    return FileError(message: "\(path) cannot be \(verb): \(String(cString: strerror(code)))", code: code)
  }
}
