import Diagnostics
import Files
import Gallery
import Hashing
import Manifest
import OutputCache

/// Reads and writes what an output folder says about itself: `manifest.json` for programs, `index.html` for people.
struct ManifestStore {
  let folder: String

  static let fileName = "manifest.json"
  static let galleryName = "index.html"
  /// Of the diagnostic that says that the manifest could not be written.
  static let failureCode = "manifest"

  private var path: String { folder + "/" + Self.fileName }
  private var galleryPath: String { folder + "/" + Self.galleryName }

  /// Whether both are as they were when the index was written.
  func isCurrent(_ index: FolderIndex) -> Bool { index.isCurrent(manifest: path, gallery: galleryPath) }

  /// What the index is to say of both; `nil` where one is not there.
  func summary(_ signature: Digest) -> FolderIndex.Summary? {
    guard let manifest = FolderIndex.File(of: path), let gallery = FolderIndex.File(of: galleryPath) else { return nil }
    return FolderIndex.Summary(run: signature, manifest: manifest, gallery: gallery)
  }

  /// The manifest of earlier runs; an empty one where there is none, or none that can be used, which is told.
  ///
  /// - Parameter spool: Where to put aside what it says of outputs.
  func read(in spool: Spool) -> (manifest: ManifestBook, diagnostics: [Diagnostic]) {
    guard JobSources.isFile(path) else { return (ManifestBook(Manifest(), in: spool), []) }
    do throws(Manifest.Problem) {
      return (try ManifestBook(reading: path, in: spool), [])
    } catch {
      return (ManifestBook(Manifest(), in: spool), [unusable(Self.words(error))])
    }
  }

  /// Writes both, the manifest last: what it names is there.
  func write(_ manifest: ManifestBook) -> [Diagnostic] {
    writeGallery(manifest)
      + attempt(Self.failureCode, path) { put in try manifest.write(put) }
  }

  /// Writes the manifest of one shard; it has no gallery.
  func write(_ manifest: ManifestBook, of shard: Shard) -> [Diagnostic] {
    attempt(Self.failureCode, folder + "/" + ShardManifests.name(of: shard)) { put in try manifest.write(put) }
  }

  private func writeGallery(_ manifest: ManifestBook) -> [Diagnostic] {
    if let present = FileContents.start(of: galleryPath, count: GalleryPage.start), !GalleryPage.wrote(present.bytes) {
      return [
        Diagnostic(
          .warning, "foreign-file", "\(galleryPath) is not Placard's, so no gallery was written",
          reason: "files that Placard did not make are never changed", help: "move it elsewhere and render again")
      ]
    }
    return attempt("gallery", galleryPath) { put in try GalleryPage(manifest).write(put) }
  }

  /// Writes a file from texts, gathered into parts that are worth a call.
  private func attempt(
    _ code: String, _ path: String, _ body: (_ put: (String) throws -> Void) throws -> Void
  ) -> [Diagnostic] {
    do throws(FileError) {
      try AtomicFile.write(to: path) { (file) throws(FileError) in
        var part: [UInt8] = []
        do {
          try body { text in
            part += Array(text.utf8)
            guard part.count >= 1 << 16 else { return }
            try file.put(part)
            part.removeAll(keepingCapacity: true)
          }
        } catch let error as FileError {
          throw error
        } catch {
          // All that a manifest holds has a form in JSON, but for numbers without an end.
          throw FileError(message: "\(path) cannot be written: \(error)")
        }
        try file.put(part)
      }
      return []
    } catch {
      return [
        Diagnostic(.error, code, error.message, help: "make it possible to write there, then render again")
      ]
    }
  }

  private func unusable(_ reason: String) -> Diagnostic {
    Diagnostic(
      .warning, "manifest-rebuilt", "\(path) cannot be used, and is made anew", reason: reason,
      help: "files of earlier runs are no longer known as Placard's: a run of the whole deck lists its own again")
  }

  static func words(_ problem: Manifest.Problem) -> String {
    switch problem {
    case .unreadable: "it cannot be read"
    case .notAManifest: "it is no manifest of Placard, or was damaged"
    case .otherVersion(let version): "it has version \(version), and this Placard reads version \(Manifest.version)"
    case .wrongPath(let path): "it names a file that cannot be: \(path.prefix(100))"
    }
  }
}
