import ArgumentParser
import Batch
import Foundation
import Preview

/// Asks git which files differ from a revision: changed, added, removed, and those that it does not track.
struct GitChanges {
  let revision: String

  /// - Parameter folder: the deck's, whose repository is asked.
  func files(around folder: String) throws -> ChangedFiles {
    let root = try repository(folder)
    let commit = try commit(in: root)
    let differing = try list(
      ["diff", "--name-only", "--no-renames", "--no-relative", "--no-ext-diff", commit, "--"], root)
    // Beside the deck also what git was told to ignore: a picture is a picture.
    let untracked = try list(["ls-files", "--others", "--full-name"], folder)
    let earlier = try list(["ls-tree", "-r", "--name-only", "--full-tree", commit], root)
    func absolute(_ names: [String]) -> Set<String> { Set(names.map { root == "/" ? "/" + $0 : root + "/" + $0 }) }
    return ChangedFiles(root: root, changed: absolute(differing + untracked), earlier: absolute(earlier))
  }

  private func repository(_ folder: String) throws -> String {
    guard let line = try git(["rev-parse", "--show-toplevel"], folder).flatMap(Self.line) else {
      throw ValidationError(
        "--changed-since asks git, and the deck's folder is in no git repository (or git may not read it): leave --changed-since out"
      )
    }
    return line
  }

  private func commit(in root: String) throws -> String {
    // What begins with a dash would be an option.
    guard !revision.isEmpty, !revision.hasPrefix("-") else { throw unknownRevision }
    let answer = try git(["rev-parse", "--verify", "--quiet", revision + "^{commit}"], root)
    guard let line = answer.flatMap(Self.line) else { throw unknownRevision }
    return line
  }

  private var unknownRevision: ValidationError {
    ValidationError(
      "git knows no revision \"\(revision)\" here: name a commit, a branch or a tag; in a shallow clone, fetch it first"
    )
  }

  /// The names that git lists, which are separated by NUL.
  private func list(_ arguments: [String], _ root: String) throws -> [String] {
    guard let answer = try git([arguments[0], "-z"] + arguments.dropFirst(), root) else {
      throw ValidationError("git \(arguments[0]) failed in \(root)")
    }
    return answer.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What git answers; `nil` where it says no.
  private func git(_ arguments: [String], _ folder: String) throws -> Data? {
    do throws(Git.Problem) {
      return try Git(folder: folder).run(arguments)
    } catch {
      guard error.kind != .noGit else { throw ValidationError("--changed-since needs git, which is not installed") }
      return nil
    }
  }

  private static func line(_ data: Data) -> String? {
    let text = String(decoding: data, as: UTF8.self)
    let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return line.isEmpty ? nil : line
  }
}
