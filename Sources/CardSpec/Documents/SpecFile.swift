import Diagnostics
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if canImport(Glibc)
  private let systemRead = Glibc.read
#else
  private let systemRead = Darwin.read
#endif

/// Reads spec files from disk: whole, within bounds, and only regular files.
enum SpecFile {
  /// Larger files are no card specs, bytes.
  static let largest = 16 << 20

  /// The parsed file, or what is wrong with it. `name` is how messages call it.
  static func read(
    _ path: String, name: String, trying edits: SpecEdits = SpecEdits()
  ) -> (value: JSONValue?, diagnostics: [Diagnostic]) {
    parse(text(path, trying: edits), name: name)
  }

  /// What stands in the file, or would if the edits were saved.
  static func text(_ path: String, trying edits: SpecEdits) -> Result<[UInt8], Problem> {
    edits[path].map { .success($0) } ?? bytes(path)
  }

  static func parse(_ text: Result<[UInt8], Problem>, name: String) -> (value: JSONValue?, diagnostics: [Diagnostic]) {
    switch text {
    case .success(let bytes): JSONParser.parse(bytes, file: name)
    case .failure(let problem): (nil, [problem.diagnostic(name)])
    }
  }

  struct Problem: Error {
    var code: String
    var words: String
    var help: String

    func diagnostic(_ name: String) -> Diagnostic {
      Diagnostic(.error, code, "\(name) \(words)", help: help, at: SourceLocation(file: name, line: 1, column: 1))
    }
  }

  static func bytes(_ path: String) -> Result<[UInt8], Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let help = errno == ENOENT ? "check the name and the folder" : "check that you may read it"
      return .failure(
        Problem(code: "unreadable-file", words: "cannot be read: \(String(cString: strerror(errno)))", help: help))
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      return .failure(Problem(code: "unreadable-file", words: "is not a file", help: "name a JSON file"))
    }
    guard info.st_size <= largest else {
      return .failure(
        Problem(
          code: "large-file", words: "is larger than 16 megabytes",
          help: "a card's spec is text; pictures belong into files of their own"))
    }
    var result = [UInt8](repeating: 0, count: Int(info.st_size))
    var offset = 0
    while offset < result.count {
      let wanted = result.count - offset
      // Safe: at most `wanted` bytes are written from `offset` on, all within the array.
      let count = result.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress! + offset, wanted) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      offset += count
    }
    return .success(Array(result[..<offset]))
  }

  /// The files of a folder whose names match a pattern of `*` and `?`, by name.
  static func matches(_ pattern: String, in folder: String) -> [String] {
    let parts = pattern.split(separator: "/").map(String.init)
    var found = [""]
    for part in parts {
      guard Glob.isPattern(part) else {
        found = found.map { $0.isEmpty ? part : $0 + "/" + part }
        continue
      }
      let glob = Glob(part)
      found = found.flatMap { prefix in
        FolderListing.names(in: prefix.isEmpty ? folder : folder + "/" + prefix)
          .filter { !$0.hasPrefix(".") && glob.matches($0) }
          .map { prefix.isEmpty ? $0 : prefix + "/" + $0 }
      }
    }
    return found.filter { access(folder + "/" + $0, F_OK) == 0 }
  }
}
