import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything in the places that are watched, at one moment. Paths are absolute and real.
struct FolderSnapshot: Sendable {
  /// Bounds that no deck comes near, and that keep a home folder or a link to the root from being read for minutes.
  static let mostEntries = 100_000
  private static let deepest = 32

  /// Every folder whose entries are to be watched, and, where only some of its files are, their names.
  private(set) var folders: [String: Set<String>?] = [:]
  private(set) var files: [String: EntryStamp] = [:]
  /// What the places themselves were.
  private(set) var roots: [String: EntryStamp] = [:]
  /// Whether there is more than could be read.
  private(set) var isPartial = false

  init() {}

  init(_ places: [WatchedPlace], excluding excluded: [String] = []) {
    var pass = ScanPass(excluded: Set(excluded.map { RealPath.of($0) ?? $0 }))
    for place in places {
      roots[place.path] = EntryStamp(place.path, followsLinks: true)
      switch place {
      case .folder(let path): pass.folder(named: path)
      case .file(let path): pass.file(named: path)
      }
    }
    pass.followLinks()
    folders = pass.folders
    files = pass.files
    isPartial = pass.isPartial
  }

  /// Files that are in only one of both, or not the same in both.
  func differences(from earlier: FolderSnapshot) -> Set<String> {
    let here = files.filter { earlier.files[$0.key] != $0.value }.map(\.key)
    return Set(here).union(earlier.files.keys.filter { files[$0] == nil })
  }

  /// Whether any place is gone, came back, or is another one now.
  func hasOtherRoots(_ places: [WatchedPlace]) -> Bool {
    places.contains { place in
      guard case .folder(let path) = place else { return false }
      guard let now = EntryStamp(path, followsLinks: true) else { return roots[path] != nil }
      return roots[path].map { !$0.isSame(as: now) } ?? true
    }
  }

  func isMissing(_ places: [WatchedPlace]) -> Bool { places.contains { roots[$0.path] == nil } }

  /// Looks at one file again.
  mutating func refresh(_ path: String) { files[path] = EntryStamp(path) }

  /// One reading of all places.
  private struct ScanPass {
    let excluded: Set<String>
    var folders: [String: Set<String>?] = [:]
    var files: [String: EntryStamp] = [:]
    var isPartial = false
    private var links: [String] = []

    init(excluded: Set<String>) { self.excluded = excluded }

    mutating func folder(named path: String) {
      guard let real = RealPath.of(path) else { return }
      walk(real)
    }

    /// A file that is not there yet is found in its folder later.
    mutating func file(named path: String) {
      let (parent, name) = FolderSnapshot.split(path)
      guard !name.isEmpty, let folder = RealPath.of(parent) else { return }
      add(name, in: folder)
      guard let stamp = EntryStamp(FolderSnapshot.joined(folder, name)), stamp.kind == .link else { return }
      follow(FolderSnapshot.joined(folder, name))
    }

    /// Where links lead, files and folders alike. Folders that are read already are not read again, so circles end.
    mutating func followLinks() {
      while let link = links.popLast() { follow(link) }
    }

    private mutating func follow(_ link: String) {
      guard let real = RealPath.of(link), let stamp = EntryStamp(real) else { return }
      switch stamp.kind {
      case .folder: walk(real)
      case .file where files[real] == nil:
        let (folder, name) = FolderSnapshot.split(real)
        add(name, in: folder)
      default: break
      }
    }

    private mutating func add(_ name: String, in folder: String) {
      if let known = folders[folder] {
        // `nil` is all of them.
        if var names = known {
          names.insert(name)
          folders[folder] = .some(names)
        }
      } else {
        folders[folder] = .some([name])
      }
      let path = FolderSnapshot.joined(folder, name)
      if let stamp = EntryStamp(path), stamp.kind != .folder { files[path] = stamp }
    }

    private mutating func walk(_ root: String) {
      var waiting = [(path: root, depth: 0)]
      while let (folder, depth) = waiting.popLast() {
        if case .some(.none) = folders[folder] { continue }
        guard !excluded.contains(folder) else { continue }
        folders[folder] = .some(nil)
        for name in FolderListing.names(in: folder) where !name.hasPrefix(".") {
          guard files.count + folders.count < FolderSnapshot.mostEntries, depth < FolderSnapshot.deepest else {
            isPartial = true
            return
          }
          let path = FolderSnapshot.joined(folder, name)
          guard let stamp = EntryStamp(path) else { continue }
          if stamp.kind == .folder {
            waiting.append((path, depth + 1))
          } else {
            files[path] = stamp
            if stamp.kind == .link { links.append(path) }
          }
        }
      }
    }
  }

  // MARK: Paths

  static func joined(_ folder: String, _ name: String) -> String { folder == "/" ? "/" + name : folder + "/" + name }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
