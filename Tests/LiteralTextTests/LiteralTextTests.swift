import LiteralText
import Testing
import Typesetting

@Suite("LiteralText")
struct LiteralTextTests {
  static let texts = [
    "", "plain", "**not strong**", "{{row.name}}", "$color.accent", "`code` and <b>tags</b>",
    "[a](https://example.org)",
    "![x](y)", "a\\b", "&amp;", "R$ 5, 100 %", "16. July", "# 1", "- yes", "1 < 2 > 0", "été 🙂 العربية", "*", "_a_",
    "https://example.org/a_b_c?d=e&f=g",
  ]

  @Test("comes back as it was", arguments: texts)
  func comesBack(_ text: String) {
    #expect(LiteralText.reveal(LiteralText.hide(text)) == text)
  }

  @Test("is no markup, whatever it says", arguments: texts.filter { !$0.isEmpty })
  func isNoMarkup(_ text: String) {
    let read = Markup.read(LiteralText.hide(text))
    #expect(read.spans == [MarkupSpan(text: text)])
    #expect(read.problems == [])
  }

  @Test("hides all that references, tokens and markup are made of", arguments: texts)
  func hidesPunctuation(_ text: String) {
    #expect(
      !LiteralText.hide(text).utf8.contains { (0x21...0x2F).contains($0) || (0x5B...0x60).contains($0) || $0 == 0x7B })
  }

  @Test("stands within markup of the card", arguments: ["a*b", "x_y_z", "(c)", "\\"])
  func standsWithinMarkup(_ text: String) {
    let hidden = LiteralText.hide(text)
    #expect(Markup.read("**\(hidden)**").spans == [MarkupSpan(text: text, isStrong: true)])
    #expect(Markup.read("`\(hidden)`").spans == [MarkupSpan(text: text, isCode: true)])
  }

  @Test func anAddressCanBeTheTargetOfALink() {
    let read = Markup.read("[here](\(LiteralText.hide("https://example.org/a_b?c=d")))")
    #expect(read.spans == [MarkupSpan(text: "here", link: "https://example.org/a_b?c=d")])
  }

  @Test("line ends stay line ends", arguments: ["a\nb", "a\r\nb", "a\rb"])
  func keepsLineEnds(_ text: String) {
    #expect(LiteralText.reveal(LiteralText.hide(text)) == "a\nb")
    #expect(Markup.read(LiteralText.hide(text)).spans == [MarkupSpan(text: "a\u{2028}b")])
  }

  @Test func charactersThatItIsMadeOfAreKnown() {
    #expect(LiteralText.holdsNoncharacter("a" + String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self)))
    #expect(LiteralText.holdsNoncharacter(String(decoding: [0xEF, 0xB7, 0xAF], as: UTF8.self)))
    #expect(LiteralText.holdsNoncharacter("\u{1FFFE}"))
    #expect(!LiteralText.holdsNoncharacter("a\u{FDCF}\u{FDF0}é🙂"))
  }
}
