import Testing

@testable import Typesetting

@Suite("Balanced and pretty lines")
struct WrapStyleTests {
  let typesetter: Typesetter

  init() throws { typesetter = try makeTypesetter() }

  private func lines(_ text: String, _ style: StyledText.WrapStyle, _ width: Double, language: String = "en") throws
    -> [String]
  {
    var text = styled(
      text, FontStyle(families: ["Inter", "Noto Sans Arabic", "Noto Sans"], size: 16), language: language)
    text.wrapStyle = style
    return try typesetter.shape(text, width: width).texts.map { $0.trimmingSpaces }
  }

  static let texts = [
    ("en", "Human trafficking affects every country, and most of those who are found are women and girls."),
    ("es", "La trata de personas afecta a todos los países, y la mayoría de las víctimas son mujeres y niñas."),
    ("fr", "La traite des personnes touche tous les pays, et la plupart des victimes sont des femmes et des filles."),
    ("de", "Der Menschenhandel betrifft alle Länder, und die meisten Opfer sind Frauen und Mädchen."),
    ("ar", "الاتجار بالأشخاص يمس جميع البلدان ومعظم الضحايا من النساء والفتيات"),
  ]

  @Test(arguments: texts, [StyledText.WrapStyle.balance, .pretty])
  func noStyleTakesMoreLinesOrLosesText(text: (String, String), style: StyledText.WrapStyle) throws {
    for width in stride(from: 60.0, through: 700, by: 16) {
      let usual = try lines(text.1, .auto, width, language: text.0)
      let styled = try lines(text.1, style, width, language: text.0)
      #expect(styled.count == usual.count, "\(width)")
      #expect(styled.joined(separator: " ") == usual.joined(separator: " "))
    }
  }

  @Test func balancedLinesAreAsNarrowAsTheirNumberAllows() throws {
    let headline = "Three targets deserve equal priority today"
    var text = styled(headline, inter(32))
    text.wrapStyle = .balance
    let balanced = try typesetter.shape(text, width: 560)
    text.wrapStyle = .auto
    #expect(try typesetter.shape(text, width: 560).lines.count == 2)
    #expect(balanced.lines.count == 2)
    // Nothing narrower has two lines.
    #expect(try typesetter.shape(text, width: balanced.inkWidth - 0.2).lines.count == 3)
    #expect(balanced.width == 560)
  }

  /// The width, and the lines that Chromium 156 makes of it in Inter of 32 px.
  @Test(
    arguments: [
      (260, "Three targets / deserve equal / priority today"),
      (300, "Three targets / deserve equal / priority today"),
      (340, "Three targets deserve / equal priority today"),
      (400, "Three targets deserve / equal priority today"),
      (460, "Three targets deserve / equal priority today"),
      (520, "Three targets deserve / equal priority today"),
      (600, "Three targets deserve / equal priority today"),
      (700, "Three targets deserve equal priority today"),
      (
        260,
        "Human / trafficking / affects every / country, and / most of those / who are found / are women and / girls."
      ),
      (300, "Human trafficking / affects every / country, and most / of those who / are found are / women and girls."),
      (340, "Human trafficking / affects every country, / and most of those / who are found are / women and girls."),
      (400, "Human trafficking affects / every country, and most / of those who are found / are women and girls."),
      (460, "Human trafficking affects / every country, and most / of those who are found / are women and girls."),
      (520, "Human trafficking affects every / country, and most of those who / are found are women and girls."),
      (600, "Human trafficking affects every / country, and most of those who / are found are women and girls."),
      (700, "Human trafficking affects every / country, and most of those who / are found are women and girls."),
      (
        260,
        "La trata de / personas afecta / a todos los / países, y la / mayoría de las / víctimas son / mujeres y niñas."
      ),
      (
        300,
        "La trata de / personas afecta a / todos los países, / y la mayoría de / las víctimas son / mujeres y niñas."
      ),
      (
        340, "La trata de personas / afecta a todos los / países, y la mayoría / de las víctimas son / mujeres y niñas."
      ),
      (
        400, "La trata de personas / afecta a todos los / países, y la mayoría / de las víctimas son / mujeres y niñas."
      ),
      (460, "La trata de personas afecta / a todos los países, y la / mayoría de las víctimas / son mujeres y niñas."),
      (520, "La trata de personas afecta a / todos los países, y la mayoría de / las víctimas son mujeres y niñas."),
      (600, "La trata de personas afecta a / todos los países, y la mayoría de / las víctimas son mujeres y niñas."),
      (700, "La trata de personas afecta a / todos los países, y la mayoría de / las víctimas son mujeres y niñas."),
    ])
  func balancedLinesAreChromiums(width: Double, expected: String) throws {
    var text = styled(expected.replacing(" / ", with: " "), inter(32))
    text.wrapStyle = .balance
    #expect(try typesetter.shape(text, width: width).texts.map(\.trimmingSpaces).joined(separator: " / ") == expected)
  }

