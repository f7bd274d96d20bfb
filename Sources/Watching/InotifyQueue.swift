#if os(Linux)
  import Glibc

  /// The kernel's own notice of what happens in folders (`inotify(7)`).
  final class InotifyQueue {
    /// Something that happened in a folder.
    struct Event {
      /// The folder; `nil` where events were lost.
      var folder: String?
      /// Of the entry; empty where it happened to the folder itself.
      var name: String
      var mask: UInt32

      func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }
    }

    /// The kernel lets a user watch no more folders.
    struct LimitReached: Error {}

    private static let mask =
      UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE) | UInt32(IN_DELETE)
      | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
      | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)

    let descriptor: Int32
    private var folders: [Int32: String] = [:]
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    /// `nil` where the system has no more of these queues for this user.
    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Watches exactly these folders. One that is watched already keeps its place in the queue, also under a new name.
    ///
    /// - Returns: Whether any of them was not watched before.
    func watch(_ wanted: some Sequence<String>) throws(LimitReached) -> Bool {
      var next: [Int32: String] = [:]
      var hasNew = false
      for folder in wanted {
        let watch = inotify_add_watch(descriptor, folder, Self.mask)
        if watch < 0 {
          if errno == ENOSPC || errno == ENOMEM { throw LimitReached() }
          // Gone again, or not to be read: as if it were not there.
          continue
        }
        if folders[watch] != folder { hasNew = true }
        next[watch] = folder
      }
      for watch in folders.keys where next[watch] == nil { inotify_rm_watch(descriptor, watch) }
      folders = next
      return hasNew
    }

    /// What has happened since, oldest first; nothing where nothing did.
    func events() -> [Event] {
      var result: [Event] = []
      while true {
        // Safe: at most the buffer's size is written to it.
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return result }
        buffer.withUnsafeBytes { result += events(in: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      }
    }

    /// Structures of 16 bytes, each with `len` bytes of a name behind it that zeros end.
    private func events(in bytes: UnsafeRawBufferPointer) -> [Event] {
      let head = MemoryLayout<inotify_event>.size
      var result: [Event] = []
      var start = 0
      while start + head <= bytes.count {
        // Safe: the structure's bytes are within the buffer, and it is a plain one.
        let event = bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
        let end = min(bytes.count, start + head + Int(event.len))
        let name = String(decoding: bytes[(start + head)..<end].prefix { $0 != 0 }, as: UTF8.self)
        start = end
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
          result.append(Event(folder: nil, name: "", mask: event.mask))
        } else if let folder = folders[event.wd] {
          result.append(Event(folder: folder, name: name, mask: event.mask))
        }
      }
      return result
    }
  }
#endif
