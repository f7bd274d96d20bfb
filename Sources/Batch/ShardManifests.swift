import CardSpec
import Diagnostics
import Files
import Manifest

/// The manifest of one shard, and where it was read.
struct ShardManifest: Sendable {
  var path: String
  /// Where its files lie.
  var folder: String
  var shard: Shard
  var manifest: Manifest
  var plan: Manifest.Shard.Plan
  /// How many files the shard was to make.
  var files: Int
}

/// Finds and reads the manifests that shards wrote.
enum ShardManifests {
  static func name(of shard: Shard) -> String { "manifest-\(shard.index)-of-\(shard.count).json" }

  /// The shard that a file's name speaks of.
  static func shard(named name: String) -> Shard? {
    guard name.hasPrefix("manifest-"), name.hasSuffix(".json") else { return nil }
    let words = name.dropFirst("manifest-".count).dropLast(".json".count).split(separator: "-")
    guard words.count == 3, words[1] == "of", let shard = try? Shard("\(words[0])/\(words[2])") else { return nil }
    return self.name(of: shard) == name ? shard : nil
  }

  /// Paths, by shard.
  static func all(in folder: String) -> [String] {
    let found = FolderListing.names(in: folder, beginningWith: "manifest-").compactMap { name in
      shard(named: name).map { (shard: $0, path: folder + "/" + name) }
    }
    return found.sorted { ($0.shard.count, $0.shard.index) < ($1.shard.count, $1.shard.index) }.map(\.path)
  }

  /// Manifests of shards that lie in a folder under names that no shard gives them: copies, or numbers that cannot be. They are
  /// not joined.
  static func strays(in folder: String) -> [String] {
    FolderListing.names(in: folder, beginningWith: "manifest").filter { name in
      guard name.hasSuffix(".json"), name != ManifestStore.fileName, shard(named: name) == nil else { return false }
      return looksLikeShard(name) || isOfShard(folder + "/" + name)
    }.map { folder + "/" + $0 }
  }

  /// Whether a name is `manifest-I-of-N.json`, whatever the numbers.
  private static func looksLikeShard(_ name: String) -> Bool {
    let words = name.dropLast(".json".count).split(separator: "-", omittingEmptySubsequences: false)
    return words.count == 4 && words[0] == "manifest" && words[2] == "of"
      && Shard.number(words[1]) != nil && Shard.number(words[3]) != nil
  }

  private static func isOfShard(_ path: String) -> Bool {
    guard let bytes = FileContents.bytes(of: path), let manifest = try? Manifest(reading: bytes) else { return false }
    return manifest.shard != nil
  }

  /// Says that shards were not joined.
  static func unjoined(in folder: String) -> [Diagnostic] {
    let count = all(in: folder).count
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        .warning, "unjoined-shards",
        "\(folder) has \(count == 1 ? "the manifest of a shard that was" : "manifests of \(count) shards that were") not joined",
        reason: "what shards made is listed in manifest.json only when they are joined",
        help: "join them with `placard manifest merge \(folder)`, or remove \(folder)/manifest-*-of-*.json")
    ]
  }

  /// Reads one, or says why it cannot be used.
  static func read(_ path: String) -> Result<ShardManifest, ShardProblem> {
    guard let bytes = FileContents.bytes(of: path) else {
      return .failure(.unusable(path, "it cannot be read"))
    }
    let manifest: Manifest
    do throws(Manifest.Problem) {
      manifest = try Manifest(reading: bytes)
    } catch {
      return .failure(.unusable(path, ManifestStore.words(error)))
    }
    guard let told = manifest.shard else { return .failure(.unusable(path, "it is of a whole run, not of a shard")) }
    guard let shard = try? Shard(told.index, of: told.count) else {
      return .failure(.unusable(path, "it speaks of shard \(told.index) of \(told.count), which cannot be"))
    }
    guard Manifest.isIntact(bytes) else { return .failure(.changed(path, shard)) }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return .success(
      ShardManifest(
        path: path, folder: path.contains("/") ? (folder.isEmpty ? "/" : folder) : ".", shard: shard,
        manifest: manifest, plan: told.plan, files: told.files))
  }
}

/// Why shards cannot be joined.
struct ShardProblem: Error, Sendable {
  var diagnostic: Diagnostic

  static func unusable(_ path: String, _ reason: String) -> ShardProblem {
    ShardProblem(
      diagnostic: Diagnostic(
        .error, "shard-manifest", "\(path) is no manifest of a shard that can be joined", reason: reason,
        help: "name the folders that `placard render --shard` wrote to, and no others"))
  }

  static func changed(_ path: String, _ shard: Shard) -> ShardProblem {
    ShardProblem(diagnostic: .changedManifest(path, shard))
  }
}
