import Diagnostics
import Files
import Hashing
import Manifest
import OutputCache
import Synchronization

/// What the folder's manifest said before a run. It is read when somebody needs it: where nothing has changed since the
/// index of the folder was written, the index says the same in less time.
final class EarlierManifest: Sendable {
  private struct Read: Sendable {
    var manifest: ManifestBook
    var diagnostics: [Diagnostic]
  }

  private let store: ManifestStore
  private let spool: Spool
  /// Whether the manifest is the one that was written before the index.
  let isIndexed: Bool
  private let known = Mutex<Read?>(nil)

  /// - Parameter spool: Where to put aside what it says of outputs.
  init(_ store: ManifestStore, index: FolderIndex?, spool: Spool) {
    self.store = store
    self.spool = spool
    isIndexed = index.map(store.isCurrent) ?? false
  }

  var manifest: ManifestBook { read.manifest }

  /// What is wrong with it; nothing where it is the one that was written last.
  var diagnostics: [Diagnostic] { isIndexed ? [] : read.diagnostics }

  private var read: Read {
    known.withLock { known in
      if let known { return known }
      let (manifest, diagnostics) = store.read(in: spool)
      let read = Read(manifest: manifest, diagnostics: diagnostics)
      known = read
      return read
    }
  }
}

extension ManifestBook {
  /// Whether it has an output, by its path and the sum of its file.
  func has(_ path: String, _ sum: Digest) -> Bool {
    guard let entry = entry(path), let output = try? output(entry) else { return false }
    return output.sha256 == sum.hex
  }
}
