import Testing

@Suite("What is too fine for a press")
struct FineDetailTests {
  private func box(_ properties: String) -> String {
    #"{"children": [{"width": "30mm", "height": "20mm", "margin": 20, \#(properties)}]}"#
  }

  @Test(arguments: [
    (#""type": "rect", "fill": "none", "stroke": "black", "strokeWidth": "0.2pt""#, "0.2 pt"),
    (#""type": "line", "strokeWidth": "0.1pt""#, "0.1 pt"),
    (#""borderWidth": "0.15pt""#, "0.15 pt"), (#""borderTopWidth": "0.2pt""#, "0.2 pt"),
    (#""borderWidth": "0.2pt", "borderStyle": "dashed""#, "0.2 pt"),
    (#""borderTopWidth": "0.4pt", "transform": "scale(0.5)""#, "0.2 pt"),
  ])
  func aHairlineIsTold(properties: String, width: String) throws {
    #expect(
      try preflight(box(properties)).told == [
        "warning thin-line: a line of \(width) is too thin to print; 0.25 pt is the least [layout/0]"
      ])
  }

  @Test(arguments: [
    #""type": "rect", "fill": "none", "stroke": "black", "strokeWidth": "0.25pt""#, #""borderWidth": "0.25pt""#,
    #""borderTopWidth": "0.2pt", "borderColor": "transparent""#, #""borderTopWidth": "0.2pt", "transform": "scale(2)""#,
    #""background": "red""#,
  ])
  func aQuarterOfAPointPrints(properties: String) throws { #expect(try preflight(box(properties)).isEmpty) }

  @Test func theRowsOfACodeAreNoLines() throws {
    let code =
      #"{"children": [{"type": "qr", "value": "https://example.org", "alt": "a", "width": "2mm", "height": "2mm"}]}"#
    #expect(try preflight(code).isEmpty)
  }

  @Test func tinyTextIsTold() throws {
    let found = try preflight(
      #"{"children": [{"text": "Terms", "fontSize": "4.5pt"}, {"text": "Terms", "fontSize": "5pt"}, {"text": "a **b**", "fontSize": "8pt", "transform": "scale(0.5)"}]}"#
    )
    #expect(
      found.told == [
        "warning small-text: text of 4.5 pt is too small to print; 5 pt is the least [layout/0]",
        "warning small-text: text of 4 pt is too small to print; 5 pt is the least [layout/2]",
      ])
  }

  @Test(arguments: [
    ("[90, 60, 30, 20]", "8pt", 1), ("[90, 60, 30, 0]", "8pt", 1), ("[90, 60, 30, 20]", "9pt", 0),
    ("[40, 0, 0, 100]", "8pt", 0), ("[0, 0, 0, 100]", "8pt", 0),
  ])
  func smallTextInManyInksIsTold(cmyk: String, size: String, count: Int) throws {
    let found = try preflight(
      ##"{"children": [{"text": "Terms", "fontSize": "\##(size)", "color": {"rgb": "#0B3C5D", "cmyk": \##(cmyk)}}]}"##)
    #expect(found.map(\.code) == Array(repeating: "small-text-inks", count: count))
    #expect(found.allSatisfy { $0.message.hasPrefix("text of 8 pt is printed in more than two inks: 90/60/30/") })
  }
}
