extension NodeProperty {
  /// Insets, margins, paddings, borders and gaps.
  static let spacing: [NodeProperty] = insets + margins + paddings + borders + gaps

  private static let insets: [NodeProperty] =
    [
      NodeProperty("inset", SidesText.offsets, shorthand: true, "top, right, bottom and left together.") {
        $0.node.box.inset = $1
      }
    ]
    + sides(
      names: ["top", "right", "bottom", "left", "start", "end"], .offset, "The distance from the parent's edge at the"
    ) { (\.node.box.inset, $0) }

  private static let margins: [NodeProperty] =
    [
      NodeProperty("margin", SidesText.offsets, shorthand: true, "The space around the box.") {
        $0.node.box.margin = $1
      },
      NodeProperty("marginInline", .offset, shorthand: true, "marginStart and marginEnd.") { draft, value in
        draft.node.box.margin.start = value
        draft.node.box.margin.end = value
      },
      NodeProperty("marginBlock", .offset, shorthand: true, "marginTop and marginBottom.") { draft, value in
        draft.node.box.margin.top = value
        draft.node.box.margin.bottom = value
      },
    ]
    + sides(prefix: "margin", .offset, "The space around the box at the") { (\.node.box.margin, $0) }

  private static let paddings: [NodeProperty] =
    [
      NodeProperty("padding", SidesText.padding, shorthand: true, "The space between border and content.") {
        $0.node.box.padding = $1
      },
      NodeProperty("paddingInline", .positiveLength, shorthand: true, "paddingStart and paddingEnd.") { draft, value in
        draft.node.box.padding.start = value
        draft.node.box.padding.end = value
      },
      NodeProperty("paddingBlock", .positiveLength, shorthand: true, "paddingTop and paddingBottom.") { draft, value in
        draft.node.box.padding.top = value
        draft.node.box.padding.bottom = value
      },
    ]
    + sides(prefix: "padding", .positiveLength, "The space between border and content at the") {
      (\.node.box.padding, $0)
    }

  private static let borders: [NodeProperty] =
    [
      NodeProperty("borderWidth", SidesText.padding, shorthand: true, "The width of the border.") {
        $0.node.box.borderWidth = $1
      },
      NodeProperty("borderColor", .color, shorthand: true, "The border's colour; by default the text's.") {
        $0.node.paint.borderColor = Sides(all: $1)
      },
      NodeProperty("borderStyle", .keyword(PaintProperties.BorderStyle.self), "How the border is drawn.") {
        $0.node.paint.borderStyle = $1
      },
    ]
    + sides(names: edgeNames("Width"), .positiveLength, "The border's width at the") { (\.node.box.borderWidth, $0) }
    + sides(names: edgeNames("Color"), .color, "The border's colour at the") { (\.node.paint.borderColor, $0) }

  private static func edgeNames(_ suffix: String) -> [String] {
    ["Top", "Right", "Bottom", "Left", "Start", "End"].map { "border\($0)\(suffix)" }
  }

  private static let gaps: [NodeProperty] = [
    NodeProperty(
      "gap", gap, kinds: [.box], shorthand: true, "The space between children: one length, or rows and columns."
    ) { draft, value in
      draft.node.box.rowGap = value[0]
      draft.node.box.columnGap = value[1]
    },
    NodeProperty("rowGap", .positiveLength, kinds: [.box], "The space between rows.") { $0.node.box.rowGap = $1 },
    NodeProperty("columnGap", .positiveLength, kinds: [.box], "The space between columns.") {
      $0.node.box.columnGap = $1
    },
  ]

  private static let gap: Grammar<[Length]> = {
    let one = Grammar<Length>.positiveLength
    let pattern = LengthText.pattern(Length.Unit.allCases, signed: false)
    return Grammar(
      expected: one.expected + ", or two of them", schema: .anyOf([one.schema, .pattern("^\(pattern) \(pattern)$")])
    ) { value in
      if let length = one.read(value) { return [length, length] }
      guard let parts = value.string?.split(separator: " ", omittingEmptySubsequences: false), parts.count == 2 else {
        return nil
      }
      let lengths = parts.compactMap { LengthText.read($0, Length.Unit.allCases, signed: false) }
      return lengths.count == 2 ? lengths : nil
    }
  }()

  // MARK: The six sides

  private static func sides<Value: Sendable & Hashable>(
    prefix: String, _ grammar: Grammar<Value>, _ summary: String,
    _ place: @escaping @Sendable (Int) -> (WritableKeyPath<NodeDraft, Sides<Value>>, Int)
  ) -> [NodeProperty] {
    sides(names: ["Top", "Right", "Bottom", "Left", "Start", "End"].map { prefix + $0 }, grammar, summary, place)
  }

  /// Six properties, in the order top, right, bottom, left, start, end.
  private static func sides<Value: Sendable & Hashable>(
    names: [String], _ grammar: Grammar<Value>, _ summary: String,
    _ place: @escaping @Sendable (Int) -> (WritableKeyPath<NodeDraft, Sides<Value>>, Int)
  ) -> [NodeProperty] {
    let sides = ["top", "right", "bottom", "left", "start of the line", "end of the line"]
    return names.enumerated().map { index, name in
      NodeProperty(name, grammar, "\(summary) \(sides[index]).") { draft, value in
        let (path, side) = place(index)
        switch side {
        case 0: draft[keyPath: path].top = value
        case 1: draft[keyPath: path].right = value
        case 2: draft[keyPath: path].bottom = value
        case 3: draft[keyPath: path].left = value
        case 4: draft[keyPath: path].start = value
        default: draft[keyPath: path].end = value
        }
      }
    }
  }
}
