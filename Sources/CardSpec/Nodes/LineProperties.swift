extension NodeProperty {
  /// How text is broken into lines, and which figures and letters it is set in.
  static let lines: [NodeProperty] = [
    NodeProperty(
      "textWrap", .keyword(TextProperties.Wrap.self),
      "How lines are broken: \"balance\" makes up to 6 lines alike, \"pretty\" avoids last lines of one word and breaks "
        + "after short words; wins over whiteSpace."
    ) { $0.node.text.textWrap = $1 },
    NodeProperty(
      "hyphens", .keyword(TextProperties.Hyphens.self),
      "Where words may be broken: nowhere, at soft hyphens, or also by the language's patterns."
    ) { $0.node.text.hyphens = $1 },
    NodeProperty(
      "hyphenateLimitChars", hyphenateLimits,
      "The fewest letters of a word that patterns may break, and before and after the break; auto is 5 2 2."
    ) { $0.node.text.hyphenateLimits = $1 },
    NodeProperty(
      "neverHyphenate", Grammar<String>.array(of: .filled.orReference, 0...1000),
      "Words that patterns never break, in any capitals; added to those of the nodes around and of the deck."
    ) { $0.node.text.neverHyphenate = $1 },
    NodeProperty(
      "lineClamp", Grammar<Int>.integer(1...10_000).map(Optional.some).or(.words([("none", nil)])), kinds: [.text],
      "The most lines; what is left out is shown by an ellipsis and noted."
    ) { $0.node.text.lineClamp = $1 },
    NodeProperty(
      "justifyLimits", justifyLimits,
      "The smallest and the largest width of a justified line's spaces, in their own width; a line that needs more "
        + "stays ragged."
    ) { $0.node.text.justifyLimits = $1 },
    NodeProperty(
      "hangingPunctuation", WordSet.grammar(none: "none", [["first"], ["allow-end"], ["last"]]),
      "Which punctuation stands outside of the lines: an opening quote, a closing one, stops that would not fit."
    ) { $0.node.text.hangingPunctuation = $1 },
    NodeProperty(
      "opticalAlign", .keyword(TextProperties.OpticalAlign.self),
      "The sides at which the ink of a line's outer letter stands on the margin, for big figures and titles."
    ) { $0.node.text.opticalAlign = $1 },
    NodeProperty("fontVariantNumeric", numeric, "The kind of figures and fractions.") {
      $0.node.text.numericFeatures = $1
    },
    NodeProperty("fontVariantCaps", caps, "Small capitals and their like; made of capitals where the font has none.") {
      $0.node.text.capsFeatures = $1
    },
    NodeProperty("fontVariantLigatures", ligatures, "Which ligatures and contextual forms are used.") {
      $0.node.text.ligatureFeatures = $1
    },
    NodeProperty(
      "fontVariantPosition", .keyword(TextProperties.Position.self),
      "Superior or inferior letters and figures; made of smaller ones where the font has none."
    ) { $0.node.text.position = $1 },
    NodeProperty(
      "typography", .keyword(TextProperties.Typography.self),
      "\"language\" puts quotes, spaces, dashes and apostrophes right by the language's rules, and notes each change."
    ) { $0.node.text.typography = $1 },
  ]

  private static let justifyLimits: Grammar<TextProperties.JustifyLimits?> = {
    let schema = SchemaValue.object([
      "type": .string("array"), "minItems": .number(2), "maxItems": .number(2),
      "prefixItems": .array([
        .object(["type": .string("number"), "minimum": .number(0), "maximum": .number(1)]),
        .object(["type": .string("number"), "minimum": .number(1), "maximum": .number(100)]),
      ]),
    ])
    let pair = Grammar<TextProperties.JustifyLimits?>(
      expected: "a list of a number from 0 to 1 and one from 1 to 100, such as [0.8, 1.5]", schema: schema
    ) { value in
      guard let numbers = value.array, numbers.count == 2, let small = numbers[0].number, let large = numbers[1].number,
        (0...1).contains(small), (1...100).contains(large)
      else { return nil }
      return TextProperties.JustifyLimits(smallest: small, largest: large)
    }
    return pair.or(.words([("none", nil)]))
  }()

  /// CSS Text 4, §6.3.2: one to three numbers or `auto`; where the last is left out it is the second.
  private static let hyphenateLimits: Grammar<TextProperties.HyphenateLimits> = {
    let usual = TextProperties.HyphenateLimits()
    let number = Grammar<Int>.integer(1...100).map {
      TextProperties.HyphenateLimits(word: $0, before: usual.before, after: usual.after)
    }
    let part = "(?:auto|[1-9][0-9]?|100)"
    let text = Grammar<TextProperties.HyphenateLimits>(
      expected: "\"word before after\" such as \"6 3 3\"", schema: .pattern("^\(part)(?: \(part)){0,2}$")
    ) { value in
      guard let parts = value.string?.split(separator: " ", omittingEmptySubsequences: false),
        (1...3).contains(parts.count), parts.allSatisfy(isLimit)
      else { return nil }
      let numbers = parts.map { Int($0) }
      let before = numbers.count > 1 ? numbers[1] : nil
      let after = numbers.count > 2 ? numbers[2] : before
      return TextProperties.HyphenateLimits(
        word: numbers[0] ?? usual.word, before: before ?? usual.before, after: after ?? usual.after)
    }
    return number.or(text)
  }()

  private static func isLimit(_ part: Substring) -> Bool {
    if part == "auto" { return true }
    guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(ASCII.isDigit), part.utf8.first != 0x30,
      let number = Int(part)
    else { return false }
    return (1...100).contains(number)
  }

  // MARK: CSS's names of OpenType features (CSS Fonts 4, §6.4 to §6.9)

  private static let numeric: Grammar<[String: Int]> = features(
    none: "normal",
    [
      [("lining-nums", ["lnum": 1]), ("oldstyle-nums", ["onum": 1])],
      [("proportional-nums", ["pnum": 1]), ("tabular-nums", ["tnum": 1])],
      [("diagonal-fractions", ["frac": 1]), ("stacked-fractions", ["afrc": 1])], [("ordinal", ["ordn": 1])],
      [("slashed-zero", ["zero": 1])],
    ])

  private static let caps: Grammar<[String: Int]> = .words([
    ("normal", [:]), ("small-caps", ["smcp": 1]), ("all-small-caps", ["c2sc": 1, "smcp": 1]),
    ("petite-caps", ["pcap": 1]), ("all-petite-caps", ["c2pc": 1, "pcap": 1]), ("unicase", ["unic": 1]),
    ("titling-caps", ["titl": 1]),
  ])

  private static let ligatures: Grammar<[String: Int]> = {
    let none = ["calt": 0, "clig": 0, "dlig": 0, "hlig": 0, "liga": 0]
    return Grammar<[String: Int]>.words([("none", none)]).or(
      features(
        none: "normal",
        [
          [("common-ligatures", ["clig": 1, "liga": 1]), ("no-common-ligatures", ["clig": 0, "liga": 0])],
          [("discretionary-ligatures", ["dlig": 1]), ("no-discretionary-ligatures", ["dlig": 0])],
          [("historical-ligatures", ["hlig": 1]), ("no-historical-ligatures", ["hlig": 0])],
          [("contextual", ["calt": 1]), ("no-contextual", ["calt": 0])],
        ]))
  }()

  private static func features(none: String, _ groups: [[(String, [String: Int])]]) -> Grammar<[String: Int]> {
    let values = Dictionary(groups.flatMap { $0 }) { first, _ in first }
    return WordSet.grammar(none: none, groups.map { $0.map(\.0) }).map { words in
      words.reduce(into: [:]) { result, word in result.merge(values[word] ?? [:]) { _, new in new } }
    }
  }
}
