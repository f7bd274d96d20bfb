import Diagnostics
import Manifest

/// What becomes of an earlier run's files that their decks have no more.
public struct PlannedRemovals: Sendable {
  /// Files that go, by path.
  public var files: [Manifest.Output] = []
  /// Says which stay, and why, and what stands in the way of the run.
  public var diagnostics: [Diagnostic] = []

  public init() {}
}

extension ManifestUpdate {
  /// What `removeStale` would do.
  func removals(_ files: OutputFiles) -> PlannedRemovals {
    var result = PlannedRemovals()
    let planned = planned
    for entry in stale {
      let output = output(entry)
      switch files.fate(entry.path, output, wanted: planned) {
      case .gone, .isAnother: break
      case .stays(let reason): result.diagnostics.append(reason)
      case .goes: if let output { result.files.append(output) }
      }
    }
    return result
  }
}
