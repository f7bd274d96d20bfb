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
}
