import ArgumentParser
import Batch
import Foundation

/// Options about what is kept from run to run.
struct CacheOptions: ParsableArguments {
  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "The folder in which what was made is kept for later runs; it may be shared.", valueName: "folder"))
  var folder: String?

  @Option(name: .customLong("cache-limit"), help: "The most megabytes that are kept.")
  var limit = 2048

  @Flag(name: .customLong("no-cache"), help: "Make everything, and keep nothing for later runs.")
  var isOff = false

  @Flag(name: .long, help: "Make everything anew, also what is as it was.")
  var force = false

  func validate() throws {
    guard !isOff || folder == nil else { throw ValidationError("--cache and --no-cache exclude each other") }
    guard (1...100_000_000).contains(limit) else { throw ValidationError("--cache-limit takes a number from 1") }
    guard folder != "" else { throw ValidationError("--cache takes the name of a folder") }
  }

  /// `nil` where nothing is kept: it was said so, or the user has no folder for it.
  var settings: CacheSettings? {
    guard !isOff, let folder = folder ?? Self.usual else { return nil }
    return CacheSettings(folder: folder, limit: limit << 20, isForced: force)
  }

  /// By the XDG Base Directory Specification; on a Mac, where its programs keep such things.
  private static var usual: String? {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/placard" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
      return home + "/Library/Caches/placard"
    #else
      return home + "/.cache/placard"
    #endif
  }
}
