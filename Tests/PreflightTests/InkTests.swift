import Testing

@Suite("Inks that are too much, or mean two things")
struct InkTests {
  private static let heavy = ##"{"rgb": "#111C33", "cmyk": [95, 82, 65, 78]}"##

  @Test func areToldOnceForEachNodeWithTheColoursName() throws {
    let layout = """
      {"padding": 20, "children": [
        {"type": "rect", "width": 40, "height": 40, "fill": "$color.deep", "stroke": "$color.deep", "strokeWidth": 4},
        {"type": "rect", "width": 40, "height": 40, "fill": \(Self.heavy), "opacity": 0.5},
        {"type": "rect", "width": 40, "height": 40, "fill": {"linear": {"stops": ["white", {"rgb": "#000", "cmyk": [80, 80, 80, 80]}]}}}]}
      """
    let found = try preflight(layout, more: #", "theme": {"color": {"deep": \#(Self.heavy)}}"#)
    #expect(
      found.told == [
        "error total-ink: the colour $color.deep (95/82/65/78) comes to 320 % of ink, and the paper takes 300 % [layout/0]",
        "error total-ink: the colour $color.deep (95/82/65/78) comes to 320 % of ink, and the paper takes 300 % [layout/1]",
        "error total-ink: the colour #000000 (80/80/80/80) comes to 320 % of ink, and the paper takes 300 % [layout/2]",
      ])
  }

  @Test(arguments: [("[90, 80, 60, 70]", 300, 0), ("[90, 80, 60, 70]", 280, 1), ("[60, 40, 40, 100]", 240, 0)])
  func areMeasuredAgainstTheDecksOwnLimit(cmyk: String, limit: Int, count: Int) throws {
    let layout =
      #"{"children": [{"type": "rect", "width": 40, "height": 40, "fill": {"rgb": "black", "cmyk": \#(cmyk)}}]}"#
    #expect(try preflight(layout, more: #", "press": {"totalInk": \#(limit)}"#).count == count)
  }

  @Test func aSpotInkCountsAsOne() throws {
    let layout =
      #"{"children": [{"type": "rect", "width": 40, "height": 40, "fill": {"rgb": "black", "cmyk": [100, 100, 100, 90], "spot": "Deep"}}]}"#
    #expect(try preflight(layout).isEmpty)
  }

  @Test func oneNameForTwoSpotInksIsAnError() throws {
    let layout = """
      {"children": [
        {"type": "rect", "width": 40, "height": 40, "fill": {"rgb": "red", "cmyk": [0, 100, 90, 0], "spot": "Signal", "tint": 50}},
        {"type": "rect", "width": 40, "height": 40, "fill": {"rgb": "red", "cmyk": [0, 100, 90, 0], "spot": "Signal"}},
        {"type": "rect", "width": 40, "height": 40, "fill": {"rgb": "red", "cmyk": [0, 50, 45, 0], "spot": "Signal"}}]}
      """
    #expect(
      try preflight(layout).told == [
        "error ambiguous-spot: the spot ink \"Signal\" stands for 0/50/45/0 here and for 0/100/90/0 elsewhere on the card [layout/2]"
      ])
  }
}
