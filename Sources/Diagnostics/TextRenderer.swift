/// Writes diagnostics for people: where and what on the first line, then where in the card, why, and what to do.
public struct TextRenderer: Sendable {
  private let color: Bool

  /// - Parameter color: whether ANSI colours may be used.
  public init(color: Bool = false) { self.color = color }

  /// Every diagnostic once, ordered by place, with a count at the end.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let sorted = diagnostics.ordered()
    let count = { (severity: Diagnostic.Severity) in sorted.filter { $0.severity == severity }.count }
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
      let number = count(severity)
      return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
    }
    return sorted.map(render).joined(separator: "\n") + "\n" + counts.joined(separator: ", ") + "\n"
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    var lines = [place + painted(diagnostic.severity) + ": " + diagnostic.message + " [\(diagnostic.code)]"]
    if let path = diagnostic.path, !path.isEmpty { lines.append("  at: \(path)") }
    let subject = diagnostic.subject
    let names = [
      subject.card.map { "card \($0)" }, subject.language.map { "language \($0)" },
      subject.format.map { "format \($0)" }, subject.node.map { "node \($0)" },
    ].compactMap { $0 }
    if !names.isEmpty { lines.append("  in: \(names.joined(separator: ", "))") }
    if let reason = diagnostic.reason { lines.append("  why: \(reason)") }
    if let help = diagnostic.help { lines.append("  help: \(help)") }
    return lines.joined(separator: "\n")
  }

  private func painted(_ severity: Diagnostic.Severity) -> String {
    guard color else { return severity.rawValue }
    let code =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(code)m\(severity.rawValue)\u{1B}[0m"
  }
}

extension [Diagnostic] {
  /// Each once, by file, line, column, code and subject; what has no place comes last.
  public func ordered() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.sorted { a, b in
      func key(_ diagnostic: Diagnostic) -> (String, Int, Int, String, String) {
        let place = diagnostic.location
        let subject = diagnostic.subject
        let names = [subject.card, subject.language, subject.format, subject.node].map { $0 ?? "" }.joined(
          separator: " ")
        return (place?.file ?? "\u{10FFFF}", place?.line ?? 0, place?.column ?? 0, diagnostic.code, names)
      }
      return key(a) < key(b)
    }
  }
}
