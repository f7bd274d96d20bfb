import Testing

@testable import Scene

@Suite("Shrinking to fit")
struct FittingTests {
  private func sizes(_ layout: String) throws -> [Double?] {
    try compose(layout).requireScene().boxes.filter { $0.type == "text" }.map(\.fontSize)
  }

  private let headline = "\"fit\": \"shrink\", \"fontSize\": 40, \"lineHeight\": 1, \"fontFamily\": \"Inter\""

  @Test func textThatFitsKeepsItsSize() throws {
    #expect(try sizes("{\"children\": [{\"text\": \"Short\", \(headline)}]}") == [40])
  }

  /// One step more would not fit: the size is the largest of the even steps that does.
  @Test(arguments: [
    "Human beings are not for sale", "Extraordinarily", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
  ])
  func theLargestStepThatFitsIsTaken(text: String) throws {
    func layout(_ size: Double) -> String {
      """
      {"children": [{"text": "\(text)", "width": 180, "height": 70, "lineHeight": 1, "fontFamily": "Inter", "fontSize": \(size)}]}
      """
    }
    let shrinking = layout(40).replacing("\"fontSize\"", with: "\"fit\": \"shrink\", \"minFontSize\": 5, \"fontSize\"")
    let size = try #require(try sizes(shrinking)[0])
    #expect(size < 40)
    let steps = size / 0.4
    #expect(isClose(steps, steps.rounded()))
    #expect(try compose(layout(size)).scene != nil)
    #expect(try compose(layout(size + 0.4)).scene == nil)
  }