  @Test func textsOfMoreThanSixLinesAreNotBalanced() throws {
    let (language, text) = Self.texts[0]
    #expect(try lines(text, .balance, 110, language: language) == lines(text, .auto, 110, language: language))
    #expect(try lines(text, .balance, 110, language: language).count > 6)
  }

  @Test(arguments: texts.dropLast())
  func prettyLinesLeaveNoWordAlone(language: String, text: String) throws {
    for width in stride(from: 150.0, through: 700, by: 11) {
      let lines = try lines(text, .pretty, width, language: language)
      guard lines.count > 1 else { continue }
      #expect(lines.last?.contains(" ") == true, "\(width): \(lines)")
    }
  }

  @Test func prettyLinesDoNotEndInShortWords() throws {
    let short: Set = ["and", "of", "every", "de", "a", "los", "la", "y", "des", "les", "et", "tous"]
    func ends(_ style: StyledText.WrapStyle) throws -> Int {
      var count = 0
      for (language, text) in Self.texts.prefix(3) {
        for width in stride(from: 200.0, through: 500, by: 7) {
          let lines = try lines(text, style, width, language: language).dropLast()
          count += lines.count { line in
            line.split(separator: " ").last.map { short.contains(String($0)) && $0.count < 4 } ?? false
          }
        }
      }
      return count
    }
    let (usual, pretty) = (try ends(.auto), try ends(.pretty))
    #expect(usual > 50)
    #expect(pretty * 5 < usual, "\(pretty) of \(usual)")
  }

  @Test func prettyLinesOfJapaneseKeepTheLastLineFromBeingShort() throws {
    var text = styled(
      "人身取引はすべての国に影響を及ぼし、被害者の大半は女性と少女です。", FontStyle(families: ["Noto Sans CJK JP", "Noto Sans"], size: 16),
      language: "ja")
    guard typesetter.hasFamily("Noto Sans CJK JP") else { return }
    text.wrapStyle = .pretty
    let last = try #require(try typesetter.shape(text, width: 16 * 8.5).lines.last)
    #expect(last.width > 16 * 8.5 / 3 - 16)
  }

  @Test(arguments: [StyledText.WrapStyle.auto, .balance, .pretty])
  func aHundredThousandLettersAreSetInBoundedWork(style: StyledText.WrapStyle) throws {
    var text = styled(String(repeating: "the trafficking of persons ", count: 3700), language: "en")
    text.wrapStyle = style
    text.hyphenation.mode = .auto
    text.alignment = .justify
    text.justifyLimits = .init(smallest: 0.8, largest: 1.4)
    text.hangingPunctuation = [.first, .last, .allowEnd]
    text.opticalAlignment = [.start, .end]
    for width in [0.0, 40, 400, 100_000, 1e9] {
      let shaped = try typesetter.shape(text, width: width)
      #expect(!shaped.lines.isEmpty)
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
