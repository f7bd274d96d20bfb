import Batch

/// How far a run is, in one line.
struct ProgressLine {
  var progress: RunProgress
  /// Since the run began, seconds.
  var seconds: Double

  /// With a bar, at most as wide as the terminal, in columns.
  func bar(width: Int) -> String {
    let words = " " + words(short: true)
    let room = min(30, width - 1 - words.count)
    guard room >= 4 else { return String(words.dropFirst().prefix(max(0, width - 1))) }
    let filled = progress.total == 0 ? room : room * progress.done / progress.total
    return String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled) + words
  }

  /// For a log.
  var text: String { words(short: false) }

  private func words(short: Bool) -> String {
    var parts = [short ? "\(progress.done)/\(progress.total)" : "\(progress.done) of \(progress.total) files"]
    // Before that, the figures say more of the start than of the run.
    if seconds >= 1, progress.done > 0 {
      let rate = Double(progress.done) / seconds
      parts.append(Self.rate(rate) + (short ? "/s" : " a second"))
      if progress.done < progress.total {
        parts.append(Self.time(Double(progress.total - progress.done) / rate) + " left")
      }
    }
    if progress.failed > 0 { parts.append("\(progress.failed) failed") }
    return parts.joined(separator: short ? " · " : ", ")
  }

  private static func rate(_ rate: Double) -> String {
    rate >= 10 ? String(Int(rate.rounded())) : String((rate * 10).rounded() / 10)
  }

  static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
