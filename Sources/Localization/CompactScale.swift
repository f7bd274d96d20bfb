import Foundation

/// The words for thousands, millions and billions, from CLDR 44's `decimalFormatLength-long` patterns. Foundation
/// offers only the short forms.
struct CompactScale {
  struct Words {
    var one: String
    var other: String
    /// What stands between the number and the word.
    var space: String
  }

  var divisor: Double
  /// `nil` where the number is written without a word.
  var words: Words?

  /// The scale of a value that is shown with so many decimals, or `nil` where the language's words are not in the
  /// table. 999,999 rounds up to the next word: 1 million.
  static func scale(for value: Double, decimals: Int, language: String) -> CompactScale? {
    let base = String(language.split(separator: "-").first ?? "")
    guard let scales = table[base == "zh" && isTraditional(language) ? "zh-Hant" : base] else { return nil }
    var index = scales.lastIndex { abs(value) >= $0.divisor }
    let next = (index ?? -1) + 1
    if next < scales.count, index != nil {
      let ratio = scales[next].divisor / scales[next - 1].divisor
      if abs(rounded(value / scales[next - 1].divisor, decimals: decimals)) >= ratio { index = next }
    }
    guard let index else { return CompactScale(divisor: 1, words: nil) }
    let space = ["zh", "ja", "ko"].contains(base) ? "" : "\u{A0}"
    return CompactScale(
      divisor: scales[index].divisor, words: Words(one: scales[index].one, other: scales[index].other, space: space))
  }

  /// Half to even, as ICU rounds.
  static func rounded(_ value: Double, decimals: Int) -> Double {
    let power = (0..<max(0, decimals)).reduce(1.0) { result, _ in result * 10 }
    return (value * power).rounded(.toNearestOrEven) / power
  }

  /// CLDR's plural category `one`: 1 alone in English, German, Italian and Spanish; below 2 in French and Portuguese.
  static func isSingular(_ value: Double, language: String) -> Bool {
    let base = language.split(separator: "-").first ?? ""
    return base == "fr" || base == "pt" ? abs(value) < 2 : abs(value) == 1
  }

  private static func isTraditional(_ language: String) -> Bool {
    Locale.Language(identifier: language).script == .hanTraditional
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
    "nl": [
      (1e3, "duizend", "duizend"), (1e6, "miljoen", "miljoen"), (1e9, "miljard", "miljard"),
      (1e12, "biljoen", "biljoen"),
    ],
    "zh": [(1e4, "万", "万"), (1e8, "亿", "亿")],
    "zh-Hant": [(1e4, "萬", "萬"), (1e8, "億", "億"), (1e12, "兆", "兆")],
    "ja": [(1e4, "万", "万"), (1e8, "億", "億"), (1e12, "兆", "兆")],
    "ko": [(1e4, "만", "만"), (1e8, "억", "억"), (1e12, "조", "조")],
  ]
}
