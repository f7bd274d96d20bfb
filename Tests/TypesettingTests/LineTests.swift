import Testing

@testable import Typesetting

@Suite("Lines")
struct LineTests {
  let typesetter: Typesetter

  init() throws { typesetter = try makeTypesetter() }

  @Test(arguments: [
    ("  a  b\t\nc  ", ["a b c"]), ("a \u{2028} b", ["a ", "b"]), ("a\u{2028}\u{2028}b", ["a ", "", "b"]),
    ("a\u{A0}\u{A0} b", ["a\u{A0}\u{A0} b"]), ("a\u{2028}", ["a "]), ("", []), (" \n ", []), ("\u{2028}a", ["", "a"]),
  ])
  func whiteSpaceCollapses(text: String, lines: [String]) throws {
    #expect(try typesetter.shape(styled(text), width: 500).texts == lines)
  }

  @Test func whiteSpaceCollapsesAcrossSpans() throws {
    let text = StyledText(
      spans: [
        TextSpan("a ", inter()), TextSpan(" b", inter(weight: 700)), TextSpan(" ", inter()), TextSpan(" ", inter()),
      ],
      strut: inter(), language: "en")
    #expect(try typesetter.shape(text, width: nil).texts == ["a b"])
  }

  @Test func wordsWrapAndLongWordsOverflow() throws {
    let widths = try typesetter.intrinsicWidths(styled("aa extraordinarily bb"))
    let shaped = try typesetter.shape(styled("aa extraordinarily bb"), width: 20)
    #expect(shaped.texts == ["aa ", "extraordinarily ", "bb"])
    #expect(isClose(shaped.inkWidth, widths.minContent))
    #expect(shaped.lines.map(\.endsParagraph) == [false, false, true])
    #expect(shaped.width == 20)
  }

