extension NodeProperty {
  private static let shapes: Set<NodeKind> = [.rect, .ellipse, .line, .path]

  /// What a node looks like.
  static let paint: [NodeProperty] = [
    NodeProperty(
      "visibility", .words([("visible", true), ("hidden", false)]), "\"hidden\" keeps the place and draws nothing."
    ) { $0.node.paint.visible = $1 },
    NodeProperty(
      "background", backgrounds, "A colour or gradient behind the content, or a list of them, the first on top."
    ) { $0.node.paint.background = $1 },
    NodeProperty("borderRadius", corners, "How round the corners are.") { $0.node.paint.borderRadius = $1 },
    NodeProperty("opacity", opacity, "From 0, invisible, to 1.") { $0.node.paint.opacity = $1 },
    NodeProperty(
      "objectFit", .keyword(PaintProperties.ObjectFit.self), kinds: [.image, .svg, .path],
      "How the picture fills its box."
    ) { $0.node.paint.objectFit = $1 },
    NodeProperty(
      "objectPosition", ObjectPosition.grammar, kinds: [.image, .svg, .path], "Where the picture stands in its box."
    ) { $0.node.paint.objectPosition = $1 },
    NodeProperty("stroke", Grammar<Fill?>.optionalFill, kinds: shapes, "The paint of the outline.") {
      $0.node.paint.stroke = $1
    },
    NodeProperty("strokeWidth", .positiveLength, kinds: shapes, "The width of the outline.") {
      $0.node.paint.strokeWidth = $1
    },
    NodeProperty(
      "strokeDash", Grammar<Length>.array(of: .positiveLength.orReference, 0...16), kinds: shapes,
      "The lengths of dashes and gaps."
    ) { $0.node.paint.strokeDash = $1 },
    NodeProperty("strokeCap", .keyword(PaintProperties.StrokeCap.self), kinds: shapes, "The ends of the outline.") {
      $0.node.paint.strokeCap = $1
    },
    NodeProperty(
      "fill", Grammar<Fill?>.optionalFill, kinds: [.rect, .ellipse, .path, .chart],
      "The paint inside; of a chart, the part that counts."
    ) { draft, value in
      draft.node.paint.fill = value ?? .color(.color(.transparent))
      draft.chart.fill = value ?? .color(.color(.transparent))
    },
  ]

  private static let backgrounds: Grammar<[Fill]> = {
    let one = Grammar<Fill?>.optionalFill.map { $0.map { [$0] } ?? [] }
    return one.or(Grammar<Fill>.array(of: .fill.orReference, 1...16)).expecting(
      Grammar<Fill>.fill.expected + ", or \"none\", or a list of up to 16 colours and gradients")
  }()

  private static let opacity: Grammar<Double> = {
    let text = Grammar<Double>(expected: "a percentage", schema: .pattern("^(?:100|[0-9]{1,2})%$")) { value in
      guard let string = value.string, string.hasSuffix("%"), (2...4).contains(string.utf8.count),
        string.dropLast().utf8.allSatisfy(ASCII.isDigit), let number = Double(string.dropLast()), number <= 100,
        string.utf8.count < 4 || string == "100%"
      else { return nil }
      return number / 100
    }
    return Grammar<Double>.number(0...1, "a number from 0 to 1").or(text)
  }()

  private static let corners: Grammar<[Length]> = SidesText.padding.map { [$0.top, $0.right, $0.bottom, $0.left] }

