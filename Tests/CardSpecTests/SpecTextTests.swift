import CardSpec
import Testing

@Suite("Single values of a spec file change, and every other byte stays")
struct SpecTextTests {
  /// With everything that a rewriting of the whole file would lose: order, spaces, escapes, line ends.
  private static let file = "{\r\n  \"b\" :{ \"é\\u00e9\": [1.50,  -2e3 , \"caf\\u00e9\"] },\t\"a/~\":\"old\"\n\n}\n"

  @Test(
    arguments: [
      ("/b/é\u{e9}/0", "1.5", "1.50", "7"), ("/b/é\u{e9}/1", "", "-2e3", "3"),
      ("/b/é\u{e9}/2", "", "\"caf\\u00e9\"", "\"tea\""), ("/a~1~0", "", "\"old\"", "\"new\""),
    ])
  func onlyTheValueChanges(pointer: String, _: String, old: String, new: String) throws {
    let text = try #require(SpecText(Array(Self.file.utf8), file: "a.json"))
    let value = try #require(text.value(at: pointer))
    let range = try #require(text.range(of: value))
    #expect(String(decoding: text.bytes[range], as: UTF8.self) == old)
    let changed = text.replacing([(range, Array(new.utf8))])
    #expect(String(decoding: changed, as: UTF8.self) == Self.file.replacing(old, with: new))
  }

  @Test(arguments: ["/b/x", "/b/é\u{e9}/3", "/b/é\u{e9}/01", "/b/é\u{e9}/-", "b", "/a/~"])
  func whatIsNotThereHasNoValue(pointer: String) throws {
    let text = try #require(SpecText(Array(Self.file.utf8), file: "a.json"))
    #expect(text.value(at: pointer) == nil)
  }

  @Test("What cannot be seen is written as an escape, unless it stood there as it is")
  func unseenCharacters() throws {
    let bytes = Array("{\"a\": \"x\u{A0}y\", \"b\": \"x\\u00a0y\"}".utf8)
    let text = try #require(SpecText(bytes, file: "a.json"))
    func literal(_ words: String, at pointer: String) throws -> String {
      let range = try #require(text.value(at: pointer).flatMap(text.range))
      return String(decoding: text.literal(words, inPlaceOf: range), as: UTF8.self)
    }
    #expect(try literal("1\u{A0}2\u{202F}3", at: "/a") == "\"1\u{A0}2\\u202f3\"")
    #expect(try literal("1\u{A0}2\u{AD}3", at: "/b") == "\"1\\u00a02\\u00ad3\"")
    #expect(try literal("\"\\\n\u{1}é😀", at: "/a") == "\"\\\"\\\\\\n\\u0001é😀\"")
  }

  @Test("A literal says what it is made of", arguments: ["plain", "\u{202E}\u{E0001}\"", "a\\u0041", "\r\n\t"])
  func literalsAreReadBack(words: String) throws {
    let text = try #require(SpecText(Array("{\"a\": \"\"}".utf8), file: "a.json"))
    let range = try #require(text.value(at: "/a").flatMap(text.range))
    let again = SpecText(text.replacing([(range, text.literal(words, inPlaceOf: range))]), file: "a.json")
    #expect(again?.value(at: "/a")?.string == words)
  }

  @Test("The text of a member is found at its key")
  func members() throws {
    let text = try #require(SpecText(Array("{\n  \"size\" : \"$size.body\", \"n\": 1}".utf8), file: "a.json"))
    let members = try #require(text.document.object?.members)
    #expect(text.text(ofMemberAt: members[0].keyLocation) == "$size.body")
    #expect(text.text(ofMemberAt: members[1].keyLocation) == nil)
  }

  @Test("Lines are those that messages count", arguments: [(1, "a"), (2, "b"), (3, "c"), (4, "")])
  func lines(number: Int, line: String) {
    #expect(SpecText.line(number, of: Array("a\rb\r\nc\n".utf8)) == line)
  }

  @Test("What is no JSON cannot be edited", arguments: ["{", "{\"a\": 1,}", "\u{FEFF}{}"])
  func noJSON(file: String) { #expect(SpecText(Array(file.utf8), file: "a.json") == nil) }
}
