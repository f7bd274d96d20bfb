import CardSpec
import Files
import Foundation

/// A deck's folder as it was at a revision of git, in a folder of its own that goes with this object.
final class RevisionFolder: Sendable {
  private static let mostFiles = 20_000

  /// The commit, in full.
  let commit: String
  /// Where the deck's folder lies.
  let folder: String
  private let temporary: String

  /// - Parameter deckFolder: The deck's folder as it is now.
  init(_ revision: String, of deckFolder: String) throws(Git.Problem) {
    let real = RealPath.of(deckFolder) ?? deckFolder
    let git = Git(folder: real)
    let root = try git.root()
    commit = try git.commit(revision)
    let inside = real == root ? "" : String(real.dropFirst(root == "/" ? 1 : root.utf8.count + 1))
    temporary = FileManager.default.temporaryDirectory.path + "/placard-review-" + UUID().uuidString
    folder = inside.isEmpty ? temporary : temporary + "/" + inside
    do throws(Git.Problem) {
      try Self.write(try Self.entries(commit, inside, Git(folder: root)), below: temporary, Git(folder: root))
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: temporary) }

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
  private static func write(_ entries: [Entry], below folder: String, _ git: Git) throws(Git.Problem) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let list = folder + "/.objects"
      try Data((entries.map(\.object).joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: list))
      var contents = try git.run(["cat-file", "--batch"], input: list)[...]
      try FileManager.default.removeItem(atPath: list)
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
        let path = folder + "/" + entry.path
        if entry.isLink {
          links.append((path, String(decoding: blob, as: UTF8.self)))
        } else {
          let parent = (path as NSString).deletingLastPathComponent
          try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
          try Data(blob).write(to: URL(fileURLWithPath: path))
        }
      }
      for link in links {
        let parent = (link.path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: link.target)
      }
    } catch let problem as Git.Problem {
      throw problem
    } catch {
      throw Git.Problem(kind: .failed)
    }
  }
}
