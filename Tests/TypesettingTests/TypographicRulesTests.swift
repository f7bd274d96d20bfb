import Testing

@testable import Typesetting

@Suite("Typographic rules")
struct TypographicRulesTests {
  private func apply(_ text: String, _ language: String) -> String {
    TypographicRules(language: language).apply(to: Markup.read(text).spans).spans.map(\.text).joined()
  }

  @Test(arguments: [
    // English
    ("en", #"He said "yes" and left..."#, "He said “yes” and left…"),
    ("en", "It's the victims' right", "It’s the victims' right"),
    ("en", #""Nobody asked," she said, "until 'now'.""#, "“Nobody asked,” she said, “until ‘now’.”"),
    ("en", "In 2014-2016, pages 5-10 and 1999-03", "In 2014–2016, pages 5–10 and 1999-03"),
    ("en", "Call 555-1234 or 1-800-555 on 2017-09-20", "Call 555-1234 or 1-800-555 on 2017-09-20"),
    ("en", "targets - equal - count", "targets – equal – count"), ("en", "5 - 3", "5 - 3"),
    ("en", "25 million in 12 km", "25\u{A0}million in 12\u{A0}km"), ("en", "'tis the '90s", "’tis the ’90s"),
    ("en", #"a 5" pipe"#, #"a 5" pipe"#), ("en", "she said no. 5 came", "she said no. 5 came"),
    // French
    ("fr", "Quoi? Non! Oui; bref: rien", "Quoi\u{202F}? Non\u{202F}! Oui\u{202F}; bref\u{A0}: rien"),
    ("fr", "Quoi ? Oui : 71 % ou 28%", "Quoi\u{202F}? Oui\u{A0}: 71\u{A0}% ou 28\u{A0}%"),
    ("fr", #"L'accord "Trois cibles""#, "L’accord «\u{202F}Trois cibles\u{202F}»"),
    ("fr", "« Oui » et «Non»", "«\u{202F}Oui\u{202F}» et «\u{202F}Non\u{202F}»"),
    ("fr", "À 12:30, 4 800 000 personnes", "À 12:30, 4\u{202F}800\u{202F}000 personnes"),
    ("fr", "Vraiment?!", "Vraiment\u{202F}?!"),
    ("fr-CA", "Quoi? Bref: « oui »", "Quoi? Bref\u{A0}: «\u{202F}oui\u{202F}»"),
    // Spanish
    ("es", #"El "plan" de 71 %"#, "El «plan» de 71\u{A0}%"), ("es", "25 millones... sí", "25\u{A0}millones… sí"),
    ("es", "«Dijo \"no\" ayer»", "«Dijo “no” ayer»"),
    // German
    ("de", #"Er sagte "ja", es geht's"#, "Er sagte „ja“, es geht’s"), ("de", "25 Millionen", "25\u{A0}Millionen"),
    // A language without rules
    ("ja", #""a"..."#, #""a"..."#), ("ar", "1 kg...", "1 kg..."),
  ])
  func textIsPutRightAndThenStays(language: String, text: String, expected: String) {
    let once = apply(text, language)
    #expect(once == expected)
    #expect(Array(apply(once, language).utf8) == Array(once.utf8))
  }

  @Test(arguments: [
    ("fr", "Voir https://exemple.org/a?b=1;c et www.exemple.org:80 ou moi@exemple.org!"),
    ("fr", "unodc.org/page?x=\"1\""),
    ("en", "https://a.org/1990-2000..."), ("en", "example.org/a'b"),
  ])
  func addressesStay(language: String, text: String) {
    let rules = TypographicRules(language: language)
    let spans = Markup.read(text).spans
    let tokens = text.split(separator: " ").filter { $0.contains("org") }
    let result = rules.apply(to: spans).spans.map(\.text).joined()
    for token in tokens {
      let address = token.trimmingEnd
      #expect(result.contains(address), "\(address) in \(result)")
    }
  }

  @Test func codeAndWhereLinksLeadStay() {
    let text =
      "Voici `a ? b : \"c\"` et [le lien: \"ici\"](https://exemple.org/?q='x';y) ou [https://exemple.org?a](https://exemple.org?a)"
    let before = Markup.read(text).spans
    let result = TypographicRules(language: "fr").apply(to: before)
    #expect(result.spans.count == before.count)
    #expect(result.spans.map(\.link) == before.map(\.link))
    for (old, new) in zip(before, result.spans) where old.isCode { #expect(old == new) }
    #expect(result.spans.contains { $0.text == "le lien\u{A0}: «\u{202F}ici\u{202F}»" })
    #expect(result.spans.contains { $0.text == "https://exemple.org?a" })
  }

  @Test func quotesReachOverSpans() {
    let result = TypographicRules(language: "en").apply(to: Markup.read(#"She said "**never** again"."#).spans)
    #expect(result.spans.map(\.text) == ["She said “", "never", " again”."])
  }

  @Test func marksThatDoNotPairUpStay() {
    #expect(apply(#"one "two three"#, "en") == #"one "two three"#)
    // Another paragraph is judged by itself.
    #expect(apply("one \"two\n\n\"three\"", "en") == "one \"two\u{2028}“three”")
  }

  @Test func changesAreTold() {
    let result = TypographicRules(language: "fr").apply(to: Markup.read("Quoi ? Comment ? Où...").spans)
    #expect(result.changes.map(\.rule) == [.ellipsis, .spaces])
    #expect(result.changes.map(\.count) == [1, 2])
    #expect(result.changes[1].before == "Quoi ? Commen" && result.changes[1].after == "Quoi\u{202F}? Commen")
    #expect(TypographicRules(language: "fr").apply(to: result.spans).changes == [])
  }

  @Test func spanishMarksThatAreMissingAreTold() {
    func unopened(_ text: String) -> [String] {
      TypographicRules(language: "es").apply(to: Markup.read(text).spans).unopened
    }
    #expect(unopened("¿Quién? Y ¡basta! Pero, ¿cómo?") == [])
    #expect(unopened("¡Qué?") == [])
    #expect(unopened("Hola. Quién es? Nada!") == ["Hola. Quién es?", ". Quién es? Nada!"])
    #expect(unopened("véase https://a.es/?b") == [])
  }

  @Test(arguments: ["en", "fr", "es", "de"])
  func aLongTextIsReadInOnePass(language: String) {
    let text = String(repeating: "a 'b' \"c\" 1 000 - d? e: ! « x » ", count: 4000)
    let once = TypographicRules(language: language).apply(to: [MarkupSpan(text: text)])
    #expect(TypographicRules(language: language).apply(to: once.spans).changes == [])
  }
}

extension Substring {
  /// Without the punctuation of the sentence.
  fileprivate var trimmingEnd: Substring {
    var text = self
    while let last = text.last, ".!?;:…\"".contains(last) { text.removeLast() }
    return text
  }
}
