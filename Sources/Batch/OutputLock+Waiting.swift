import Diagnostics

extension OutputLock {
  /// Takes the lock of a folder, and waits for it where another command has it.
  ///
  /// - Parameters:
  ///   - waits: Whether to wait at all.
  ///   - onWait: Called once where it waits for longer than a moment.
  /// - Returns: `nil` where the run was ended while it waited.
  static func take(
    _ folder: String, waits: Bool, _ stop: StopSignal, _ onWait: () -> Void
  ) async throws(Refusal) -> OutputLock? {
    var attempts = 0
    while true {
      do throws(Refusal) {
        return try take(folder)
      } catch {
        guard error == .taken, waits else { throw error }
      }
      attempts += 1
      if attempts == 10 { onWait() }
      try? await Task.sleep(for: .milliseconds(50))
      if stop.isRequested { return nil }
    }
  }
}

extension OutputLock.Refusal {
  func diagnostic(_ folder: String) -> Diagnostic {
    switch self {
    case .taken:
      Diagnostic(
        .error, "folder-taken", "another run of Placard is writing to \(folder)",
        reason: "two at once would mix their files", help: "leave --no-wait out to wait for it, or name another folder")
    case .unusable(let error): .outputFolder(error)
    }
  }
}
