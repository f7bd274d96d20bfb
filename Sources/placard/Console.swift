import ArgumentParser
import Diagnostics
import Foundation

/// What the command says: results on standard output; messages on standard error, with colour on a terminal only.
enum Console {
  static var isTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// https://no-color.org: any text in the variable turns colour off.
  static var usesColor: Bool { isTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty }

  static func show(_ diagnostics: [Diagnostic], _ options: MessageOptions) {
    let least: Diagnostic.Severity = options.verbose ? .note : options.quiet ? .error : .warning
    let shown = diagnostics.filter { $0.severity >= least }
    guard !shown.isEmpty else { return }
    error(TextRenderer(color: usesColor).render(shown))
  }

  /// A closed standard error must not keep the cards from being made.
  static func error(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(line(text).utf8))
  }

  /// A line on a terminal that the next one replaces.
  static func progress(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[2K\(text)".utf8))
  }

  /// - Throws: the end of the command where nobody can read the result.
  static func output(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(line(text).utf8))
    } catch {
      Console.error("the result could not be written to standard output")
      throw ExitCode.failure
    }
  }

  private static func line(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}
