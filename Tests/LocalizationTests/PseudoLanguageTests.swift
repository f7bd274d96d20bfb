import Localization
import Testing

@Suite("A pretended language")
struct PseudoLanguageTests {
  @Test(
    "makes texts longer by the share that is asked for",
    arguments: ["One in three victims is a child", "Una de cada tres víctimas es menor", "受害者中有三分之一是儿童，我们必须采取行动"])
  func expansion(text: String) {
    let longer = PseudoLanguage(expansion: 0.35).text(text)
    let growth = Double(letters(longer) - letters(text)) / Double(letters(text))
    #expect(growth > 0.2 && growth <= 0.35)
  }

  @Test("leaves numbers and what has no letters alone", arguments: ["71%", "2 300 000", "—", ""])
  func numbers(text: String) {
    #expect(PseudoLanguage(expansion: 1, accents: true).text(text) == text)
  }

  @Test("puts marks on Latin letters, and on no others")
  func accents() {
    #expect(PseudoLanguage(accents: true).text("Women and дети") == "Ŵöɱéñ åñď дети")
  }

  @Test(
    "keeps markup as it is",
    arguments: [
      "](http://www.unodc.org/report)", "<https://example.org>", "`code`", "&nbsp;", "&#233;", "\\*", "](lang:en)",
    ])
  func markup(piece: String) {
    let text = "[words" + piece + " more words"
    let result = PseudoLanguage(expansion: 0.5, accents: true, direction: .rightToLeft).text(text)
    #expect(result.contains(piece))
    #expect(!result.contains("words"))
  }

  @Test("turns words round, but no numbers")
  func direction() {
    let text = PseudoLanguage(direction: .rightToLeft).text("up 71%, in all")
    #expect(text == "\u{202E}up \u{202C}71%,\u{202E} in all\u{202C}")
  }

  private func letters(_ text: String) -> Int { text.count { $0.isLetter } }
}
