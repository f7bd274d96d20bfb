import Testing

@testable import PDFSyntax

@Suite("Content streams")
struct ContentScannerTests {
  private func operations(_ text: String) -> [ContentOperation] { operations(Array(text.utf8)) }

  private func operations(_ bytes: [UInt8]) -> [ContentOperation] {
    var scanner = ContentScanner(bytes)
    var result: [ContentOperation] = []
    while let operation = scanner.next() { result.append(operation) }
    return result
  }

  @Test(
    "an operation is its operands and its operator",
    arguments: [
      ("1 0 .5 rg", "rg", [1, 0, 0.5]), ("-12.25 +3 4. k", "k", [-12.25, 3, 4]), ("q", "q", []),
      ("0 0 m%x\n", "m", [0, 0]),
    ])
  func simple(text: String, name: String, numbers: [Double]) throws {
    let found = operations(text)
    #expect(found.map(\.name) == [name])
    #expect(found.first?.numbers == numbers)
  }

  @Test("strings, arrays and dictionaries are operands whatever they hold")
  func nested() {
    let text = #"[(a \) b [ rg) -20 <41>] TJ /Span <</ActualText (1 0 0 rg) /K [<< >>]>> BDC (x(y)z) Tj EMC"#
    let found = operations(text)
    #expect(found.map(\.name) == ["TJ", "BDC", "Tj", "EMC"])
    #expect(found[1].operands.first == .name("/Span"))
  }

  @Test("the ranges of operations follow each other through the stream")
  func ranges() {
    let text = "q 1 0 0 1 5 5 cm\n/a0 gs (x) Tj Q"
    let bytes = Array(text.utf8)
    let pieces = operations(bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(pieces == ["q", "1 0 0 1 5 5 cm", "/a0 gs", "(x) Tj", "Q"])
  }

  @Test("an inline image is one operation, also where its data hold EI")
  func inlineImage() {
    let bytes =
      Array("q BI /W 4 /H 1 /CS /RGB /BPC 8 ID ".utf8) + [1, 0x20, 0x45, 0x49, 0x20, 200, 7, 9, 9, 9, 9, 9]
      + Array("\nEI Q".utf8)
    let found = operations(bytes)
    #expect(found.map(\.name) == ["q", "BI", "Q"])
    #expect(found[1].inlineData?.count == 12)
    #expect(found[1].operands.contains(.name("/RGB")))
  }

  @Test("escapes in names are resolved")
  func names() { #expect(operations("/PANTONE#20186 cs")[0].lastName == "/PANTONE 186") }

  @Test(
    "damaged streams end without an operation out of thin air",
    arguments: ["(never closed rg", "[1 2 <<", ">>>>]]})", "1 2 3", "/", "BI /W", "BI ID", "<41", "%"])
  func damaged(text: String) { #expect(operations(text).allSatisfy { $0.name == "BI" }) }

  @Test("a hundred thousand brackets cost no stack")
  func deep() {
    #expect(operations(String(repeating: "[", count: 100_000)).isEmpty)
    #expect(operations(String(repeating: "]", count: 100_000) + " q").map(\.name) == ["q"])
  }
}
