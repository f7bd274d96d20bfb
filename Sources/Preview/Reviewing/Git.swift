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
  }

  /// The repository's folder.
  func root() throws(Problem) -> String {
    guard let line = try lines(["rev-parse", "--show-toplevel"], else: .noRepository).first else {
      throw Problem(kind: .noRepository)
    }
    return line
  }

  /// The commit that a revision names.
  func commit(_ revision: String) throws(Problem) -> String {
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
