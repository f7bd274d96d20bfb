import CardSpec
import Testing

@testable import Localization

/// Numbers are written once and come out as each language writes them, by CLDR.
@Suite("A number")
struct NumberTests {
  private func format(_ language: String, _ style: Deck.NumberStyle? = nil) -> NumberFormat {
    NumberFormat(language: language, style: style)
  }

  @Test(
    "is grouped and pointed by its language",
    arguments: [
      ("en", "1,234,567.5"), ("de", "1.234.567,5"), ("fr", "1\u{202F}234\u{202F}567,5"), ("es", "1.234.567,5"),
      ("hi", "12,34,567.5"), ("de-CH", "1’234’567.5"),
    ])
  func decimal(language: String, expected: String) {
    #expect(format(language).decimal(1_234_567.5, fraction: nil) == expected)
  }

  @Test(
    "has the digits of its language and country",
    arguments: [
      ("ar-EG", "٢٤٬٦٠٠٫٥", "٢٨٪؜"), ("ar-MA", "24.600,5", "28\u{200E}%\u{200E}"), ("fa", "۲۴٬۶۰۰٫۵", "۲۸٪"),
      ("he", "24,600.5", "28%"), ("hi", "24,600.5", "28%"), ("zh", "24,600.5", "28%"), ("ja", "24,600.5", "28%"),
      ("ko", "24,600.5", "28%"), ("ru", "24\u{A0}600,5", "28\u{A0}%"), ("th", "24,600.5", "28%"),
      ("vi", "24.600,5", "28%"),
    ])
  func digits(language: String, decimal: String, percent: String) {
    #expect(format(language).decimal(24_600.5, fraction: nil) == decimal)
    #expect(format(language).percent(0.28, fraction: nil) == percent)
  }

  @Test("has four digits without a group where the language says so")
  func minimumGrouping() {
    #expect(format("es").decimal(2030, fraction: nil) == "2030")
    #expect(format("en").decimal(2030, fraction: nil) == "2,030")
  }

  @Test(
    "is a percentage with the language's own space",
    arguments: [("en", "71%"), ("es", "71\u{A0}%"), ("fr", "71\u{A0}%"), ("de", "71\u{A0}%"), ("tr", "%71")])
  func percent(language: String, expected: String) {
    #expect(format(language).percent(0.71, fraction: nil) == expected)
  }

  @Test(
    "is compact with the language's word",
    arguments: [
      ("en", 4_800_000, "4.8\u{A0}million"), ("es", 4_800_000, "4,8\u{A0}millones"),
      ("fr", 4_800_000, "4,8\u{A0}millions"), ("fr", 1_900_000, "1,9\u{A0}million"), ("es", 1_000_000, "1\u{A0}millón"),
      ("en", 999_999, "1\u{A0}million"), ("en", 999_949, "999.9\u{A0}thousand"), ("de", 1_040_000, "1\u{A0}Million"),
      ("es", 99e9, "99\u{A0}mil millones"), ("fr", 99e9, "99\u{A0}milliards"), ("zh", 48_000, "4.8万"),
      ("zh-TW", 48_000, "4.8萬"),
      ("en", 950, "950"), ("en", -4_800_000, "-4.8\u{A0}million"), ("en", 0, "0"), ("pt-BR", 2e6, "2\u{A0}milhões"),
    ] as [(String, Double, String)])
  func compact(language: String, value: Double, expected: String) {
    #expect(format(language).compact(value, fraction: nil) == expected)
  }

  @Test("has no compact form in a language whose words are not known")
  func unknownCompact() {
    #expect(format("sw").compact(4_800_000, fraction: nil) == nil)
  }

  @Test(
    "is an amount of money",
    arguments: [("en", "$99.50"), ("es", "99,50\u{A0}US$"), ("fr", "99,50\u{A0}$US"), ("de", "99,50\u{A0}$")])
  func currency(language: String, expected: String) {
    #expect(format(language).currency(99.5, code: "USD", fraction: nil) == expected)
  }

  @Test("follows the deck's own style, between its digits and nowhere else")
  func houseStyle() {
    var style = Deck.NumberStyle()
    style.group = "\u{202F}"
    style.decimal = "·"
    style.percentSpace = "\u{2009}"
    #expect(format("es", style).decimal(1_234_567.5, fraction: nil) == "1\u{202F}234\u{202F}567·5")
    #expect(format("en", style).percent(0.715, fraction: nil) == "71·5\u{2009}%")
  }

  @Test("is plain inside a text where it is written without a style, as a year is")
  func bare() {
    let value = JSONValue(.number(2016), at: .init(file: "", line: 1, column: 1), path: "")
    #expect(format("en").text(of: value) == "2016")
    let share = JSONValue(.number(0.25), at: .init(file: "", line: 1, column: 1), path: "")
    #expect(format("fr").text(of: share) == "0,25")
  }

  @Test("keeps the decimals that it is asked for")
  func fraction() {
    #expect(format("en").decimal(4, fraction: 2...2) == "4.00")
    #expect(format("fr").percent(0.7149, fraction: 0...1) == "71,5\u{A0}%")
  }
}
