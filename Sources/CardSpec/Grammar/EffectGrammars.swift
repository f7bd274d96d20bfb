/// Reads `boxShadow` and `textShadow` (CSS Backgrounds 3, §6.1; CSS Text Decoration 3, §4).
enum ShadowText {
  static let most = 16
  private static let length = LengthText.pattern(Grammar<Length>.relativeUnits)
  private static let blur = LengthText.pattern(Grammar<Length>.relativeUnits, signed: false)

  /// - Parameter box: Whether a shadow may have a spread, and fall inwards.
  static func grammar(box: Bool) -> Grammar<[ShadowStyle]> {
    let color = "(?:currentColor|\(ColorText.part))"
    let lengths = "\(length) +\(length)(?: +\(blur)\(box ? "(?: +\(length))?" : ""))?"
    let plain = "(?:\(color) +\(lengths)|\(lengths)(?: +\(color))?)"
    // The word may stand at one end, not at both.
    let once = "(?!inset(?:[^,(]|\\([^)]*\\))*inset)"
    let one = box ? "\(once)(?:inset +)?\(plain)(?: +inset)?" : plain
    let pattern = "^(?:none|(?:\(one)(?: *, *(?! |$)|$)){1,\(most)})$"
    let expected =
      "up to \(most) shadows with commas between them, each with x, y and perhaps "
      + (box ? "blur, spread, colour and \"inset\"" : "blur and colour")
      + ", such as \"0 4px 12px rgba(0, 0, 0, 0.3)\", or \"none\""
    return Grammar(expected: expected, schema: .pattern(pattern)) { value in
      value.string.flatMap { $0 == "none" ? [] : list($0, box: box) }
    }
  }

  private static func list(_ text: String, box: Bool) -> [ShadowStyle]? {
    guard !text.hasPrefix(" "), !text.hasSuffix(" ") else { return nil }
    let parts = FunctionText.split(text, at: ",")
    guard parts.count <= most else { return nil }
    let shadows = parts.compactMap { shadow($0, box: box) }
    return shadows.count == parts.count ? shadows : nil
  }

  private static func shadow(_ text: Substring, box: Bool) -> ShadowStyle? {
    var words = FunctionText.split(text, at: " ").filter { !$0.isEmpty }[...]
    var result = ShadowStyle(x: .zero, y: .zero)
    if box, words.first == "inset" {
      words.removeFirst()
      result.isInset = true
    } else if box, words.last == "inset" {
      words.removeLast()
      result.isInset = true
    }
    if let last = words.last, let color = color(last) {
      words.removeLast()
      result.color = color
    } else if let first = words.first, let color = color(first) {
      words.removeFirst()
      result.color = color
    }
    guard (2...(box ? 4 : 3)).contains(words.count) else { return nil }
    let units = Grammar<Length>.relativeUnits
    let lengths = words.enumerated().compactMap { LengthText.read($1, units, signed: $0 != 2) }
    guard lengths.count == words.count else { return nil }
    (result.x, result.y) = (lengths[0], lengths[1])
    if lengths.count > 2 { result.blur = lengths[2] }
    if lengths.count > 3 { result.spread = lengths[3] }
    return result
  }

  private static func color(_ text: Substring) -> ColorValue? {
    text == "currentColor" ? .currentColor : ColorText.read(String(text)).map { .color($0) }
  }
}

/// Reads `transform` (CSS Transforms 1, §9).
enum TransformText {
  private static let most = 16
  private static let number = "[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)"
  private static let angle = "(?:\(number)(?:deg|grad|rad|turn)|[+-]?0+)"
  private static let units: [(String, Double)] = [("grad", 0.9), ("deg", 1), ("turn", 360), ("rad", 180 / .pi)]

  static let grammar: Grammar<[TransformFunction]> = {
    let length = LengthText.pattern(Length.Unit.allCases)
    func call(_ name: String, _ argument: String, _ more: ClosedRange<Int> = 0...0) -> String {
      "\(name)\\( *\(argument)" + (more == 0...0 ? "" : "(?: *, *\(argument)){\(more.lowerBound),\(more.upperBound)}")
        + " *\\)"
    }
    let functions = [
      call("translate", length, 0...1), call("translate[XY]", length), call("scale", number, 0...1),
      call("scale[XY]", number), call("rotate", angle), call("skew", angle, 0...1), call("skew[XY]", angle),
      call("matrix", number, 5...5),
    ]
    let one = "(?:\(functions.joined(separator: "|")))"
    return Grammar(
      expected: "functions such as \"rotate(-5deg)\", \"scale(1.2)\", \"translate(10px, 50%)\" and \"skew(10deg)\", "
        + "or \"none\"",
      schema: .pattern("^(?:none|\(one)(?: *\(one)){0,\(most - 1)})$")
    ) { value in value.string.flatMap { $0 == "none" ? [] : functionList($0) } }
  }()

  private static func functionList(_ text: String) -> [TransformFunction]? {
    guard let calls = FunctionText.calls(text), (1...most).contains(calls.count) else { return nil }
    let read = calls.compactMap { function($0.name, $0.arguments) }
    return read.count == calls.count ? read : nil
  }

