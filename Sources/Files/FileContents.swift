import Hashing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if canImport(Glibc)
  private let systemRead = Glibc.read
#else
  private let systemRead = Darwin.read
#endif

/// Reads regular files.
public enum FileContents {
  /// The SHA-256 of a file, which is read part by part; `nil` where it cannot be read.
  public static func digest(of path: String) -> Digest? { stampedDigest(of: path)?.digest }

  /// The SHA-256 of a file and the stamp that it had before it was read.
  public static func stampedDigest(of path: String) -> (digest: Digest, stamp: FileStamp)? {
    let hash = SHA256()
    guard let stamp = read(path, { hash.update($0) }) else { return nil }
    return (hash.finish(), stamp)
  }

  /// All bytes of a file; `nil` where it cannot be read, or is larger than `limit` bytes.
  public static func bytes(of path: String, limit: Int = .max) -> [UInt8]? {
    var bytes: [UInt8] = []
    let stamp = read(path, limit: limit) { bytes += $0 }
    return stamp == nil ? nil : bytes
  }

  /// Hands out a file's bytes in order, part by part; `false` where it cannot be read to its end.
  public static func read(_ path: String, part: (ArraySlice<UInt8>) -> Void) -> Bool { read(path, part) != nil }

  /// The first bytes of a file, at most `count`, and how many it has in all; `nil` where it cannot be read.
  public static func start(of path: String, count: Int) -> (bytes: [UInt8], size: Int)? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let size = FileStamp(descriptor: descriptor)?.size else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    // Safety: at most as many bytes are written as the array has.
    let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return read < 0 ? nil : (Array(bytes.prefix(read)), size)
  }

  private static let chunk = 1 << 18

  /// Hands out a file's bytes in order.
  private static func read(
    _ path: String, limit: Int = .max, _ take: (ArraySlice<UInt8>) -> Void
  ) -> FileStamp? {
    // A pipe would otherwise wait for a writer for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let stamp = FileStamp(descriptor: descriptor), stamp.size <= limit else { return nil }
    var part = [UInt8](repeating: 0, count: max(1, min(chunk, stamp.size + 1)))
    while true {
      // Safety: at most as many bytes are written as the array has.
      let count = part.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return stamp }
      take(part[..<count])
    }
  }
}
