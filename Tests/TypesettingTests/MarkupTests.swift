import Testing

@testable import Typesetting

@Suite("Markup")
struct MarkupTests {
  private func plain(_ text: String) -> [MarkupSpan] { [MarkupSpan(text: text)] }

  @Test(arguments: [
    "16. July", "# 1", "- yes", "> so", "    indented", "+ a", "* a", "1) a", "a\u{205F}b", "***", "---",
    "[a]: http://b.c",
    "<div>", "5 * 3 * 2", "snake_case_name", "50% & more", "![", "~~~", "a <b>c</b>", "\\", "**",
  ])
  func blockMarkupIsPlainText(source: String) {
    #expect(Markup.read(source).spans.map(\.text).joined() == source)
    #expect(Markup.read(source).spans.count == 1)
  }

  @Test func emphasisNests() {
    #expect(
      Markup.read("a **b *c*** `d`").spans == [
        MarkupSpan(text: "a "), MarkupSpan(text: "b ", isStrong: true),
        MarkupSpan(text: "c", isStrong: true, isEmphasis: true), MarkupSpan(text: " "),
        MarkupSpan(text: "d", isCode: true),
      ])
  }

  @Test func emphasisMayBeginAnyLine() {
    #expect(
      Markup.read("**a\n*b***").spans == [
        MarkupSpan(text: "a ", isStrong: true), MarkupSpan(text: "b", isStrong: true, isEmphasis: true),
      ])
    #expect(Markup.read("**71%** of *us*").spans.first == MarkupSpan(text: "71%", isStrong: true))
  }

  @Test(arguments: [
    ("a\nb", "a b"), ("a  \nb", "a\u{2028}b"), ("a\\\nb", "a\u{2028}b"), ("a\n\nb", "a\u{2028}b"),
    ("a\r\n \t\r\n\r\nb", "a\u{2028}b"), ("\n\na\n\n", "a"), ("", ""), ("a\n# b", "a # b"),
    ("a\n---", "a ---"), ("a\n    b", "a     b"), ("&amp; &euro; &#65;", "& € A"), ("\\*a\\*", "*a*"),
    ("a\u{2028}b", "a\u{2028}b"), ("![alt](x.png)", "alt"),
  ])
  func linesAndEntities(source: String, text: String) {
    #expect(Markup.read(source).spans == (text.isEmpty ? [] : plain(text)))
  }

  @Test(arguments: ["http://a.b", "https://a.b/c?d=e&f", "mailto:a@b.c", "tel:+3212345", "HTTPS://A.B"])
  func linksLead(link: String) {
    #expect(Markup.read("[x](\(link))").spans == [MarkupSpan(text: "x", link: link)])
    #expect(Markup.read("<\(link)>").spans == [MarkupSpan(text: link, link: link)])
  }

  @Test(arguments: ["fr", "pt-BR", "zh-Hant-TW", "sr-Latn"])
  func aStretchMayBeInAnotherLanguage(language: String) {
    #expect(
      Markup.read("a [b **c**](lang:\(language)) d").spans == [
        MarkupSpan(text: "a "), MarkupSpan(text: "b ", language: language),
        MarkupSpan(text: "c", isStrong: true, language: language), MarkupSpan(text: " d"),
      ])
    #expect(Markup.read("[x](LANG:\(language))").problems.isEmpty)
  }

  @Test(arguments: ["", "d", "fr_FR", "fr-", "12", "fr-überlang", "f%20r"])
  func otherLanguagesArePlainText(language: String) {
    #expect(Markup.read("[x](lang:\(language))").spans == plain("x"))
    #expect(Markup.read("[x](lang:\(language))").problems.count == 1)
  }

  @Test(arguments: ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "page.html", "//a.b", "", "http:"])
  func otherLinksArePlainText(link: String) {
    #expect(Markup.read("[x](\(link))").spans == plain("x"))
  }

  @Test(arguments: [
    ("a ![alt](x.png) b", [MarkupText.Problem.image("x.png")]), ("<b>x</b>", [.html("<b>"), .html("</b>")]),
    ("<!-- x -->", [.html("<!-- x -->")]), ("[x](file:///a) [y](file:///a)", [.link("file:///a")]),
    ("[x]()", [.link("")]),
    ("**a** [b](https://c.d) `<b>` \\<b> 1 < 2", []), ("![](a) <i> [c](d)", [.image("a"), .html("<i>"), .link("d")]),
  ])
  func whatATextCannotHaveIsTold(source: String, problems: [MarkupText.Problem]) {
    #expect(Markup.read(source).problems == problems)
  }

  @Test func codeRunsOnOverLines() {
    #expect(Markup.read("`a\nb`").spans == [MarkupSpan(text: "a b", isCode: true)])
  }

  @Test func linksHoldMarkup() {
    #expect(
      Markup.read("[a **b**](https://c.d)").spans == [
        MarkupSpan(text: "a ", link: "https://c.d"), MarkupSpan(text: "b", isStrong: true, link: "https://c.d"),
      ])
  }

  @Test(arguments: [
    String(repeating: "*", count: 50_000), String(repeating: "[", count: 50_000),
    String(repeating: "**a ", count: 20_000), String(repeating: "![[]()", count: 10_000),
    String(repeating: "`", count: 30_000), String(repeating: "<", count: 30_000),
  ])
  func hostileMarkupEnds(source: String) {
    #expect(Markup.read(source).spans.allSatisfy { !$0.text.isEmpty })
  }
}