  private static func function(_ name: String, _ arguments: [Substring]) -> TransformFunction? {
    func values<T>(_ counts: ClosedRange<Int>, _ read: (Substring) -> T?) -> [T]? {
      let values = arguments.compactMap(read)
      return values.count == arguments.count && counts.contains(values.count) ? values : nil
    }
    func length(_ text: Substring) -> Length? { LengthText.read(text, Length.Unit.allCases) }
    switch name {
    case "translate": return values(1...2, length).map { .translate($0[0], $0.count > 1 ? $0[1] : .zero) }
    case "translateX": return values(1...1, length).map { .translate($0[0], .zero) }
    case "translateY": return values(1...1, length).map { .translate(.zero, $0[0]) }
    case "scale": return values(1...2, number).map { .scale($0[0], $0.count > 1 ? $0[1] : $0[0]) }
    case "scaleX": return values(1...1, number).map { .scale($0[0], 1) }
    case "scaleY": return values(1...1, number).map { .scale(1, $0[0]) }
    case "rotate": return values(1...1, degrees).map { .rotate($0[0]) }
    case "skew": return values(1...2, degrees).map { .skew($0[0], $0.count > 1 ? $0[1] : 0) }
    case "skewX": return values(1...1, degrees).map { .skew($0[0], 0) }
    case "skewY": return values(1...1, degrees).map { .skew(0, $0[0]) }
    case "matrix": return values(6...6, number).map { .matrix($0) }
    default: return nil
    }
  }

  private static func degrees(_ text: Substring) -> Double? {
    for (unit, factor) in units where text.hasSuffix(unit) {
      return number(text.dropLast(unit.count)).map { $0 * factor }
    }
    return LengthText.read(text, []).map { _ in 0 }
  }

  private static func number(_ text: Substring) -> Double? {
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard text.count - digits.count <= 1, digits.utf8.allSatisfy({ ASCII.isDigit($0) || $0 == 0x2E }),
      let last = digits.utf8.last, ASCII.isDigit(last), digits.utf8.count <= 24
    else { return nil }
    return LengthText.read(text + "px", [.px])?.value
  }
}

/// Reads `filter: blur(…)` (Filter Effects 1, §5.1); the length is the standard deviation.
enum FilterText {
  static let grammar: Grammar<Length?> = {
    let length = LengthText.pattern(Grammar<Length>.relativeUnits, signed: false)
    return Grammar<Length?>(
      expected: "\"blur(4px)\" or \"none\"", schema: .pattern("^(?:none|blur\\( *\(length) *\\))$")
    ) { value in
      guard let text = value.string else { return nil }
      if text == "none" { return .some(nil) }
      guard let calls = FunctionText.calls(text), calls.count == 1, calls[0].name == "blur",
        calls[0].arguments.count == 1,
        let length = LengthText.read(calls[0].arguments[0], Grammar<Length>.relativeUnits, signed: false)
      else { return nil }
      return .some(length)
    }
  }()
}

/// Reads `mask`: a gradient, or `{"src": …, "fit": …}`.
enum MaskValue {
  private static let source = Grammar<String>.string.orReference
  private static let fit = Grammar<PaintProperties.ObjectFit>.keyword(PaintProperties.ObjectFit.self)

  static let grammar: Grammar<Mask?> = {
    let picture = SchemaValue.object([
      "type": .string("object"),
      "properties": .object([
        "src": source.schema.described("The picture's file, from the deck's folder."),
        "fit": fit.orReference.schema.described("How the picture fills the node; by default \"fill\"."),
      ]),
      "required": .strings(["src"]), "additionalProperties": .bool(false),
    ])
    var result = Grammar<Mask?>(
      expected: "a gradient, or a picture such as {\"src\": \"edge.png\", \"fit\": \"cover\"}, or \"none\"",
      schema: .anyOf([.reference("gradientValue"), picture, .object(["enum": .strings(["none"])])])
    ) { value in
      if value.string == "none" { return .some(nil) }
      if let fill = Gradients.read(value) { return .some(.fill(fill)) }
      guard acceptsPicture(value), let source = value["src"]?.string else { return nil }
      guard let given = value["fit"] else { return .some(.picture(source: source, fit: .fill)) }
      return fit.read(given).map { .picture(source: source, fit: $0) }
    }
    result.accepts = { $0.string == "none" || Gradients.accepts($0) || acceptsPicture($0) }
    result.words = ["none"]
    return result
  }()

  private static func acceptsPicture(_ value: JSONValue) -> Bool {
    guard let object = value.object, let given = object["src"], source.accepts(given) else { return false }
    return object.keys.allSatisfy { ["src", "fit"].contains($0) } && object["fit"].map(fit.orReference.accepts) ?? true
  }
}

/// CSS's functions in a text: `name(argument, argument)`.
enum FunctionText {
  /// The parts between separators that stand outside of parentheses.
  static func split(_ text: some StringProtocol, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    let text = Substring(text)
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case separator where depth == 0:
        parts.append(trimmed(text[start..<index]))
        start = text.index(after: index)
      default: break
      }
    }
    return parts + [trimmed(text[start...])]
  }

  /// Functions one after the other with spaces between them; `nil` where the text is something else.
  static func calls(_ text: String) -> [(name: String, arguments: [Substring])]? {
    var rest = Substring(text)
    guard rest.first != " ", rest.last == ")" else { return nil }
    var calls: [(name: String, arguments: [Substring])] = []
    while !rest.isEmpty {
      guard let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close else { return nil }
      let name = rest[..<open]
      guard !name.isEmpty, name.utf8.allSatisfy(ASCII.isLetter) else { return nil }
      let arguments = rest[rest.index(after: open)..<close]
      calls.append((String(name), split(arguments, at: ",")))
      rest = rest[rest.index(after: close)...].drop { $0 == " " }
    }
    return calls
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
