import CardSpec
import Diagnostics
import Testing

@testable import Recipes

@Suite("Ingredients are equal exactly where what they are made of is")
struct IngredientsTests {
  private func sum(_ body: (inout Ingredients) -> Void) -> String {
    var ingredients = Ingredients()
    body(&ingredients)
    return ingredients.sum.hex
  }

  private func json(_ text: String, file: String = "f") throws -> JSONValue {
    try #require(JSONParser.parse(text, file: file).value)
  }

  @Test(arguments: [
    (#"{"a": 1}"#, #"{"a": 2}"#), (#"{"a": 1}"#, #"{"b": 1}"#), (#"{"a": null}"#, "{}"),
    (#"["ab", "c"]"#, #"["a", "bc"]"#),
    ("[[1], 2]", "[[1, 2]]"), (#"{"a": true}"#, #"{"a": false}"#), (#"{"a": 0}"#, #"{"a": false}"#),
    (#"{"a": "1"}"#, #"{"a": 1}"#), (#"{"a": 1, "b": 2}"#, #"{"b": 2, "a": 1}"#), ("[]", "{}"), (#""""#, "null"),
  ])
  func valuesThatDifferHaveOtherSums(one: String, other: String) throws {
    let (one, other) = (try json(one), try json(other))
    #expect(sum { $0.add(one) } != sum { $0.add(other) })
    #expect(sum { $0.add(reflecting: one) } != sum { $0.add(reflecting: other) })
  }

  @Test func whereAValueIsWrittenMattersToMessagesAlone() throws {
    var (near, far) = (Ingredients(), Ingredients())
    near.add(try json(#"{"a": [1, "x"]}"#))
    far.add(try json("{\n\n  \"a\": [1,\n \"x\"]}"))
    #expect(near.sum == far.sum)
    #expect(near.placesSum != far.placesSum)
  }

  private struct Sample {
    enum Kind {
      case plain
      case sized(Double)
      case named(name: String)
    }
    var kind = Kind.plain
    var words: Set<String> = []
    var numbers: [String: Double] = [:]
    var maybe: Int?
    var list: [Int] = []
  }

  @Test func anyPropertyThatChangesChangesTheSum() {
    let base = Sample()
    var others = [Sample](repeating: base, count: 7)
    others[0].kind = .sized(1)
    others[1].kind = .sized(2)
    others[2].kind = .named(name: "1")
    others[3].words = ["a"]
    others[4].numbers = ["a": 1]
    others[5].maybe = 0
    others[6].list = [0]
    let sums = ([base] + others).map { sample in sum { $0.add(reflecting: sample) } }
    #expect(Set(sums).count == 8)
  }

  @Test func setsAndDictionariesHaveNoOrder() {
    var (one, other) = (Sample(), Sample())
    let words = (0..<50).map { "word \($0)" }
    one.words = Set(words)
    for word in words.reversed() { other.words.insert(word) }
    for (index, word) in words.enumerated() { one.numbers[word] = Double(index) }
    for (index, word) in words.enumerated().reversed() { other.numbers[word] = Double(index) }
    #expect(sum { $0.add(reflecting: one) } == sum { $0.add(reflecting: other) })
  }
}
