import CardSpec

/// Another value for one string or number of a spec file.
public struct SpecEdit: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    case text(String)
    /// As JSON writes it.
    case number(String)
  }

  /// From the deck's folder.
  public var file: String
  /// RFC 6901.
  public var pointer: String
  public var value: Value
  /// What stands there now, where that matters.
  public var expected: Value?

  public init(file: String, pointer: String, value: Value, expected: Value? = nil) {
    self.file = file
    self.pointer = pointer
    self.value = value
    self.expected = expected
  }
}

/// Why an edit cannot be made.
public struct EditProblem: Error, Sendable {
  public enum Kind: String, Sendable {
    /// The file is none of the deck's, or cannot be read.
    case unreadableFile = "unreadable-file"
    /// There is no string or number at this place.
    case unknownString = "unknown-string"
    /// A number stands where a text is, or the other way round.
    case wrongKind = "wrong-kind"
    /// It is no word or number that a reader sees, and can be tried but not saved.
    case noWords = "no-words"
    /// Something else stands there by now.
    case changedMeanwhile = "changed-meanwhile"
    case readOnly = "read-only"
  }

  public var kind: Kind
  /// Which of the edits.
  public var index: Int
  /// What stands there now.
  public var current: SpecEdit.Value?
  /// In the system's words, where it has some.
  public var detail: String?
}

extension SpecEdit.Value {
  init?(_ value: JSONValue, as written: [UInt8]) {
    switch value.kind {
    case .string(let text): self = .text(text)
    case .number: self = .number(String(decoding: written, as: UTF8.self))
    default: return nil
    }
  }

  /// Whether both say the same; numbers may be written in several ways.
  func means(_ other: SpecEdit.Value) -> Bool {
    switch (self, other) {
    case (.text(let a), .text(let b)): a == b && a.unicodeScalars.elementsEqual(b.unicodeScalars)
    case (.number(let a), .number(let b)): a == b || Double(a) != nil && Double(a) == Double(b)
    default: false
    }
  }
}
