import Files
import Hashing
import Synchronization

/// A folder of what was made before, each thing under the sum of all that it was made from.
///
/// Several processes, on one machine or on several, may use it at once: entries are written beside their place and renamed,
/// each is checked when it is read, and one that is taken away meanwhile is only missing. It never fails a run: what
/// went wrong is in `troubles`.
public final class OutputCache: Sendable {
  /// What went wrong with a cache.
  public struct Troubles: Sendable, Hashable {
    /// Entries that were not whole, and are gone now.
    public var damaged = 0
    /// The first thing that could not be written.
    public var unwritten: FileError?
  }

  private struct State: Sendable {
    var troubles = Troubles()
    /// Bytes that this process stored since the folder was last measured by it.
    var added = 0
  }

  /// The folder of this version's files, within the one that was named.
  let folder: String
  /// As it was named.
  public let folderName: String
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - folder: Made when something is stored.
  ///   - limit: Bytes of all entries; beyond it, those go that were not used for longest.
  public init(folder: String, limit: Int) {
    self.folder = folder + "/v1"
    folderName = folder
    self.limit = limit
  }

  public var troubles: Troubles { state.withLock { $0.troubles } }

  /// Where files of other kinds lie beside the entries.
  public func path(of name: String) -> String { folder + "/" + name }

  /// The entry of a key; `nil` where there is none, or none that is whole.
  public func entry(_ key: Digest) -> CacheEntry? {
    let path = path(of: key)
    // A file that is not as long as it says is not worth reading, however long it is. One that is gone meanwhile is only
    // missing.
    guard let (header, size) = FileContents.start(of: path, count: EntryFile.headerLength) else { return nil }
    guard EntryFile.length(header) == size else {
      noteDamage(at: path)
      return nil
    }
    guard let file = FileContents.bytes(of: path, limit: size) else { return nil }
    guard let entry = EntryFile.read(file, key: key) else {
      noteDamage(at: path)
      return nil
    }
    CacheSpace.markUsed(path)
    return entry
  }

  /// Forgets an entry that its reader could not understand.
  public func discard(_ key: Digest) { noteDamage(at: path(of: key)) }

  /// Keeps an entry.
  ///
  /// - Parameter sum: Of the contents, where it is known.
  public func store(_ entry: CacheEntry, for key: Digest, sum: Digest? = nil) {
    let path = path(of: key)
    let head = EntryFile.head(entry, key: key, contents: sum ?? SHA256.digest(of: entry.contents))
    do throws(FileError) {
      try AtomicFile.write(to: path) { (file) throws(FileError) in
        try file.put(head)
        if !entry.contents.isEmpty { try file.put(entry.contents) }
      }
      let added = state.withLock { state in
        state.added += head.count + entry.contents.count
        return state.added
      }
      // A run that makes more than the cache may hold must not fill the disk meanwhile.
      if added > limit / 8 { tidy() }
    } catch {
      note(error)
    }
  }

  /// Writes a file of another kind.
  public func write(_ bytes: [UInt8], to name: String) {
    do throws(FileError) { try AtomicFile.write(bytes, to: path(of: name)) } catch { note(error) }
  }

  /// The same part by part, so that it need not be in memory as a whole.
  public func write(to name: String, _ body: (_ put: ([UInt8]) -> Void) -> Void) {
    do throws(FileError) {
      try AtomicFile.write(to: path(of: name)) { (file) throws(FileError) in
        var part: [UInt8] = []
        var failure: FileError?
        func flush() {
          do throws(FileError) {
            if failure == nil { try file.put(part) }
          } catch {
            failure = error
          }
          part.removeAll(keepingCapacity: true)
        }
        body { bytes in
          part += bytes
          if part.count >= 1 << 16 { flush() }
        }
        flush()
        if let failure { throw failure }
      }
    } catch {
      note(error)
    }
  }

  /// Notes that a file of another kind is not what it should be.
  public func noteDamage(to name: String) { noteDamage(at: path(of: name)) }

  /// Makes room where more is kept than may be. To be called when a run is over.
  public func tidy() {
    let added = state.withLock { state in
      defer { state.added = 0 }
      return state.added
    }
    guard added > 0 else { return }
    CacheSpace(folder: folder, limit: limit).add(added)
  }

  private func path(of key: Digest) -> String {
    let hex = key.hex
    return "\(folder)/\(CacheSpace.entries)/\(hex.prefix(2))/\(hex)"
  }

  private func noteDamage(at path: String) {
    AtomicFile.remove(path)
    state.withLock { $0.troubles.damaged += 1 }
  }

  private func note(_ error: FileError) {
    state.withLock { state in
      if state.troubles.unwritten == nil { state.troubles.unwritten = error }
    }
  }
}
