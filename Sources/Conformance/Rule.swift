import PDFReading

/// One thing that a standard asks of a file, and how it is told from the file.
public struct Rule: Sendable {
  /// The standard and its section, for instance `ISO 19005-2 §6.2.8`.
  public let id: String
  /// What is asked for, in a sentence.
  public let sentence: String
  /// Where the file does otherwise, a phrase each; empty where it does not.
  let check: @Sendable (PDFReport) -> [String]

  init(_ id: String, _ sentence: String, _ check: @escaping @Sendable (PDFReport) -> [String]) {
    self.id = id
    self.sentence = sentence
    self.check = check
  }

  /// A rule that a file meets or does not, as a whole.
  init(_ id: String, _ sentence: String, unless isMet: @escaping @Sendable (PDFReport) -> Bool, _ otherwise: String) {
    self.init(id, sentence) { isMet($0) ? [] : [otherwise] }
  }

  /// A rule that forbids something anywhere in the file's objects.
  init(
    _ id: String, _ sentence: String, forbids: @escaping @Sendable (PDFFinding.Kind) -> Bool, _ what: String
  ) {
    self.init(id, sentence) { report in
      report.syntax.findings.filter { forbids($0.kind) }.map { "\(what) in object \($0.object)" }
    }
  }

  /// The same rule under the number of another standard that asks for it.
  func under(_ id: String) -> Rule { Rule(id, sentence, check) }

  func violations(in report: PDFReport) -> [RuleViolation] {
    let places = check(report)
    guard let first = places.first else { return [] }
    let more = places.count == 1 ? "" : ", and \(places.count - 1) more"
    return [RuleViolation(rule: id, sentence: sentence, place: first + more, count: places.count)]
  }
}

/// A rule that a file breaks.
public struct RuleViolation: Sendable, Hashable, CustomStringConvertible {
  /// The standard and its section.
  public let rule: String
  /// What the rule asks for.
  public let sentence: String
  /// Where the file does otherwise first, and how often besides.
  public let place: String
  /// How often the file does otherwise.
  public let count: Int

  public var description: String { "\(rule): \(sentence) (\(place))" }
}
