import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the deck that a folder or a card file belongs to.
public enum DeckFinder {
  /// The deck of a folder: `deck.json`, else `CardSpecs/deck.json`; `nil` where there is neither.
  public static func deck(in folder: String) -> String? {
    ["deck.json", "CardSpecs/deck.json"].map { folder == "." ? $0 : folder + "/" + $0 }
      .first { access($0, F_OK) == 0 }
  }

  /// The deck that a card file is part of: the nearest `deck.json` in the file's folder or above.
  ///
  /// `nil` where there is none, and for a file that needs none because it names its own `formats` (and `templates`, if it
  /// has a `template`), or that cannot be read as a card at all.
  public static func deck(ofCard file: String) -> String? {
    guard let object = SpecFile.read(file, name: file).value?.object,
      object["formats"] == nil || object["template"] != nil && object["templates"] == nil,
      var folder = parent(of: RealPath.of(file) ?? file)
    else { return nil }
    while true {
      let candidate = folder == "/" ? "/deck.json" : folder + "/deck.json"
      if access(candidate, F_OK) == 0 { return shortened(candidate) }
      guard let above = parent(of: folder) else { return nil }
      folder = above
    }
  }

  /// Whether two paths lead to one file.
  public static func isSameFile(_ a: String, _ b: String) -> Bool {
    guard let first = RealPath.of(a), let second = RealPath.of(b) else { return a == b }
    return first == second
  }

  private static func parent(of path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Relative to the current folder where the path lies in it, as people would write it.
  private static func shortened(_ path: String) -> String {
    guard let current = RealPath.of("."), path.hasPrefix(current + "/") else { return path }
    return String(path.dropFirst(current.utf8.count + 1))
  }
}
