import Testing

@testable import Typesetting

@Suite("Shaping")
struct ShapingTests {
  let typesetter: Typesetter

  init() throws { typesetter = try makeTypesetter() }

  @Test(arguments: [
    "Hello world", "office affluent fi", "é e\u{301} ñ", "العربية لا إله", "שָׁלוֹם עולם", "नमस्ते क्षत्रिय", "สวัสดีชาวโลก",
    "abc אבג 123 def", "a\u{AD}b\u{200B}c", "👩‍👩‍👧‍👦 x", "\u{202E}abc\u{202C} d", "\u{2067}אב\u{2069}c", "日本", "\u{200D}",
    "one\u{2028}two", "\u{FEFF}x",
  ])
  func clustersPartitionTheText(text: String) throws {
    let style = FontStyle(
      families: ["Inter", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai"], size: 20)
    for direction in [StyledText.Direction.leftToRight, .rightToLeft] {
      for width in [nil, 0, 40.0, 1000] {
        try typesetter.shape(styled(text, style, direction: direction), width: width).expectWholeClusters()
      }
    }
  }

  @Test func advancesScaleExactlyWithTheSize() throws {
    let small = try typesetter.intrinsicWidths(styled("Kerning: AVATAR To", inter(10))).maxContent
    let large = try typesetter.intrinsicWidths(styled("Kerning: AVATAR To", inter(1000))).maxContent
    #expect(isClose(small * 100, large, within: 1e-6))
  }

  @Test func tabularFiguresAreEquallyWide() throws {
    var style = inter()
    func width(_ text: String) throws -> Double { try typesetter.intrinsicWidths(styled(text, style)).maxContent }
    #expect(try !isClose(width("1111"), width("0000")))
    style.features = ["tnum": 1]
    #expect(try isClose(width("1111"), width("0000")))
  }

  @Test(arguments: ["", "tnu", "tnums", "tnü", "t\nnu"])
  func wrongFeatureNamesAreErrors(tag: String) {
    var style = inter()
    style.features = [tag: 1]
    #expect(throws: TypesettingError.unknownFeature(tag)) { try typesetter.shape(styled("x", style), width: nil) }
  }

  @Test(arguments: [
    ("liga", true), ("tnum", true), ("onum", true), ("smcp", true), ("ss01", true), ("ss20", true), ("cv99", true),
    ("frac", true),
    ("ss00", false), ("ss21", false), ("cv00", false), ("ss1", false), ("lgia", false), ("LIGA", false),
    ("ss+1", false),
  ])
  func theRegistryDecidesWhatIsAFeature(tag: String, isKnown: Bool) throws {
    var style = inter()
    style.features = [tag: 1]
    if isKnown {
      #expect(try typesetter.shape(styled("x", style), width: nil).lines.count == 1)
    } else {
      #expect(throws: TypesettingError.unknownFeature(tag)) { try typesetter.shape(styled("x", style), width: nil) }
    }
  }

  @Test func featuresThatNoFontHasAreFound() throws {
    var style = FontStyle(families: ["Noto Sans Arabic"], size: 16, features: ["zero": 1, "init": 1, "hlig": 0])
    #expect(try typesetter.unsupportedFeatures(of: style) == ["zero"])
    // Inter, the next of the stack, has a slashed zero.
    style.families.append("Inter")
    #expect(try typesetter.unsupportedFeatures(of: style) == [])
  }

  @Test func languagesChooseTheirForms() throws {
    let noto = FontStyle(families: ["Noto Sans"], size: 16)
    func glyphs(_ text: String, _ language: String) throws -> [UInt32] {
      try typesetter.shape(styled(text, noto, language: language), width: nil).glyphs
    }
    #expect(try glyphs("ş ţ", "en") != glyphs("ş ţ", "ro"))
    #expect(try glyphs("Stadt", "en") == glyphs("Stadt", "ro"))
    // A span's own language wins over the paragraph's.
    let mixed = StyledText(spans: [TextSpan("ş ţ", noto, language: "ro")], strut: noto, language: "en")
    #expect(try typesetter.shape(mixed, width: nil).glyphs == glyphs("ş ţ", "ro"))
  }

  @Test func letterSpacingFollowsEachClusterButTheLast() throws {
    var style = FontStyle(families: ["Noto Sans"], size: 16, features: ["kern": 0])
    let plain = try typesetter.shape(styled("abcd", style), width: nil)
    style.letterSpacing = 5
    let spaced = try typesetter.shape(styled("abcd", style), width: nil)
    #expect(isClose(spaced.inkWidth, plain.inkWidth + 15))
    for (index, (a, b)) in zip(plain.runs[0].glyphs, spaced.runs[0].glyphs).enumerated() {
      #expect(isClose(b.x - a.x, 5 * Double(index)))
    }
  }

  @Test func letterSpacingSwitchesLigaturesOff() throws {
    var style = FontStyle(families: ["Noto Sans Display"], size: 16)
    let text = styled("ffi", style)
    let joined = try typesetter.shape(text, width: nil).glyphs.count
    style.letterSpacing = 1
    #expect(try typesetter.shape(styled("ffi", style), width: nil).glyphs.count == 3)
    #expect(joined <= 3)
  }

  @Test func letterSpacingLeavesJoinedScriptsWhole() throws {
    var style = FontStyle(families: ["Noto Sans Arabic"], size: 16)
    let plain = try typesetter.intrinsicWidths(styled("سلام", style)).maxContent
    style.letterSpacing = 5
    #expect(try isClose(typesetter.intrinsicWidths(styled("سلام", style)).maxContent, plain))
  }

  @Test func rightToLeftRunsHaveGlyphsFromLeftToRightAndTextInReadingOrder() throws {
    let hebrew = FontStyle(families: ["Noto Sans Hebrew"], size: 16)
    let shaped = try typesetter.shape(styled("אבג", hebrew, language: "he", direction: .rightToLeft), width: 200)
    let run = try #require(shaped.runs.first)
    #expect(run.isRightToLeft)
    #expect(run.text == "אבג")
    #expect(run.clusters == [.init(bytes: 2, glyphs: 1), .init(bytes: 2, glyphs: 1), .init(bytes: 2, glyphs: 1)])
    #expect(run.glyphs.map(\.x) == run.glyphs.map(\.x).sorted())
    #expect(isClose(shaped.lines[0].x + shaped.lines[0].width, 200))
  }

  @Test func mixedDirectionsFollowTheBaseDirection() throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Hebrew"], size: 16)
    func order(_ direction: StyledText.Direction) throws -> [String] {
      try typesetter.shape(styled("one אבג two", style, direction: direction), width: 500).runs.seen.map {
        $0.text.trimmingPrefix { $0 == " " }.reversed().trimmingPrefix { $0 == " " }.reversed().map(String.init)
          .joined()
      }
      .filter { !$0.isEmpty }
    }
    #expect(try order(.leftToRight) == ["one", "אבג", "two"])
    #expect(try order(.rightToLeft) == ["two", "אבג", "one"])
  }

  @Test func runsLieSideBySide() throws {
    let style = FontStyle(families: ["Inter", "Noto Sans Hebrew", "Noto Sans Arabic"], size: 16)
    let text = StyledText(
      spans: [TextSpan("one אבג ", style), TextSpan("two", inter(30)), TextSpan(" العربية 12", style)], strut: style,
      language: "en", alignment: .center)
    let line = try typesetter.shape(text, width: 600).lines[0]
    var pen = line.x
    for run in line.runs.seen {
      #expect(isClose(run.x, pen))
      pen += run.width
    }
    #expect(isClose(pen, line.x + line.width))
  }
}
