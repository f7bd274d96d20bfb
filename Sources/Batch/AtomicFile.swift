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
public struct FileError: Error, Sendable {
  public var message: String
}

/// Writes files beside their place and renames them, so that a reader never sees half a file.
public enum AtomicFile {
  /// Makes missing folders. An error leaves what stood at `path` before.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try makeFolder(of: path)
    let temporary = path + ".part-\(getpid())"
    do throws(FileError) {
      try writeAll(bytes, to: temporary)
      guard rename(temporary, path) == 0 else { throw failure("renamed to", path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func writeAll(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("created", path) }
    var offset = 0
    while offset < bytes.count {
      // Safe: the slice lies within the array and its pointer is used inside the closure only.
      let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let problem = failure("written", path)
        close(descriptor)
        throw problem
      }
      offset += count
    }
    guard close(descriptor) == 0 else { throw failure("written", path) }
  }

  private static func makeFolder(of path: String) throws(FileError) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if part.isEmpty || part == "." || part == ".." { continue }
      if mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure("created", folder) }
    }
  }

  private static func failure(_ verb: String, _ path: String) -> FileError {
    FileError(message: "\(path) cannot be \(verb): \(String(cString: strerror(errno)))")
  }
}
