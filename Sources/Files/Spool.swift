import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes that are put aside until the end of a run, so that what is said of many thousands of files need not be in
/// memory. They lie in a file without a name, which goes with the program; a few stay in memory, and all where no file
/// can be had or the disk is full: nothing is lost, it only takes more memory.
public final class Spool: Sendable {
  /// Where something lies.
  public struct Span: Sendable, Hashable {
    fileprivate var start: Int
    fileprivate var count: UInt32
  }

  private struct State: Sendable {
    /// What is in the file, bytes.
    var written = 0
    /// What comes after that.
    var rest: [UInt8] = []
    var descriptor: Int32 = -1
    /// Whether everything stays in memory from now on.
    var isStuck: Bool
  }

  private let folder: String
  /// Of bytes in memory.
  private let limit: Int
  private let state: Mutex<State>

  /// - Parameters:
  ///   - folder: Where the file may lie; `nil` where nothing is to be written.
  ///   - limit: How many bytes are kept in memory before they are written.
  public init(in folder: String?, limit: Int = 1 << 16) {
    self.folder = folder ?? ""
    self.limit = limit
    state = Mutex(State(isStuck: folder == nil))
  }

  // The descriptor belongs to this object alone and is never handed out.
  deinit {
    state.withLock { state in
      if state.descriptor >= 0 { close(state.descriptor) }
    }
  }

  /// Puts something aside, of less than 4 GB.
  public func append(_ bytes: [UInt8]) -> Span {
    state.withLock { state in
      let span = Span(start: state.written + state.rest.count, count: UInt32(bytes.count))
      state.rest += bytes
      if state.rest.count >= limit, !state.isStuck { write(&state) }
      return span
    }
  }

  /// What was put aside there.
  public func bytes(_ span: Span) throws(FileError) -> [UInt8] {
    try state.withLock { (state) throws(FileError) -> [UInt8] in
      let end = span.start + Int(span.count)
      guard span.start < state.written else {
        return Array(state.rest[(span.start - state.written)..<(end - state.written)])
      }
      return try read(span, state.descriptor)
    }
  }

  // MARK: Steps

  /// Moves what is in memory to the file: all of it, or nothing, so that a part that was written is written again.
  private func write(_ state: inout State) {
    do throws(FileError) {
      if state.descriptor < 0 { state.descriptor = try AtomicFile.nameless(in: folder) }
      try Self.write(state.rest, at: state.written, to: state.descriptor, folder)
      state.written += state.rest.count
      state.rest.removeAll(keepingCapacity: true)
    } catch {
      state.isStuck = true
    }
  }

  private static func write(
    _ bytes: [UInt8], at start: Int, to descriptor: Int32, _ folder: String
  ) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      // Safe: the slice lies within the array and its pointer is used inside the closure only.
      let count = bytes[offset...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(start + offset))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(message: "\(folder) takes no more files", code: errno) }
      offset += count
    }
  }

  private func read(_ span: Span, _ descriptor: Int32) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(span.count))
    var offset = 0
    while offset < bytes.count {
      let wanted = bytes.count - offset
      // Safe: at most `wanted` bytes are written from `offset` on, all within the array.
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress.map { $0 + offset }, wanted, off_t(span.start + offset))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = count < 0 ? errno : EIO
        throw FileError(
          message: "what was put aside in \(folder) cannot be read: \(String(cString: strerror(code)))", code: code)
      }
      offset += count
    }
    return bytes
  }
}
