extension NodeProperty {
  private typealias Box = BoxProperties

  /// Display, position, sizes, and everything of flex containers and items.
  static let layout: [NodeProperty] = [
    NodeProperty("display", .keyword(Box.Display.self), "\"none\" removes the node from the layout.") {
      $0.node.box.display = $1
    },
    NodeProperty("position", .keyword(Box.Position.self), "Whether the node is in the flow, or placed by its insets.") {
      $0.node.box.position = $1
    },
    NodeProperty("direction", .keyword(Box.Direction.self), "The direction of lines; by default the language's.") {
      $0.node.box.direction = $1
    },
    NodeProperty("width", .size, "The width with padding and border.") { $0.node.box.width = $1 },
    NodeProperty("height", .size, "The height with padding and border.") { $0.node.box.height = $1 },
    NodeProperty("minWidth", .size, "The smallest width.") { $0.node.box.minWidth = $1 },
    NodeProperty("minHeight", .size, "The smallest height.") { $0.node.box.minHeight = $1 },
    NodeProperty("maxWidth", largest, "The largest width.") { $0.node.box.maxWidth = $1 },
    NodeProperty("maxHeight", largest, "The largest height.") { $0.node.box.maxHeight = $1 },
    NodeProperty("aspectRatio", ratio, "Width divided by height.") { $0.node.box.aspectRatio = $1 },
    NodeProperty("flexDirection", .keyword(Box.FlexDirection.self), kinds: [.box], "The main axis.") {
      $0.node.box.flexDirection = $1
    },
    NodeProperty("flexWrap", .keyword(Box.FlexWrap.self), kinds: [.box], "Whether children may stand on several lines.")
    { $0.node.box.flexWrap = $1 },
    NodeProperty("flex", flex, shorthand: true, "flexGrow, flexShrink and flexBasis together.") { draft, value in
      draft.node.box.flexGrow = value.grow
      draft.node.box.flexShrink = value.shrink
      draft.node.box.flexBasis = value.basis
    },
    NodeProperty("flexGrow", factor, "The node's share of free space.") { $0.node.box.flexGrow = $1 },
    NodeProperty("flexShrink", factor, "The node's share of missing space.") { $0.node.box.flexShrink = $1 },
    NodeProperty("flexBasis", .basis, "The size along the main axis before growing and shrinking.") {
      $0.node.box.flexBasis = $1
    },
    NodeProperty("order", .integer(-1_000_000...1_000_000), "The place among siblings; smaller comes first.") {
      $0.node.box.order = $1
    },
    NodeProperty(
      "justifyContent", align(distributed + [.left, .right]), kinds: [.box], "Where children stand along the main axis."
    ) {
      ($0.node.box.justifyContent, $0.node.box.safeJustifyContent) = ($1.alignment, $1.safe)
    },
    NodeProperty("alignItems", align(aligned), kinds: [.box], "Where children stand across the main axis.") {
      ($0.node.box.alignItems, $0.node.box.safeAlignItems) = ($1.alignment, $1.safe)
    },
    NodeProperty("alignSelf", align(aligned + [.auto]), "The same for this node alone.") {
      ($0.node.box.alignSelf, $0.node.box.safeAlignSelf) = ($1.alignment, $1.safe)
    },
    NodeProperty(
      "justifyItems", align(aligned + [.left, .right]), kinds: [.box], "Where children of a grid stand in their areas."
    ) {
      ($0.node.box.justifyItems, $0.node.box.safeJustifyItems) = ($1.alignment, $1.safe)
    },
    NodeProperty("justifySelf", align(aligned + [.auto, .left, .right]), "The same for this node alone.") {
      ($0.node.box.justifySelf, $0.node.box.safeJustifySelf) = ($1.alignment, $1.safe)
    },
    NodeProperty(
      "alignContent", align(distributed + [.baseline, .lastBaseline]), kinds: [.box],
      "Where lines stand across the main axis."
    ) {
      ($0.node.box.alignContent, $0.node.box.safeAlignContent) = ($1.alignment, $1.safe)
    },
    NodeProperty("overflow", .keyword(Box.Overflow.self), kinds: [.box], "\"hidden\" cuts off what leaves the box.") {
      $0.node.box.overflow = $1
    },
  ]

  private static let aligned: [Box.Alignment] = [
    .normal, .stretch, .start, .end, .selfStart, .selfEnd, .flexStart, .flexEnd, .center, .baseline, .lastBaseline,
  ]
  private static let distributed: [Box.Alignment] = [
    .normal, .stretch, .start, .end, .flexStart, .flexEnd, .center, .spaceBetween, .spaceAround, .spaceEvenly,
  ]

