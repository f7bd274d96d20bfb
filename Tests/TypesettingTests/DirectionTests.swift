import Testing

@testable import Typesetting

@Suite("Mixed directions")
struct DirectionTests {
  let typesetter: Typesetter
  private let style = FontStyle(families: ["Inter", "Noto Sans Hebrew", "Noto Sans Arabic"], size: 16)

  init() throws { typesetter = try makeTypesetter() }

  @Test(arguments: [
    "one אבג two", "المادة 16.2 من SDG (UNODC).", "אבג 5.2, 8.7 דהו", "a (אבג 12 דה) b", "\u{202E}abc\u{202C} אב",
  ])
  func runsStandInReadingOrder(text: String) throws {
    for direction in [StyledText.Direction.leftToRight, .rightToLeft] {
      let shaped = try typesetter.shape(styled(text, style, direction: direction), width: 500)
      let controls: Set<Unicode.Scalar> = ["\u{202E}", "\u{202C}"]
      #expect(Array(shaped.texts.joined().unicodeScalars) == text.unicodeScalars.filter { !controls.contains($0) })
    }
  }

  @Test func numbersRunToTheRightInsideHebrew() throws {
    let line = try typesetter.shape(styled("אבג 5.2 דהו", style, language: "he", direction: .rightToLeft), width: 300)
      .lines[0]
    let words = line.runs.filter { $0.text != " " }
    #expect(words.map { $0.text.filter { $0 != " " } } == ["אבג", "5.2", "דהו"])
    #expect(words.map(\.isRightToLeft) == [true, false, true])
    #expect(words[0].x > words[1].x && words[1].x > words[2].x)
  }

  @Test(arguments: ["(אבג).", "אבג!", "«אבג»:"])
  func punctuationEndsALineOnTheLeft(text: String) throws {
    let shaped = try typesetter.shape(styled(text, style, language: "he", direction: .rightToLeft), width: nil)
    let last = try #require(shaped.runs.last)
    #expect(last.text.last == text.last)
    #expect(isClose(shaped.runs.map(\.x).min() ?? -1, last.x))
  }

  /// What stands from left to right, each run without its spaces.
  private func seen(_ spans: [TextSpan], _ language: String, _ direction: StyledText.Direction) throws -> [String] {
    let text = StyledText(spans: spans, strut: style, language: language, direction: direction)
    return try typesetter.shape(text, width: nil).runs.seen.map { $0.text.filter { $0 != " " } }.filter { !$0.isEmpty }
  }

  @Test func aPhraseOfAnotherLanguageKeepsItsPunctuation() throws {
    func spans(_ language: String?) -> [TextSpan] {
      [TextSpan("קראו ", style), TextSpan("Why me?", style, language: language), TextSpan(" היום", style)]
    }
    #expect(try seen(spans(nil), "he", .rightToLeft) == ["היום", "?", "Whyme", "קראו"])
    #expect(try seen(spans("en"), "he", .rightToLeft) == ["היום", "Whyme?", "קראו"])
    #expect(try seen(spans("he"), "he", .rightToLeft) == seen(spans(nil), "he", .rightToLeft))
  }

  @Test func spansOfOneForeignPhraseOrderAmongThemselves() throws {
    let bold = FontStyle(families: style.families, size: 16, weight: 700)
    let spans = [
      TextSpan("אבג ", style), TextSpan("one ", style, language: "en"), TextSpan("two", bold, language: "en"),
      TextSpan("!", style, language: "en"), TextSpan(" דהו", style),
    ]
    #expect(try seen(spans, "he", .rightToLeft) == ["דהו", "one", "two", "!", "אבג"])
  }

  @Test func aForeignPhraseGoesOnAfterAForcedBreak() throws {
    let text = StyledText(
      spans: [TextSpan("אבג ", style), TextSpan("one?\u{2028}two?", style, language: "en")], strut: style,
      language: "he",
      direction: .rightToLeft)
    let lines = try typesetter.shape(text, width: 200).lines
    #expect(lines.map { $0.runs.seen.map(\.text).joined().filter { $0 != " " } } == ["one?אבג", "two?"])
    #expect(try typesetter.shape(text, width: 200).missing.isEmpty)
  }
}
