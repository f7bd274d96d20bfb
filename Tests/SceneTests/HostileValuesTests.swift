import Foundation
import RasterOutput
import Testing

@testable import Scene

/// Absurd values end in CSS's own answer or in a diagnostic: never in a crash, and never in a drawing without a place.
@Suite("Absurd values")
struct HostileValuesTests {
  private func check(_ composed: Composition, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    guard let scene = composed.scene else {
      #expect(composed.diagnostics.hasErrors, sourceLocation: sourceLocation)
      return
    }
    for drawing in scene.drawings {
      switch drawing {
      case .fill(let path, _), .stroke(let path, _, _):
        #expect(path.points.allSatisfy { $0.x.isFinite && $0.y.isFinite }, sourceLocation: sourceLocation)
      case .glyphs(let drawing):
        #expect(drawing.run.glyphs.allSatisfy { $0.x.isFinite && $0.y.isFinite }, sourceLocation: sourceLocation)
      default: break
      }
    }
  }

  @Test(arguments: [
    "\"fontSize\": 0", "\"fontSize\": 1e9", "\"fontSize\": -1", "\"fontSize\": \"1e308px\"", "\"fontSize\": 0.0001",
    "\"lineHeight\": 0", "\"lineHeight\": 100", "\"lineHeight\": \"0px\"", "\"letterSpacing\": -1000",
    "\"letterSpacing\": 100000", "\"letterSpacing\": \"1e9em\"", "\"opacity\": 2", "\"opacity\": -1",
    "\"opacity\": 1e308",
    "\"fontWeight\": 0", "\"fontWeight\": 1e9", "\"width\": 0", "\"width\": 1e9", "\"width\": -5", "\"height\": 1e-9",
    "\"fit\": \"shrink\", \"fontSize\": 1000, \"minFontSize\": 0", "\"fit\": \"shrink\", \"minFontSize\": 1e6",
    "\"fit\": \"shrink\", \"fontSize\": 0, \"minFontSize\": 0", "\"borderRadius\": 1e9, \"borderWidth\": 1e6",
    "\"borderWidth\": 1e-7, \"borderStyle\": \"dotted\"", "\"borderWidth\": 900, \"borderStyle\": \"dashed\"",
    "\"padding\": 1e6", "\"margin\": -1e6", "\"aspectRatio\": 1e6", "\"textBoxTrim\": \"trim-both\", \"lineHeight\": 0",
    "\"fontFeatures\": {\"tnum\": 255, \"kern\": 255}",
    "\"background\": {\"linear\": {\"angle\": 1e300, \"stops\": [\"red\", \"blue\"]}}",
  ])
  func texts(style: String) throws {
    check(try compose("{\"fontFamily\": \"Inter\", \"children\": [{\"text\": \"Freedom\", \(style)}]}"))
  }

  @Test(arguments: [
    "", " ", "\\n\\t ", "\\u0301", "\\u200B\\u2060\\uFEFF", "\\u202E\\u2066\\u2067abc", "\\u00AD",
    "\\u2028\\u2028\\u2029",
    "\\uFFFD\\uFFFF", "\\u0000\\u0001", "\\uE000", "👩‍👩‍👧‍👦", "a\\u0301\\u0301\\u0301", "\\u202A\\u202A\\u202A\\u202A", "**",
    "[](https://a.b)",
    "\\u00A0", "\\u202F\\u202F", "\\uD83D\\uDE00", "``", "\\u0600\\u06DD", "|\\u20E3",
  ])
  func strangeTexts(text: String) throws {
    check(try compose("{\"fontFamily\": [\"Inter\", \"Noto Sans\"], \"children\": [{\"text\": \"\(text)\"}]}"))
  }

  @Test func aHundredThousandCharacters() throws {
    let text = String(repeating: "the quick **brown** fox [jumps](https://a.b) over ", count: 2_500)
    let composed = try compose(
      "{\"fontFamily\": \"Inter\", \"children\": [{\"text\": \"\(text)\", \"fit\": \"shrink\"}]}")
    #expect(composed.messages.count == 1 && composed.messages[0].hasPrefix("text-overflow"))
  }

