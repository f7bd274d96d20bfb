/// Writes diagnostics for people: where and what on the first line, then where in the card, why, and what to do.
public struct TextRenderer: Sendable {
  private let color: Bool

  /// - Parameter color: whether ANSI colours may be used.
  public init(color: Bool = false) { self.color = color }

  /// Every diagnostic once, ordered by place, with a count at the end; empty where there is none. What is wrong in the
  /// same way in several cards, languages or formats is told once, with how many more there are.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let groups = Self.groups(diagnostics.ordered())
    guard !groups.isEmpty else { return "" }
    let counts = Diagnostic.Severity.allCases.reversed().compactMap { severity -> String? in
      let number = groups.filter { $0.first.severity == severity }.count
      return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
    }
    return groups.map { render($0.first, others: $0.others) }.joined(separator: "\n") + "\n"
      + counts.joined(separator: ", ") + "\n"
  }

  public func render(_ diagnostic: Diagnostic) -> String { render(diagnostic, others: 0) }

  private static func groups(_ sorted: [Diagnostic]) -> [(first: Diagnostic, others: Int)] {
    var groups: [(first: Diagnostic, others: Int)] = []
    var places: [Diagnostic: Int] = [:]
    for diagnostic in sorted {
      var alike = diagnostic
      alike.subject = Subject()
      if let place = places[alike] {
        groups[place].others += 1
      } else {
        places[alike] = groups.count
        groups.append((diagnostic, 0))
      }
    }
    return groups
  }

  private func render(_ diagnostic: Diagnostic, others: Int) -> String {
    let place = diagnostic.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    var lines = [
      Self.clean(place) + painted(diagnostic.severity) + ": " + Self.clean(diagnostic.message)
        + " [\(diagnostic.code)]"
    ]
    let subject = diagnostic.subject
    let names = [
      subject.card.map { "card \($0)" }, subject.language.map { "language \($0)" },
      subject.format.map { "format \($0)" }, subject.node.map { "node \($0)" },
    ].compactMap { $0 }
    let more = others == 0 ? "" : ", and \(others) more"
    let details = [
      ("at", diagnostic.path ?? ""), ("in", names.isEmpty ? "" : names.joined(separator: ", ") + more),
      ("why", diagnostic.reason ?? ""), ("help", diagnostic.help ?? ""),
    ]
    lines += details.filter { !$0.1.isEmpty }.map { "  \($0.0): " + Self.clean($0.1) }
    return lines.joined(separator: "\n")
  }

  /// On one line, without the control characters of a spec, which must not reach a terminal.
  private static func clean(_ text: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
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
