import CardSpec
import Testing

@Suite("What is handed to a part")
struct PartValueTests {
  private static let card = #"""
    {
      "id": "c", "title": "T", "alt": "A", "languages": ["fr", "en"], "formats": ["square"],
      "slots": {"share": {"number": 0.28, "style": "percent", "source": {"en": "UNODC", "fr": "ONUDC"}}},
      "parts": {
        "figure": {
          "children": [
            {"text": "{{share}}: {{label}} ({{share.source}})"},
            {"type": "chart", "chart": "ring", "value": "{{share}}"}
          ]
        }
      },
      "layout": {
        "children": [
          {"part": "figure", "with": {"share": "{{share}}", "label": {"en": "of children", "fr": "d’enfants"}}}
        ]
      }
    }
    """#

  @Test("is chosen by language, and keeps the number beside its text", arguments: ["fr", "en"])
  func kept(language: String) throws {
    let instance = try instantiate(Self.card, language: language)
    #expect(instance.diagnostics.isEmpty)
    guard case .box(let parts) = try #require(instance.node).content, case .box(let children) = parts.first?.content,
      case .chart(let chart) = children.last?.content
    else {
      Issue.record("the part was not filled in")
      return
    }
    let expected = ["fr": "28\u{A0}%: d’enfants (ONUDC)", "en": "28%: of children (UNODC)"]
    #expect(children.first?.content == .text(expected[language] ?? ""))
    #expect(chart.value == 0.28)
  }
}
