import Files
import Hashing
import OutputCache

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
  import MachO
#endif

/// What outputs depend on that no deck says: the program, the libraries that it uses, and hyphenation patterns.
public enum Surroundings {
  /// The sum of all of it.
  ///
  /// The program is known by its contents, so that one that was built anew makes everything anew. Libraries and patterns come in packages, and are known by
  /// name, size and the time that their package gives them.
  ///
  /// - Parameter folders: Of hyphenation patterns.
  public static func sum(patterns folders: [String], _ sums: FileSums) -> Digest {
    var parts = [processor, program(sums)?.hex ?? "unknown"]
    parts += librariesAtStart.sorted().map(words)
    for folder in folders {
      parts += FolderListing.names(in: folder).map { words(folder + "/" + $0) }
    }
    return SHA256.digest(of: Array(parts.joined(separator: "\n").utf8))
  }

  /// The sum of the program that runs.
  public static func program(_ sums: FileSums) -> Digest? { program.flatMap(sums.sum) }

  /// Looked at once: modules that are loaded while something is rendered must not make a difference to what comes next.
  private static let librariesAtStart = libraries

  static func words(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let stamp = FileStamp(of: path) else { return name }
    return "\(name) \(stamp.size) \(stamp.modified / 1_000_000_000)"
  }

  private static var processor: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }

  #if os(Linux)
    private static let program: String? = "/proc/self/exe"

    /// The files of shared libraries that the system has mapped.
    private static var libraries: Set<String> {
      let maps = text("/proc/self/maps")
      return Set(
        maps.split(separator: "\n").compactMap { line in
          guard let start = line.firstIndex(of: "/") else { return nil }
          let path = String(line[start...])
          return path.contains(".so") ? path : nil
        })
    }

    /// What the system says of itself has no size, so that it must be read to its end.
    private static func text(_ path: String) -> String {
      guard let file = fopen(path, "r") else { return "" }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        // Safety: at most as many bytes are written as the array has.
        let count = fread(&part, 1, part.count, file)
        if count == 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += part[..<count]
      }
    }
  #else
    private static var program: String? { _dyld_get_image_name(0).map { String(cString: $0) } }

    /// Libraries of the system lie in no file of their own, and change with its version.
    private static var libraries: Set<String> {
      var system = utsname()
      uname(&system)
      let version = withUnsafeBytes(of: system.version) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      let images = (0..<_dyld_image_count()).compactMap { _dyld_get_image_name($0).map { String(cString: $0) } }
      return Set(images + [version])
    }
  #endif
}
