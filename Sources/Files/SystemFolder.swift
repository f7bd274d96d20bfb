#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders that the system names.
public enum SystemFolder {
  /// Where it wants files that a program needs for a while (POSIX, `TMPDIR`).
  public static var temporary: String {
    // Safe: the string is copied before anything else can change the environment, which Placard never does.
    guard let stated = getenv("TMPDIR"), stated.pointee != 0 else { return "/tmp" }
    return String(cString: stated)
  }
}