  @Test(arguments: [
    "The quick brown fox", "AV AV To W. a", "a-b c", "word", "ab\u{AD}cd ef", "لا إله إلا", "x\u{2028}yy zz",
  ])
  func intrinsicWidthsAreWhatLayoutNeeds(text: String) throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Arabic", "Noto Sans Hebrew"], size: 17.3, letterSpacing: 0.7)
    let widths = try typesetter.intrinsicWidths(styled(text, style))
    let whole = try typesetter.shape(styled(text, style), width: widths.maxContent)
    #expect(whole.lines.allSatisfy { $0.endsParagraph })
    #expect(isClose(whole.inkWidth, widths.maxContent))
    let narrow = try typesetter.shape(styled(text, style), width: widths.minContent)
    #expect(narrow.inkWidth <= widths.minContent + 0.5)
    #expect(try isClose(typesetter.shape(styled(text, style), width: 0).inkWidth, widths.minContent, within: 0.5))
  }

  @Test func textThatMayNotWrapStaysOnItsLine() throws {
    let text = styled("one two three\u{2028}four", wraps: false)
    #expect(try typesetter.shape(text, width: 10).texts == ["one two three ", "four"])
    let widths = try typesetter.intrinsicWidths(text)
    #expect(widths.minContent == widths.maxContent)
  }

  @Test func spacesAtLineEndsStayInTheTextButNotInTheWidth() throws {
    let shaped = try typesetter.shape(styled("one two", alignment: .right), width: 40)
    #expect(shaped.texts == ["one ", "two"])
    let one = try typesetter.intrinsicWidths(styled("one")).maxContent
    #expect(isClose(shaped.lines[0].width, one))
    #expect(isClose(shaped.runs[0].width, one))
    #expect(isClose(shaped.lines[0].x, 40 - one))
  }

  @Test(arguments: [
    (StyledText.Alignment.start, 0.0, 1.0), (.end, 1, 0), (.left, 0, 0), (.right, 1, 1), (.center, 0.5, 0.5),
    (.justify, 0, 1),
  ])
  func linesAlign(alignment: StyledText.Alignment, leftToRight: Double, rightToLeft: Double) throws {
    for (direction, share) in [(StyledText.Direction.leftToRight, leftToRight), (.rightToLeft, rightToLeft)] {
      let line = try typesetter.shape(styled("abc", direction: direction, alignment: alignment), width: 300).lines[0]
      #expect(isClose(line.x, (300 - line.width) * share))
      #expect(isClose(line.runs[0].glyphs[0].x, line.x))
    }
  }

  @Test func linesThatAreTooWideBeginAtTheStart() throws {
    let left = try typesetter.shape(styled("extraordinary", alignment: .center), width: 10).lines[0]
    #expect(left.x == 0)
    let text = styled("extraordinary", direction: .rightToLeft, alignment: .center)
    let right = try typesetter.shape(text, width: 10).lines[0]
    #expect(isClose(right.x + right.width, 10))
  }

  @Test(arguments: [StyledText.Direction.leftToRight, .rightToLeft])
  func justifiedLinesFillTheWidthButTheLast(direction: StyledText.Direction) throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Hebrew"], size: 16)
    let words = direction == .leftToRight ? "the quick brown fox jumps over" : "אחד שנים שלוש ארבע חמש שש"
    let shaped = try typesetter.shape(styled(words, style, direction: direction, alignment: .justify), width: 90)
    #expect(shaped.lines.count > 1)
    for line in shaped.lines.dropLast() {
      #expect(isClose(line.width, 90) && isClose(line.x, 0))
    }
    #expect(try #require(shaped.lines.last).width < 90)
  }

  @Test func aSoftHyphenShowsOnlyWhereTheLineEnds() throws {
    let text = styled("extra\u{AD}ordinary")
    let whole = try typesetter.shape(text, width: nil)
    #expect(whole.texts == ["extraordinary"])
    #expect(whole.glyphs.count == 13)
    let broken = try typesetter.shape(text, width: 70)
    #expect(broken.texts == ["extra\u{AD}", "ordinary"])
    #expect(broken.lines[0].runs[0].glyphs.count == 6)
    broken.expectWholeClusters()
    let plain = try typesetter.intrinsicWidths(styled("extra")).maxContent
    #expect(broken.lines[0].width > plain)
  }

  @Test func aLineBrokenInsideKernedTextIsShapedAnew() throws {
    let text = styled("T\u{200B}o")
    let broken = try typesetter.shape(text, width: 1)
    let letter = try typesetter.intrinsicWidths(styled("T")).maxContent
    #expect(isClose(broken.lines[0].width, letter))
  }

  @Test func trailingLetterSpacingDoesNotShiftCentredLines() throws {
    var style = inter()
    style.letterSpacing = 40
    let shaped = try typesetter.shape(styled("HH HH", style, alignment: .center), width: 160)
    for line in shaped.lines {
      let first = try #require(line.runs.first?.glyphs.first)
      #expect(isClose(first.x - 0, 160 - line.x - line.width))
    }
  }

  @Test func normalLineHeightIsTheFontsOwn() throws {
    let shaped = try typesetter.shape(styled("one\u{2028}two", inter(2816)), width: nil)
    #expect(shaped.lines.allSatisfy { isClose($0.height, 2728 + 680) })
    #expect(isClose(shaped.firstBaseline, 2728) && isClose(shaped.lastBaseline, 2728 + 3408))
    #expect(isClose(shaped.height, 2 * 3408))
    for line in shaped.lines {
      for glyph in line.runs.flatMap(\.glyphs) { #expect(glyph.y == line.baseline) }
    }
  }

  @Test func halfOfTheLeadingLiesAbove() throws {
    let shaped = try typesetter.shape(styled("x", inter(2816, lineHeight: 4000)), width: nil)
    #expect(isClose(shaped.lines[0].height, 4000))
    #expect(isClose(shaped.lines[0].baseline, 2728 + (4000 - 3408) / 2))
    let tight = try typesetter.shape(styled("x", inter(2816, lineHeight: 0)), width: nil)
    #expect(isClose(tight.height, 0))
  }

  @Test func theTallestInlineBoxAndTheStrutMakeTheLine() throws {
    let text = StyledText(
      spans: [TextSpan("a", inter(10, lineHeight: 10)), TextSpan("b", inter(40, lineHeight: 40))],
      strut: inter(20, lineHeight: 100), language: "en")
    let line = try typesetter.shape(text, width: nil).lines[0]
    #expect(isClose(line.height, 100))
    #expect(isClose(line.baseline, (100 + 20 * (2728 - 680) / 2816) / 2))
    // A large letter's box reaches higher than the strut, but less low.
    var tall = text
    tall.spans[1].style = inter(200, lineHeight: 200)
    let box = try typesetter.shape(tall, width: nil).lines[0]
    #expect(isClose(box.baseline, (200 + 200 * (2728 - 680) / 2816) / 2))
    #expect(isClose(box.height - box.baseline, line.height - line.baseline))
  }

  @Test func otherFontsDoNotMoveLinesOfFixedHeight() throws {
    var style = FontStyle(families: ["Inter", "Noto Nastaliq Urdu"], size: 20, lineHeight: 30)
    #expect(try isClose(typesetter.shape(styled("x اردو", style), width: nil).height, 30))
    style.lineHeight = nil
    let plain = try typesetter.shape(styled("x", style), width: nil).height
    #expect(try typesetter.shape(styled("x اردو", style), width: nil).height > plain)
  }

  @Test func blankLinesAreAsHighAsOthers() throws {
    let shaped = try typesetter.shape(styled("a\u{2028}\u{2028}b"), width: nil)
    #expect(Set(shaped.lines.map(\.height)).count == 1)
    #expect(shaped.lines[1].runs.isEmpty)
  }

  @Test func widthWithoutLimitIsTheWidestLine() throws {
    let shaped = try typesetter.shape(styled("a\u{2028}bbbb", alignment: .right), width: nil)
    #expect(shaped.width == shaped.inkWidth)
    #expect(isClose(shaped.lines[0].x + shaped.lines[0].width, shaped.width))
    #expect(try typesetter.shape(styled("a b"), width: .infinity) == typesetter.shape(styled("a b"), width: nil))
  }

  @Test func thaiBreaksWithoutSpacesOnlyWhereDictionariesAllow() throws {
    let style = FontStyle(families: ["Noto Sans Thai"], size: 16)
    let shaped = try typesetter.shape(styled("ภาษาไทย", style, language: "th"), width: 5)
    #expect(shaped.texts.joined() == "ภาษาไทย")
  }
}
