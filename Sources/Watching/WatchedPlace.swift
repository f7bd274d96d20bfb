/// What is watched.
public enum WatchedPlace: Sendable, Hashable {
  /// A folder with everything in it, also what comes later. Hidden files and folders, whose names begin with a dot, are
  /// left out: no pattern of a deck finds them, and version control and editors work in them.
  case folder(String)
  /// One file, whether it is there yet or not.
  case file(String)

  var path: String {
    switch self {
    case .folder(let path), .file(let path): path
    }
  }
}
