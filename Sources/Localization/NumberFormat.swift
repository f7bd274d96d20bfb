import CardSpec
import Foundation

/// Writes numbers as a language does, by ICU's data (CLDR), with the deck's house style on top.
struct NumberFormat {
  let language: String
  let style: Deck.NumberStyle

  init(language: String, style: Deck.NumberStyle?) {
    self.language = language
    self.style = style ?? Deck.NumberStyle()
  }

  /// How a value is written inside a text; `nil` for lists, objects and nothing. A bare number, such as a year, is not
  /// grouped.
  func text(of value: JSONValue) -> String? {
    switch value.kind {
    case .string(let text): text
    case .number(let number):
      restyled(number.formatted(.number.locale(locale).precision(.fractionLength(0...15)).grouping(.never)))
    case .bool(let value): value ? "true" : "false"
    case .object(let object): object["number"] != nil ? object["text"]?.string : nil
    case .null, .array: nil
    }
  }

  /// A number whose magnitude is written as a word, or `nil` where the language's words are not known here.
  func compact(_ value: Double, fraction: ClosedRange<Int>?) -> String? {
    // Compact numbers have few digits by nature: one decimal, as CLDR's long compact patterns are used.
    let digits = fraction ?? 0...1
    guard let scale = CompactScale.scale(for: value, decimals: digits.upperBound, language: language) else {
      return nil
    }
    guard let words = scale.words else { return decimal(value, fraction: fraction) }
    let scaled = value / scale.divisor
    let isOne = CompactScale.isSingular(
      CompactScale.rounded(scaled, decimals: digits.upperBound), language: language)
    return decimal(scaled, fraction: digits) + words.space + (isOne ? words.one : words.other)
  }

  /// An amount of money; `code` is ISO 4217. Whole amounts are written without decimals.
  func currency(_ value: Double, code: String, fraction: ClosedRange<Int>?) -> String {
    let isWhole = value == value.rounded()
    let style = FloatingPointFormatStyle<Double>.Currency(code: code, locale: locale)
    if let fraction { return restyled(value.formatted(style.precision(.fractionLength(fraction)))) }
    return restyled(value.formatted(isWhole ? style.precision(.fractionLength(0)) : style))
  }

  func decimal(_ value: Double, fraction: ClosedRange<Int>?) -> String {
    let range = fraction ?? 0...3
    let text = value.formatted(
      .number.locale(locale).precision(.fractionLength(range)).grouping(.automatic))
    return restyled(text)
  }

  /// 0.71 is 71 %. Spanish and French part number and sign by a no-break space, English does not.
  func percent(_ value: Double, fraction: ClosedRange<Int>?) -> String {
    let text = value.formatted(
      FloatingPointFormatStyle<Double>.Percent().locale(locale).precision(.fractionLength(fraction ?? 0...1)))
    // Where the sign comes first, as in Turkish, nothing parts it from the number.
    guard let sign = text.lastIndex(of: "%"), sign > text.startIndex else { return restyled(text) }
    let before = String(text[..<sign])
    let number = trimmed(before)
    let space = style.percentSpace ?? (number == before ? "" : "\u{A0}")
    return restyled(number) + space + text[sign...]
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  private var locale: Locale { Locale(identifier: language) }

  /// The house style's separators in place of the locale's, between the digits and nowhere else.
  private func restyled(_ text: String) -> String {
    guard style.group != nil || style.decimal != nil, let first = text.firstIndex(where: \.isNumber),
      let last = text.lastIndex(where: \.isNumber)
    else { return text }
    let sample = 12345.5.formatted(.number.locale(locale).precision(.fractionLength(1)).grouping(.automatic))
    let separators = sample.filter { !$0.isNumber }
    guard let decimal = separators.last else { return text }
    let group = separators.count > 1 ? separators.first : nil
    let digits = text[first...last].reduce(into: "") { result, character in
      if character == decimal {
        result += style.decimal ?? String(character)
      } else if character == group {
        result += style.group ?? String(character)
      } else {
        result.append(character)
      }
    }
    return text[..<first] + digits + text[text.index(after: last)...]
  }
}
