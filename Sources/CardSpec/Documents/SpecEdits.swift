import Files

/// Spec files as they would be if they were saved, to be loaded in place of those on the disk.
public struct SpecEdits: Sendable, Hashable {
  /// By real path.
  private var files: [String: [UInt8]]

  /// - Parameter files: Whole files by their paths, with every link followed.
  public init(_ files: [String: [UInt8]] = [:]) { self.files = files }

  public var isEmpty: Bool { files.isEmpty }

  subscript(path: String) -> [UInt8]? {
    // Asking for the real path costs more than reading a small file does.
    guard !files.isEmpty else { return nil }
    return files[path] ?? RealPath.of(path).flatMap { files[$0] }
  }
}
