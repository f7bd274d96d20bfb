import Testing

private let whole = #""width": "100%", "height": "100%""#

@Suite("What ends at the trim without bleed")
struct BleedTests {
  @Test(
    arguments: [
      (#"{\#(whole), "background": "navy"}"#, nil),
      (
        #"{\#(whole), "background": "navy", "children": [{"background": "red", "width": "50%", "height": "100%"}]}"#,
        nil
      ),
      (
        #"{\#(whole), "padding": 10, "children": [{"background": "red", "width": "50%", "height": "50%", "borderRadius": 8}]}"#,
        nil
      ),
      (#"{\#(whole), "children": [{"type": "line", "width": "100%", "strokeWidth": 4, "marginTop": 30}]}"#, nil),
      (#"{\#(whole), "overflow": "hidden", "children": [{"background": "red", "width": "100%", "height": 40}]}"#, nil),
      (#"{\#(whole), "background": "navy", "borderRadius": 8}"#, "top, right, bottom and left edges"),
      (
        #"{\#(whole), "children": [{"background": "red", "width": "50%", "height": "100%", "borderRadius": 8}]}"#,
        "top, bottom and left edges"
      ),
      (
        #"{\#(whole), "children": [{"type": "ellipse", "fill": "red", "width": 40, "height": 40, "margin": "40px 0"}]}"#,
        "left edge"
      ),
      (#"{\#(whole), "background": "navy", "transform": "rotate(180deg)"}"#, "top, right, bottom and left edges"),
      (
        #"{\#(whole), "borderRadius": 8, "overflow": "hidden", "children": [{"background": "red", "width": "100%", "height": 40}]}"#,
        "top, right and left edges"
      ),
      (
        #"{\#(whole), "children": [{"type": "rect", "fill": "none", "stroke": "red", "strokeWidth": 6, "width": "100%", "height": 40}]}"#,
        "top, right and left edges"
      ),
    ] as [(String, String?)])
  func isTold(layout: String, sides: String?) throws {
    let found = try preflight(layout)
    #expect(
      found.map(\.message) == (sides.map { ["this ends at the card's \($0), without bleed"] } ?? []), "\(found.told)")
    #expect(found.allSatisfy { $0.code == "no-bleed" && $0.severity == .warning && $0.subject.node != nil })
  }

  @Test func aPictureThatCoversReachesTheBleedAndOneThatIsContainedDoesNot() throws {
    func layout(_ fit: String) -> String {
      #"{"children": [{"type": "image", "src": "quarters.png", "alt": "a", "objectFit": "\#(fit)", "width": "100%", "height": "50mm"}]}"#
    }
    #expect(try preflight(layout("cover")).map(\.code) == ["low-resolution"])
    #expect(try preflight(layout("contain")).map(\.code) == ["low-resolution", "no-bleed"])
  }

  @Test func isNothingToAnAccessibleDocument() throws {
    #expect(try preflight(#"{\#(whole), "background": "navy", "borderRadius": 8}"#, .document).isEmpty)
  }
}
