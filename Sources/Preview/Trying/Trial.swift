import Hashing
import Localization

/// Changes that are only tried: strings and numbers with other values, and a pretended language.
public struct Trial: Sendable, Hashable {
  public static let mostEdits = 200

  /// The same for the same changes.
  public let id: String
  public let edits: [SpecEdit]
  public let pseudo: PseudoLanguage?

  public init(edits: [SpecEdit], pseudo: PseudoLanguage?) {
    self.edits = edits
    self.pseudo = pseudo
    var text = ""
    func add(_ part: String) { text += "\(part.utf8.count):\(part)" }
    for edit in edits {
      add(edit.file)
      add(edit.pointer)
      switch edit.value {
      case .text(let value): add("t" + value)
      case .number(let value): add("n" + value)
      }
    }
    if let pseudo { add("\(pseudo.expansion) \(pseudo.accents) \(pseudo.direction?.rawValue ?? "")") }
    id = String(SHA256.digest(of: Array(text.utf8)).hex.prefix(24))
  }
}