  /// Two pictures of 81 million pixels each, all of one colour, in a few kilobytes.
  @Test func morePixelsThanFitIntoMemory() throws {
    let side = 9000
    let pictures = try (0..<3).map { shade in
      let pixels = [UInt8](repeating: UInt8(shade * 80), count: side * side * 4)
      return Data(
        try PNGEncoder(effort: .fast).encode(
          PixelBuffer(width: side, height: side, pixels: pixels, stride: side * 4), metadata: PNGMetadata()))
    }
    let composed = try compose(
      #"{"children": [{"type": "image", "src": "0.png"}, {"type": "image", "src": "1.png"}, {"type": "image", "src": "2.png"}]}"#,
      files: ["0.png": pictures[0], "1.png": pictures[1], "2.png": pictures[2]])
    #expect(
      composed.messages == [
        "too-many-pixels: the pictures of this card have more than 150 million pixels together [layout/1]"
      ])
  }

  @Test func fiveHundredTranslucentNodesInsideEachOther() throws {
    func nested(_ depth: Int) -> String {
      var layout = "{\"text\": \"deep\"}"
      for _ in 0..<depth { layout = "{\"opacity\": 0.99, \"background\": \"#11223344\", \"children\": [\(layout)]}" }
      return layout
    }
    #expect(try compose(nested(500)).diagnostics.hasErrors)
    let composed = try compose(nested(60))
    #expect(
      composed.messages == [
        "too-many-groups: more than 16 nodes with opacity, blend modes, masks, blur or transforms lie inside each other [layout"
          + String(repeating: "/0", count: 16) + "]"
      ])
    #expect(try compose(nested(16)).scene != nil)
  }

  @Test(arguments: [
    "\"total\": 1000000000", "\"total\": 0", "\"total\": 10000", "\"value\": 1.0001", "\"value\": -0.1",
    "\"value\": 1e308",
    "\"columns\": 10000", "\"dotGap\": 1e9", "\"thickness\": 0", "\"value\": 0.28, \"total\": 1",
  ])
  func charts(style: String) throws {
    for kind in ["dots", "bar", "ring"] {
      let value = style.contains("\"value\"") ? "" : "\"value\": 0.5, "
      check(
        try compose(
          "{\"children\": [{\"type\": \"chart\", \"chart\": \"\(kind)\", \(value)\(style), \"width\": 100, \"height\": 100}]}"
        ))
    }
  }

  @Test func aPathOfAMegabyte() throws {
    let data = "M0 0" + String(repeating: "l1 1-1 1", count: 125_000)
    let composed = try compose(
      "{\"children\": [{\"type\": \"path\", \"d\": \"\(data)\", \"viewBox\": \"0 0 100 100\", \"width\": 100, \"height\": 100}]}"
    )
    check(composed)
  }

  @Test(arguments: ["0 0 0 0", "0 0 1e9 1", "0 0 -5 5", "0 0 0.000001 999999"])
  func viewBoxes(box: String) throws {
    check(
      try compose(
        "{\"children\": [{\"type\": \"path\", \"d\": \"M0 0L9 9\", \"viewBox\": \"\(box)\", \"width\": 100, \"height\": 100, \"stroke\": \"red\", \"strokeWidth\": 1e6, \"strokeDash\": [1e-9, 1e9]}]}"
      ))
  }

  @Test func aCodeOfTenKilobytes() throws {
    let composed = try compose(
      "{\"children\": [{\"type\": \"qr\", \"value\": \"\(String(repeating: "x", count: 10_000))\"}]}")
    #expect(composed.messages.count == 1 && composed.messages[0].hasPrefix("picture: the QR code"))
  }

  @Test func aMillionGradientStops() throws {
    let stops = String(repeating: "\"#112233\",", count: 999_999) + "\"#445566\""
    let composed = try compose("{\"background\": {\"linear\": {\"stops\": [\(stops)]}}}")
    #expect(composed.scene == nil && composed.diagnostics.hasErrors)
  }
}
