#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names in a folder.
public enum FolderListing {
  /// Every name but `.` and `..` that begins with `prefix`, by its bytes; none where the folder cannot be read. Others take
  /// no memory.
  public static func names(in folder: String, beginningWith prefix: String = "") -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // Safe: the name is a C string within the entry, copied before the next call.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      if name.hasPrefix(prefix), name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
