import Diagnostics
import Manifest

/// Brings the folder and what is said of it together: what every run that knows its whole outcome does in the end.
extension ManifestUpdate {
  /// Removes files that their decks have no more.
  mutating func removeStale(_ files: OutputFiles) -> [Diagnostic] {
    var told: [Diagnostic] = []
    for entry in stale {
      if let diagnostic = files.remove(entry.path, output(entry), wanted: made) { told.append(diagnostic) }
      forget(entry.path)
    }
    return told
  }

  /// Forgets files of earlier runs that are gone, and after a run that was killed also those that it made anew before
  /// it could say so.
  mutating func forgetLost(_ files: OutputFiles, wasInterrupted: Bool) -> [Diagnostic] {
    var doubtful = 0
    for entry in kept {
      let state =
        wasInterrupted
        ? files.state(entry.path, output(entry)) : files.isMissing(entry.path) ? .missing : .unchanged
      guard state != .unchanged else { continue }
      forget(entry.path)
      if state != .missing { doubtful += 1 }
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
  ///
  /// - Parameter planned: The deck's paths; asked for only where there is something to tell of.
  func leftovers(of deck: String, planned: () -> Set<String>, _ files: OutputFiles) -> [Diagnostic] {
    let own = kept.filter { $0.deck == deck }
    guard !own.isEmpty else { return [] }
    let planned = planned()
    return own.filter { !planned.contains($0.path) }.map { .stale(files.folder + "/" + $0.path) }
  }
}
