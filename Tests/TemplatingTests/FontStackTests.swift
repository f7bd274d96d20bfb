import CardSpec
import Testing

@Suite("A font stack that differs by language")
struct FontStackTests {
  private func families(_ layout: String) throws -> [String: [String]?] {
    let instance = try instantiate(
      """
      {
        "id": "c", "alt": "A", "languages": ["en"], "formats": ["square"],
        "theme": {"font": {"text": {"default": ["Inter"], "zh": ["Noto Sans CJK SC"], "ja": ["Noto Sans CJK JP"]}}},
        "layout": \(layout)
      }
      """)
    #expect(instance.diagnostics.filter { $0.severity == .error } == [])
    guard case .box(let children) = try #require(instance.node).content else { return [:] }
    return Dictionary(uniqueKeysWithValues: children.map { ($0.id ?? "", $0.text.fontFamily) })
  }

  @Test("is chosen by a node's own language, also where the node inherits it")
  func ownLanguage() throws {
    let families = try families(
      """
      {"fontFamily": "$font.text", "children": [
        {"id": "card", "text": "x"}, {"id": "inherited", "text": "x", "lang": "ja"},
        {"id": "own", "text": "x", "lang": "zh", "fontFamily": "$font.text"}
      ]}
      """)
    #expect(families["card"] == .some(nil))
    #expect(families["inherited"]??.first == "Noto Sans CJK JP")
    #expect(families["own"]??.first == "Noto Sans CJK SC")
  }
}
