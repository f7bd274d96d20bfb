import CardSpec
import Files
import Foundation

/// What a deck can be compared with, for programs.
public struct ReviewSources: Sendable, Encodable {
  public struct Revision: Sendable, Encodable {
    public var revision: String
    /// A branch or tag; `nil` for any other commit.
    public var name: String?
    public var summary: String
    public var date: String
  }

  public struct GitSources: Sendable, Encodable {
    public var isAvailable: Bool
    public var revisions: [Revision]
  }

  public struct Folder: Sendable, Encodable {
    public var id: String
    public var path: String
  }

  public var git: GitSources
  public var folders: [Folder]
}

extension PreviewSession {
  /// Branches and tags, then the last commits that touch the deck; and the folders that were named.
  public func reviewSources() async -> ReviewSources {
    let folder = RealPath.of(request.source.folder) ?? request.source.folder
    let revisions: [ReviewSources.Revision]? = await Self.elsewhere {
      try? Self.revisions(Git(folder: folder))
    }
    let folders = request.approvedFolders.enumerated().map {
      ReviewSources.Folder(id: String($0.offset), path: $0.element)
    }
    return ReviewSources(
      git: ReviewSources.GitSources(isAvailable: revisions != nil, revisions: revisions ?? []), folders: folders)
  }

  private nonisolated static func revisions(_ git: Git) throws -> [ReviewSources.Revision] {
    _ = try git.root()
    // Fields are parted by a control character that names cannot hold.
    let names = try git.lines([
      "for-each-ref", "--count=50", "--sort=-creatordate",
      "--format=%(objectname)%1f%(refname:short)%1f%(creatordate:short)%1f%(contents:subject)", "refs/heads",
      "refs/tags",
    ])
    let commits = (try? git.lines(["log", "-n", "30", "--format=%H%x1f%x1f%as%x1f%s", "--", "."])) ?? []
    return (names + commits).compactMap { line in
      let fields = line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4 else { return nil }
      return ReviewSources.Revision(
        revision: fields[0], name: fields[1].isEmpty ? nil : fields[1], summary: String(fields[3].prefix(200)),
        date: fields[2])
    }
  }

  // MARK: Events

  /// Everything that happens from now on, and the revision that it begins after; `nil` where too many listen.
  public func listen() -> (events: AsyncStream<PreviewEvent>, revision: Int)? {
    listeners.add().map { ($0, revision) }
  }
}
