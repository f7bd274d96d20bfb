import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Copies that a program keeps beside its work, and that go with it.
///
/// All lie in one folder, made when the first of them is asked for. The program holds a lock on it, which the system takes back
/// however the program ends: that is how the next run tells what a killed one left from what another still uses.
public final class ScratchSpace: Sendable {
  private static let prefix = "placard-scratch-"

  private struct State {
    /// `nil` until something is kept.
    var folder: String?
    /// Of the folder, open and locked.
    var descriptor: Int32 = -1
    /// How many folders were made.
    var count = 0
    var hasEnded = false
  }

  private let parent: String
  private let state = Mutex(State())

  /// - Parameter parent: The folder that the space lies in: the system's for temporary files.
  public init(in parent: String) { self.parent = parent }

  deinit { end() }

  /// Makes an empty folder that only this user may look into.
  ///
  /// - Parameter name: What it is for; several may have the same.
  public func makeFolder(_ name: String) throws(FileError) -> String {
    try state.withLock { (state) throws(FileError) -> String in
      guard !state.hasEnded else { throw FileError(message: "the program is ending", code: ECANCELED) }
      if state.folder == nil { (state.folder, state.descriptor) = try Self.make(in: parent) }
      state.count += 1
      let path = "\(state.folder ?? parent)/\(name)-\(state.count)"
      guard mkdir(path, 0o700) == 0 else { throw Self.failure(path) }
      return path
    }
  }

  /// Writes into folders of the space, a file at a time; nothing once the space has ended, so that nothing is left behind.
  ///
  /// - Returns: `nil` where it has ended.
  public func whileOpen<Value: Sendable, Problem: Error>(
    _ body: () throws(Problem) -> Value
  ) throws(Problem) -> Value? {
    try state.withLock { (state) throws(Problem) -> Value? in state.hasEnded ? nil : try body() }
  }

  /// Removes one of the folders.
  public func remove(_ folder: String) { state.withLock { _ in Self.removeTree(folder) } }

  /// Removes all of it, for good.
  public func end() {
    state.withLock { state in
      state.hasEnded = true
      guard let folder = state.folder else { return }
      Self.removeTree(folder)
      close(state.descriptor)
      (state.folder, state.descriptor) = (nil, -1)
    }
  }

  /// Removes the spaces of this user that nobody holds. Where nobody can tell, they stay.
  public static func removeAbandoned(in parent: String) {
    for name in FolderListing.names(in: parent, beginningWith: prefix) {
      let folder = parent + "/" + name
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      var info = stat()
      let isOurs = fstat(descriptor, &info) == 0 && info.st_uid == geteuid()
      if isOurs, flock(descriptor, LOCK_EX | LOCK_NB) == 0 { removeTree(folder) }
      close(descriptor)
    }
  }

  // MARK: Steps

  private static func make(in parent: String) throws(FileError) -> (folder: String, descriptor: Int32) {
    while true {
      var name = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
      // Safe: the call writes over the last six characters of the array alone, which ends with a zero.
      guard mkdtemp(&name) != nil else { throw failure(parent) }
      let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else {
        if errno == ENOENT { continue }
        throw failure(folder)
      }
      // Between its making and its locking, another run may have taken it for abandoned. Where the file system knows no locks,
      // nothing is removed either.
      let isTaken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      var (here, there) = (stat(), stat())
      let isThere = fstat(descriptor, &here) == 0 && lstat(folder, &there) == 0 && here.st_ino == there.st_ino
      if !isTaken, isThere { return (folder, descriptor) }
      close(descriptor)
    }
  }

  /// Removes a file or a folder with all that is in it. Links are removed, never followed.
  private static func removeTree(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in FolderListing.names(in: path) { removeTree(path + "/" + name) }
    rmdir(path)
  }

  private static func failure(_ path: String) -> FileError {
    let code = errno
    return FileError(message: "\(path) cannot be made: \(String(cString: strerror(code)))", code: code)
  }
}
