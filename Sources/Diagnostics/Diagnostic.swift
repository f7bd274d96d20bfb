/// A position in a text file. Lines and columns count from 1; a column is one Unicode scalar.
public struct SourceLocation: Sendable, Hashable, Codable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Which output a diagnostic speaks of. Every field that does not apply is `nil`.
public struct Subject: Sendable, Hashable, Codable {
  public var card: String?
  public var language: String?
  public var format: String?
  /// Path of the node in the resolved tree, for instance `layout/footer/source`.
  public var node: String?

  public init(card: String? = nil, language: String? = nil, format: String? = nil, node: String? = nil) {
    self.card = card
    self.language = language
    self.format = format
    self.node = node
  }
}

/// Something that was found wrong: what, where, why, and what to do about it.
///
/// The words are for a campaign officer: plain, complete, without library jargon.
public struct Diagnostic: Sendable, Hashable, Codable, Error {
  public enum Severity: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
    case note, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// Nobody reads more of one file: after so many, a pass looks for no more of them.
  public static let limit = 500

  public var severity: Severity
  /// A stable kebab-case name that scripts may rely on, for instance `unknown-key`.
  public var code: String
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// What was expected, or why it matters.
  public var reason: String?
  /// What to do: a suggestion or a command.
  public var help: String?
  public var location: SourceLocation?
  /// The path in the document, for instance `layout.children[2].fontSize`.
  public var path: String?
  public var subject: Subject

  public init(
    _ severity: Severity = .error, _ code: String, _ message: String, reason: String? = nil,
    help: String? = nil, at location: SourceLocation? = nil, path: String? = nil,
    subject: Subject = Subject()
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.reason = reason
    self.help = help
    self.location = location
    self.path = path
    self.subject = subject
  }
}
