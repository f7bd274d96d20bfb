import CardSpec
import Diagnostics
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to write to an output folder, which one run at a time has, or all shards of a plan together.
///
/// Shards hold the folder's lock in common, and each the lock of its own number alone: the same shard cannot run twice at once.
///
/// The system itself gives the lock back where a process ends, however that comes about. What then remains is the empty
/// file; so one that is found tells that the run before ended before its manifest was written.
public final class OutputLock: Sendable {
  static let name = ".placard-lock"

  private let descriptor: Int32
  private let path: String
  private let isShared: Bool
  /// A shard's own.
  private let inner: OutputLock?
  /// Whether an earlier run ended without giving its lock back.
  public let foundLeftover: Bool
  /// Whether the lock keeps others away: some file systems know no locks.
  public let isEnforced: Bool

  private init(
    descriptor: Int32, path: String, foundLeftover: Bool, isEnforced: Bool, isShared: Bool, inner: OutputLock? = nil
  ) {
    self.descriptor = descriptor
    self.path = path
    self.isShared = isShared
    self.inner = inner
    self.foundLeftover = foundLeftover
    self.isEnforced = isEnforced
  }

  public enum Refusal: Error, Sendable, Hashable {
    /// Another run has the folder.
    case taken
    /// Something else has the place of the lock: a link, or a folder.
    case blocked(String, by: String)
    /// The folder cannot be written to.
    case unusable(FileError)
  }

  /// Takes the lock of a folder, which is made where it is missing, or says at once why it cannot be had.
  ///
  /// - Parameters:
  ///   - name: The file's.
  ///   - isShared: Whether others may have it too, as long as they share it.
  static func take(
    _ folder: String, name: String = OutputLock.name, isShared: Bool = false
  ) throws(Refusal) -> OutputLock {
    do throws(FileError) {
      try AtomicFile.makeFolder(folder)
    } catch {
      throw .unusable(error)
    }
    var info = stat()
    guard stat(folder, &info) != 0 || info.st_mode & S_IFMT == S_IFDIR else {
      throw .unusable(FileError(message: "\(folder) is a file, not a folder", code: ENOTDIR))
    }
    let path = folder + "/" + name
    while true {
      let (descriptor, isNew) = try openFile(path)
      let reason = flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 ? 0 : errno
      let isEnforced = !noLocks.contains(reason)
      guard reason == 0 || !isEnforced else {
        close(descriptor)
        if reason == EINTR { continue }
        if reason == EWOULDBLOCK { throw .taken }
        throw unusable(path, reason)
      }
      // The run before took the file away between its opening and its locking here: that was another file.
      if isFile(descriptor, path) {
        return OutputLock(
          descriptor: descriptor, path: path, foundLeftover: !isNew, isEnforced: isEnforced, isShared: isShared)
      }
      close(descriptor)
    }
  }

  /// What a file system answers that knows no locks.
  private static let noLocks: Set<Int32> = [ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP]

  /// Gives the lock back. The file goes while the lock is still held, so that nobody else's is taken away.
  ///
  /// - Parameter isComplete: Whether the folder is as its manifest says. Where it is not, the file stays, for the next run.
  public func release(isComplete: Bool = true) {
    inner?.release()
    if isComplete, isHeldAlone() { unlink(path) }
    close(descriptor)
  }

  /// Whether nobody else has the lock. Where it was shared, what is left of it afterwards is good for nothing but its end.
  private func isHeldAlone() -> Bool {
    guard isShared else { return true }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 && Self.isFile(descriptor, path)
  }

  private static func isFile(_ descriptor: Int32, _ path: String) -> Bool {
    var (here, there) = (stat(), stat())
    return fstat(descriptor, &here) == 0 && lstat(path, &there) == 0 && here.st_ino == there.st_ino
  }

  /// Removes what killed runs left in a folder, but for locks.
  static func removeLeftovers(in folder: String) {
    AtomicFile.removeLeftovers(in: folder) { $0.hasPrefix(name) }
  }

  private static func openFile(_ path: String) throws(Refusal) -> (Int32, isNew: Bool) {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW
    while true {
      let new = open(path, flags | O_CREAT | O_EXCL, 0o666)
      if new >= 0 { return (new, true) }
      guard errno == EEXIST else { throw unusable(path, errno) }
      let old = open(path, flags)
      if old >= 0 { return (old, false) }
      guard errno == ENOENT else { throw blocked(path) ?? unusable(path, errno) }
    }
  }

