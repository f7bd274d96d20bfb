#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a path leads to.
public enum RealPath {
  /// The path with every link followed, `nil` where nothing is there.
  public static func of(_ path: String) -> String? {
    // Safe: realpath allocates the string it returns, and it is freed here after it was copied.
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
