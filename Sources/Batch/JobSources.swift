import CardSpec
import Files
import Foundation
import PressColor

/// Files that differ from an earlier state of the deck. All paths are absolute and real.
public struct ChangedFiles: Sendable {
  /// The folder in which changes can be told; what lies outside counts as unchanged.
  public var root: String
  /// What has other contents, is new, or is gone.
  public var changed: Set<String>
  /// What the earlier state had.
  public var earlier: Set<String>

  /// Where whoever noticed the changes missed none: what is not among them is as it was.
  public init(allOf changed: Set<String>) { self.init(root: "/dev/null", changed: changed, earlier: []) }

  public init(root: String, changed: Set<String>, earlier: Set<String>) {
    self.root = root
    self.changed = changed
    self.earlier = earlier
  }

  /// Whether the file has changed. One that is there, and was not, has.
  func contains(_ path: String) -> Bool {
    if changed.contains(path) { return true }
    return isInside(path) && !earlier.contains(path) && JobSources.isFile(path)
  }

  public func isInside(_ path: String) -> Bool { path.hasPrefix(root == "/" ? root : root + "/") }
}

/// Knows from which files each job is made, as far as that can be told without making it.
///
/// A file may be said to matter to a job that does not use it, never the other way round.
public struct JobSources: Sendable {
  let deck: Deck
  /// The deck's, from the root.
  let folder: String
  /// The font configuration's file.
  private let fonts: String?
  /// What every job depends on.
  let common: Files
  /// Whether cards settle sizes together, so that a change of one touches all.
  public let groupsReachCards: Bool
  private(set) var cardFiles: [String: Files] = [:]

  /// Files by their absolute paths, and patterns of paths where a name is put together from slots.
  struct Files {
    var paths: Set<String> = []
    var patterns: Set<String> = []

    mutating func formUnion(_ other: Files) {
      paths.formUnion(other.paths)
      patterns.formUnion(other.patterns)
    }
  }

  /// - Parameter fontConfiguration: `nil` where there is none.
  public init(deck: Deck, fontConfiguration: String?) {
    self.deck = deck
    folder = Self.absolute(deck.folder)
    fonts = fontConfiguration.map(Self.absolute)
    // A size that a group of several cards settles on depends on all of them.
    groupsReachCards = FitGroupMentions(deck).scopes.contains { $0 != .card }
    var common = Files()
    common.paths = Set([deck.file] + deck.theme.tokens.values.map(\.location.file)).filter { !$0.isEmpty }
    common.paths = Set(common.paths.map(Self.absolute))
    let shared = Array(deck.theme.tokens.values) + Array(deck.parts.values)
    common.formUnion(Self.pictures(shared, folder))
    self.common = common
    for card in deck.cards { cardFiles[card.id] = files(of: card) }
  }

  /// Whether a file that the job is made from has changed.
  public func isChanged(_ job: Plan.Job, _ changes: ChangedFiles) -> Bool {
    isChanged(job, with: groupsReachCards ? deck.cards[...] : job.cards, changes)
  }

  /// As `isChanged`, but for what other cards of its fit groups bring with them.
  public func isItselfChanged(_ job: Plan.Job, _ changes: ChangedFiles) -> Bool {
    isChanged(job, with: job.cards, changes)
  }

  private func isChanged(_ job: Plan.Job, with cards: ArraySlice<Card>, _ changes: ChangedFiles) -> Bool {
    if isChanged(common, changes) || fontsChanged(changes) { return true }
    if cards.contains(where: { cardFiles[$0.id].map { isChanged($0, changes) } ?? true }) { return true }
    if job.isForPress, pressChanged(changes) { return true }
    // Not a picture, and not the document of one card.
    let isOfAll = job.kind != .png && job.cards.count == deck.cards.count
    return isOfAll && lostCards(job, changes)
  }

  /// Whether the profile of the press has changed.
  public func pressChanged(_ changes: ChangedFiles) -> Bool {
    InstalledProfiles.path(of: deck.press.profile).map { changes.contains(Self.absolute($0)) } ?? false
  }

  // MARK: Files

