import Diagnostics
import Files

/// The deck's folder. Files are found in it and nowhere else, links included.
public struct DeckFolder: Sendable {
  public enum Problem: Error, Sendable {
    case outside, missing, network

    public func diagnostic(
      _ source: String, at location: SourceLocation, path: String, subject: Subject = Subject(), help: String? = nil
    ) -> Diagnostic {
      let shown = NodeMessages.shortened(source)
      let (code, message, reason, remedy) =
        switch self {
        case .outside:
          (
            "outside-folder", "\"\(shown)\" is outside the deck's folder",
            "a deck may use only files of its own folder, so that it is whole wherever it is copied",
            "copy the file into the deck's folder and name it from there"
          )
        case .missing:
          (
            "missing-file", "there is no file \"\(shown)\"", "paths are read from the deck's folder",
            "check the name, or add the file"
          )
        case .network:
          (
            "network-file", "\"\(shown)\" is an address, not a file", "no network is used while rendering",
            "save the file in the deck's folder and name it from there"
          )
        }
      return Diagnostic(
        .error, code, message, reason: reason, help: help ?? remedy, at: location, path: path, subject: subject)
    }
  }

  public let folder: String

  public init(_ folder: String) { self.folder = folder }

  /// The real path of a file named in a spec, or why it cannot be had.
  public func resolve(_ source: String) -> Result<String, Problem> {
    guard !source.isEmpty, !source.utf8.contains(0) else { return .failure(.missing) }
    guard !source.contains("://"), !source.lowercased().hasPrefix("data:") else { return .failure(.network) }
    guard !source.hasPrefix("/"), let root = RealPath.of(folder) else { return .failure(.outside) }
    guard let file = RealPath.of(folder + "/" + source) else {
      return .failure(source.split(separator: "/").contains("..") ? .outside : .missing)
    }
    return file.hasPrefix(root == "/" ? root : root + "/") ? .success(file) : .failure(.outside)
  }

  /// The files that a name or a pattern of `*` and `?` stands for, from the deck's folder, by name.
  func files(_ pattern: String) -> Result<[String], Problem> {
    guard !pattern.contains("://") else { return .failure(.network) }
    guard !pattern.hasPrefix("/"), !pattern.split(separator: "/").contains("..") else { return .failure(.outside) }
    let found = SpecFile.matches(pattern, in: folder)
    return found.isEmpty ? .failure(.missing) : .success(found)
  }

  /// The problem in words; of a missing file, with the nearest name that is there.
  func diagnostic(_ problem: Problem, _ source: String, at location: SourceLocation, path: String) -> Diagnostic {
    var help: String?
    if case .missing = problem, !source.contains("*"), !source.contains("?"), !source.utf8.contains(0) {
      let parent = source.split(separator: "/").dropLast().joined(separator: "/")
      let siblings = SpecFile.matches(parent.isEmpty ? "*" : parent + "/*", in: folder)
      help = Suggestion.nearest(to: source, among: siblings).map { "did you mean \"\($0)\"?" }
    }
    return problem.diagnostic(source, at: location, path: path, help: help)
  }
}
