import CardSpec
import Localization
import Templating
import Testing

@Suite("A slot that names a number")
struct NumberSlotTests {
  private static let text = #"""
    {
      "id": "c", "title": "T", "alt": "A", "languages": ["fr"], "formats": ["square"],
      "slots": {
        "share": {"number": 0.28, "style": "percent"},
        "dots": "{{share.number}}",
        "figure": "{{share}}",
        "again": "{{figure}}"
      },
      "layout": {
        "children": [
          {"id": "direct", "type": "chart", "chart": "dots", "value": "{{share}}"},
          {"id": "member", "type": "chart", "chart": "dots", "value": "{{share.number}}"},
          {"id": "slot", "type": "chart", "chart": "dots", "value": "{{dots}}"},
          {"id": "chain", "type": "chart", "chart": "ring", "value": "{{again}}"},
          {"id": "text", "text": "{{again}}"},
          {"id": "sentence", "text": "Plus de {{again}} des victimes"}
        ]
      }
    }
    """#

  private func children() throws -> [Node] {
    let instance = try instantiate(Self.text)
    #expect(instance.diagnostics.isEmpty)
    guard case .box(let children) = try #require(instance.node).content else { return [] }
    return children
  }

  @Test("gives a chart the number itself", arguments: ["direct", "member", "slot", "chain"])
  func chart(id: String) throws {
    let node = try #require(try children().first { $0.id == id })
    guard case .chart(let chart) = node.content else {
      Issue.record("\(id) is no chart")
      return
    }
    #expect(chart.value == 0.28)
  }

  @Test("repeats a node as often as the number says")
  func repeated() throws {
    let instance = try instantiate(
      #"""
      {
        "id": "c", "alt": "A", "languages": ["es"], "formats": ["square"],
        "slots": {"people": {"number": 3, "pattern": "{n} millones"}},
        "layout": {"children": [{"type": "rect", "repeat": "people"}]}
      }
      """#)
    #expect(instance.diagnostics.filter { $0.severity == .error } == [])
    guard case .box(let children) = try #require(instance.node).content else { return }
    #expect(children.count == 3)
  }

  @Test("gives a text the number as the language writes it")
  func written() throws {
    let contents = Dictionary(uniqueKeysWithValues: try children().map { ($0.id ?? "", $0.content) })
    #expect(contents["text"] == .text("28\u{A0}%"))
    #expect(contents["sentence"] == .text("Plus de 28\u{A0}% des victimes"))
  }
}
