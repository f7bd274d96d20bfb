import Testing

private let size = #""width": 20, "height": 20"#

@Suite("Pictures without alternative text")
struct AlternativeTests {
  @Test(arguments: [
    (#""type": "image", "src": "quarters.png""#, "picture"), (#""type": "qr", "value": "https://example.org""#, "code"),
    (#""type": "chart", "chart": "bar", "value": 0.5"#, "number graphic"),
    (#""type": "image", "src": "quarters.png", "role": "figure", "alt": """#, "picture"),
  ])
  func areAnErrorInTheAccessibleDocument(node: String, name: String) throws {
    let layout = #"{"children": [{"text": "Words"}, {\#(node), \#(size)}]}"#
    let found = try preflight(layout, .document)
    #expect(found.told == ["error no-alternative: the \(name) has no alternative text [layout/1]"])
    #expect(found.first?.subject.card == "card")
    #expect(found.first?.location?.file.hasSuffix("card.json") == true)
    #expect(try preflight(layout, .press).allSatisfy { $0.code != "no-alternative" })
  }

  @Test(arguments: [
    #"{"type": "image", "src": "quarters.png", \#(size), "alt": "Four fields"}"#,
    #"{"type": "image", "src": "quarters.png", \#(size), "alt": ""}"#,
    #"{"type": "image", "src": "quarters.png", \#(size), "role": "decoration"}"#,
    #"{"role": "decoration", "children": [{"type": "image", "src": "quarters.png", \#(size)}]}"#,
    #"{"alt": "Half of them", "children": [{"type": "chart", "chart": "ring", "value": 0.5, \#(size)}]}"#,
    #"{"type": "image", "src": "quarters.png", \#(size), "visibility": "hidden"}"#,
    #"{"type": "rect", \#(size)}"#,
  ])
  func areFineWhereTheyAreDecorationOrSpokenFor(node: String) throws {
    #expect(try preflight(#"{"children": [\#(node)]}"#, .document).isEmpty)
  }
}
