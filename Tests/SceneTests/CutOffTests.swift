import Testing

@testable import Scene

@Suite("What the card's edge cuts")
struct CutOffTests {
  @Test func aCodeThatLeavesTheCardIsAnError() throws {
    let composed = try compose(
      #"{"children": [{"type": "qr", "value": "https://example.org", "width": 100, "height": 100, "marginLeft": 350, "flexShrink": 0}]}"#
    )
    #expect(composed.messages == ["cut-off: the QR code reaches 50 px beyond the card's edge [layout/0]"])
    #expect(composed.scene == nil)
  }

  @Test func aNumberGraphicThatLeavesTheCardIsAnError() throws {
    let composed = try compose(
      #"{"children": [{"type": "chart", "chart": "bar", "value": 0.5, "width": 100, "height": 20, "marginTop": -10}]}"#)
    #expect(composed.messages == ["cut-off: the number graphic reaches 10 px beyond the card's edge [layout/0]"])
  }

  @Test(arguments: [
    #"{"type": "chart", "chart": "ring", "value": 0.5, "width": 100, "height": 100, "position": "absolute", "top": -50, "role": "decoration"}"#,
    #"{"type": "ellipse", "width": 100, "height": 100, "marginTop": -50}"#,
    #"{"type": "chart", "chart": "bar", "value": 0.5, "width": 400, "height": 300}"#,
  ])
  func ornamentsMayLeaveIt(node: String) throws {
    #expect(try compose("{\"children\": [\(node)]}").messages == [])
  }
}
