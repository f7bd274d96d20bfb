/// A language that is only pretended, so that it shows before translating whether texts have room: longer, with accents
/// above and below the letters, or running the other way.
///
/// Markup stays as it is: the addresses of links, marks of emphasis, code, characters written by name.
public struct PseudoLanguage: Sendable, Hashable {
  /// By how much texts get longer, as a share of their letters: 0.35 is what English texts of a line or two take in
  /// many languages (W3C, "Text size in translation").
  public var expansion: Double
  public var accents: Bool
  /// `nil` leaves the direction to the language.
  public var direction: WritingDirection?

  public init(expansion: Double = 0, accents: Bool = false, direction: WritingDirection? = nil) {
    self.expansion = min(2, max(0, expansion.isFinite ? expansion : 0))
    self.accents = accents
    self.direction = direction
  }

  /// A text with CommonMark inline markup in this language.
  public func text(_ source: String) -> String {
    var pieces = Piece.split(source)
    if expansion > 0 { expand(&pieces) }
    return pieces.map { piece in
      guard piece.isWords else { return piece.text }
      let text = accents ? String(piece.text.map(Self.accented)) : piece.text
      return direction == .rightToLeft ? Self.reversed(text) : text
    }.joined()
  }

  // MARK: Length

  /// Says vowels twice, evenly over the text; what is still missing is made up by its own words, said again at the end.
  private func expand(_ pieces: inout [Piece]) {
    let letters = pieces.filter(\.isWords).reduce(0) { $0 + $1.text.count { $0.isLetter } }
    guard letters > 0 else { return }
    var missing = 0.0
    for index in pieces.indices where pieces[index].isWords {
      var longer = ""
      for character in pieces[index].text {
        longer.append(character)
        guard character.isLetter else { continue }
        missing += expansion
        guard missing >= 1, Self.vowels.contains(character) else { continue }
        longer.append(contentsOf: character.lowercased())
        missing -= 1
      }
      pieces[index].text = longer
    }
    let words = pieces.filter(\.isWords).flatMap { $0.text.split { !$0.isLetter } }
    var added = ""
    // One letter alone would look like a mistake.
    for word in words.reversed() where missing >= 3 {
      let part = word.prefix(Int(missing))
      added += " " + part
      missing -= Double(part.count)
    }
    if !added.isEmpty { pieces.append(Piece(text: added, isWords: true)) }
  }

  private static let vowels = Set("aeiouyAEIOUYáéíóúàèìòùâêîôûäëïöüаеиоуыэюяіїєαεηιουω")

  // MARK: Letters

  private static let accentedLetters: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
      "åƀçďéƒğĥîĵķļɱñöþǫřšţûṽŵẋýžÅƁÇĎÉƑĞĤÎĴĶĻṀÑÖÞǪŘŠŢÛṼŴẊÝŽ"))

  private static func accented(_ character: Character) -> Character { accentedLetters[character] ?? character }

  // MARK: Direction

  /// Letters and what is between them run from the right (UAX #9, X4); numbers run from the left there too.
  private static func reversed(_ text: String) -> String {
    var result = ""
    var words = ""
    func flush() {
      result += words.contains(where: \.isLetter) ? "\u{202E}\(words)\u{202C}" : words
      words = ""
    }
    for character in text {
      // An embedding ends with its paragraph.
      if character.isNumber || character.isNewline {
        flush()
        result.append(character)
      } else if words.isEmpty, !result.isEmpty, numberSigns.contains(character) {
        result.append(character)
      } else {
        words.append(character)
      }
    }
    flush()
    return result
  }

  /// What may stand behind a digit and belongs to its number.
  private static let numberSigns = Set("%‰.,:/€$")

  // MARK: Markup

  /// A stretch of words, or of markup between them.
  private struct Piece {
    var text: String
    var isWords: Bool

    static func split(_ source: String) -> [Piece] {
      var pieces: [Piece] = []
      var rest = Substring(source)
      func add(_ text: some StringProtocol, isWords: Bool) {
        guard !text.isEmpty else { return }
        if let last = pieces.last, last.isWords == isWords {
          pieces[pieces.count - 1].text += text
        } else {
          pieces.append(Piece(text: String(text), isWords: isWords))
        }
      }
      while let first = rest.first {
        let length = markup(rest)
        add(length > 0 ? rest.prefix(length) : rest.prefix(1), isWords: length == 0)
        rest = length > 0 ? rest.dropFirst(length) : rest.dropFirst()
        _ = first
      }
      return pieces
    }

    /// How many characters of markup the text begins with (CommonMark 0.31, §6).
    private static func markup(_ text: Substring) -> Int {
      func through(_ end: Character, _ most: Int = 2000) -> Int {
        let window = text.prefix(most)
        return window.dropFirst().firstIndex(of: end).map { window.distance(from: window.startIndex, to: $0) + 1 } ?? 0
      }
      switch text.first {
      case "\\": return min(2, text.count)
      case "]" where text.dropFirst().first == "(": return through(")")
      case "<": return through(">")
      case "`": return through("`")
      case "&":
        let length = through(";", 34)
        return text.prefix(length).dropFirst().dropLast().allSatisfy { $0.isLetter || $0.isNumber || $0 == "#" }
          ? length : 0
      default: return 0
      }
    }
  }
}
