import Foundation

/// The files of the page, as they lie in their folder.
public struct PageFiles: Sendable {
  private let folder: String

  /// - Parameter folder: Nothing outside of it is ever read.
  public init(folder: String) { self.folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path }

  /// Those that come with the program.
  public static let bundled = PageFiles(folder: bundledFolder)

  /// Beside the program first, wherever it was moved to.
  private static var bundledFolder: String {
    let name = "placard_PreviewServer.resources/Page"
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
    for folder in [program, Bundle.main.bundlePath].compactMap({ $0 }) {
      if FileManager.default.fileExists(atPath: folder + "/" + name) { return folder + "/" + name }
    }
    return Bundle.module.bundlePath + "/Page"
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8", "svg": "image/svg+xml",
    "png": "image/png", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
  ]

  /// A file by its path in the page; `nil` where there is none.
  func file(_ path: String) -> (bytes: Data, type: String)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let ending = parts.last?.split(separator: ".").last.map({ String($0) }), let type = Self.types[ending],
      parts.count <= 8,
      !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") || $0.utf8.contains(0) || $0.contains("\\") })
    else { return nil }
    let file = URL(fileURLWithPath: folder + "/" + path).resolvingSymlinksInPath().path
    guard file.hasPrefix(folder + "/"), let bytes = FileManager.default.contents(atPath: file) else { return nil }
    return (bytes, type)
  }
}
