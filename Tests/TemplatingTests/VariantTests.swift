import CardSpec
import Testing

@Suite("Variants and styles")
struct VariantTests {
  private func size(_ node: String, language: String = "fr", theme: String = "{}") throws -> Node {
    let instance = try instantiate(
      #"""
      {
        "id": "c", "title": "T", "alt": "A", "languages": ["en", "fr", "zh-Hant", "ar"], "formats": ["og"],
        "theme": \#(theme), "parts": {"p": {"text": "x", "padding": 1, "variants": {"og": {"fontSize": 20, "opacity": 0.5}}}},
        "layout": {"children": [\#(node)]}
      }
      """#, language: language)
    #expect(instance.diagnostics.isEmpty)
    guard case .box(let children) = try #require(instance.node).content else { throw Missing() }
    return try #require(children.first)
  }

  private struct Missing: Error {}

  @Test(
    "win in this order: the node itself, traits as they are written, languages from general to exact, the format",
    arguments: [
      (#""fontSize": 1"#, 1.0), (#""fontSize": 1, "variants": {"landscape": {"fontSize": 2}}"#, 2),
      (#""variants": {"landscape": {"fontSize": 2}, "screen": {"fontSize": 3}}"#, 3),
      (#""variants": {"screen": {"fontSize": 3}, "landscape": {"fontSize": 2}}"#, 2),
      (#""variants": {"lang-fr": {"fontSize": 4}, "landscape": {"fontSize": 2}}"#, 4),
      (#""variants": {"og": {"fontSize": 5}, "lang-fr": {"fontSize": 4}, "landscape": {"fontSize": 2}}"#, 5),
      (
        #""fontSize": 1, "variants": {"portrait": {"fontSize": 2}, "lang-en": {"fontSize": 3}, "rtl": {"fontSize": 4}}"#,
        1
      ),
    ])
  func precedence(properties: String, expected: Double) throws {
    #expect(try size(#"{"text": "x", \#(properties)}"#).text.fontSize == Length(expected))
  }

  @Test("know a language with its script, and the direction", arguments: [("zh-Hant", 2.0), ("ar", 3), ("en", 1)])
  func languages(language: String, expected: Double) throws {
    let node =
      #"{"text": "x", "fontSize": 1, "variants": {"lang-zh-Hant": {"fontSize": 2}, "lang-zh": {"fontSize": 9}, "rtl": {"fontSize": 3}}}"#
    #expect(try size(node, language: language).text.fontSize == Length(expected))
  }

  @Test("let a variant bring a style of its own")
  func style() throws {
    let theme = #"{"text": {"title": {"fontSize": 10, "fontWeight": 700}, "small": {"fontSize": 5}}}"#
    let node = try size(
      #"{"text": "x", "style": "$text.title", "variants": {"og": {"style": "$text.small"}}}"#, theme: theme)
    #expect(node.text.fontSize == Length(5))
    #expect(node.text.fontWeight == 700)
  }

  @Test("let a shorthand of the node cover a longhand of its style")
  func shorthand() throws {
    let theme = #"{"text": {"title": {"paddingTop": 10, "marginInline": 4}}}"#
    let node = try size(#"{"text": "x", "style": "$text.title", "padding": 2, "margin": 0}"#, theme: theme)
    #expect(node.box.padding.top == Length(2))
    #expect(node.box.margin.start == nil)
  }

  @Test("of a part are joined with those of its use")
  func parts() throws {
    let node = try size(#"{"part": "p", "padding": 3, "variants": {"og": {"fontSize": 30}, "screen": {"order": 2}}}"#)
    #expect(node.text.fontSize == Length(30))
    #expect(node.paint.opacity == 0.5)
    #expect(node.box.order == 2)
    #expect(node.box.padding.left == Length(3))
  }

  @Test(
    "of a part yield to what its use says",
    arguments: [
      (#"{"part": "p", "fontSize": 7}"#, 7.0), (#"{"part": "p", "variants": {"screen": {"fontSize": 8}}}"#, 8),
      (#"{"part": "p", "fontSize": 7, "variants": {"portrait": {"fontSize": 8}}}"#, 7),
    ])
  func use(node: String, expected: Double) throws {
    #expect(try size(node).text.fontSize == Length(expected))
  }
}