  /// What is no file is none of Placard's.
  private static func blocked(_ path: String) -> Refusal? {
    let code = errno
    var info = stat()
    let kind = lstat(path, &info) == 0 ? info.st_mode & S_IFMT : S_IFREG
    errno = code
    return switch kind {
    case S_IFLNK: .blocked(path, by: "a link")
    case S_IFDIR: .blocked(path, by: "a folder")
    default: nil
    }
  }

  private static func unusable(_ path: String, _ reason: Int32) -> Refusal {
    .unusable(FileError(message: "\(path) cannot be written: \(String(cString: strerror(reason)))"))
  }

  /// Takes the lock, and waits for it where `waits` says so; `nil` where the run was ended meanwhile.
  ///
  /// - Parameters:
  ///   - shard: Takes the folder together with other shards, and this one alone.
  ///   - onWait: Called once where it waits for longer than a moment.
  static func take(
    _ folder: String, as shard: Shard? = nil, waits: Bool, stop: StopSignal, onWait: () -> Void
  ) async throws(Refusal) -> OutputLock? {
    guard let shard else {
      return try await patiently(waits, stop, onWait) { () throws(Refusal) in try take(folder) }
    }
    let outer = try await patiently(waits, stop, onWait) { () throws(Refusal) in try take(folder, isShared: true) }
    guard let outer else { return nil }
    do throws(Refusal) {
      let inner = try await patiently(waits, stop, onWait) { () throws(Refusal) in
        try take(folder, name: name(of: shard))
      }
      guard let inner else {
        outer.release(isComplete: false)
        return nil
      }
      return OutputLock(
        descriptor: outer.descriptor, path: outer.path, foundLeftover: outer.foundLeftover,
        isEnforced: outer.isEnforced, isShared: true, inner: inner)
    } catch {
      outer.release(isComplete: false)
      throw error
    }
  }

  private static func name(of shard: Shard) -> String { "\(name)-\(shard.index)-of-\(shard.count)" }

  /// Removes the locks that killed shards left. Whoever has the folder alone may do so, since shards take their own lock only
  /// when they have the folder's.
  func removeShardLocks(in folder: String) {
    for name in FolderListing.names(in: folder, beginningWith: Self.name + "-") { unlink(folder + "/" + name) }
  }

  private static func patiently(
    _ waits: Bool, _ stop: StopSignal, _ onWait: () -> Void, _ attempt: () throws(Refusal) -> OutputLock
  ) async throws(Refusal) -> OutputLock? {
    var attempts = 0
    while true {
      do throws(Refusal) {
        return try attempt()
      } catch {
        guard error == .taken, waits else { throw error }
      }
      attempts += 1
      if attempts == 10 { onWait() }
      try? await Task.sleep(for: .milliseconds(50))
      if stop.isRequested { return nil }
    }
  }
}

extension Diagnostic {
  static func unguarded(_ folder: String) -> Diagnostic {
    Diagnostic(
      .warning, "no-locks", "another run that writes to \(folder) would not be noticed",
      reason: "the file system of this folder knows no locks",
      help: "start one run at a time, or nothing but the shards of one plan")
  }

  /// Why a run may not write to a folder.
  static func refused(_ refusal: OutputLock.Refusal, _ folder: String) -> Diagnostic {
    switch refusal {
    case .taken:
      Diagnostic(
        .error, "folder-taken", "another run of Placard is writing to \(folder)",
        reason: "two at once would mix their files", help: "leave --no-wait out to wait for it, or name another folder")
    case .blocked(let path, let thing):
      Diagnostic(
        .error, "lock-blocked", "\(path) is \(thing), where Placard keeps a file of its own",
        reason: "while this file is locked, no other run writes to the folder; it is never written through a link",
        help: "remove \(path): Placard did not make it")
    case .unusable(let error): .outputFolder(error)
    }
  }

  /// Links in the output folder, through which files would have to be written.
  static func linkedFolders(_ links: [String]) -> Diagnostic {
    let (are, them) = links.count == 1 ? ("is a link", "the link") : ("are links", "the links")
    return Diagnostic(
      .error, "linked-folder",
      "\(links.joined(separator: ", ")) \(are), and nothing is written or removed through links",
      reason: "what a link in the output folder leads to is yours",
      help: "remove \(them); the output folder itself may be a link, so --output can name any place")
  }

  static func outputFolder(_ error: FileError) -> Diagnostic {
    if let link = error.link { return .linkedFolders([link]) }
    return Diagnostic(
      .error, "output-folder", error.message, reason: "the output folder must be one that you may write to",
      help: "name another folder with --output")
  }
}
