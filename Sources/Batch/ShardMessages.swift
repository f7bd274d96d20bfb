import Diagnostics
import Manifest

/// What is said of shards that cannot be joined.
extension Diagnostic {
  /// Of files that are told by name.
  static let mostShardFiles = 20

  /// Which shards to run again, and how.
  private static func again(_ shards: [Shard]) -> String {
    let told = shards.prefix(8).map { "--shard \($0)" }.joined(separator: ", ")
    let more = shards.count > 8 ? " and \(shards.count - 8) more" : ""
    return "run `placard render` again with \(told)\(more), and the other options as they were"
  }

  /// For instance "shards 2, 3 and 5 of 8".
  private static func words(_ shards: [Shard]) -> String {
    let numbers = shards.map { "\($0.index)" }
    let count = shards.first.map { " of \($0.count)" } ?? ""
    guard numbers.count > 1 else { return "shard \(numbers.joined())\(count)" }
    let told = numbers.count > 12 ? Array(numbers.prefix(11)) + ["\(numbers.count - 11) more"] : numbers
    return "shards \(told.dropLast().joined(separator: ", ")) and \(told[told.count - 1])\(count)"
  }

  static func noShards(_ source: String) -> Diagnostic {
    Diagnostic(
      .error, "no-shards", "there are no shards in \(source)",
      reason: "a shard leaves a file manifest-I-of-N.json there when it is done",
      help: "name the folder that `placard render --shard I/N` wrote to")
  }

  /// A manifest that says something else than its shard did.
  static func changedManifest(_ path: String, _ shard: Shard) -> Diagnostic {
    Diagnostic(
      .error, "changed-manifest", "\(path) is not as \(words([shard])) wrote it",
      reason:
        "it does not end with the SHA-256 of what stands in it: it was changed since, or was not copied as a whole",
      help: again([shard]))
  }

  /// A manifest of a shard that is not looked for.
  static func stray(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "stray-manifest", "\(path) was not joined, and stays",
      reason:
        "shards call their manifests manifest-I-of-N.json, with I from 1 to N: this is a copy, or of nothing that can be",
      help: "remove it; or name it on the command line if it is the one that you want")
  }

  /// Shards, or a whole run, that ended before the folder's manifest was written.
  static func nothingWhole(_ folder: String) -> Diagnostic {
    Diagnostic(
      .error, "no-shards", "there are no shards in \(folder), and the last run there did not end properly",
      reason: "a shard leaves a file manifest-I-of-N.json there when it is done",
      help: "run `placard render --shard I/N` for all parts, then join them")
  }

  static func otherPlans(_ groups: [[ShardManifest]]) -> Diagnostic {
    let told = groups.prefix(4).map { group in
      "\(words(group.map(\.shard))) (\(group[0].path)\(group.count > 1 ? " …" : ""))"
    }
    let plans = Set(groups.compactMap { $0.first?.plan })
    let reason =
      Set(plans.map(\.sha256)).count > 1
      ? "they list other files"
      : plans.count > 1
        ? "they list the same files, but made from other sources, with other options, or by another build of Placard"
        : "they split the same plan in different ways"
    return Diagnostic(
      .error, "other-plan", "these shards are of different plans: \(told.joined(separator: "; "))", reason: reason,
      help: "render all shards again from the same files with the same options, or name the manifests of one plan alone"
    )
  }

  static func doubledShard(_ one: ShardManifest, _ other: ShardManifest) -> Diagnostic {
    Diagnostic(
      .error, "doubled-shard", "\(words([one.shard])) is there twice: \(one.path) and \(other.path)",
      reason: "only one of them can be joined", help: "leave one of them out")
  }

  static func missingShards(_ shards: [Shard]) -> Diagnostic {
    Diagnostic(
      .error, "missing-shard", "\(words(shards)) \(shards.count == 1 ? "is" : "are") missing",
      reason:
        "no manifest of \(shards.count == 1 ? "it" : "them") was found: not run, ended early, or written elsewhere",
      help: again(shards))
  }

  static func unfinished(_ shard: ShardManifest) -> Diagnostic {
    let missing = shard.files - shard.manifest.plannedFiles.count
    return Diagnostic(
      .error, "unfinished-shard",
      "\(words([shard.shard])) was ended early: \(missing) of its \(shard.files) \(shard.files == 1 ? "file was" : "files were") not made",
      reason: "\(shard.path) lists \(shard.manifest.plannedFiles.count)", help: again([shard.shard]))
  }

  static func doubledFile(_ path: String, _ one: ShardManifest, _ other: ShardManifest) -> Diagnostic {
    Diagnostic(
      .error, "doubled-file", "\(path) is listed by \(words([one.shard, other.shard]))",
      reason: "each file of a plan belongs to one shard: one of the manifests was changed",
      help: again([one.shard, other.shard]))
  }

  static func notThePlan(_ shards: [ShardManifest]) -> Diagnostic {
    Diagnostic(
      .error, "not-the-plan", "the files of these shards are not those of their plan",
      reason: "together they do not give the plan's SHA-256: some manifest was changed",
      help: "render all shards again")
  }

  /// Files that are not as the folder's manifest says, where there are no shards to join.
  static func notWhole(_ files: [(path: String, state: OutputFiles.State)], _ manifest: String) -> [Diagnostic] {
    let told = files.prefix(mostShardFiles).map { file in
      Diagnostic(
        .error, file.state.code, "\(file.path) is \(file.state == .missing ? "missing" : "not as \(manifest) says")",
        reason: file.state.reason ?? "\(manifest) lists it",
        help: "render it again")
    }
    guard files.count > told.count else { return told }
    return told + [
      Diagnostic(.error, "spoilt-file", "\(files.count - told.count) more files are missing or changed")
    ]
  }

  /// Files that are not as their shards made them: the first by name, then how many more.
  static func spoilt(_ files: [(path: String, state: OutputFiles.State, shard: Shard)]) -> [Diagnostic] {
    let told = files.prefix(mostShardFiles).map { file in
      Diagnostic(
        .error, file.state.code,
        "\(file.path) \(file.state == .missing ? "is missing" : "is not as \(words([file.shard])) made it")",
        reason: file.state.reason ?? "\(words([file.shard])) made it",
        help: again([file.shard]))
    }
    guard files.count > told.count else { return told }
    let shards = Set(files.dropFirst(told.count).map(\.shard)).sorted { $0.index < $1.index }
    return told + [
      Diagnostic(
        .error, "spoilt-file", "\(files.count - told.count) more files of \(words(shards)) are missing or changed",
        help: again(shards))
    ]
  }

  /// What shards could not make.
  static func failed(_ failures: [Manifest.Failure]) -> [Diagnostic] {
    let told = failures.prefix(mostShardFiles).map { failure in
      Diagnostic(
        .error, "failed-file", "\(failure.path) could not be made",
        reason: failure.diagnostics.first { $0.severity == "error" }?.message,
        help: "set its card right, then render all shards again")
    }
    guard failures.count > told.count else { return told }
    return told + [
      Diagnostic(.error, "failed-file", "\(failures.count - told.count) more files could not be made")
    ]
  }
}

extension OutputFiles.State {
  fileprivate var code: String { self == .missing ? "missing-file" : "spoilt-file" }

  /// What is wrong with a file that is there.
  fileprivate var reason: String? {
    switch self {
    case .missing: nil
    case .unchanged, .changed: "its size or its SHA-256 is another one"
    case .behindLink: "a folder on the way to it is a link now, and what lies behind links is not looked at"
    }
  }
}
