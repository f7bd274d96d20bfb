import CardSpec
import Testing

@Suite("A slot's text")
struct SlotTextTests {
  @Test("is no token unless it begins with a dollar", arguments: ["example.org", "5.2", "a.b.c", "Dr.No"])
  func withoutDollar(text: String) throws {
    let instance = try instantiate(
      #"""
      {
        "id": "c", "title": "T", "alt": "A", "formats": ["square"], "slots": {"site": "\#(text)"},
        "layout": {"children": [{"text": "{{site}}"}]}
      }
      """#)
    #expect(instance.diagnostics.isEmpty)
    guard case .box(let children) = try #require(instance.node).content else { return }
    #expect(children.map(\.content) == [.text(text)])
  }

  @Test("may name a token of the theme")
  func token() throws {
    let instance = try instantiate(
      #"""
      {
        "id": "c", "title": "T", "alt": "A", "formats": ["square"], "slots": {"site": "$word.greeting"},
        "theme": {"word": {"greeting": "Hello"}}, "layout": {"children": [{"text": "{{site}}"}]}
      }
      """#)
    #expect(instance.diagnostics.isEmpty)
    guard case .box(let children) = try #require(instance.node).content else { return }
    #expect(children.map(\.content) == [.text("Hello")])
  }
}
