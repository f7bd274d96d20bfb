import Files

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open, regular file. Closed when the owner goes.
final class SourceFile {
  let stamp: FileStamp
  private let path: String
  private let descriptor: Int32

  /// Opens a file for reading.
  ///
  /// - Throws: `unreadable` when there is no such regular file, `tooManyBytes` when it is larger than `limit`.
  init(path: String, limit: Int) throws(ImagingError) {
    guard !path.utf8.contains(0) else {
      throw .unreadable(path: path, detail: "The name holds a character that no file name may hold")
    }
    // A pipe would otherwise wait for a writer for ever.
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, detail: Self.words(for: errno)) }
    guard let stamp = FileStamp(descriptor: descriptor) else {
      close(descriptor)
      throw .unreadable(path: path, detail: "It is a folder or a device, not a file")
    }
    guard stamp.size <= limit else {
      close(descriptor)
      throw .tooManyBytes(path: path, limit: limit)
    }
    self.stamp = stamp
    self.path = path
  }

  deinit { close(descriptor) }

  /// All bytes of the file, at most as many as it had when it was opened.
  func bytes() throws(ImagingError) -> [UInt8] {
    let wanted = stamp.size
    var failure: Int32 = 0
    // Safety: `read` gets the unfilled rest of the buffer only, and `count` is the number of bytes that it filled.
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      while count < wanted, let base = buffer.baseAddress {
        let got = read(descriptor, base + count, wanted - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    guard failure == 0 else { throw .unreadable(path: path, detail: Self.words(for: failure)) }
    return bytes
  }

  /// Fixed words, because `strerror` speaks the language of the machine.
  private static func words(for code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "There is no such file"
    case EACCES, EPERM: "Reading it is not permitted"
    case EISDIR: "It is a folder"
    case ENAMETOOLONG: "The name is too long"
    case ELOOP: "It is a link that leads in a circle"
    default: "The system reports error \(code)"
    }
  }
}
