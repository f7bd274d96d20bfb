import CardSpec
import Files
import Hashing
import Manifest
import OutputCache
import PressColor
import Recipes

/// What tells one plan from another, so that shards of different ones are never joined.
enum PlanIdentity {
  /// - Parameters:
  ///   - runs: All that is planned, not a shard of it.
  ///   - found: Whether something is wrong with the specs of a run.
  static func of(_ runs: [BatchRun], hasErrors found: (BatchRun) -> Bool) -> Manifest.Shard.Plan {
    let files = runs.flatMap { run in
      run.plan.jobs.map { job in
        Manifest.PlannedFile(
          path: job.path, deck: run.deck.name, kind: Manifest.Kind(job.kind), language: job.language,
          format: job.format.name)
      }
    }
    let exact = runs.filter { $0.plan.isWhole && !found($0) && $0.deck.leftOut.isEmpty }.map(\.deck.name)
    let inexact = Set(runs.map(\.deck.name)).subtracting(exact)
    let whole = runs.filter { $0.plan.isWhole && !$0.deck.isLoneCard }.map(\.deck.name)
    return Manifest.Shard.Plan(
      files: files.count, sha256: digest(files), sources: sources(runs),
      exactDecks: Set(exact).subtracting(inexact).sorted(), wholeDecks: Set(whole).sorted())
  }

  /// The SHA-256 of a plan's list of files, by path, each as its deck, kind, language, format and path with a zero byte after
  /// each and a line end.
  static func digest(_ files: [Manifest.PlannedFile]) -> String {
    let ordered = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var bytes: [UInt8] = []
    for file in ordered {
      for part in [file.deck, file.kind.rawValue, file.language, file.format, file.path] {
        bytes += Array(part.utf8) + [0]
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return SHA256.digest(of: bytes).hex
  }

  /// The SHA-256 of what all files are made from: the program, options that change bytes, specs, pictures, fonts that lie with
  /// the deck. Libraries and fonts of the system are not in it: two machines may have them in other places, or more of them.
  private static func sources(_ runs: [BatchRun]) -> String {
    let sums = FileSums(nil)
    var text = "placard \(Surroundings.program(sums)?.hex ?? "unknown")\n"
    for run in runs {
      let request = run.request
      text += "deck \(run.deck.name) \(request.scale) \(request.effort.rawValue) \(request.date ?? "-")\n"
      let sources = JobSources(deck: run.deck, fontConfiguration: request.fontConfiguration)
      for file in sources.all(forPress: run.plan.jobs.contains(where: \.isForPress)) {
        text += "\(sums.sum(of: file.path)?.hex ?? "missing") \(file.name)\n"
      }
    }
    return SHA256.digest(of: Array(text.utf8)).hex
  }
}

extension JobSources {
  /// Every file that some job may be made from, with a name that is the same wherever the deck lies; by name.
  func all(forPress: Bool) -> [(name: String, path: String)] {
    var paths = common.paths
    var patterns = common.patterns
    for files in cardFiles.values {
      paths.formUnion(files.paths)
      patterns.formUnion(files.patterns)
    }
    for pattern in patterns { paths.formUnion(Self.matches(pattern)) }
    var named = paths.filter(Self.isFile).map { (name: name(of: $0), path: $0) }
    named += fontSources.map { (name: "fonts/" + Self.lastPart($0), path: $0) }
    if forPress, let profile = InstalledProfiles.path(of: deck.press.profile) {
      named.append((name: "profile", path: profile))
    }
    return named.sorted { ($0.name, $0.path) < ($1.name, $1.path) }
  }

  private func name(of path: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : Self.lastPart(path)
  }

  private static func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The files that a pattern can be the name of, where it leaves no folder open.
  private static func matches(_ pattern: String) -> [String] {
    let glob = Glob(pattern)
    guard let slash = pattern.lastIndex(of: "/"), !Glob.isPattern(String(pattern[..<slash])) else { return [] }
    let folder = String(pattern[...slash])
    return FolderListing.names(in: folder).map { folder + $0 }.filter(glob.matches)
  }
}
