import Diagnostics
import Foundation

/// Asks git, without writing to its repository.
public struct Git: Sendable {
  /// In which git is asked.
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// What git may write at most, bytes: a deck of any size.
  private static let mostOutput = 512 << 20

  public struct Problem: Error, Sendable {
    public enum Kind: Sendable { case noGit, noRepository, unknownRevision, tooLarge, failed }
    public var kind: Kind

    /// Why a revision cannot be looked at.
    ///
    /// - Parameter mayBeFolder: Whether an output folder could have been named in its place.
    public func diagnostic(_ revision: String, mayBeFolder: Bool = false) -> Diagnostic {
      let unknown =
        "git knows no revision \"\(revision)\" here" + (mayBeFolder ? ", and no such folder has a manifest" : "")
      let help =
        "name a commit, a branch or a tag" + (mayBeFolder ? ", or an output folder" : "")
        + "; in a shallow clone, fetch it first"
      return switch kind {
      case .unknownRevision: Diagnostic(.error, "unknown-revision", unknown, help: help)
      case .noRepository:
        Diagnostic(
          .error, "unknown-revision", unknown,
          reason: "the deck's folder is in no repository of git, or git may not read it")
      case .noGit:
        Diagnostic(
          .error, "unknown-revision", unknown, reason: "git is not installed",
          help: mayBeFolder ? "install git, or name an output folder" : "install git")
      case .tooLarge:
        Diagnostic(
          .error, "unreadable-revision", "the deck's folder is too large at \"\(revision)\" to be compared",
          reason: "it has more than 20,000 files or 512 MB", help: "keep the deck in a folder of its own")
      case .failed:
        Diagnostic(
          .error, "unreadable-revision", "the deck's folder cannot be copied from git at \"\(revision)\"",
          reason: "git failed, or the folder for temporary files is full",
          help: "`git fsck` says whether the repository is whole")
      }
    }
  }

  /// The repository's folder.
  func root() throws(Problem) -> String {
    guard let line = try lines(["rev-parse", "--show-toplevel"], else: .noRepository).first else {
      throw Problem(kind: .noRepository)
    }
    return line
  }

  /// The commit that a revision names.
  public func commit(_ revision: String) throws(Problem) -> String {
    // What begins with a dash would be an option.
    let isName = !revision.isEmpty && revision.utf8.count <= 256 && !revision.hasPrefix("-")
    let isPlain = revision.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    guard isName, isPlain else { throw Problem(kind: .unknownRevision) }
    let found = try lines(["rev-parse", "--verify", "--quiet", revision + "^{commit}"], else: .unknownRevision)
    guard let commit = found.first else { throw Problem(kind: .unknownRevision) }
    return commit
  }

  /// The lines of what git answers.
  func lines(_ arguments: [String], else kind: Problem.Kind = .failed) throws(Problem) -> [String] {
    let output = try run(arguments, else: kind)
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// - Parameters:
  ///   - input: A file that git reads.
  ///   - kind: What is wrong if git says no.
  public func run(_ arguments: [String], input: String? = nil, else kind: Problem.Kind = .failed) throws(Problem)
    -> Data
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = input.flatMap { FileHandle(forReadingAtPath: $0) } ?? FileHandle.nullDevice
    do { try process.run() } catch { throw Problem(kind: .noGit) }
    var data = Data()
    while let part = try? output.fileHandleForReading.read(upToCount: 1 << 20), !part.isEmpty {
      data += part
      guard data.count <= Self.mostOutput else {
        process.terminate()
        throw Problem(kind: .tooLarge)
      }
    }
    process.waitUntilExit()
    guard process.terminationStatus != 127 else { throw Problem(kind: .noGit) }
    guard process.terminationStatus == 0 else { throw Problem(kind: kind) }
    return data
  }
}
