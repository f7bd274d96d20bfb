import CardSpec
import Foundation

/// `textTransform` (CSS Text 3, §2.1) over the spans of one text. Letters change as Unicode and the language ask: `ß` to
/// `SS`, Turkish `i` to `İ`, Greek capitals without accents.
struct TextTransform {
  let transform: TextProperties.Transform
  /// `nil` where nothing is transformed: most texts need no locale.
  private let locale: Locale?
  /// Whether the next letter begins a word; a word may begin in one span and go on in the next.
  private var atWordStart = true

  /// - Parameter language: BCP 47.
  init(_ transform: TextProperties.Transform, language: String) {
    self.transform = transform
    locale = transform == .none ? nil : Locale(identifier: language)
  }

  /// The next span's text.
  mutating func apply(to text: String) -> String {
    switch transform {
    case .none: text
    case .uppercase: text.uppercased(with: locale)
    case .lowercase: text.lowercased(with: locale)
    case .capitalize: capitalized(text)
    }
  }

  /// The first letter of each word, past opening quotes and brackets; an apostrophe inside a word begins none.
  private mutating func capitalized(_ text: String) -> String {
    var result = ""
    for character in text {
      let beginsWord = atWordStart && (character.isLetter || character.isNumber)
      result += beginsWord ? titlecased(character) : String(character)
      if beginsWord { atWordStart = false }
      if character.isWhitespace || "-‐‑–—/".contains(character) { atWordStart = true }
    }
    return result
  }

  /// Digraphs that are one character, such as U+01C6, get their titlecase form.
  private func titlecased(_ character: Character) -> String {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, first.properties.titlecaseMapping != first.properties.uppercaseMapping else {
      return String(character).uppercased(with: locale)
    }
    return first.properties.titlecaseMapping + String(String.UnicodeScalarView(scalars.dropFirst()))
  }
}
