import Files
import Foundation
import TestSupport
import Testing

@testable import Watching

/// How a watcher learns of changes.
enum Way: CaseIterable, CustomTestStringConvertible {
  case told, looking

  var testDescription: String { self == .told ? "told by the system" : "looking again and again" }

  func watcher(_ places: [WatchedPlace], excluding excluded: [String] = []) -> Watcher {
    Watcher(places, excluding: excluded, usesKernel: self == .told) {}
  }
}

/// A folder for one test, by its real path.
final class Place {
  private let temporary: TestSupport.TemporaryFolder
  let path: String

  init() throws {
    temporary = TemporaryFolder()
    path = try #require(RealPath.of(temporary.path))
  }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url(name)) }
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(at: url(name), withIntermediateDirectories: true)
  }
  func remove(_ name: String) throws { try FileManager.default.removeItem(at: url(name)) }
  func move(_ name: String, to other: String) throws {
    #expect(rename(path + "/" + name, path + "/" + other) == 0)
  }
  func link(_ name: String, to target: String) throws { #expect(symlink(target, path + "/" + name) == 0) }
  func url(_ name: String) -> URL { URL(fileURLWithPath: path + "/" + name) }
}

extension Watcher {
  /// Waits until all of these have been told of, and gives everything that was; what was told until then, if they do not
  /// come within a time that only a broken watcher needs.
  func told(_ expected: Set<String>) async -> Set<String> {
    let collected = Task {
      var all: Set<String> = []
      for await changes in self.changes {
        all.formUnion(changes)
        if expected.isSubset(of: all) { break }
      }
      return all
    }
    let limit = Task {
      try await Task.sleep(for: .seconds(30))
      self.stop()
    }
    defer { limit.cancel() }
    return await collected.value
  }
}
