import Foundation
import Testing

@testable import Typesetting

@Suite("Endurance", .serialized)
struct EnduranceTests {
  let typesetter: Typesetter

  init() throws { typesetter = try makeTypesetter() }

  @Test(arguments: [0, -1, .nan, .infinity, 1e6] as [Double])
  func impossibleSizesAreErrors(size: Double) {
    #expect(throws: TypesettingError.self) { try typesetter.shape(styled("x", inter(size)), width: nil) }
    #expect(throws: TypesettingError.self) { try typesetter.intrinsicWidths(styled("x", inter(size))) }
    #expect(throws: TypesettingError.self) { try typesetter.metrics(of: inter(size)) }
  }

  @Test func otherImpossibleNumbersAreErrors() {
    var style = inter()
    style.letterSpacing = .nan
    #expect(throws: TypesettingError.self) { try typesetter.shape(styled("x", style), width: nil) }
    #expect(throws: TypesettingError.self) { try typesetter.shape(styled("x", inter(lineHeight: -1)), width: nil) }
    #expect(throws: TypesettingError.self) { try typesetter.shape(styled("x", inter(weight: 0)), width: nil) }
    #expect(throws: TypesettingError.self) { try typesetter.shape(styled("x"), width: .nan) }
    #expect(throws: TypesettingError.self) {
      try typesetter.shape(styled(String(repeating: "x", count: 1_000_001)), width: 100)
    }
  }

  @Test(arguments: [
    String(repeating: "word ", count: 20_000), String(repeating: "x", count: 100_000),
    String(repeating: "\u{202E}a\u{2066}", count: 30_000), String(repeating: "a\u{301}", count: 50_000),
    "a" + String(repeating: "\u{301}", count: 50_000), String(repeating: "\u{2028}", count: 50_000),
    String(repeating: "ab\u{AD}", count: 30_000), String(repeating: "אa", count: 30_000),
    String(repeating: "日", count: 30_000), String(repeating: "\u{200D}", count: 30_000),
  ])
  func hostileTextsEndInTime(text: String) throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Hebrew"], size: 16)
    let start = ContinuousClock.now
    let shaped = try typesetter.shape(styled(text, style), width: 300)
    #expect(shaped.height.isFinite)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func theSameTextIsSetTheSame() throws {
    let text = styled("Hello العربية **x** 12", FontStyle(families: ["Inter", "Noto Sans Arabic"], size: 16))
    let other = try makeTypesetter()
    #expect(try typesetter.shape(text, width: 80) == other.shape(text, width: 80))
    #expect(try typesetter.shape(text, width: 80) == typesetter.shape(text, width: 80))
  }

  #if os(Linux)
    @Test func memoryStaysFlat() throws {
      func shapeMany(_ range: Range<Int>) throws {
        for index in range {
          let text = styled("Text number \(index) with **some** words עברית to wrap over lines", inter(12))
          _ = try typesetter.shape(text, width: Double(100 + index % 50))
          _ = try typesetter.intrinsicWidths(text)
          _ = Markup.read("**a \(index)** [b](https://c.d)").spans
        }
      }
      try shapeMany(0..<3000)
      let before = try residentPages()
      try shapeMany(3000..<7000)
      #expect(try residentPages() - before < 2000)
    }

    @Test func librariesFreeWhatTheyOwn() throws {
      func openMany() throws {
        for _ in 0..<10 { _ = try makeTypesetter().shape(styled("abc"), width: nil) }
      }
      try openMany()
      let before = try residentPages()
      try openMany()
      #expect(try residentPages() - before < 2000)
    }

    private func residentPages() throws -> Int {
      let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
      return try #require(Int(fields[1]))
    }
  #endif
}
