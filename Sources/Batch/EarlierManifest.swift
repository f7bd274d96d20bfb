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
    var manifest: Manifest
    var diagnostics: [Diagnostic]
    var sums: [String: String]
  }

  private let store: ManifestStore
  /// Whether the manifest is the one that was written before the index.
  let isIndexed: Bool
  private let known = Mutex<Read?>(nil)

  init(_ store: ManifestStore, index: FolderIndex?) {
    self.store = store
    isIndexed = index.map(store.isCurrent) ?? false
  }

  /// Whether the manifest has an output, by its path and the sum of its file.
  ///
  /// The caller has found it in the index.
  func has(_ path: String, _ sum: Digest) -> Bool { isIndexed || read.sums[path] == sum.hex }

  var manifest: Manifest { read.manifest }

  /// What is wrong with it; nothing where it is the one that was written last.
  var diagnostics: [Diagnostic] { isIndexed ? [] : read.diagnostics }

  private var read: Read {
    known.withLock { known in
      if let known { return known }
      let (manifest, diagnostics) = store.read()
      let sums = Dictionary(manifest.outputs.map { ($0.path, $0.sha256) }) { $1 }
      let read = Read(manifest: manifest, diagnostics: diagnostics, sums: sums)
      known = read
      return read
    }
  }
}
