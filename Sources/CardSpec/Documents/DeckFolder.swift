import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The deck's folder. Files are found in it and nowhere else, links included.
public struct DeckFolder: Sendable {
  public enum Problem: Error, Sendable {
    case outside, missing

    public func diagnostic(_ source: String, at location: SourceLocation, path: String, subject: Subject) -> Diagnostic
    {
      switch self {
      case .outside:
        Diagnostic(
          .error, "outside-folder", "\"\(source)\" is outside the deck's folder",
          reason: "a deck may use only files of its own folder, so that it is whole wherever it is copied",
          help: "copy the file into the deck's folder and name it from there", at: location, path: path,
          subject: subject)
      case .missing:
        Diagnostic(
          .error, "missing-file", "there is no file \"\(source)\"",
          reason: "paths are read from the deck's folder", help: "check the name, or add the file", at: location,
          path: path, subject: subject)
      }
    }
  }

  public let folder: String

  public init(_ folder: String) { self.folder = folder }

  /// The real path of a file named in a spec, or why it cannot be had.
  public func resolve(_ source: String) -> Result<String, Problem> {
    guard !source.isEmpty, !source.utf8.contains(0) else { return .failure(.missing) }
    guard !source.hasPrefix("/"), let root = Self.real(folder) else { return .failure(.outside) }
    guard let file = Self.real(folder + "/" + source) else {
      return .failure(source.split(separator: "/").contains("..") ? .outside : .missing)
    }
    return file.hasPrefix(root == "/" ? root : root + "/") ? .success(file) : .failure(.outside)
  }

  /// The path with every link followed, `nil` where nothing is there.
  static func real(_ path: String) -> String? {
    // Safe: realpath allocates the string it returns, and it is freed here after it was copied.
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