  @Test func theFloorHolds() throws {
    let composed = try compose(
      "{\"children\": [{\"text\": \"Incomprehensibilities\", \"width\": 60, \"minFontSize\": 33, \(headline)}]}")
    #expect(composed.messages.count == 1)
    #expect(
      composed.messages[0].hasPrefix("text-overflow: the text \"Incomprehensibilities\" does not fit its box: it is "))
    #expect(composed.messages[0].hasSuffix("px too wide, even at its smallest size of 33.0 px [layout/0]"))
  }

  @Test func withoutAFloorHalfTheSizeIsTheSmallest() throws {
    let composed = try compose("{\"children\": [{\"text\": \"Incomprehensibilities\", \"width\": 60, \(headline)}]}")
    #expect(composed.messages[0].hasSuffix("even at its smallest size of 20.0 px [layout/0]"))
  }

  @Test func lineHeightAndTrackingShrinkWithTheText() throws {
    let composed = try compose(
      """
      {"children": [{"text": "Human beings", "fit": "shrink", "fontSize": 40, "lineHeight": "60px", "letterSpacing": 4,
                     "fontFamily": "Inter", "width": 180, "height": 60}]}
      """
    ).requireScene()
    let box = composed.boxes[1]
    let size = try #require(box.fontSize)
    #expect(size < 40 && box.lines == 1)
    #expect(composed.glyphs.allSatisfy { $0.run.size == size })
  }

  @Test func siblingsAreTreatedAlikeWhateverTheirOrder() throws {
    func text(_ word: String) -> String { "{\"text\": \"\(word)\", \(headline), \"minFontSize\": 10}" }
    let (one, two, three) = (text("Extraordinary"), text("Remarkable"), text("Extraordinary"))
    let forwards = try sizes("{\"children\": [\(one), \(two), \(three)]}")
    let backwards = try sizes("{\"children\": [\(three), \(two), \(one)]}")
    #expect(forwards == backwards.reversed())
    #expect(forwards[0] == forwards[2])
    #expect(forwards.allSatisfy { ($0 ?? 0) < 40 })
  }

  @Test func aTextMakesRoomForItsNeighbour() throws {
    let sizes = try sizes(
      """
      {"children": [{"flexDirection": "column", "width": 200, "height": 100, "children": [
        {"text": "A headline of some length", \(headline), "minFontSize": 10},
        {"text": "A source that may not shrink", "fontSize": 14, "lineHeight": 1.2, "fontFamily": "Inter", "flexShrink": 0}]}]}
      """)
    #expect(sizes[0] ?? 40 < 40 && sizes[1] == 14)
  }

  // MARK: The ladder

  /// Inter at 40 px sets "Equal priority" on 273 px, and 4.2 px less for each hundredth of an em of tracking.
  private func line(_ width: Double, _ fit: String) -> String {
    """
    {"children": [{"text": "Equal priority", "whiteSpace": "nowrap", "fontFamily": "Inter", "fontSize": 40, "lineHeight": 1,
                   "width": \(width), "flexShrink": 0, \(fit)}]}
    """
  }

  private func decision(_ width: Double, _ fit: String) throws -> (size: Double?, fit: FitDecision) {
    let box = try compose(line(width, fit)).requireScene().boxes[1]
    return (box.fontSize, try #require(box.fit))
  }

  @Test func tighteningComesBeforeShrinkingWhereItIsWrittenFirst() throws {
    let widest = try #require(try compose(line(400, "\"fit\": \"none\"")).requireScene().glyphs.first).run.width
    let narrow = widest - 4
    let tightened = try decision(narrow, "\"fit\": [\"tighten\", \"shrink\"]")
    #expect(tightened.size == 40)
    #expect(tightened.fit.done == [.tighten])
    #expect(tightened.fit.letterSpacing < 0 && tightened.fit.letterSpacing >= -0.02)
    let shrunk = try decision(narrow, "\"fit\": [\"shrink\", \"tighten\"]")
    #expect(shrunk.size ?? 40 < 40)
    #expect(shrunk.fit.done == [.shrink])
    #expect(shrunk.fit.letterSpacing == 0)
  }

  @Test func shrinkingGoesOnWhereTighteningIsNotEnough() throws {
    let found = try decision(200, "\"fit\": [\"tighten\", \"shrink\"], \"minLetterSpacing\": \"-0.03em\"")
    #expect(found.fit.done == [.tighten, .shrink])
    #expect(isClose(found.fit.letterSpacing, -0.03))
    #expect(found.size ?? 40 < 40)
  }

  @Test func tighteningAloneEndsAtItsLimit() throws {
    let composed = try compose(line(200, "\"fit\": \"tighten\", \"minLetterSpacing\": -1"))
    #expect(composed.messages.count == 1)
    #expect(composed.messages[0].hasPrefix("text-overflow: "))
  }

  @Test(arguments: [("4", 4.0), ("\"10%\"", 4), ("\"0.05em\"", 2), ("0", 0.4)])
  func sizesGoDownInTheStepsThatAreAskedFor(step: String, pixels: Double) throws {
    let size = try #require(try decision(170, "\"fit\": \"shrink\", \"fontSizeStep\": \(step)").size)
    let steps = (40 - size) / pixels
    #expect(size < 40 && isClose(steps, steps.rounded()))
  }

  @Test func whatFitsIsNotTouched() throws {
    let found = try decision(400, "\"fit\": [\"tighten\", \"shrink\"]")
    #expect(found.size == 40 && found.fit.done == [] && found.fit.letterSpacing == 0)
    #expect(try compose(line(400, "\"fit\": \"shrink\"")).messages == [])
  }

  @Test func whatWasDoneIsNoted() throws {
    let composed = try compose(line(200, "\"fit\": [\"tighten\", \"shrink\"]"))
    #expect(composed.diagnostics.map(\.severity) == [.note])
    let size = try #require(try composed.requireScene().boxes[1].fontSize)
    #expect(
      composed.messages == [
        "fitted: the text \"Equal priority\" is tightened from 0 em to -0.02 em and set at \(Amount.tenths(size)) px instead of 40.0 px to fit [layout/0]"
      ])
  }

  @Test(arguments: [
    ("\"fit\": \"shrink\", \"minFontSize\": 44", "`minFontSize` of 44.0 px is more than the text's size"),
    ("\"fit\": \"tighten\", \"minLetterSpacing\": 1", "`minLetterSpacing` of 1.0 px is more than the text's tracking"),
  ])
  func aLimitOnTheWrongSideIsTold(fit: String, message: String) throws {
    let composed = try compose(line(400, fit))
    #expect(composed.messages == ["fit-limit: \(message) [layout/0]"])
    #expect(composed.diagnostics[0].severity == .warning)
  }

  private func paragraph(_ fit: String, text: String = "Internationalisation and industrialisation") -> String {
    """
    {"children": [{"text": "\(text)", "fontFamily": "Inter", "fontSize": 20, "lineHeight": 1, "width": 130, "height": 62,
                   "flexShrink": 0, "lang": "en", \(fit)}]}
    """
  }

  @Test func wordsAreBrokenWhereThatIsAllowed() throws {
    #expect(try compose(paragraph("\"fit\": \"none\"")).scene == nil)
    let box = try compose(paragraph("\"fit\": [\"hyphenate\", \"shrink\"]")).requireScene().boxes[1]
    #expect(box.fit?.done.first == .hyphenate)
  }

  @Test func linesAreCutAfterTheMostThatFit() throws {
    let text = "One line and another line and a third line and a fourth line and a fifth line"
    let composed = try compose(paragraph("\"fit\": \"clamp\"", text: text))
    let box = try composed.requireScene().boxes[1]
    #expect(box.lines == 3 && box.fit?.done == [.clamp] && box.fit?.lineClamp == 3)
    #expect(composed.diagnostics.map(\.code).sorted() == ["fitted", "text-clamped"])
    #expect(composed.diagnostics.allSatisfy { $0.severity == .note })
  }

  @Test func aLimitOfLinesStaysWhereNoneNeedBeCut() throws {
    let box = try compose(paragraph("\"fit\": \"clamp\", \"lineClamp\": 2", text: "One line and more of it and more"))
      .requireScene().boxes[1]
    #expect(box.lines == 2 && box.fit?.done == [])
  }

  /// Texts whose steps differ do not hold each other down.
  @Test func textsOfDifferentStepsComeBackOnTheirOwn() throws {
    func line(_ width: Double, _ fit: String) -> String {
      "{\"text\": \"Equal priority\", \"width\": \(width), \(fit)}"
    }
    let coarse = line(220, "\"fit\": \"shrink\", \"fontSizeStep\": 4")
    let tight = line(236, "\"fit\": [\"tighten\", \"shrink\"], \"minLetterSpacing\": \"-0.05em\"")
    func column(_ lines: String...) -> String {
      """
      {"flexDirection": "column", "fontFamily": "Inter", "fontSize": 40, "lineHeight": 1, "whiteSpace": "nowrap",
       "children": [\(lines.joined(separator: ", "))]}
      """
    }
    let alone = try sizes(column(coarse)) + sizes(column(tight))
    #expect(try sizes(column(coarse, tight)) == alone)
    #expect(try sizes(column(tight, coarse)) == alone.reversed())
  }

  // MARK: Groups within a card

  @Test func textsOfAGroupShrinkTogetherWithinACard() throws {
    func text(_ word: String, _ fit: String) -> String {
      "{\"text\": \"\(word)\", \"width\": 120, \"flexShrink\": 0, \"fontSize\": 40, \"fontFamily\": \"Inter\", \(fit)}"
    }
    let group = "\"fitGroup\": \"figure\""
    let sizes = try sizes(
      "{\"children\": [\(text("28%", group)), \(text("150,000", group)), \(text("1", "\"fit\": \"shrink\""))]}")
    #expect(sizes[0] == sizes[1] && sizes[0] ?? 40 < 40 && sizes[2] == 40)
  }
}
