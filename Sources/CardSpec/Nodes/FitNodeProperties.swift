extension NodeProperty {
  /// What a text may do where it does not fit, and the groups of texts that have one size.
  static let fit: [NodeProperty] = [
    NodeProperty(
      "fit", steps, kinds: [.text],
      "What the text may do where it does not fit, in this order: less tracking, a smaller size, broken words, fewer lines "
        + "with an ellipsis; \"none\" makes that an error."
    ) { $0.node.text.fit.steps = $1 },
    NodeProperty(
      "minFontSize", .positiveLength, kinds: [.text],
      "The smallest size that \"shrink\" may choose; half the text's size where nothing is said."
    ) { $0.node.text.fit.minFontSize = $1 },
    NodeProperty(
      "fontSizeStep", .positiveLength, kinds: [.text],
      "The even steps in which \"shrink\" goes down; a hundredth of the text's size where nothing is said."
    ) { $0.node.text.fit.sizeStep = $1 },
    NodeProperty(
      "minLetterSpacing", .length, kinds: [.text],
      "The least tracking that \"tighten\" may choose; 0.02em below `letterSpacing` where nothing is said."
    ) { $0.node.text.fit.minLetterSpacing = $1 },
    NodeProperty(
      "fitGroup", .identifier, kinds: [.text],
      "Texts of one group get one size: each the same share of its own `fontSize`, the largest at which all of them fit."
    ) { $0.node.text.fit.group = $1 },
    NodeProperty(
      "fitScope", .keyword(FitProperties.Scope.self), kinds: [.text],
      "How far a group reaches within a format: all cards and languages, one card's languages, or one language's cards."
    ) { $0.node.text.fit.scope = $1 },
  ]

  private static let steps: Grammar<[FitProperties.Step]> = {
    let step = Grammar<FitProperties.Step>.keyword(FitProperties.Step.self)
    let some = Grammar<FitProperties.Step>.array(of: step.orReference, 1...FitProperties.Step.allCases.count)
    @Sendable func isEachOnce(_ value: JSONValue) -> Bool {
      let words = (value.array ?? []).compactMap(\.string)
      return Set(words).count == words.count
    }
    var list = Grammar(expected: some.expected, schema: some.schema.withMember("uniqueItems", .bool(true))) { value in
      isEachOnce(value) ? some.read(value) : nil
    }
    list.accepts = { isEachOnce($0) && some.accepts($0) }
    return Grammar.words([("none", [])]).or(step.map { [$0] }).or(list)
      .expecting(
        "\"none\", \"tighten\", \"shrink\", \"hyphenate\", \"clamp\", or a list of steps, each once, such as [\"tighten\", \"shrink\"]"
      )
  }()
}
