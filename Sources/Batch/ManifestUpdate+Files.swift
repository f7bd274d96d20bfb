import Diagnostics
import Manifest

/// Brings the folder and what is said of it together: what every run that knows its whole outcome does in the end.
extension ManifestUpdate {
  /// Removes files that their decks have no more.
  mutating func removeStale(_ files: OutputFiles) -> [Diagnostic] {
    var told: [Diagnostic] = []
    for output in stale {
      if let diagnostic = files.remove(output, made: made) { told.append(diagnostic) }
      forget(output.path)
    }
    return told
  }

  /// Forgets files of earlier runs that are gone, and after a run that was killed also those that it made anew before
  /// it could say so.
  mutating func forgetLost(_ files: OutputFiles, wasInterrupted: Bool) -> [Diagnostic] {
    var doubtful = 0
    for output in kept {
      let state = wasInterrupted ? files.state(output) : files.isMissing(output) ? .missing : .unchanged
      guard state != .unchanged else { continue }
      forget(output.path)
      if state == .changed { doubtful += 1 }
    }
    guard doubtful > 0 else { return [] }
    return [
      Diagnostic(
        .warning, "unknown-files",
        "\(doubtful) \(doubtful == 1 ? "file" : "files") in \(files.folder) may be of a run that was ended early",
        reason: "they are not as the manifest says, and are not listed in it any more",
        help: "render the whole deck again")
    ]
  }

  /// Files of earlier runs that a whole deck has no more, and that stay.
  func leftovers(of deck: String, planned: Set<String>, _ files: OutputFiles) -> [Diagnostic] {
    kept.filter { $0.deck == deck && !planned.contains($0.path) }.map { .stale(files.folder + "/" + $0.path) }
  }
}