  private static let largest: Grammar<Dimension?> = Grammar<Dimension>.dimension(
    Grammar<Dimension>.sizeWords.filter { $0.0 != "auto" }
  )
  .map { Dimension?.some($0) }.or(.words([("none", nil)]))

  private static let factor = Grammar<Double>.number(0...1e6, "a number that is not negative")

  private static let ratio: Grammar<Double?> = {
    let number = Grammar<Double>.number(0...1e6, "a number above 0", openBelow: true)
    let digits = "[0-9]{1,6}(?:\\.[0-9]{1,6})?"
    let text = Grammar<Double>(
      expected: "\"width / height\"",
      schema: .pattern("^(?!0+(?:\\.0*)?(?: |/))\(digits) */ *(?!0+(?:\\.0*)?$)\(digits)$")
    ) { value in
      guard let string = value.string, !string.hasPrefix(" "), !string.hasSuffix(" ") else { return nil }
      let parts = string.split(separator: "/", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").joined()
      }
      guard parts.count == 2, parts.allSatisfy(isPlainNumber), let width = Double(parts[0]),
        let height = Double(parts[1]),
        width > 0, height > 0
      else { return nil }
      return width / height
    }
    return number.or(text).map { Double?.some($0) }.or(.words([("auto", nil)]))
  }()

  private static func isPlainNumber(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { (1...6).contains($0.count) && $0.allSatisfy(ASCII.isDigit) }
  }

  // MARK: Alignment

  private static func align(_ allowed: [Box.Alignment]) -> Grammar<(alignment: Box.Alignment, safe: Bool)> {
    var words: [(String, (alignment: Box.Alignment, safe: Bool))] = []
    for alignment in allowed {
      words.append((alignment.rawValue, (alignment, false)))
      // Only positions can be safe or unsafe (CSS Box Alignment 3, §4.4).
      guard [.start, .end, .selfStart, .selfEnd, .flexStart, .flexEnd, .center, .left, .right].contains(alignment)
      else { continue }
      words.append(("safe \(alignment.rawValue)", (alignment, true)))
      words.append(("unsafe \(alignment.rawValue)", (alignment, false)))
    }
    let plain = Words.list(allowed.map(\.rawValue))
    return Grammar.words(words).expecting(plain + "; positions also after \"safe\" or \"unsafe\"")
  }

  // MARK: The flex shorthand

  private struct Flex: Sendable {
    var grow: Double
    var shrink: Double
    var basis: Dimension
  }

  /// CSS Flexbox, §7.1: a number `n` is `n 1 0`.
  private static let flex: Grammar<Flex> = {
    let number = factor.map { Flex(grow: $0, shrink: 1, basis: .length(.zero)) }
    let words = Grammar<Flex>.words([
      ("none", Flex(grow: 0, shrink: 0, basis: .auto)), ("auto", Flex(grow: 1, shrink: 1, basis: .auto)),
      ("initial", Flex(grow: 0, shrink: 1, basis: .auto)),
    ])
    let digits = "[0-9]{1,6}(?:\\.[0-9]{1,6})?"
    let basis =
      "(?:auto|content|min-content|max-content|fit-content|\(LengthText.pattern(Length.Unit.allCases, signed: false)))"
    let text = Grammar<Flex>(
      expected: "\"grow shrink basis\"", schema: .pattern("^\(digits)(?: \(digits)(?: \(basis))?)?$")
    ) { value in
      guard let parts = value.string?.split(separator: " ", omittingEmptySubsequences: false),
        (1...3).contains(parts.count)
      else { return nil }
      let numbers = parts.prefix(2).map(String.init)
      guard numbers.allSatisfy(isPlainNumber), let grow = Double(numbers[0]) else { return nil }
      let shrink = numbers.count > 1 ? Double(numbers[1]) ?? 1 : 1
      guard parts.count == 3 else { return Flex(grow: grow, shrink: shrink, basis: .length(.zero)) }
      if let word = (Grammar<Dimension>.sizeWords + [("content", .content)]).first(where: { $0.0 == parts[2] }) {
        return Flex(grow: grow, shrink: shrink, basis: word.1)
      }
      return LengthText.read(parts[2], Length.Unit.allCases, signed: false).map {
        Flex(grow: grow, shrink: shrink, basis: .length($0))
      }
    }
    return number.or(words).or(text)
  }()
}
