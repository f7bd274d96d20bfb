import CardSpec
import Diagnostics
import Testing

@testable import DataRows

@Suite("OutputName and TakenNames")
struct OutputNameTests {
  @Test(
    "a row's name is made of its cells",
    arguments: [
      (OutputName.standard, "c-000007"), ("{{region}}/{{id}}", "North/12"), ("x-{{ id }}", "x-12"),
      ("{{first name}}", "Ana"),
      ("{{row}}", "000007"),
    ])
  func names(_ pattern: String, _ name: String) throws {
    #expect(try OutputName(pattern).name(Self.row("North"), card: "c").get() == name)
  }

  @Test func namesAreComposedAndWithoutSpaceAround() throws {
    #expect(try OutputName("{{region}}").name(Self.row(" Ame\u{301}lie "), card: "c").get() == "Am\u{E9}lie")
  }

  @Test(
    "a name that is not safe everywhere is refused",
    arguments: [
      "..", "../x", "a/b", "a\\b", "/etc", ".hidden", "", " ", "con", "NUL.txt", "Com1", "a:b", "a*b", "a?", "a\"b",
      "<a",
      "a|b", "a.", "a\u{0}b", "a\nb", "a\u{202E}gnp", "\u{200E}a", String(repeating: "é", count: 101), "a\u{2028}b",
    ])
  func refuses(_ text: String) {
    guard case .failure(let error) = OutputName("{{region}}").name(Self.row(text), card: "c") else {
      return #expect(Bool(false), "\(text.debugDescription)")
    }
    #expect(error.diagnostic.code == "data-name")
    #expect(error.diagnostic.location?.line == 9)
  }

  @Test(arguments: ["../{{id}}", "{{id}}/../x", "x/./{{id}}", "x//{{id}}", ".{{id}}", "{{id}}/"])
  func patternsCannotLeaveTheFolder(_ pattern: String) {
    guard case .failure = OutputName(pattern).name(Self.row("North"), card: "c") else {
      return #expect(Bool(false), "\(pattern)")
    }
  }

  @Test func aNameBuiltOfPiecesThatAreSafeAloneIsLookedAtAsAWhole() {
    guard case .failure = OutputName("{{region}}.{{region}}").name(Self.row("."), card: "c") else {
      return #expect(Bool(false))
    }
  }

  @Test(arguments: ["", "/a", "a\\b"])
  func patternsThatAreNoneAreTold(_ pattern: String) {
    #expect(OutputName(pattern).mistakes(among: nil).map(\.code) == ["data-name"])
  }

  @Test func anUnknownColumnIsSuggested() {
    let columns = [Column(name: "region", slot: "region", language: nil, type: .text)]
    #expect(OutputName("{{regoin}}-{{row}}").mistakes(among: columns).map(\.help) == ["did you mean {{region}}?"])
  }

  @Test func aNameIsTakenOnceWhateverItsCapitals() {
    var taken = TakenNames()
    #expect(taken.take("North", line: 2) == nil)
    #expect(taken.take("South", line: 3) == nil)
    #expect(taken.take("north", line: 4) == 2)
    #expect(taken.count == 2)
  }

  @Test func aHundredThousandNamesAreAllRemembered() {
    var taken = TakenNames()
    #expect((0..<100_000).allSatisfy { taken.take("name-\($0)", line: $0 + 2) == nil })
    #expect((0..<100_000).allSatisfy { taken.take("name-\($0)", line: 0) == $0 + 2 })
    #expect(taken.count == 100_000)
  }

  private static func row(_ region: String) -> DataRow {
    func cell(_ name: String, _ text: String) -> DataRow.Cell {
      DataRow.Cell(column: Column(name: name, slot: name, language: nil, type: .text), text: text, value: nil)
    }
    return DataRow(
      number: 7, location: SourceLocation(file: "rows.csv", line: 9, column: 1),
      cells: [cell("region", region), cell("id", "12"), cell("first name", "Ana")])
  }
}