  private func files(of card: Card) -> Files {
    let template = card.template.flatMap { deck.templates[$0] }
    var files = Files()
    files.paths = Set(([card.location.file] + [template?.location.file].compactMap { $0 }).map(Self.absolute))
    // One that cannot be read again has no pictures: it becomes no output.
    let content = (try? card.content()) ?? CardContent()
    var values = content.slots.members.map(\.value) + content.parts.values + [content.layout].compactMap { $0 }
    if let template { values += [template.layout] + template.parts.values }
    files.formUnion(Self.pictures(values, folder))
    return files
  }

  /// The files that texts in the values can be the names of.
  private static func pictures(_ values: [JSONValue], _ folder: String) -> Files {
    var files = Files()
    var waiting = values
    while let value = waiting.popLast() {
      waiting += value.array ?? []
      waiting += (value.object?.members ?? []).map(\.value)
      guard let text = value.string, text.utf8.count < 1024, text.contains(".") || text.contains("{{") else { continue }
      if let pattern = pattern(text) {
        files.patterns.insert(folder + "/" + pattern)
      } else if !text.contains("://"), !text.hasPrefix("/"), !text.utf8.contains(0) {
        files.paths.insert(folder + "/" + text)
      }
    }
    return files
  }

  /// What a name with references in it can become; `nil` where it has none, or is nothing but one: then its value is
  /// looked at where it stands.
  private static func pattern(_ text: String) -> String? {
    guard text.contains("{{") else { return nil }
    let parts = text.split(separator: "{{", omittingEmptySubsequences: false)
    var result = String(parts[0])
    for part in parts.dropFirst() {
      guard let end = part.firstRange(of: "}}") else { return nil }
      result += "*" + part[end.upperBound...]
    }
    return result == "*" ? nil : result
  }

  // MARK: Changes

  private func isChanged(_ files: Files, _ changes: ChangedFiles) -> Bool {
    if files.paths.contains(where: { isChanged($0, changes) }) { return true }
    return files.patterns.contains { pattern in
      let glob = Glob(pattern)
      return changes.changed.contains(where: glob.matches)
    }
  }

  /// The file as it is named, and where links lead to.
  private func isChanged(_ path: String, _ changes: ChangedFiles) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    if parts.contains("..") || parts.contains(".") {
      return RealPath.of(path).map(changes.contains) ?? false
    }
    if changes.contains(path) { return true }
    guard let real = RealPath.of(path), real != path else { return false }
    return changes.contains(real)
  }

  /// Whether the font configuration, or a font beside it, has changed.
  public func fontsChanged(_ changes: ChangedFiles) -> Bool {
    guard let fonts else { return false }
    if isChanged(fonts, changes) { return true }
    let folder = Self.folder(of: fonts)
    if changes.changed.contains(where: { $0.hasPrefix(folder) && Self.isFont($0) }) { return true }
    return changes.isInside(folder) && fontFiles(folder, depth: 0).contains(where: changes.contains)
  }

  /// The font configuration and the fonts beside it.
  var fontSources: [String] {
    guard let fonts, !fonts.isEmpty else { return [] }
    return [fonts] + fontFiles(Self.folder(of: fonts), depth: 0)
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/"
  }

  private func fontFiles(_ folder: String, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    return FolderListing.names(in: folder).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      if Self.isFont(name) { return [folder + name] }
      return name.contains(".") ? [] : fontFiles(folder + name + "/", depth: depth + 1)
    }
  }

  private static func isFont(_ name: String) -> Bool {
    let ending = name.split(separator: ".").last?.lowercased() ?? ""
    return ["otf", "ttf", "otc", "ttc", "pfb"].contains(ending)
  }

  /// Whether a document may have lost a page: a spec is gone that may have been a card's, or a card cannot be read.
  private func lostCards(_ job: Plan.Job, _ changes: ChangedFiles) -> Bool {
    if !job.leftOut.isEmpty { return true }
    return changes.changed.contains { path in
      path.hasSuffix(".json") && path.hasPrefix(folder + "/") && !Self.isFile(path)
    }
  }

  static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// The path from the root, with the links of its folder followed.
  private static func absolute(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, name != ".", name != ".." else { return RealPath.of(path) ?? path }
    let parent = parts.dropLast().joined(separator: "/")
    let start = parts.count == 1 ? "." : parent.isEmpty ? "/" : parent
    guard let folder = RealPath.of(start) else { return path }
    return folder == "/" ? "/" + name : folder + "/" + name
  }
}
