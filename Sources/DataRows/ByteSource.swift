import Diagnostics

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

/// Why a data file cannot be read, or read on.
public struct DataError: Error, Sendable, Hashable {
  public var diagnostic: Diagnostic

  public init(diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

/// The bytes of a file, of which one chunk is in memory at a time.
struct ByteSource: Sendable {
  let name: String
  private let file: OpenFile?
  private let chunk: Int
  private var rest: ArraySlice<UInt8>
  private var buffer: [UInt8] = []
  private var position = 0

  /// Opens a file for reading.
  init(file path: String) throws(DataError) {
    name = path
    chunk = 64 << 10
    rest = []
    file = try OpenFile(path)
    try skipMark()
  }

  /// Bytes that are in memory, handed out in chunks.
  init(_ bytes: [UInt8], name: String, chunk: Int = 64 << 10) throws(DataError) {
    self.name = name
    self.chunk = chunk
    rest = bytes[...]
    file = nil
    try skipMark()
  }

  /// The next byte, without taking it; `nil` at the end.
  mutating func peek() throws(DataError) -> UInt8? {
    if position == buffer.count { try refill() }
    return position < buffer.count ? buffer[position] : nil
  }

  mutating func next() throws(DataError) -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    return byte
  }

  /// What comes next, without taking it: so many bytes or more, where the file has them.
  mutating func ahead(_ count: Int) throws(DataError) -> ArraySlice<UInt8> {
    while buffer.count - position < count {
      let (start, before) = (buffer[position...], buffer.count - position)
      try refill()
      buffer = start + buffer
      if buffer.count == before { break }
    }
    return buffer[position...]
  }

  private mutating func refill() throws(DataError) {
    position = 0
    if let file {
      buffer = try file.read(chunk)
    } else {
      buffer = Array(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
    }
  }

  /// Passes over the byte order mark of UTF-8, and refuses that of UTF-16.
  private mutating func skipMark() throws(DataError) {
    let start = try ahead(3)
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      throw DataError(diagnostic: .dataEncoding("the file is written in UTF-16", file: name, line: 1, column: 1))
    }
  }
}

/// A file descriptor that is closed with its owner.
private final class OpenFile: Sendable {
  private let descriptor: Int32
  private let path: String

  init(_ path: String) throws(DataError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT != S_IFDIR else {
      throw DataError(
        diagnostic: Diagnostic(
          .error, "data-file", "\(path) is a folder, not a file of rows", help: "name a .csv, .tsv or .jsonl file"))
    }
  }

  deinit { close(descriptor) }

  func read(_ count: Int) throws(DataError) -> [UInt8] {
    while true {
      var result = 0
      // Safe: at most `count` bytes are written into the capacity of `count`, and the array's count is what was read.
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        result = systemRead(descriptor, buffer.baseAddress, count)
        filled = max(0, result)
      }
      if result >= 0 { return bytes }
      if errno != EINTR { throw Self.failure(path) }
    }
  }

  private static func failure(_ path: String) -> DataError {
    DataError(
      diagnostic: Diagnostic(
        .error, "data-file", "\(path) cannot be read: \(String(cString: strerror(errno)))",
        help: "check the name of the file, and that you may read it"))
  }
}
