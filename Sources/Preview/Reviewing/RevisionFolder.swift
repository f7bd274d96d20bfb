import CardSpec
import Diagnostics
import Files
import Foundation

/// A deck's folder as it was at a revision of git, in a folder of its own that goes with this object.
final class RevisionFolder: Sendable {
  private static let mostFiles = 20_000

  /// The commit, in full.
  let commit: String
  /// Where the deck's folder lies.
  let folder: String
  /// As it was asked for.
  private let revision: String
  private let copy: String
  private let space: ScratchSpace

  /// - Parameters:
  ///   - deckFolder: The deck's folder as it is now.
  ///   - space: What the copy lies in.
  init(_ revision: String, of deckFolder: String, in space: ScratchSpace) throws(Git.Problem) {
    (self.revision, self.space) = (revision, space)
    let real = RealPath.of(deckFolder) ?? deckFolder
    let git = Git(folder: real)
    let root = try git.root()
    commit = try git.commit(revision)
    let inside = real == root ? "" : String(real.dropFirst(root == "/" ? 1 : root.utf8.count + 1))
    let entries = try Self.entries(commit, inside, Git(folder: root))
    guard let copy = try? space.makeFolder("review") else { throw Git.Problem(kind: .failed) }
    self.copy = copy
    folder = inside.isEmpty ? copy : copy + "/" + inside
    do throws(Git.Problem) {
      try write(entries, Git(folder: root))
    } catch {
      space.remove(copy)
      throw error
    }
  }

  deinit { space.remove(copy) }

  // MARK: Names

  /// A file of the copy as people know it: `main:cards/a.json`, from the repository's root, as git itself shows it.
  func name(_ text: String) -> String {
    guard text.contains(copy) else { return text }
    return text.replacing(copy + "/", with: revision + ":").replacing(copy, with: revision + ":")
  }

  /// Messages about the copy, told of the revision.
  func named(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map { found in
      var told = found
      told.message = name(found.message)
      (told.reason, told.help) = (found.reason.map(name), found.help.map(name))
      told.location?.file = name(found.location?.file ?? "")
      return told
    }
  }

  /// Messages about the copy, with the lines that they speak of. No editor can open what they are about.
  func reports(of diagnostics: [Diagnostic]) -> [DiagnosticReport] {
    let files = DeckFiles(folder: folder)
    return zip(diagnostics, named(diagnostics)).map { found, told in
      var report = DiagnosticReport(told, files)
      report.place = found.location.map { files.place($0, quotes: true) }
      report.place?.file = told.location?.file ?? ""
      report.place?.path = nil
      return report
    }
  }

  /// That the deck's file cannot be read in the copy, with the first thing that is wrong with it.
  func unreadable(_ found: [Diagnostic]) -> Diagnostic {
    let first = named(found.ordered()).first { $0.severity == .error }
    let place = first?.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return Diagnostic(
      .error, "unreadable-deck", "the deck cannot be read at \"\(revision)\"",
      reason: first.map { place + $0.message }, help: "name a revision that has the deck as it can be read")
  }

  // MARK: Copying

  /// Copies where waiting for git and for the disk holds up nobody.
  static func copy(_ revision: String, for request: PreviewRequest) async throws(Git.Problem) -> RevisionFolder {
    let (folder, space) = (request.source.folder, request.scratch)
    let copied: Result<RevisionFolder, Git.Problem> = await PreviewSession.elsewhere {
      do throws(Git.Problem) { return .success(try RevisionFolder(revision, of: folder, in: space)) } catch {
        return .failure(error)
      }
    }
    return try copied.get()
  }

  private struct Entry {
    var object: String
    /// From the repository's root.
    var path: String
    var isLink: Bool
  }

  private static func entries(_ commit: String, _ inside: String, _ git: Git) throws(Git.Problem) -> [Entry] {
    let listing = try git.run(
      ["ls-tree", "-r", "-z", "--full-tree", commit] + (inside.isEmpty ? [] : ["--", inside + "/"]))
    let entries = listing.split(separator: 0).compactMap { line -> Entry? in
      // `mode type object\tpath`
      guard let tab = line.firstIndex(of: 0x09) else { return nil }
      let facts = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ").map(String.init)
      let path = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard facts.count == 3, facts[1] == "blob", !parts.contains(where: { ["", ".", "..", ".git"].contains($0) })
      else { return nil }
      return Entry(object: facts[2], path: path, isLink: facts[0] == "120000")
    }
    guard entries.count <= mostFiles else { throw Git.Problem(kind: .tooLarge) }
    return entries
  }

  /// Files first and links last, so that nothing is written through a link.
  private func write(_ entries: [Entry], _ git: Git) throws(Git.Problem) {
    do {
      let list = copy + "/.objects"
      let objects = Data((entries.map(\.object).joined(separator: "\n") + "\n").utf8)
      try whileOpen { try objects.write(to: URL(fileURLWithPath: list)) }
      var contents = try git.run(["cat-file", "--batch"], input: list)[...]
      try whileOpen { try FileManager.default.removeItem(atPath: list) }
      var links: [(path: String, target: String)] = []
      for entry in entries {
        // `object blob size\n…\n`
        guard let end = contents.firstIndex(of: 0x0A),
          let size = String(decoding: contents[..<end], as: UTF8.self).split(separator: " ").last.flatMap({ Int($0) }),
          contents.distance(from: end, to: contents.endIndex) > size
        else { throw Git.Problem(kind: .failed) }
        let start = contents.index(after: end)
        let blob = contents[start..<start + size]
        contents = contents[(start + size + 1)...]
        let path = copy + "/" + entry.path
        if entry.isLink {
          links.append((path, String(decoding: blob, as: UTF8.self)))
        } else {
          try make(path) { try Data(blob).write(to: URL(fileURLWithPath: path)) }
        }
      }
      for link in links {
        try make(link.path) {
          try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: link.target)
        }
      }
    } catch let problem as Git.Problem {
      throw problem
    } catch {
      throw Git.Problem(kind: .failed)
    }
  }

  /// Makes a file, and the folders that it lies in.
  private func make(_ path: String, _ body: () throws -> Void) throws {
    try whileOpen {
      let parent = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try body()
    }
  }

  private func whileOpen(_ body: () throws -> Void) throws {
    guard try space.whileOpen(body) != nil else { throw Git.Problem(kind: .failed) }
  }
}
