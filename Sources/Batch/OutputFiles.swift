import CardSpec
import Diagnostics
import Files
import Hashing
import Manifest

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks at the files of an output folder, and removes those that are Placard's own and no longer wanted.
struct OutputFiles {
  let folder: String

  enum State {
    case missing, unchanged, changed
    /// A folder on the way to it is a link: what lies behind it is not Placard's.
    case behindLink
  }

  /// Whether the file is as the manifest says. What is no plain file counts as changed.
  func state(_ output: Manifest.Output) -> State { state(output.path, output) }

  /// - Parameter output: What the manifest says of the file; `nil` where that cannot be told any more.
  func state(_ path: String, _ output: Manifest.Output?) -> State {
    if isMissing(path) { return .missing }
    if link(above: path) != nil { return .behindLink }
    let path = folder + "/" + path
    guard let output, let stamp = FileStamp(of: path, followsLinks: false), stamp.size == output.bytes,
      let digest = FileContents.digest(of: path)
    else { return .changed }
    return digest.hex == output.sha256 ? .unchanged : .changed
  }

  /// The first folder on the way to a path, within this one, that is a link.
  func link(above path: String) -> String? {
    var place = folder
    for part in path.split(separator: "/").dropLast() {
      place += "/" + part
      if AtomicFile.isLink(place) { return place }
    }
    return nil
  }

  func isMissing(_ path: String) -> Bool {
    var info = stat()
    return lstat(folder + "/" + path, &info) != 0
  }

  /// What becomes of a file that is no longer wanted.
  enum Fate {
    case gone, isAnother, goes
    case stays(Diagnostic)
  }

  /// Whether a file of an earlier run may be removed: only if nobody changed it.
  ///
  /// - Parameters:
  ///   - output: What the manifest says of the file; `nil` where that cannot be told any more.
  ///   - wanted: Paths that runs make: on a file system that does not tell capitals apart, the file may be theirs.
  func fate(_ path: String, _ output: Manifest.Output?, wanted: Set<String>) -> Fate {
    if wanted.contains(where: { $0 != path && isSameFile($0, path) }) { return .isAnother }
    return switch state(path, output) {
    case .missing: .gone
    case .changed: .stays(.changed(folder + "/" + path))
    case .behindLink: .stays(.behindLink(folder + "/" + path))
    case .unchanged: .goes
    }
  }

  /// Removes a file of an earlier run if it may go, and the folders that are empty then.
  func remove(_ path: String, _ output: Manifest.Output?, wanted: Set<String>) -> Diagnostic? {
    let place = folder + "/" + path
    switch fate(path, output, wanted: wanted) {
    case .gone, .isAnother: return nil
    case .stays(let reason): return reason
    case .goes:
      guard unlink(place) == 0 else { return .unremovable(place, String(cString: strerror(errno))) }
      removeEmptyFolders(above: path)
      return .removed(place)
    }
  }

  /// The folders of those paths that are of pictures.
  static func pictureFolders(_ paths: some Sequence<String>) -> Set<String> {
    var folders: Set<String> = []
    for path in paths where path.hasSuffix(".png") {
      folders.insert(path.split(separator: "/").dropLast().joined(separator: "/"))
    }
    return folders
  }

  /// Pictures beside those of a plan that neither it nor the manifest knows.
  ///
  /// - Parameters:
  ///   - folders: Those of the plan's pictures.
  ///   - planned: Paths; asked for only where there is something to tell of.
  func foreign(in folders: Set<String>, planned: () -> Set<String>, _ known: (String) -> Bool) -> [Diagnostic] {
    let unknown = folders.filter { link(above: $0 + "/.") == nil }.sorted().flatMap { inner in
      FolderListing.names(in: folder + "/" + inner).map { inner + "/" + $0 }
        .filter { $0.hasSuffix(".png") && !known($0) }
    }
    guard !unknown.isEmpty else { return [] }
    let planned = planned()
    let found = unknown.filter { !planned.contains($0) }
    let told = found.prefix(Self.mostForeign).map { Diagnostic.foreign(folder + "/" + $0) }
    return found.count == told.count ? told : told + [.moreForeign(found.count - told.count, folder)]
  }

  /// Of files that are told by name.
  private static let mostForeign = 20

  private func isSameFile(_ first: String, _ second: String) -> Bool {
    guard first.lowercased() == second.lowercased() else { return false }
    var (a, b) = (stat(), stat())
    guard lstat(folder + "/" + first, &a) == 0, lstat(folder + "/" + second, &b) == 0 else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  private func removeEmptyFolders(above path: String) {
    var parts = path.split(separator: "/").dropLast()
    // A folder with anything in it stays: the system refuses.
    while !parts.isEmpty, rmdir(folder + "/" + parts.joined(separator: "/")) == 0 { parts = parts.dropLast() }
  }
}

extension Diagnostic {
  static let staleCode = "stale-file"

  /// A file of an earlier run that this one did not make anew.
  static func stale(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, staleCode, "\(path) is from an earlier run", reason: "this run made no such file",
      help: "remove it, or set its card right and render again")
  }

  fileprivate static func removed(_ path: String) -> Diagnostic {
    Diagnostic(
      .note, "removed-file", "\(path) was removed", reason: "Placard made it, and the deck has no such file any more")
  }

  fileprivate static func behindLink(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "changed-file", "\(path) is no file of this deck any more, and stays",
      reason: "a folder on the way to it is a link now, and nothing is removed through links",
      help: "remove the link, if it is not needed")
  }

  fileprivate static func changed(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "changed-file", "\(path) is no file of this deck any more, and stays",
      reason: "it was changed since Placard made it", help: "remove it, or move it elsewhere, if it is not needed")
  }

  fileprivate static func unremovable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .warning, "unremovable-file", "\(path) is no file of this deck any more, and cannot be removed",
      reason: reason, help: "remove it yourself")
  }

  fileprivate static func moreForeign(_ count: Int, _ folder: String) -> Diagnostic {
    Diagnostic(
      .warning, "foreign-file",
      "\(count) more \(count == 1 ? "picture" : "pictures") in \(folder) are no files of this deck, and stay",
      reason: "Placard did not make them for this deck, or they were changed since",
      help: "render the deck into a folder of its own")
  }

  fileprivate static func foreign(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "foreign-file", "\(path) is no file of this deck, and stays",
      reason: "Placard did not make it, or it was changed since", help: "move it elsewhere, or remove it")
  }
}
