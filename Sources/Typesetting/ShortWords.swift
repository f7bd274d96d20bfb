/// Articles, prepositions and conjunctions after which a line should not end, by language.
enum ShortWords {
  /// Whether a line should not end after the word. In languages without a list, no line ends after a word of one letter,
  /// as Czech, Polish and Russian typography asks.
  static func contains(_ word: [Unicode.Scalar], language: String) -> Bool {
    guard let last = word.last, word.count <= longest, word.allSatisfy(\.properties.isAlphabetic) else { return false }
    let code = language.prefix { $0 != "-" }.lowercased()
    guard let words = lists[code] else { return word.count == 1 && hasCase(last) }
    var string = String.UnicodeScalarView()
    string.append(contentsOf: word)
    return words.contains(String(string).lowercased())
  }

  /// Of writing that has words between spaces and letters of two cases, an idea of which scripts break at spaces.
  private static func hasCase(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isLowercase || scalar.properties.isUppercase
  }

  private static let longest = 3

  private static let lists: [String: Set<String>] = [
    "en": "a an and as at but by for i if in is it no nor of off on or so the to up via we",
    "es": "a al con de del e el en la las lo los mi ni no o por que se si sin su sus tu u un una y",
    "fr": "a à au aux ce ces de des du en et il la le les ma mes ne ni on ou où par sa se ses si son sur un une y",
    "de": "am an auf aus bei das dem den der des die ein für im in ist mit ob so um und von vom wie wo zu zum zur",
  ].mapValues { Set($0.split(separator: " ").map(String.init)) }
}
