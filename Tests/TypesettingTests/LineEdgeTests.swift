import Testing

@testable import Typesetting

@Suite("Line ends: clamping, justification, hanging, optical alignment")
struct LineEdgeTests {
  let typesetter: Typesetter

  init() throws { typesetter = try makeTypesetter() }

  private static let sentence = "the quick brown fox jumps over the lazy dog and runs"

  // MARK: Clamping

  @Test(arguments: [StyledText.Direction.leftToRight, .rightToLeft])
  func aClampedTextEndsInAnEllipsisAfterAWholeWord(direction: StyledText.Direction) throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Hebrew"], size: 16)
    let words = direction == .leftToRight ? Self.sentence : "אחד שנים שלוש ארבע חמש שש שבע שמונה תשע עשר"
    var text = styled(words, style, direction: direction)
    text.lineClamp = 2
    let shaped = try typesetter.shape(text, width: 100)
    #expect(shaped.isClamped && shaped.lines.count == 2)
    shaped.expectWholeClusters()
    let last = try #require(shaped.lines.last)
    #expect(last.runs.last?.text == "…")
    #expect(words.contains(last.runs.dropLast().map(\.text).joined() + " "))
    #expect(shaped.lines.allSatisfy { $0.width <= 100.01 })
    text.lineClamp = 50
    let whole = try typesetter.shape(text, width: 100)
    #expect(!whole.isClamped && whole.lines.count > 2)
  }

  @Test func aClampCutsAWordThatIsAlone() throws {
    var text = styled("extraordinarily\u{2028}long")
    text.lineClamp = 1
    let shaped = try typesetter.shape(text, width: 60)
    #expect(shaped.texts.count == 1 && shaped.texts[0].hasPrefix("ext") && shaped.texts[0].hasSuffix("…"))
    #expect(shaped.lines[0].width <= 60.01)
    // A text that is left out after a forced break is missed too.
    #expect(try typesetter.shape(text, width: nil).texts == ["extraordinarily…"])
    #expect(try !typesetter.shape(text, width: 0).lines[0].runs.isEmpty)
  }

  // MARK: Justification

  @Test func linesThatWouldNeedTooMuchStayRagged() throws {
    var text = styled("extraordinary so incomprehensible", alignment: .justify)
    #expect(try isClose(typesetter.shape(text, width: 190).lines[0].width, 190))
    text.justifyLimits = .init(smallest: 1, largest: 1.5)
    let ragged = try typesetter.shape(text, width: 190)
    #expect(ragged.lines[0].width < 180 && ragged.lines[0].x == 0)
    text.justifyLimits = .init(smallest: 1, largest: 100)
    #expect(try isClose(typesetter.shape(text, width: 190).lines[0].width, 190))
  }

  @Test func spacesGiveWayWithinTheirLimit() throws {
    var text = styled("one two three", alignment: .justify)
    let natural = try typesetter.intrinsicWidths(text).maxContent
    text.justifyLimits = .init(smallest: 0.5, largest: 2)
    let shaped = try typesetter.shape(text, width: natural - 3)
    #expect(shaped.lines.count == 1)
    #expect(isClose(shaped.lines[0].width, natural - 3))
    #expect(try typesetter.shape(text, width: natural - 8).lines.count == 2)
    text.justifyLimits = .init(smallest: 1, largest: 2)
    #expect(try typesetter.shape(text, width: natural - 3).lines.count == 2)
  }

  // MARK: Hanging

  @Test(arguments: [
    ("“Nobody asked.”", "“", "”", StyledText.Direction.leftToRight),
    ("«\u{202F}Personne.\u{202F}»", "«\u{202F}", "\u{202F}»", .leftToRight),
    ("“אחד”", "“", "”", .rightToLeft),
  ])
  func quotesHangAtTheEndsOfTheText(
    text: String, opening: String, closing: String, direction: StyledText.Direction
  ) throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Hebrew", "Noto Sans"], size: 20)
    var text = styled(text, style, direction: direction)
    let whole = try typesetter.shape(text, width: 300)
    text.hangingPunctuation = [.first, .last]
    let hung = try typesetter.shape(text, width: 300)
    let marks = whole.inkWidth - hung.inkWidth
    #expect(marks > 8)
    #expect(hung.glyphs == whole.glyphs)
    let start = direction == .leftToRight ? 0 : 300 - hung.inkWidth
    #expect(isClose(hung.lines[0].x, start))
    // The outermost glyph stands outside of the box.
    let leftmost = try #require(hung.runs.flatMap(\.glyphs).map(\.x).min())
    #expect(direction == .leftToRight ? leftmost < -3 : leftmost < start - 3)
    #expect(try isClose(typesetter.intrinsicWidths(text).maxContent, hung.inkWidth))
  }

  @Test func aStopHangsOnlyWhereItWouldNotFit() throws {
    var text = styled("one two, three")
    let two = try typesetter.intrinsicWidths(styled("one two")).maxContent
    text.hangingPunctuation = .allowEnd
    #expect(try typesetter.shape(text, width: two).texts == ["one two, ", "three"])
    #expect(try isClose(typesetter.shape(text, width: two).lines[0].width, two, within: 0.3))
    text.hangingPunctuation = []
    #expect(try typesetter.shape(text, width: two).texts == ["one ", "two, ", "three"])
  }

  // MARK: Optical alignment

  @Test(arguments: ["A", "H", "1", "T"])
  func inkStandsOnTheMargin(figure: String) throws {
    var text = styled(figure + "\u{2028}" + figure, inter(200))
    let plain = try typesetter.shape(text, width: 500)
    text.opticalAlignment = [.start, .end]
    let optical = try typesetter.shape(text, width: 500)
    let face = try typesetter.library.openFace(typesetter.library.faces(for: inter(200))[0])
    let glyph = try #require(optical.runs[0].glyphs.first)
    let ink = try #require(face.ink(of: glyph.id))
    for line in optical.lines {
      let x = try #require(line.runs.first?.glyphs.first?.x)
      #expect(isClose(x + Double(ink.left) * 200 / face.unitsPerEm, 0))
      #expect(isClose(line.width, Double(ink.right - ink.left) * 200 / face.unitsPerEm))
    }
    #expect(optical.inkWidth < plain.inkWidth)
    // A box that is as wide as the text still holds it.
    #expect(try typesetter.shape(text, width: optical.inkWidth).lines.count == 2)
  }

  // MARK: Superior letters

  @Test func superiorLettersAreShiftedWithoutMakingTheLineHigher() throws {
    var raised = inter(10, lineHeight: 0)
    raised.baselineShift = 6
    let text = StyledText(
      spans: [TextSpan("a", inter(16, lineHeight: 20)), TextSpan("1", raised)], strut: inter(16, lineHeight: 20),
      language: "en")
    let shaped = try typesetter.shape(text, width: nil)
    #expect(isClose(shaped.height, 20))
    #expect(isClose(shaped.runs[1].glyphs[0].y, shaped.firstBaseline - 6))
    let position = try typesetter.syntheticPosition(of: inter(100), isSuperior: true)
    #expect((0.4...0.9).contains(position.scale) && position.shift > 0)
    #expect(try typesetter.syntheticPosition(of: inter(100), isSuperior: false).shift < 0)
    #expect(try typesetter.hasGlyphs(of: "sups", for: TextSpan("1", inter()), language: "en"))
    #expect(try !typesetter.hasGlyphs(of: "sups", for: TextSpan("日", inter()), language: "en"))
  }
}