  /// Text properties.
  static let type: [NodeProperty] = [
    NodeProperty("color", .color, "The colour of text and of what uses currentColor.") { $0.node.text.color = $1 },
    NodeProperty("linkColor", .color, "The colour of links in a text.") { $0.node.text.linkColor = $1 },
    NodeProperty("fontFamily", FontFamilies.grammar, "Font families, best first.") { $0.node.text.fontFamily = $1 },
    NodeProperty("fontSize", .positiveLength, "The size of type.") { $0.node.text.fontSize = $1 },
    NodeProperty(
      "fontWeight", Grammar<Int>.integer(1...1000).or(.words([("normal", 400), ("bold", 700)])),
      "From 1 to 1000; 400 is normal, 700 bold."
    ) { $0.node.text.fontWeight = $1 },
    NodeProperty("fontStyle", .words([("normal", false), ("italic", true)]), "Upright or italic.") {
      $0.node.text.italic = $1
    },
    NodeProperty("lineHeight", lineHeight, "The distance between baselines: a multiple of the size, or a length.") {
      $0.node.text.lineHeight = $1
    },
    NodeProperty(
      "letterSpacing", Grammar<Length>.length.or(.words([("normal", .zero)])),
      "Tracking: space added after each letter."
    ) { $0.node.text.letterSpacing = $1 },
    NodeProperty("textAlign", .keyword(TextProperties.Align.self), "Where lines stand in the box.") {
      $0.node.text.textAlign = $1
    },
    NodeProperty("textTransform", .keyword(TextProperties.Transform.self), "Capitals or small letters.") {
      $0.node.text.textTransform = $1
    },
    NodeProperty("fontFeatures", features, "OpenType features, for instance {\"tnum\": 1}.") {
      $0.node.text.fontFeatures = $1
    },
    NodeProperty("whiteSpace", .words([("normal", true), ("nowrap", false)]), "\"nowrap\" keeps the text on one line.")
    { $0.node.text.wrap = $1 },
    NodeProperty(
      "lineBreak", .keyword(TextProperties.LineBreak.self),
      "How strictly small kana and marks are kept from the beginning of a line; \"auto\" is strict."
    ) { $0.node.text.lineBreak = $1 },
    NodeProperty(
      "wordBreak", .keyword(TextProperties.WordBreak.self),
      "\"keep-all\" breaks Korean, Chinese and Japanese only at spaces and punctuation, \"break-all\" breaks any word."
    ) { $0.node.text.wordBreak = $1 },
    NodeProperty("lang", .languageTag, "The text's language, where it differs from the card's.") {
      $0.node.text.language = $1
    },
    NodeProperty(
      "textBoxTrim", .keyword(TextProperties.BoxTrim.self), kinds: [.text],
      "Trims the box to the capitals and the baseline."
    ) { $0.node.text.textBoxTrim = $1 },
  ]

  private static let lineHeight: Grammar<TextProperties.LineHeight> = {
    let number = Grammar<Double>.number(0...100, "a number such as 1.4").map { TextProperties.LineHeight.number($0) }
    let pattern = SchemaValue.pattern("^" + LengthText.pattern(Length.Unit.allCases, signed: false) + "$")
    let length = Grammar<TextProperties.LineHeight>(expected: "a length", schema: pattern) { value in
      value.string.flatMap { LengthText.read(Substring($0), Length.Unit.allCases, signed: false) }.map { .length($0) }
    }
    return number.or(length).or(.words([("normal", .normal)]))
  }()

  private static let features: Grammar<[String: Int]> = {
    let value = Grammar<Int>.integer(0...255)
    let object = SchemaValue.object([
      "type": .string("object"), "propertyNames": .pattern("^[a-z0-9]{4}$"), "additionalProperties": value.schema,
    ])
    let list = SchemaValue.object([
      "type": .string("array"), "items": .pattern("^[a-z0-9]{4}(?:=[0-9]{1,2})?$"), "maxItems": .number(64),
    ])
    return Grammar(
      expected: "an object such as {\"tnum\": 1}, or a list such as [\"tnum\"]", schema: .anyOf([object, list])
    ) { json in
      if let array = json.array {
        var result: [String: Int] = [:]
        for item in array.prefix(65) {
          guard let parts = item.string?.split(separator: "=", omittingEmptySubsequences: false), let tag = parts.first,
            isTag(tag), array.count <= 64
          else { return nil }
          guard parts.count <= 2,
            parts.count == 1 || (1...2).contains(parts[1].utf8.count) && parts[1].utf8.allSatisfy(ASCII.isDigit)
          else { return nil }
          result[String(tag)] = parts.count == 2 ? Int(parts[1]) ?? 1 : 1
        }
        return result
      }
      guard let members = json.object?.members else { return nil }
      var result: [String: Int] = [:]
      for member in members {
        guard isTag(Substring(member.key)), let number = value.read(member.value) else { return nil }
        result[member.key] = number
      }
      return result
    }
  }()

  private static func isTag(_ text: Substring) -> Bool {
    text.utf8.count == 4 && text.utf8.allSatisfy { ASCII.isDigit($0) || (0x61...0x7A).contains($0) }
  }
}
