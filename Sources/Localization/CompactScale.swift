/// The words for thousands, millions and billions, from CLDR 44's `decimalFormatLength-long` patterns. Foundation
/// offers only the short forms.
struct CompactScale {
  var divisor: Double
  /// `nil` where the number is written without a word.
  var words: (one: String, other: String)?

  /// The scale of a value, or `nil` where the language's words are not in the table.
  static func scale(for value: Double, language: String) -> CompactScale? {
    let base = String(language.split(separator: "-").first ?? "")
    guard let scales = table[base] else { return nil }
    let found = scales.last { abs(value) >= $0.divisor }
    return found.map { CompactScale(divisor: $0.divisor, words: ($0.one, $0.other)) }
      ?? CompactScale(divisor: 1, words: nil)
  }

  /// CLDR's plural category `one`: 1 alone in English, German and Italian; up to 2 in French and Portuguese.
  static func isSingular(_ value: Double, language: String) -> Bool {
    let base = language.split(separator: "-").first ?? ""
    return base == "fr" || base == "pt" ? abs(value) < 2 : abs(value) == 1
  }

  private static let table: [String: [(divisor: Double, one: String, other: String)]] = [
    "en": [
      (1e3, "thousand", "thousand"), (1e6, "million", "million"), (1e9, "billion", "billion"),
      (1e12, "trillion", "trillion"),
    ],
    "es": [
      (1e3, "mil", "mil"), (1e6, "millón", "millones"), (1e9, "mil millones", "mil millones"),
      (1e12, "billón", "billones"),
    ],
    "fr": [
      (1e3, "mille", "mille"), (1e6, "million", "millions"), (1e9, "milliard", "milliards"),
      (1e12, "billion", "billions"),
    ],
    "pt": [(1e3, "mil", "mil"), (1e6, "milhão", "milhões"), (1e9, "bilhão", "bilhões"), (1e12, "trilhão", "trilhões")],
    "de": [
      (1e3, "Tausend", "Tausend"), (1e6, "Million", "Millionen"), (1e9, "Milliarde", "Milliarden"),
      (1e12, "Billion", "Billionen"),
    ],
    "it": [
      (1e3, "mila", "mila"), (1e6, "milione", "milioni"), (1e9, "miliardo", "miliardi"),
      (1e12, "mila miliardi", "mila miliardi"),
    ],
    "zh": [(1e4, "万", "万"), (1e8, "亿", "亿")],
  ]
}
