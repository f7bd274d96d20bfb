import Diagnostics
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to write to an output folder, which one run at a time has.
///
/// The system itself gives the lock back where a process ends, however that comes about. What then remains is the empty
/// file; so one that is found tells that the run before ended before its manifest was written.
public final class OutputLock: Sendable {
  static let name = ".placard-lock"

  private let descriptor: Int32
  private let path: String
  /// Whether an earlier run ended without giving its lock back.
  public let foundLeftover: Bool
  /// Whether the lock keeps others away: some file systems know no locks.
  public let isEnforced: Bool

  private init(descriptor: Int32, path: String, foundLeftover: Bool, isEnforced: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.foundLeftover = foundLeftover
    self.isEnforced = isEnforced
  }

  public enum Refusal: Error, Sendable, Hashable {
    /// Another run has the folder.
    case taken
    /// The folder cannot be written to.
    case unusable(FileError)
  }

  /// Takes the lock of a folder, which is made where it is missing, or says at once why it cannot be had.
  public static func take(_ folder: String) throws(Refusal) -> OutputLock {
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
      let reason = flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
      let isEnforced = !noLocks.contains(reason)
      guard reason == 0 || !isEnforced else {
        close(descriptor)
        if reason == EINTR { continue }
        if reason == EWOULDBLOCK { throw .taken }
        throw unusable(path, reason)
      }
      // The run before took the file away between its opening and its locking here: that was another file.
      var (here, there) = (stat(), stat())
      if fstat(descriptor, &here) == 0, lstat(path, &there) == 0, here.st_ino == there.st_ino {
        return OutputLock(descriptor: descriptor, path: path, foundLeftover: !isNew, isEnforced: isEnforced)
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
    if isComplete { unlink(path) }
    close(descriptor)
  }

  /// Removes what killed runs left in a folder, but for the lock.
  static func removeLeftovers(in folder: String) { AtomicFile.removeLeftovers(in: folder, except: [name]) }

  private static func openFile(_ path: String) throws(Refusal) -> (Int32, isNew: Bool) {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW
    while true {
      let new = open(path, flags | O_CREAT | O_EXCL, 0o666)
      if new >= 0 { return (new, true) }
      guard errno == EEXIST else { throw unusable(path, errno) }
      let old = open(path, flags)
      if old >= 0 { return (old, false) }
      guard errno == ENOENT else { throw unusable(path, errno) }
    }
  }

  private static func unusable(_ path: String, _ reason: Int32) -> Refusal {
    .unusable(FileError(message: "\(path) cannot be written: \(String(cString: strerror(reason)))"))
  }

  /// Takes the lock, and waits for it where `waits` says so; `nil` where the run was ended meanwhile.
  ///
  /// - Parameter onWait: Called once where it waits for longer than a moment.
  static func take(
    _ folder: String, waits: Bool, stop: StopSignal, onWait: () -> Void
  ) async throws(Refusal) -> OutputLock? {
    var attempts = 0
    while true {
      do throws(Refusal) {
        return try take(folder)
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
      reason: "the file system of this folder knows no locks", help: "start one run at a time")
  }

  /// Why a run may not write to a folder.
  static func refused(_ refusal: OutputLock.Refusal, _ folder: String) -> Diagnostic {
    switch refusal {
    case .taken:
      Diagnostic(
        .error, "folder-taken", "another run of Placard is writing to \(folder)",
        reason: "two at once would mix their files", help: "leave --no-wait out to wait for it, or name another folder")
    case .unusable(let error): .outputFolder(error)
    }
  }

  static func outputFolder(_ error: FileError) -> Diagnostic {
    Diagnostic(
      .error, "output-folder", error.message, reason: "the output folder must be one that you may write to",
      help: "name another folder with --output")
  }
}
